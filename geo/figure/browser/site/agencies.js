// Agencies on a page, closed under their counties or states: filtered by name, opened by address.

import { find } from "../dom.js";
import { foldWords } from "../search/spelling.js";

/** Let the reader narrow the agencies to those whose name or county has the words typed. */
export const addFilter = () => {
  const box = document.querySelector(".filter");
  if (!(box instanceof HTMLElement)) return;
  const input = find(box, "input", HTMLInputElement);
  const status = find(box, "[role=status]");
  const groups = [...document.querySelectorAll("details.group")].map(readGroup);
  const alone = [...document.querySelectorAll("main > .agencies > li")].map(readItem);
  input.addEventListener("input", () => {
    const words = foldWords(input.value);
    let found = show(alone, words);
    for (const { fold, wasOpen, items } of groups) {
      const shown = show(items, words);
      found += shown;
      fold.hidden = !shown;
      fold.open = words.length ? shown > 0 : wasOpen;
    }
    status.textContent = found ? "" : (status.dataset.nothing ?? "");
  });
  box.hidden = false;
};

/** @typedef {{ node: HTMLElement, words: string[] }} Item an agency, and what it is found by */

/** @param {Element} fold */
const readGroup = (fold) => {
  if (!(fold instanceof HTMLDetailsElement)) throw new Error("a group of agencies is no fold");
  const place = find(fold, "h2, h3").textContent ?? "";
  const items = [...fold.querySelectorAll(".agencies > li")].map((node) => readItem(node, place));
  return { fold, wasOpen: fold.open, items };
};

/**
 * @param {Element} node
 * @param {string | number} [place]
 * @returns {Item}
 */
const readItem = (node, place = "") => {
  const name = find(node, "h3, h4, a").textContent;
  const where = node.querySelector(":scope > i")?.textContent ?? "";
  const words = foldWords(`${name} ${where} ${place}`);
  return { node: /** @type {HTMLElement} */ (node), words };
};

/**
 * Show the agencies whose words begin with all that are typed: how many they are.
 * @param {Item[]} items
 * @param {string[]} typed
 */
const show = (items, typed) => {
  let shown = 0;
  for (const { node, words } of items) {
    node.hidden = !typed.every((text) => words.some((word) => word.startsWith(text)));
    if (!node.hidden) shown += 1;
  }
  return shown;
};

/** Open the fold of the agency that the address names, now and whenever it names another. */
export const openTarget = () => {
  const open = () => {
    // The names are plain letters; what else stands there may be nothing that can be decoded.
    const target = document.getElementById(window.location.hash.slice(1));
    const fold = target?.closest("details");
    if (!target || !fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
};
