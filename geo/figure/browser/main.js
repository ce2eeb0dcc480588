// What a page that shows the figure calls: window.atlas.

import { Figure } from "./figure.js";
import { followPage } from "./theme.js";
import { decodeTopology } from "./topology.js";

/**
 * @import { Config, View } from "./types.js"
 * @import { FindView } from "./figure.js"
 */

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
 * @param {FindView} [findView] finds the first view; by default the configuration's
 */
export const draw = (map, config, findView) => {
  followPage();
  const { geometry, agreements } = window.atlas;
  figure = new Figure(map, config, decodeTopology(geometry), agreements, findView);
  // Streamlit names the frames of components by their packages.
  if (window.Streamlit)
    window.frameElement?.setAttribute("aria-label", figure.language.say("title"));
  figure.subscribe((message) => window.Streamlit?.setComponentValue(message));
};

/**
 * Show what the page asks for.
 * @param {View} view
 */
export const show = (view) => takeFigure().set(view, "page");
