// Small parts of the panel, as HTML.

import { escape } from "../dom.js";

/**
 * @import { Stretch } from "../types.js"
 * @import { Language } from "../rules/language.js"
 */

/**
 * Say between which lists a date lies where none is held from around it.
 * @param {readonly Stretch[]} silences
 * @param {Language} language
 */
export const writeSilences = (silences, language) =>
  silences
    .map(({ since, until }) => {
      const days = {
        since: language.formatDate(since),
        until: language.formatDate(until),
      };
      return `<p class="quiet">${escape(language.say("panel.silent", days))}</p>`;
    })
    .join("");

/**
 * @param {string} html
 */
export const writeHeading = (html) => `<h3>${html}</h3>`;

/**
 * Write what is folded away until it is asked for; `name` tells it from others, so that it stays
 * open when the panel is written anew.
 * @param {string} name
 * @param {string} summary HTML
 * @param {string} html
 * @param {boolean} [open]
 */
export const writeFold = (name, summary, html, open = false) =>
  `<details class="fold" data-name="${name}"${open ? " open" : ""}><summary>${summary}</summary>${html}</details>`;

/**
 * Join HTML of names by commas, which stay with their names.
 * @param {readonly string[]} names
 */
export const joinNames = (names) =>
  names
    .map((name, at) => `<span class="name">${name}${at < names.length - 1 ? "," : ""}</span>`)
    .join(" ");

/**
 * Write a table: its columns' names, and its rows, as HTML.
 * @param {readonly string[]} columns
 * @param {readonly string[]} rows
 */
export const writeTable = (columns, rows) => {
  const heads = columns.map((name) => `<th scope="col">${name}</th>`).join("");
  return `<table><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
};
