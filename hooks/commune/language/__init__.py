"""How the site is written: sentences that can be followed, and words that are spelt as they are."""
