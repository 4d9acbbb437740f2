"""Where help is: lines to call, offices, places that take reports, trusted addresses."""
