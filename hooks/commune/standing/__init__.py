"""The standing pages of docs/, and the page that was not found."""
