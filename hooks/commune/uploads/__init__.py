"""What comes in: documents, recordings, photos, made fit for the public."""
