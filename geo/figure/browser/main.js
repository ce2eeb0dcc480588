// What a page that shows the figure calls: window.atlas.

import { Figure } from "./figure.js";
import { decodeTopology } from "./topology.js";

/** @import { Config } from "./types.js" */

/** @type {Figure | null} */
let figure = null;

/** Take the figure of this page. */
export const takeFigure = () => {
  if (!figure) throw new Error("no figure is drawn yet");
  return figure;
};

/**
 * Draw the figure on a map that is in the page.
 * @param {L.Map} map
 * @param {Config} config
 */
export const draw = (map, config) => {
  const { geometry, agreements } = window.atlas;
  figure = new Figure(map, config, decodeTopology(geometry), agreements);
  figure.subscribe((message) => window.Streamlit?.setComponentValue(message));
};
