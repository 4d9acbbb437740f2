"""Finding: an index of syllables, and the words that lead to others."""
