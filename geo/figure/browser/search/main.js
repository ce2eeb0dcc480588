// What finds names, as a script of its own: it comes with them.

import { buildIndex, find } from "./find.js";

/** @import { Answer } from "./answers.js" */
/** @import { SearchData } from "./names.js" */

/**
 * Make what finds the answers to a text among names.
 * @param {SearchData} data
 * @returns {(text: string) => Answer[]}
 */
export const makeFinder = (data) => {
  const names = buildIndex(data);
  return (text) => find(names, text);
};
