"""Census places and ZIP codes with the counties they lie in, from the Census Bureau's relations."""

from pathlib import Path

import pandas as pd

from geo.agreements import DATA
from geo.boundaries import read_counties
from geo.ingest.workbook import SourceError

PLACES, ZCTAS = "places_to_counties.csv", "zctas_to_counties.csv"
PLACE_COLUMNS = ["state", "place_geoid", "place", "county_geoid", "population_2020"]
ZCTA_COLUMNS = ["zcta", "county_geoid", "land_m2"]
CORRECTION_COLUMNS = ["table", "code", "field", "printed", "correct", "evidence"]
# What a place's name ends in, the longer first: "Dodge City city" is the city of Dodge City.
KINDS = (
    "city and borough",
    "metropolitan government",
    "consolidated government",
    "unified government",
    "metro government",
    "metro township",
    "urban county",
    "zona urbana",
    "municipality",
    "corporation",
    "comunidad",
    "borough",
    "village",
    "city",
    "town",
    "CDP",
)
# What is left of a consolidated city without the towns within it.
REST = " (balance)"


def render_places(sources_dir: str | Path, data_dir: str | Path = DATA) -> dict[str, str]:
    """Render places.csv and zctas.csv from their sources, places_to_counties and zctas_to_counties.

    places.csv has one row a census place, sorted by `place_geoid`: `place` (without its kind),
    `kind` ("city", "CDP", blank for the few without), `state`, `people` (census of 2020),
    `geoids` (';'-joined, most of its people first) and `shares`, of its people, one for each
    county to four decimals; blank where they are not known. zctas.csv has one row a ZIP code
    tabulation area: `zcta`, `geoids` (most land first) and `shares` of its land.

    place_corrections.csv of the data folder mends names, and puts the planning regions of
    Connecticut in the place of its old counties. Returns the texts by their path in the data
    folder, the same for equals. Raises SourceError for a source or a column that is missing, a
    figure that is none, and a county that shapefiles/ does not have.
    """
    sources_dir = Path(sources_dir)
    corrections = _read(Path(data_dir) / "place_corrections.csv", CORRECTION_COLUMNS)
    counties = read_counties().set_index("geoid")["state"]
    places = _read_relation(sources_dir / PLACES, PLACE_COLUMNS, "population_2020")
    places = _correct(places, corrections, "places", {"name": "place", "geoids": "county_geoid"})
    zctas = _read_relation(sources_dir / ZCTAS, ZCTA_COLUMNS, "land_m2")
    zctas = _correct(zctas, corrections, "zctas", {"geoids": "county_geoid"})
    _require_counties(places, PLACES, counties)
    _require_counties(zctas, ZCTAS, counties)
    return {"places.csv": _write(_fold_places(places)), "zctas.csv": _write(_fold_zctas(zctas))}


def _read(path: Path, needed: list[str]) -> pd.DataFrame:
    if not path.exists():
        raise SourceError(f"{path.name} is not in {path.parent.name}/; put it there.")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name}: lacks the column {', '.join(missing)}; add it.")
    return table.loc[:, needed]


def _read_relation(path: Path, columns: list[str], figure: str) -> pd.DataFrame:
    """Read a relation as text, with the code of the smaller area as `code`, `figure` a number."""
    table = _read(path, columns)
    wrong = table.loc[~table[figure].str.fullmatch(r"\d+"), figure]
    for row, value in wrong.items():
        raise SourceError(
            f"{path.name} row {int(str(row)) + 2}: {figure} is {value!r}; expected a whole number."
        )
    code = "place_geoid" if "place_geoid" in columns else "zcta"
    return table.rename(columns={code: "code", figure: "figure"}).astype({"figure": int})


def _correct(table, corrections, name, columns):
    """Put what is correct where a row has the wrong value; a row that has another stays."""
    table = table.copy()
    for field, column in columns.items():
        chosen = corrections[(corrections["table"] == name) & (corrections["field"] == field)]
        keys = pd.MultiIndex.from_frame(chosen[["code", "printed"]])
        if keys.has_duplicates:
            code, printed = keys[keys.duplicated()][0]
            raise SourceError(
                f"place_corrections.csv: {field} of {code}, {printed!r}, is corrected twice; keep "
                "one row."
            )
        correct = pd.Series(chosen["correct"].to_numpy(), index=keys)
        found = correct.reindex(pd.MultiIndex.from_frame(table[["code", column]])).to_numpy()
        table[column] = pd.Series(found, index=table.index).fillna(table[column])
    return table


def _require_counties(table, source, counties):
    """Raise SourceError for the first county that is none, or none of its place's state."""
    each = table.assign(geoid=table["county_geoid"].str.split(";")).explode("geoid")
    states = each["geoid"].map(counties)
    wrong = states.isna()
    if "state" in each:
        wrong |= states != each["state"]
    for row, geoid in each["geoid"][wrong].items():
        raise SourceError(
            f"{source} row {int(str(row)) + 2}: county_geoid of {table['code'][row]} is {geoid!r}; "
            "expected a county of shapefiles/. Give the county it is now in "
            "data/place_corrections.csv, field geoids."
        )


def _fold_places(table):
    table = table.assign(place=table["place"].str.removesuffix(REST))
    pattern = rf"(?P<place>.*?)(?: (?P<kind>{'|'.join(KINDS)}))?"
    names = table["place"].str.extract(f"^{pattern}$").fillna("")
    firsts = table.assign(place=names["place"], kind=names["kind"]).groupby("code").first()
    people = table.groupby("code")["figure"].sum().rename("people")
    folded = firsts[["place", "kind", "state"]].join(people).join(_fold_counties(table))
    return folded.rename_axis("place_geoid")


def _fold_zctas(table):
    return _fold_counties(table).rename_axis("zcta")


def _fold_counties(table):
    """Fold the counties of each code: `geoids`, the largest figure first, and their `shares`."""
    parts = table.groupby(["code", "county_geoid"], as_index=False)["figure"].sum()
    parts = parts.sort_values(["code", "figure", "county_geoid"], ascending=[True, False, True])
    totals = parts.groupby("code")["figure"].transform("sum")
    # What lies in one county lies there whole, whether or not anybody lives there.
    shares = (parts["figure"] / totals).where(totals > 0)
    shares[~parts["code"].duplicated(keep=False)] = 1
    # Several counties in one cell are those that may be meant.
    shares[parts["county_geoid"].str.contains(";")] = float("nan")
    parts["share"] = shares.map(_write_share, na_action="ignore").fillna("")
    joined = parts.groupby("code")[["county_geoid", "share"]].agg(";".join)
    return joined.rename(columns={"county_geoid": "geoids", "share": "shares"})


def _write_share(share: float) -> str:
    return f"{share:.4f}".rstrip("0").rstrip(".")


def _write(table):
    return table.sort_index().to_csv(lineterminator="\n")
