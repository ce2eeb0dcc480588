// The view of a page without a server, kept in the page's address.

import { readAddress, writeAddress } from "../rules/address.js";

/**
 * @import { Figure, Message } from "../figure.js"
 * @import { Bounds } from "../rules/address.js"
 */

/**
 * Read the view that the address asks for.
 * @param {Bounds} bounds
 */
export const readView = (bounds) => readAddress(readParams(), bounds).view;

/**
 * Keep the address in step with the figure: write into it what the reader changes, show what it
 * asks for when they go back, and say which of its parameters can't be used.
 *
 * In a frame the address is replaced, so that the page around it keeps its own way back.
 * @param {Figure} figure
 */
export const followAddress = (figure) => {
  const { bounds } = figure;

  const read = () => {
    const { view, unusable } = readAddress(readParams(), bounds);
    figure.set(view, "page");
    figure.notify(unusable);
    carryAlong();
  };

  /** @param {Message} message */
  const write = ({ passing, heard, seq, ...view }) => {
    const text = writeAddress(view, readParams(), bounds).toString();
    const replace = passing || window.parent !== window;
    const address = text ? `?${text}` : window.location.pathname;
    window.history[replace ? "replaceState" : "pushState"](null, "", address);
    figure.notify([]);
    carryAlong();
  };

  figure.subscribe(write);
  window.addEventListener("popstate", read);
  read();
  goToLanguage();
};

const readParams = () => new URLSearchParams(window.location.search);

/** @returns {HTMLAnchorElement[]} */
const findLanguages = () => [...document.querySelectorAll("a")].filter(({ hreflang }) => hreflang);

/** The page in another language is another page: links to it carry the view along. */
const carryAlong = () => {
  for (const link of findLanguages()) {
    const params = readParams();
    params.delete("lang");
    // Or the page would greet them again in the browser's language.
    if (!isPreferred(link.hreflang) && !isPreferred("en")) params.set("lang", link.hreflang);
    link.search = params.toString();
  }
};

/** @param {string} language */
const isPreferred = (language) => window.navigator.language.split("-")[0] === language;

/** Greet who comes from elsewhere to an address without a language in that of their browser. */
export const greet = () => {
  const { referrer, documentElement } = document;
  const isFromHere = referrer.startsWith(`${window.location.origin}/`);
  if (readParams().has("lang") || isFromHere || isPreferred(documentElement.lang)) return;
  const link = findLanguages().find(({ hreflang }) => isPreferred(hreflang));
  if (link && documentElement.lang === "en") window.location.replace(link.href);
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
