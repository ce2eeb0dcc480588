"""Films: a stretch of time on the map."""
