"""Addresses that are no more, and what stands there instead."""
