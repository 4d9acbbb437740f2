"""The commune's site: from content/ to pages and files. Knows no site engine."""
