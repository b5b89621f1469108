"""词表: the words that the rules know, as data."""
