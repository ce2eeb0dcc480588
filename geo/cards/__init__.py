"""Cards: a finished picture of a view, for screens and print."""
