"""The figure: the folium map that plays, and the files that it loads in the browser."""
