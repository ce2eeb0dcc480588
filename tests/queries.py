"""Query strings as nobody writes them, and the strategies that make them."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from geo.address import PARAMETERS

# All characters, half ones (surrogates) too, which a browser never sends.
ANY = st.characters(exclude_categories=())
SENT = st.characters(exclude_categories=("Cs",))
ODD = (
    "\0",
    "\u202e",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{parameter}%s{0}",
    "../../etc/passwd",
    "9" * 5000,
    "x" * 100_000,
    "NaN",
    "[object Object]",
    "__proto__",
)
USABLE = (
    ("date", "2025-09-17"),
    ("compare", "2025-01-20"),
    ("range", "2002"),
    ("models", "jail.task_force"),
    ("reach", "part"),
    ("level", "state"),
    ("measure", "people"),
    ("place", "FL"),
    ("place", "12001"),
    ("present", "1"),
    ("lang", "es"),
    ("at", "-812,1540,600"),
    ("story", "growth.law"),
    ("controls", "0"),
)
DATES = st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
NAMES = st.sampled_from([*PARAMETERS, "controls", "embed", "embed_options", "seq", "", "__proto__"])


def make_pairs(characters=SENT):
    """Make lists of names and texts: usable, odd, random, several times, or all at once."""
    texts = st.text(characters, max_size=30) | st.sampled_from(ODD) | DATES
    anything = st.tuples(NAMES | st.text(characters, max_size=6), texts)
    return st.lists(st.sampled_from(USABLE) | anything, max_size=12)


def make_queries():
    """Make query strings, well formed and broken, as a browser takes them into its address."""
    broken = st.text(st.sampled_from("%&=?;+#0aAfFzZ\u00e9\u202e"), max_size=30)
    return make_pairs().map(urlencode) | broken
