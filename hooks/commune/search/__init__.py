"""Finding: what all pages say, and the words that lead to others."""
