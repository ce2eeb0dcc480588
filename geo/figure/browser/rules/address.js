// The address of a page that shows a view: what geo/address.py is where there is a server.

import { toDay, toISO } from "./days.js";
import { isName, settleCode } from "./regions.js";
import { listModels, mixModels } from "./shading.js";
import { findRange, isKnown, readExtent } from "./view.js";

/**
 * @import { Program, Stretch, View } from "../types.js"
 * @import { Places } from "./places.js"
 */

/**
 * What a view may show.
 * @typedef {{
 *   program: Program, known: Stretch, places: Places, byDefault: View,
 *   stories: Record<string, string>,
 * }} Bounds the views of the steps of stories, by key
 */

/**
 * A parameter of the address: reads its text, beside those read before it, null for one that can't
 * be used, and writes it.
 * @template Value
 * @typedef {{ read(text: string, view: View): Value | null, write(value: Value): string }} Field
 */

const LONGEST_SHOWN = 40;
// A step of a story beside others than these is of the view that they say.
const BESIDE_STORY = ["story", "present"];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param {Bounds} bounds
 * @returns {{ [Name in keyof View]?: Field<View[Name]> }}
 */
const describeFields = ({ program, known, places, stories }) => {
  const date = {
    /** @param {string} text */
    read(text) {
      const day = ISO_DATE.test(text) && isKnown(known, text) ? toDay(text) : NaN;
      // What is no day of the calendar, as 31 February, is another one when written.
      return Number.isFinite(day) && toISO(day) === text ? text : null;
    },
    /** @param {string} text */
    write: (text) => text,
  };
  /**
   * @template {string} Key
   * @param {readonly Key[]} keys
   * @returns {Field<Key>}
   */
  const choice = (keys) => ({
    read: (text) => keys.find((key) => key === text) ?? null,
    write: (key) => key,
  });
  return {
    date,
    compare: date,
    range: choice(program.ranges.map(({ key }) => key)),
    models: {
      read(text) {
        const chosen = text.split(".");
        const known = program.models.filter(({ key }) => chosen.includes(key));
        const all = chosen.every((each) => known.some(({ key }) => key === each));
        return all ? mixModels(known) : null;
      },
      write: (mixture) =>
        listModels(program.models, mixture)
          .map(({ key }) => key)
          .join("."),
    },
    reach: choice(/** @type {View["reach"][]} */ (Object.keys(program.reaches))),
    level: choice(program.levels),
    measure: choice(program.measures.map(({ key }) => key)),
    place: {
      read: (text) => settleCode(text, places.byCode) || null,
      write: (code) => code,
    },
    name: { read: (text, { place }) => (isName(text, place) ? text : null), write: (name) => name },
    at: { read: (text) => (readExtent(text) ? text : null), write: (at) => at },
    story: {
      read: (text) => (Object.hasOwn(stories, text) ? text : null),
      write: (key) => key,
    },
    present: { read: (text) => (text === "1" ? true : null), write: () => "1" },
  };
};

/**
 * Read a view from an address.
 *
 * Returns the view, with the default where a parameter says nothing or can't be used, and the
 * parameters that can't. A step of a story that stands alone is shown in its own view.
 * @param {URLSearchParams} params
 * @param {Bounds} bounds
 */
export const readAddress = (params, bounds) => {
  const fields = describeFields(bounds);
  const asked = Object.keys(fields).filter((name) => params.has(name));
  const key = params.getAll("story").at(-1) ?? "";
  if (Object.hasOwn(bounds.stories, key) && asked.every((name) => BESIDE_STORY.includes(name)))
    params = new URLSearchParams(`${bounds.stories[key]}&${params}`);
  const view = { ...bounds.byDefault };
  /** @type {string[]} */
  const unusable = [];
  for (const [name, field] of Object.entries(fields)) {
    // As Streamlit: of a parameter that stands several times the last one counts.
    const text = params.getAll(name).at(-1);
    if (text === undefined) continue;
    const value = field.read(text, view);
    if (value === null) unusable.push(`${name}=${cut(text)}`);
    else Object.assign(view, { [name]: value });
  }
  view.range = findRange(bounds.program.ranges, view.date, view.range);
  return { view, unusable };
};

/**
 * A text as a notice has room for it.
 * @param {string} text
 */
const cut = (text) => {
  const characters = [...text];
  return characters.length <= LONGEST_SHOWN
    ? text
    : `${characters.slice(0, LONGEST_SHOWN).join("")}…`;
};

/**
 * Write a view into an address: what is as by default is left out, what is not a view's stays.
 * Beside a step of a story the date always stands, so that the view is the one that is shown.
 * @param {View} view
 * @param {URLSearchParams} params
 * @param {Bounds} bounds
 */
export const writeAddress = (view, params, bounds) => {
  const written = new URLSearchParams(params);
  for (const [name, field] of Object.entries(describeFields(bounds))) {
    const key = /** @type {keyof View} */ (name);
    written.delete(name);
    if (view[key] !== bounds.byDefault[key] || (key === "date" && view.story))
      written.set(name, /** @type {Field<any>} */ (field).write(view[key]));
  }
  return written;
};
