"""Stories: steps on the map, each a view with two sentences whose numbers the record counts."""
