"""Neighbours: the counties that share a border with one, across the lines of states too."""

import geopandas as gpd
import shapely


def find_neighbours(counties: gpd.GeoDataFrame, geoid: str) -> tuple[str, ...]:
    """Find the counties that share a line of border with one, not a corner alone: sorted GEOIDs.

    `counties` as from `geo.boundaries.read_counties`, whose borders are shared exactly.
    """
    shape = counties.geometry[counties["geoid"] == geoid].iloc[0]
    near = counties.iloc[counties.sindex.query(shape, predicate="intersects")]
    shared = shapely.length(shapely.intersection(near.geometry.to_numpy(), shape))
    return tuple(sorted(set(near["geoid"][shared > 0]) - {geoid}))
