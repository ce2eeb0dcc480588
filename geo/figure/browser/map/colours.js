// The colours of the map under the system's theme.

/** @import { Palette, Program } from "../types.js" */

/** @typedef {Palette & { unknown: CanvasPattern | string }} Colours */

export const DARK = "(prefers-color-scheme: dark)";

/**
 * Take the colours that suit the system's theme.
 * @param {Program} program
 * @returns {Colours}
 */
export const takeColours = ({ colours }) => {
  const palette = colours[window.matchMedia(DARK).matches ? "dark" : "light"];
  return { ...palette, unknown: hatch(palette.mixtures[0], palette.hatch) };
};

/**
 * @param {string} ground
 * @param {string} ink
 */
const hatch = (ground, ink) => {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  if (!pen) return ink;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = ink;
  pen.lineWidth = 1.4;
  for (const shift of [-8, 0, 8]) {
    pen.beginPath();
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
    pen.stroke();
  }
  return pen.createPattern(tile, "repeat") ?? ink;
};
