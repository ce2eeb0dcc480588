"""Cards, films and a static site of the map: what readers share."""
