// The map as a table, for who can't see it, where no panel beside it says the same.

import { escape } from "../dom.js";
import { writeTable } from "../panel/parts.js";
import { compareCounty } from "../rules/changes.js";
import { listModels } from "../rules/shading.js";

/**
 * @import { Model } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * Write what the map of a scene shows as HTML: states with agreements, or the counties of a state;
 * of two dates the counties that changed.
 * @param {Scene} scene
 * @param {Places} places
 * @param {readonly Model[]} models
 * @param {Language} language
 */
export const writeMapTable = (scene, places, models, language) => {
  const { place, coverage, earlier, known } = scene;
  if (!known) return "";
  const say = (/** @type {string} */ name) => escape(language.say(name));
  /** @param {string} name @param {readonly string[]} cells */
  const writeRow = (name, cells) =>
    `<tr><th scope="row">${escape(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const counties = [...places.counties.keys()].filter((county) => places.isAround(place, county));
  if (earlier) {
    const rows = counties.flatMap((county) => {
      const change = compareCounty(scene, county);
      return change === "none" || change === "same"
        ? []
        : [writeRow(places.nameCounty(county), [say(`change.${change}`)])];
    });
    return writeTable([say("panel.county"), say("table.change")], rows);
  }
  if (!place.code) {
    const { agreements, covered } = coverage.states;
    const rows = places.states.flatMap((_, state) =>
      agreements[state]
        ? [
            writeRow(places.stateNames[state], [
              language.formatNumber(agreements[state]),
              language.formatShare(covered[state] / places.stateCounties[state]),
            ]),
          ]
        : [],
    );
    return writeTable([say("table.state"), say("panel.agreements"), say("panel.counties")], rows);
  }
  const { countywide, part, mixture } = coverage.counties;
  const name = (/** @type {number} */ mixed) =>
    listModels(models, mixed)
      .map(({ key }) => say(`short.${key}`))
      .join(", ") || "–";
  const rows = counties
    .filter((county) => mixture[county])
    .map((county) =>
      writeRow(place.region ? places.nameCounty(county) : places.countyNames[county], [
        name(countywide[county]),
        name(part[county]),
      ]),
    );
  return writeTable([say("panel.county"), say("panel.countywide"), say("panel.part")], rows);
};
