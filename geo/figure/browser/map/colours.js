// The colours and hatchings of the map, light or dark.

import { isDark } from "../theme.js";

/** @import { Palette, Program } from "../types.js" */

/**
 * What an area of the map is filled with: on a canvas, and as the CSS background of its swatch.
 * @typedef {{ paint: string | CanvasPattern, swatch: string }} Fill
 */

/** `covers` by cover (geo/program.py), `unknown` where no list is known.
 * @typedef {Palette & { covers: Fill[], unknown: Fill }} Colours */

// The side of a tile in pixels, and the share of it under its line. Stripes fall to the right,
// where no list is known they rise, so that the two differ in grey as well.
const STRIPES = { size: 4, ink: 1 / 3, rises: false };
const UNKNOWN = { size: 8, ink: 1 / 4, rises: true };

/**
 * Take the colours of the theme in view.
 * @param {Program} program
 * @returns {Colours}
 */
export const takeColours = ({ colours, partBit }) => {
  const palette = colours[isDark() ? "dark" : "light"];
  const [none] = palette.mixtures;
  /** @type {Fill[]} */
  const covers = [];
  palette.mixtures.forEach((colour, mixture) => {
    covers[mixture] = { paint: colour, swatch: colour };
    covers[mixture | partBit] = hatch(none, colour, STRIPES);
  });
  return { ...palette, covers, unknown: hatch(none, palette.hatch, UNKNOWN) };
};

/**
 * Hatch a ground with lines at 45 degrees. On the canvas the pattern is fixed to the map, so that
 * it stays where it is when a part is drawn again.
 * @param {string} ground
 * @param {string} colour
 * @param {typeof STRIPES} lines
 * @returns {Fill}
 */
const hatch = (ground, colour, { size, ink, rises }) => {
  // Leaflet's canvas has two pixels for one of the page where the screen is finer.
  const scale = L.Browser.retina ? 2 : 1;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size * scale;
  const pen = tile.getContext("2d");
  if (!pen) return { paint: colour, swatch: colour };
  pen.scale(scale, scale);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = colour;
  const [first, last] = rises ? [size, 0] : [0, size];
  const half = (ink * size) / 2;
  for (const shift of [-size, 0, size]) {
    // Filled, since a line as thin as these is drawn thinner than it is.
    pen.beginPath();
    pen.moveTo(shift - half, first);
    pen.lineTo(shift + half, first);
    pen.lineTo(shift + size + half, last);
    pen.lineTo(shift + size - half, last);
    pen.fill();
  }
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return { paint: pattern ?? colour, swatch: `url(${tile.toDataURL()}) 0 0 / ${size}px` };
};
