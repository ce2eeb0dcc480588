"""Towns of several counties, from the census places."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pandas as pd

from geo.agreements import DATA
from geo.ingest.locate.gazetteer import fold_name

# A county that holds less of a town's people than this is not counted as one of its counties.
LEAST_SHARE = 0.01
# Census places without a government, and so without police.
NO_GOVERNMENT = ("CDP", "comunidad", "zona urbana")


class Towns:
    """The incorporated census places of the states, by name."""

    def __init__(self, places: pd.DataFrame) -> None:
        """Take the rows of places.csv, as text."""
        self._counties = defaultdict(set)
        self._joined = defaultdict(list)
        for place in places.loc[~places["kind"].isin(NO_GOVERNMENT)].itertuples():
            counties = _list_counties(place.geoids, place.shares)
            self._counties[place.state, fold_name(place.place)].add(counties)
            name = re.sub(r" County$", "", place.place)
            if len(counties) == 1 and len(parts := re.split(r"[-/,] ?", name)) > 1:
                names = {name, f"{name} {place.kind}"}
                self._joined[place.state].append((names, parts[-1], counties[0]))

    def find_counties(self, state: str, keys: Iterable[str], geoids: Iterable[str]) -> list[str]:
        """Counties that hold at least 1 % of a town's people, the largest share first.

        keys are folded names of the town, the likelier first; geoids are the counties it is known
        to lie in, which tell it from others of its name. Empty when no one town of the state fits.
        """
        known = set(geoids)
        for key in keys:
            fitting = [
                counties
                for counties in self._counties.get((state, key), ())
                if known & set(counties)
            ]
            if len(fitting) == 1:
                return list(fitting[0])
        return []

    def find_only(self, state: str, key: str) -> list[str]:
        """Counties of the one town of a folded name in a state; empty for none or several."""
        found = [counties for counties in self._counties.get((state, key), ()) if counties]
        return list(found[0]) if len(found) == 1 else []

    def find_consolidated(self, state: str, names: dict[str, str]) -> dict[str, str]:
        """County of every government that a city and its county share, by its folded name.

        names are those of the counties of the state by GEOID: Athens-Clarke is the government of
        Clarke County, Georgia, while Winston-Salem lies in Forsyth.
        """
        return {
            fold_name(name): geoid
            for joined, last, geoid in self._joined[state]
            for name in joined
            if fold_name(names.get(geoid, "")) == fold_name(last)
        }


@cache
def read_towns() -> Towns:
    """Read the towns from the committed table of census places, once."""
    return Towns(pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False))


def _list_counties(geoids, shares):
    """The counties that count, the largest share first; none where the shares are not known."""
    if not shares:
        return ()
    pairs = zip(geoids.split(";"), shares.split(";"), strict=True)
    return tuple(geoid for geoid, share in pairs if float(share) >= LEAST_SHARE)
