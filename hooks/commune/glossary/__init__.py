"""Words that people do not know: a plain line for each, where it is first used, and on a page of them all."""
