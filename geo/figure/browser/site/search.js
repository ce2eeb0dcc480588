// The search of every page of the static site: what is found leads to its page. The names are a
// script of their own, loaded when a reader first goes to the box.

import { find } from "../dom.js";
import { Language } from "../rules/language.js";
import { SearchBox } from "../search/box.js";

/**
 * @import { LanguageDescription } from "../types.js"
 * @import { Answer, Target } from "../search/answers.js"
 */

/**
 * What the page tells the search: the way to the pages of its language, the address of the names,
 * and the language with the words of the box. Which places have a page is in `atlas.pages`.
 * @typedef {{ root: string, names: string, language: LanguageDescription }} Settings
 */

/**
 * The page of what was found: an agency is on its state's; a place without a page is on the map.
 * @param {string} root
 * @param {Answer} answer
 * @param {Target} target
 */
const writeAddress = (root, { kind, code }, target) => {
  const state = code.slice(0, 2);
  if (kind === "agency" && hasPage(state.toUpperCase()))
    return `${root}states/${state}.html#${code}`;
  const folder = target.code.length > 2 ? "counties" : "states";
  return hasPage(target.code)
    ? `${root}${folder}/${target.code.toLowerCase()}.html`
    : `${root}index.html?place=${target.code}`;
};

/** @param {string} code */
const hasPage = (code) => window.atlas.pages?.includes(code);

/** Put the search into the head of the page. */
export const addSearch = () => {
  const box = find(document, ".masthead .find");
  /** @type {Settings} */
  const settings = JSON.parse(box.dataset.search ?? "");
  new SearchBox(box, {
    language: new Language(settings.language),
    address: settings.names,
    isOne: ({ kind }) => kind === "agency",
    // On a page with a map that takes the choice, there.
    choose: (answer, target) => {
      const choice = new CustomEvent("atlas:choose", { detail: target.code, cancelable: true });
      if (answer.kind === "agency" || document.dispatchEvent(choice))
        window.location.href = writeAddress(settings.root, answer, target);
    },
  });
};
