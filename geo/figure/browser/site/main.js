// What the static site's map pages call: the figure with its panel and its address.

import { draw as drawFigure, takeFigure } from "../main.js";
import { followAddress as follow } from "./address-bar.js";
import { Panel } from "./panel.js";
import { receiveState } from "./state-files.js";

/**
 * @import { Config } from "../types.js"
 * @import { Settings } from "./panel.js"
 */

/** @type {Panel | null} */
let panel = null;

/**
 * Draw the figure; the search of the page (site/search.js) then shows its places on the map.
 * @param {L.Map} map
 * @param {Config} config
 */
export const draw = (map, config) => {
  drawFigure(map, config);
  document.addEventListener("atlas:choose", (event) => {
    event.preventDefault();
    takeFigure().change({ place: /** @type {CustomEvent<string>} */ (event).detail });
  });
};

/**
 * Show the panel of the place in view beside the map.
 * @param {HTMLElement} root
 * @param {Settings} settings
 */
export const showPanel = (root, settings) => {
  panel = new Panel(root, takeFigure(), settings);
};

export const followAddress = () => follow(takeFigure(), (unusable) => panel?.notice(unusable));

/** An embedded map: bare where its address asks for no controls, with a link to the whole page. */
export const embed = () => {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector(".full a:not([hreflang])"));
  const bare = new URLSearchParams(window.location.search).get("controls") === "0";
  document.body.classList.toggle("bare", bare);
  const carry = () => {
    link.search = window.location.search.replace(/([?&])controls=[^&]*&?/, "$1");
  };
  follow(takeFigure(), carry);
  takeFigure().subscribe(carry);
};

/** Called by the file of a state's agreements (geo/site/browser_data.py). */
export const receive = receiveState;
