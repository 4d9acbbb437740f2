"""The year: days, periods and deadlines."""
