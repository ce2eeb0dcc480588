"""What kind of body an agency is: a sheriff, a town's police, a campus's, a state's guard.

Words: a *body* is what an agency is, told from its jurisdiction and its name.
"""

import pandas as pd

from geo.words.language import N_

BODIES = {
    "sheriff": N_("Sheriff"),
    "county": N_("Other county agency"),
    "police": N_("City or town police"),
    "constable": N_("Constable or ward marshal"),
    "campus": N_("Campus police"),
    "port": N_("Airport or port police"),
    "regional": N_("Regional police, jail or task force"),
    "prosecutor": N_("Prosecutor"),
    "state": N_("State agency"),
    "guard": N_("National or state guard"),
}
OF_JURISDICTION = {
    "county": "county",
    "municipality": "police",
    "judicial_district": "prosecutor",
}
GUARD = r"\b(?:national|state) guard\b|\bmilitary\b"


def find_bodies(agencies: pd.DataFrame) -> pd.Series:
    """Find what agencies are: keys of `BODIES` for rows with `agency` and `jurisdiction`."""
    names = agencies["agency"].str.lower()
    bodies = agencies["jurisdiction"].replace(OF_JURISDICTION)
    of_county, of_state = (agencies["jurisdiction"] == kind for kind in ("county", "state"))
    bodies = bodies.mask(of_county & names.str.contains("sheriff", regex=False), "sheriff")
    return bodies.mask(of_state & names.str.contains(GUARD), "guard")
