"""The pages of the Atlas, on the live page and the static site, in the order of their links."""

from geo.words.language import N_

# By the last part of their address; the story is told on the map.
PAGES = {
    "": N_("Map"),
    "story": N_("The story"),
    "trends": N_("Trends"),
    "states": N_("States"),
    "agencies": N_("Agencies"),
    "changes": N_("Changes"),
    "questions": N_("Questions"),
    "about": N_("About"),
}
