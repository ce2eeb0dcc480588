"""Where the places lie on the map, and the colours that the map shows there."""

import base64
import functools
import io
import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from PIL import Image

from geo.finding import find_view
from geo.program import PALETTE

# On a screen as large as this nearly every county has room for its colour.
LARGE = {"width": 2900, "height": 1700}
# Pixels by which a point must lie inside its county to show the county's colour alone: Leaflet
# moves corners to whole pixels and smooths the lines between them, and edges are blended.
ROOM = 3
# Stripes come again after four pixels in a row: which of them a pixel and its neighbours are.
STRIPES = 4
LINES = (np.arange(3) - np.arange(3)[:, None]) % STRIPES
# Of 255: by how much pixels of one line may differ.
SLACK = 45

FRAME = """(root) => {
  const { width, height } = root.querySelector(".leaflet-container").getBoundingClientRect();
  return [root.dataset.zoom, root.dataset.centre, width, height];
}"""
DRAW = """(root) => {
  const map = root.querySelector(".leaflet-container");
  const box = map.getBoundingClientRect();
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [Math.round(box.width), Math.round(box.height)];
  const pen = sheet.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = getComputedStyle(map).backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const canvas of map.querySelectorAll("canvas")) {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    pen.drawImage(canvas, Math.round(x - box.x), Math.round(y - box.y), width, height);
  }
  return sheet;
}"""
PICTURE = f"(root) => ({DRAW})(root).toDataURL()"
# Of each pixel (right, down) that and those around it, row by row: their bytes, as base64.
AROUND = f"""(root, middles) => {{
  const sheet = ({DRAW})(root);
  const {{ data, width }} = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height);
  const bytes = JSON.parse(middles).flatMap(([x, y]) =>
    [y - 1, y, y + 1].flatMap((row) => {{
      const start = 4 * (row * width + x - 1);
      return [0, 1, 2, 4, 5, 6, 8, 9, 10].map((at) => data[start + at]);
    }}),
  );
  const parts = [];
  for (let at = 0; at < bytes.length; at += 9999)
    parts.push(btoa(String.fromCharCode(...bytes.slice(at, at + 9999))));
  return parts.join("");
}}"""


@dataclass(frozen=True)
class Frame:
    """The part of the composite plane on screen.

    `scale` is in pixels a kilometre, `x` and `y` the plane's point (km, y up) in the middle of
    the map's box, `width` and `height` the box in pixels.
    """

    scale: float
    x: float
    y: float
    width: float
    height: float

    def locate(self, x, y):
        """Find the pixels (right and down from the box's corner) of points of the plane."""
        right = self.width / 2 + (x - self.x) * self.scale
        return right, self.height / 2 - (y - self.y) * self.scale

    def holds(self, bounds):
        """Tell whether bounds (left, bottom, right, top in km) are wholly on screen."""
        left, bottom, right, top = bounds
        return (
            abs(left - self.x) * self.scale <= self.width / 2 + 1
            and abs(right - self.x) * self.scale <= self.width / 2 + 1
            and abs(bottom - self.y) * self.scale <= self.height / 2 + 1
            and abs(top - self.y) * self.scale <= self.height / 2 + 1
        )


def find_spots(counties: pd.DataFrame) -> pd.DataFrame:
    """Find the point of each county that lies deepest inside it, on the composite plane.

    Returns one row per county, in order, index `geoid`: `x, y` and `radius` of the circle around
    it that the county holds, km.
    """
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in counties.geometry]
    lines = shapely.maximum_inscribed_circle(np.array(largest), tolerance=0.5)
    x, y = shapely.get_coordinates(lines)[::2].T
    spots = {"x": x, "y": y, "radius": shapely.length(lines)}
    return pd.DataFrame(spots, index=pd.Index(counties["geoid"], name="geoid"))


def read_frame(atlas) -> Frame:
    """Read from the figure's root (a locator) which part of the plane it shows."""
    zoom, centre, width, height = atlas.evaluate(FRAME)
    x, y = map(float, centre.split(" "))
    return Frame(2 ** float(zoom), x, y, width, height)


def read_picture(atlas) -> np.ndarray:
    """Read what the map's canvases show, one over the other: rows of red, green, blue."""
    content = base64.b64decode(atlas.evaluate(PICTURE).partition(",")[2])
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def read_colours(atlas, frame: Frame, spots: pd.DataFrame) -> pd.Series:
    """Read the colours (hex) of all counties with room for one on the screen, by GEOID.

    Of stripes it is "striped" and the colour that they mix with what lies between them.
    """
    right, down = frame.locate(spots["x"], spots["y"])
    room = spots["radius"] * frame.scale >= ROOM
    inside = right.between(1, frame.width - 2) & down.between(1, frame.height - 2) & room
    middles = np.column_stack([right[inside], down[inside]]).astype(int)
    content = base64.b64decode(atlas.evaluate(AROUND, json.dumps(middles.tolist())))
    around = np.frombuffer(content, np.uint8).reshape(-1, 3, 3, 3).astype(int)
    mixed = np.ptp(around, axis=(1, 2)).max(axis=1) > SLACK
    colours = [
        _name_lines(one) if is_mixed else write_colour(one[1, 1])
        for one, is_mixed in zip(around, mixed, strict=True)
    ]
    return pd.Series(colours, index=spots.index[inside], name="colour")


def _name_lines(around):
    """Name the colour of a pixel, or of the stripes around it, which fall by 45 degrees."""
    lines = [around[np.equal(LINES, line)] for line in range(STRIPES)]
    if all(np.ptp(line, axis=0).max() <= SLACK for line in lines):
        return _name_stripes(np.mean([line.mean(axis=0) for line in lines], axis=0))
    return write_colour(around[1, 1])


def _name_stripes(mean):
    """Name stripes by the colour of the palette that they are nearest to, where one is near."""
    far = {
        colour: np.abs(mix_stripes(palette[0], colour) - mean).max()
        for palette in PALETTE.values()
        for colour in palette[1:]
    }
    nearest = min(far, key=lambda colour: far[colour])
    return f"striped {nearest if far[nearest] <= SLACK / 4 else write_colour(mean)}"


@functools.cache
def mix_stripes(ground: str, ink: str) -> np.ndarray:
    """Mix what stripes and the ground between them (hex) are from afar: red, green, blue."""
    ground_rgb, ink_rgb = split_channels(pd.Series([ground, ink]))
    return ground_rgb + (ink_rgb - ground_rgb) / 3


def write_colour(pixel) -> str:
    """Write a pixel as hex."""
    return "#{:02x}{:02x}{:02x}".format(*(round(float(channel)) for channel in pixel))


def compute_colours(record, view) -> pd.Series:
    """Compute the colours that `geo.shading` gives the counties, by GEOID, as they are read."""
    fills = find_view(record, view).fills
    counties = record.counties.set_index("geoid", drop=False)
    colours = fills.colours.where(~fills.striped, "striped " + fills.colours)
    return counties["geoid" if fills.by == "county" else "state"].map(colours)


def find_wrong(shown: pd.Series, record, view) -> dict[str, str]:
    """Find the counties shown in another colour than they should have, of nearly all."""
    expected = compute_colours(record, view)
    assert len(shown) > 0.92 * len(expected)
    return dict(shown[shown != expected[shown.index]])


def split_channels(colours: pd.Series) -> np.ndarray:
    """Split hex colours into rows of red, green, blue."""
    return np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours])
