// What the static site's map pages call: the figure, and its address.

import { draw as drawFigure, takeFigure } from "../main.js";
import { followAddress, greet, readView } from "./address-bar.js";
import { offerMapSharing } from "./share-map.js";

/** @import { Given } from "../types.js" */

/**
 * Draw the figure at the view of the page's address; the search of the page (site/search.js) then
 * shows its places on the map.
 * @param {L.Map} map
 * @param {Given} given
 */
export const draw = (map, given) => {
  drawFigure(map, given, readView);
  document.addEventListener("atlas:choose", (event) => {
    event.preventDefault();
    takeFigure().visit(/** @type {CustomEvent<string>} */ (event).detail);
  });
};

/** Keep the address of a page in step with its map, and offer to share what is on it. */
export const follow = () => {
  followAddress(takeFigure());
  offerMapSharing(takeFigure());
  greet();
};

/** An embedded map: bare where its address asks for no controls, with a link to the whole page. */
export const embed = () => {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector(".full a:not([hreflang])"));
  const bare = new URLSearchParams(window.location.search).get("controls") === "0";
  document.body.classList.toggle("bare", bare);
  takeFigure().root.classList.toggle("bare", bare);
  const carry = () => {
    link.search = window.location.search.replace(/([?&])controls=[^&]*&?/, "$1");
  };
  followAddress(takeFigure());
  carry();
  takeFigure().subscribe(carry);
  window.addEventListener("popstate", carry);
};
