"""Campaigns and materials: what the commune says to people, and what schools and villages take away."""
