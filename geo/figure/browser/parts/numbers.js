// The headline numbers: what is in force, or what changed between two dates.

import { compareMixtures } from "../rules/shading.js";
import { find } from "../dom.js";

/**
 * @import { Change } from "../types.js"
 * @import { Coverage, Totals } from "../rules/coverage.js"
 * @import { Language } from "../rules/language.js"
 * @import { Place, Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * A number with what it counts, and a note.
 * @typedef {{ value: string, label: string, note: string }} Headline
 */

/** @type {readonly Change[]} */
const COUNTED_CHANGES = ["gained", "lost", "changed", "same"];

/**
 * Count the counties of a place by how they differ between two dates.
 * @param {Coverage} earlier
 * @param {Coverage} coverage
 * @param {Place} place
 * @param {Places} places
 */
export const countChanges = (earlier, coverage, place, places) => {
  /** @type {Record<Change, number>} */
  const counts = { gained: 0, lost: 0, changed: 0, same: 0, none: 0 };
  coverage.counties.mixture.forEach((mixture, county) => {
    if (place.state >= 0 && places.stateOf[county] !== place.state) return;
    counts[compareMixtures(earlier.counties.mixture[county], mixture)] += 1;
  });
  return counts;
};

/**
 * List the headline numbers of a scene.
 * @param {Scene} scene
 * @param {Places} places
 * @param {Language} language
 * @returns {Headline[]}
 */
export const listNumbers = (scene, places, language) => {
  const { earlier, coverage, place, known } = scene;
  const rows = earlier
    ? listChanges(countChanges(earlier, coverage, place, places), language)
    : listTotals(coverage.totals, scene, language);
  return known ? rows : rows.map(({ label }) => ({ value: "–", label, note: "" }));
};

/**
 * @param {Record<Change, number>} counts
 * @param {Language} language
 */
const listChanges = (counts, language) =>
  COUNTED_CHANGES.map((change) => ({
    value: language.formatNumber(counts[change]),
    label: language.count(`number.${change}`, counts[change]),
    note: "",
  }));

/**
 * @param {Totals} totals
 * @param {Scene} scene
 * @param {Language} language
 */
const listTotals = (totals, { view, place }, language) => {
  /**
   * @param {"countywide" | "part"} reach
   * @param {number} counties
   * @param {number} people
   */
  const countCovered = (reach, counties, people) => ({
    ...(view.reach === "all" || view.reach === reach
      ? {
          value: language.formatNumber(counties),
          note: language.say("note.people", { share: language.formatShare(people) }),
        }
      : { value: "–", note: language.say("note.leftOut") }),
    label: language.count(`number.${reach}`, counties),
  });
  return [
    countCovered("countywide", totals.countiesCountywide, totals.peopleCountywide),
    countCovered("part", totals.countiesPart, totals.peoplePart),
    {
      value: language.formatNumber(totals.agreements),
      label: language.count("number.agreements", totals.agreements),
      note: language.say("note.agreements", {
        local: language.count("note.local", totals.local),
        statewide: language.count("note.statewide", totals.statewide),
      }),
    },
    {
      value: language.formatNumber(totals.agencies),
      label: language.count("number.agencies", totals.agencies),
      note: place.state < 0 ? language.count("note.agencies", totals.states) : "",
    },
  ];
};

/**
 * Show headline numbers in a list.
 * @param {HTMLElement} list
 * @param {readonly Headline[]} numbers
 */
export const showNumbers = (list, numbers) => {
  if (!list.children.length)
    list.innerHTML = numbers
      .map(() => "<div><dd></dd><dt><span></span><small></small></dt></div>")
      .join("");
  numbers.forEach(({ value, label, note }, index) => {
    const cell = list.children[index];
    find(cell, "dd").textContent = value;
    find(cell, "span").textContent = label;
    find(cell, "small").textContent = note;
  });
};
