"""Sheets to print: a poster, a leaflet, a lesson, a quiz, cards, drawings."""
