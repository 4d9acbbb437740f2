"""The plan: the document word for word, its tasks, its units, and who does what."""
