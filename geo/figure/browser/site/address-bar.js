// The view of a page without a server, kept in the page's address.

import { readAddress, writeAddress } from "../rules/address.js";

/**
 * @import { Figure, Message } from "../figure.js"
 * @import { Bounds } from "../rules/address.js"
 */

/**
 * Show what the address asks for, and write into it what the reader changes.
 *
 * In a frame the address is replaced, so that the page around it keeps its own way back.
 * @param {Figure} figure
 * @param {(unusable: string[]) => void} notice called with the parameters that can't be used,
 *   whenever the address was read
 */
export const followAddress = (figure, notice) => {
  const { program, known, view } = figure.config;
  /** @type {Bounds} */
  const bounds = { program, known, places: figure.places, byDefault: view };

  const show = () => {
    const { view, unusable } = readAddress(readParams(), bounds);
    figure.apply(view, false);
    carryAlong();
    notice(unusable);
  };

  /** @param {Message} message */
  const write = ({ passing, seq, ...view }) => {
    const text = writeAddress(view, readParams(), bounds).toString();
    const replace = passing || window.parent !== window;
    const address = text ? `?${text}` : window.location.pathname;
    window.history[replace ? "replaceState" : "pushState"](null, "", address);
    carryAlong();
  };

  figure.subscribe(write);
  window.addEventListener("popstate", show);
  show();
  goToLanguage();
};

const readParams = () => new URLSearchParams(window.location.search);

/** @returns {HTMLAnchorElement[]} */
const findLanguages = () => [...document.querySelectorAll("a")].filter(({ hreflang }) => hreflang);

/** The page in another language is another page: links to it carry the view along. */
const carryAlong = () => {
  for (const link of findLanguages()) link.search = window.location.search;
};

/** Go to the page in another language when the address asks for it (lang=es). */
const goToLanguage = () => {
  const params = readParams();
  const wanted = findLanguages().find((link) => link.hreflang === params.get("lang"));
  if (!wanted || wanted.hreflang === document.documentElement.lang) return;
  params.delete("lang");
  wanted.search = params.toString();
  window.location.replace(wanted.href);
};
