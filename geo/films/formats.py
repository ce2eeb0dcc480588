"""The formats and shapes of films; what draws them takes a second to import, this does not."""

# Frames a second.
FORMATS = {"mp4": 24, "gif": 12}
# Of geo.cards.shapes.
SHAPES = ("wide", "square", "tall")
