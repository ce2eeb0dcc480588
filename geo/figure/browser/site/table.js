// The agreements that a view shows as a table to take along: what geo/view_data.py is in Python.

import { isInForce } from "../rules/agreements.js";
import { listModels } from "../rules/shading.js";

/**
 * @import { Figure } from "../figure.js"
 * @import { Agreement } from "../panel/details.js"
 */

const REACHES = ["countywide", "part", "statewide"];
const COLUMNS = [
  ...["agency", "state", "counties", "model", "reach", "signed_on", "first_listed_on"],
  ...["last_listed_on", "in_force_from", "in_force_until", "ended_on", "memorandum"],
  ...["list", "row", "geoids"],
];

/**
 * Write the agreements in force of a figure's place, models and reach as CSV.
 * @param {Figure} figure
 * @returns {Promise<string>}
 */
export const writeTable = async ({ scene, config, places, panel }) => {
  const { view, place } = scene;
  const around = place.region?.states ?? (place.state < 0 ? null : [place.state]);
  const states = around?.map((state) => places.states[state]) ?? places.states;
  await Promise.all(states.map(({ code }) => panel.details.find(code) || panel.details.load(code)));
  const days = view.compare ? [view.date, view.compare].sort() : [view.date];
  const { reaches, statewide, models } = config.program;
  /** @param {Agreement} agreement */
  const isShown = ({ model, reach, counties }) =>
    Boolean(model & view.models) &&
    (reach === statewide || reaches[view.reach].includes(reach)) &&
    (reach === statewide ||
      (place.county < 0 && !place.region) ||
      counties.some((county) => places.holds(place, county)));
  /** @param {Agreement} agreement @param {string} state */
  const writeRow = (agreement, state) => {
    const { counties, source, sources } = agreement;
    const [list, row = ""] = source.split("#");
    return [
      agreement.agency,
      state,
      counties.map((county) => places.countyNames[county]).join("; "),
      listModels(models, agreement.model)[0].key,
      REACHES[agreement.reach],
      ...[agreement.signed, agreement.first, agreement.last, agreement.start, agreement.over],
      ...[agreement.ended, agreement.memorandum, sources[source]?.[2] ?? list, row],
      counties.map((county) => places.counties[county].code).join(";"),
    ];
  };

  const rows = states.flatMap(({ code }) => {
    const details = panel.details.find(code);
    if (!details) throw new Error(`details of ${code}: not there`);
    return details.agreements.filter(isShown).flatMap((agreement) => {
      const held = days.map((day) => isInForce(agreement.start, agreement.over, day));
      if (!held.includes(true)) return [];
      const change = days.length > 1 ? [tellChange(held)] : [];
      return [[...change, ...writeRow(agreement, code)]];
    });
  });

  const head = [...(days.length > 1 ? ["change"] : []), ...COLUMNS];
  return [head, ...rows].map((cells) => `${cells.map(writeCell).join(",")}\n`).join("");
};

/** @param {boolean[]} held */
const tellChange = ([before, after]) => {
  if (before && after) return "in force on both";
  return before ? "ended" : "began";
};

/**
 * Write a cell, which no spreadsheet takes for a formula.
 * @param {string} text
 */
const writeCell = (text) => {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
