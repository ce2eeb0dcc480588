// The headline numbers: what is in force, or what changed between two dates.

import { compareCounty } from "../rules/changes.js";
import { find } from "../dom.js";
import { setTerm } from "./terms.js";

/**
 * @import { Change } from "../types.js"
 * @import { Totals } from "../rules/coverage.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Here, Scene } from "../scene.js"
 */

/**
 * A number with what it counts, and a note; `means` explains what is counted.
 * @typedef {{ value: string, label: string, note: string, means?: string }} Headline
 */

/** @type {readonly Change[]} */
const COUNTED_CHANGES = ["gained", "lost", "changed", "same"];

/**
 * Count the counties of a place by how they differ between two dates.
 * @param {Scene} scene
 * @param {Places} places
 */
export const countChanges = (scene, places) => {
  /** @type {Record<Change, number>} */
  const counts = { gained: 0, lost: 0, changed: 0, same: 0, between: 0, none: 0 };
  for (const county of places.counties.keys())
    if (places.isAround(scene.place, county)) counts[compareCounty(scene, county)] += 1;
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
  const { earlier, coverage, known } = scene;
  const rows = scene.here
    ? listHere(scene.here, scene, places, language)
    : earlier
      ? listChanges(countChanges(scene, places), language)
      : listTotals(coverage.totals, scene, places, language);
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
 * The numbers of a county, with its state's as context.
 * @param {Here} here
 * @param {Scene} scene
 * @param {Places} places
 * @param {Language} language
 */
const listHere = (
  here,
  { place, coverage, hereEarlier, since, on, narrowed },
  places,
  language,
) => {
  const state = places.stateNames[place.state];
  const kind = narrowed ? "number.ofThese" : "number.local";
  /** @param {Here} counted @param {string} date */
  const count = ({ agreements, agencies }, date) => ({
    value: language.formatNumber(agreements),
    label: date
      ? language.say("number.on", { date: language.formatShortDate(date) })
      : language.count(kind, agreements),
    note: agencies ? language.count("note.agenciesHere", agencies) : "",
  });
  const { statewide } = coverage.totals;
  const covered = coverage.states.covered[place.state];
  const counts = hereEarlier ? [count(hereEarlier, since), count(here, on)] : [count(here, "")];
  const rest = [
    {
      value: language.formatNumber(statewide),
      label: language.count(places.nameWide("number.statewide", place.state), statewide),
      note: language.say("note.of", { state }),
    },
    {
      value: language.formatNumber(places.people[place.county]),
      label: language.say("number.people"),
      note: "",
    },
    {
      value: language.formatNumber(covered),
      label: language.count("number.covered", places.stateCounties[place.state]),
      note: language.say("note.inState", { state }),
    },
  ];
  return [...counts, ...rest].slice(0, 4);
};

/**
 * @param {Totals} totals
 * @param {Scene} scene
 * @param {Places} places
 * @param {Language} language
 */
const listTotals = (totals, { view, place, narrowed }, places, language) => {
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
    means: language.say(`hint.${reach}`),
  });
  const covered = [
    countCovered("countywide", totals.countiesCountywide, totals.peopleCountywide),
    countCovered("part", totals.countiesPart, totals.peoplePart),
  ];
  if (place.region)
    return [
      ...covered,
      {
        value: language.formatNumber(totals.agreements),
        label: language.count(narrowed ? "number.ofThese" : "number.local", totals.agreements),
        note: language.count("note.agenciesHere", totals.agencies),
      },
      {
        value: language.formatNumber(totals.statewide),
        label: language.count("number.statewide", totals.statewide),
        note: place.region.states[1]
          ? language.say("note.ofStates", { n: place.region.states.length })
          : language.say("note.of", { state: places.stateNames[place.region.states[0]] }),
      },
    ];
  return [
    ...covered,
    {
      value: language.formatNumber(totals.agreements),
      label: language.count("number.agreements", totals.agreements),
      means: language.say("term.in_force"),
      note: language.say("note.agreements", {
        local: language.count("note.local", totals.local),
        statewide: language.count(places.nameWide("note.statewide", place.state), totals.statewide),
      }),
    },
    {
      value: language.formatNumber(totals.agencies),
      label: language.count("number.agencies", totals.agencies),
      means: language.say("term.agency"),
      note: place.code ? "" : language.count("note.agencies", totals.states),
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
  numbers.forEach(({ value, label, note, means = "" }, index) => {
    const cell = list.children[index];
    find(cell, "dd").textContent = value;
    const counted = find(cell, "span");
    counted.textContent = label;
    setTerm(counted, means);
    find(cell, "small").textContent = note;
  });
};
