"""The static site: the same figure and record as files for any web host."""
