// The page around a component's frame: its address, what it is told, and its connection.

import { readAddress } from "./rules/address.js";

/**
 * @import { Figure } from "./figure.js"
 * @import { Bounds } from "./rules/address.js"
 */

// What Streamlit says of itself on the page.
const CONNECTION = "data-test-connection-state";
const SCRIPT = "data-test-script-state";

/**
 * Find the view in the page's address.
 *
 * The page need not tell it: what it does tell stays the same when a reader's session begins anew
 * after a lost connection, and the map goes on.
 * @param {Bounds} bounds
 */
export const readPage = (bounds) =>
  readAddress(new URLSearchParams(window.parent.location.search), bounds).view;

/**
 * Tell the page what the reader comes to, and tell it again after a lost connection: what was told
 * before the page had run anew is told to nobody.
 * @param {Figure} figure
 */
export const followPage = (figure) => {
  figure.subscribe((message) => window.Streamlit?.setComponentValue(message));
  const app = window.parent.document.querySelector(`[${CONNECTION}]`);
  if (!app) return;
  let state = "connected";
  const follow = () => {
    const script = app.getAttribute(SCRIPT);
    if (app.getAttribute(CONNECTION) !== "CONNECTED") state = "lost";
    else if (state === "lost" && script === "running") state = "running";
    else if (state === "running" && script === "notRunning") {
      state = "connected";
      figure.report(false);
    }
  };
  new MutationObserver(follow).observe(app, { attributeFilter: [CONNECTION, SCRIPT] });
};
