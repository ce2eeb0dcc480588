// What a page that shows the figure calls: window.atlas.

import { followPage, readPage } from "./component.js";
import { Figure } from "./figure.js";
import { followTheme } from "./theme.js";
import { decodeTopology } from "./topology.js";

/**
 * @import { Given, View } from "./types.js"
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
 * @param {Given} given
 * @param {FindView} [findView] finds the first view; by default that of the page around a
 *   component's frame, elsewhere the configuration's
 */
export const draw = (map, given, findView = window.Streamlit && readPage) => {
  followTheme();
  const { geometry, agreements, config } = window.atlas;
  figure = new Figure(map, { ...config, ...given }, decodeTopology(geometry), agreements, findView);
  if (window.Streamlit) followPage(figure);
};

/**
 * Show what the page asks for, and say so: what was said last is the view that is shown.
 * @param {View} view
 */
export const show = (view) => {
  takeFigure().set(view, "page");
  takeFigure().report(false, true);
};
