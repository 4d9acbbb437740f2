"""What every part of the site stands on: text, problems, source, schema, pages."""
