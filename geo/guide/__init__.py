"""The pages of words: what 287(g) is, what the record says of it, and what it does not."""
