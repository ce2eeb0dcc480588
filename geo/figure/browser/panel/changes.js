// What the panel tells of two dates: the counties that changed, and the agencies that came and
// went, as HTML.

import { escape } from "../dom.js";
import { isInForce } from "../rules/agreements.js";
import { describeChange } from "../rules/changes.js";
import { namePlace } from "../rules/regions.js";
import { writePlace } from "./agencies.js";
import { joinNames, writeFold, writeHeading, writeSilences } from "./parts.js";

/**
 * @import { Program } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { AgencyList } from "./agencies.js"
 * @import { Surroundings } from "./surroundings.js"
 * @import { Agreement, StateDetails } from "./details.js"
 */

// A longer list stays closed until it is asked for.
const SHORT_LIST = 40;
/** Kinds of change, in the order in which they are listed. */
const LISTED = /** @type {const} */ ([
  "gained",
  "lost",
  "taskForce",
  "jailToWarrant",
  "changed",
  "between",
]);
/** @type {Record<typeof LISTED[number], string>} the colour on the map */
const COLOURS = {
  gained: "gained",
  lost: "lost",
  taskForce: "changed",
  jailToWarrant: "changed",
  changed: "changed",
  between: "between",
};

export class ChangesPanel {
  /**
   * @param {Program} program
   * @param {Places} places
   * @param {Language} language
   * @param {AgencyList} agencies
   * @param {Surroundings} surroundings
   */
  constructor(program, places, language, agencies, surroundings) {
    this.program = program;
    this.places = places;
    this.language = language;
    this.agencies = agencies;
    this.surroundings = surroundings;
  }

  /**
   * A text, safe inside HTML.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  say(name, values) {
    return escape(this.language.say(name, values));
  }

  /** @param {Scene} scene */
  writeHead({ place, view, since, on, silences }) {
    const { places, language } = this;
    const name = place.code
      ? namePlace(place, view.name, places, language)
      : language.say("panel.country");
    const dates = { since: language.formatDate(since), on: language.formatDate(on) };
    const between = place.county >= 0 ? "panel.betweenHere" : "panel.between";
    return `<h2>${this.say("panel.changes", { name })}</h2>
      <p class="quiet">${this.say(between, dates)}</p>
      ${writeSilences(silences, language)}`;
  }

  /**
   * Write what changed; the agencies where the details are there.
   * @param {Scene} scene
   * @param {StateDetails} [details] of the state; none for the country
   */
  write(scene, details) {
    const { place } = scene;
    return [
      this.writeHead(scene),
      place.county >= 0 ? this.writeCounty(scene) : this.writeCounties(scene),
      details ? this.writeAgencies(scene, details) : "",
      details ? this.surroundings.write(scene, details) : "",
    ].join("");
  }

  /** @param {Scene} scene */
  writeCounty(scene) {
    const change = describeChange(scene, scene.place.county);
    const text = this.say(`panel.became.${change}`);
    return `<p class="empty">${text}</p>`;
  }

  /** @param {Scene} scene */
  writeCounties(scene) {
    const { places, language } = this;
    const lists = this.listChanges(scene);
    return LISTED.map((change) => {
      const byState = [...(lists.get(change) ?? [])].sort(([a], [b]) =>
        places.stateNames[a].localeCompare(places.stateNames[b]),
      );
      const n = byState.reduce((sum, [, counties]) => sum + counties.length, 0);
      const summary = `<i class="dot ${COLOURS[change]}"></i>${escape(language.count(`panel.${change === "between" ? "inBetween" : change}`, n))}`;
      if (!n) return `<p class="no">${summary}</p>`;
      const named = byState.map(([state, counties]) => {
        const names = counties.map((county) =>
          writePlace(places.counties[county].code, places.countyNames[county]),
        );
        const home = writePlace(places.states[state].code, places.stateNames[state]);
        const heading = scene.place.state < 0 ? `<b>${home}</b> ${names.length}<br>` : "";
        return `<p>${heading}${joinNames(names)}</p>`;
      });
      return writeFold(change, summary, named.join(""), n <= SHORT_LIST);
    }).join("");
  }

  /**
   * The counties of a place by what became of them, and by state.
   * @param {Scene} scene
   */
  listChanges(scene) {
    /** @type {Map<string, Map<number, number[]>>} */
    const lists = new Map();
    this.places.counties.forEach(({ state }, county) => {
      if (!this.places.isAround(scene.place, county)) return;
      const change = describeChange(scene, county);
      const byState = lists.get(change) ?? new Map();
      lists.set(change, byState.set(state, [...(byState.get(state) ?? []), county]));
    });
    return lists;
  }

  /**
   * The agreements that began and those that ended between the dates, by agency.
   * @param {Scene} scene
   * @param {Pick<StateDetails, "agreements">} details
   */
  writeAgencies({ view, place, since, on }, { agreements }) {
    const { statewide, reaches } = this.program;
    const here = agreements.filter(
      ({ model, reach, counties }) =>
        model & view.models &&
        (reach === statewide || reaches[view.reach].includes(reach)) &&
        (place.county < 0 || reach === statewide || counties.includes(place.county)),
    );
    /** @param {Agreement} agreement @param {string} date */
    const isThere = ({ start, over }, date) => isInForce(start, over, date);
    const came = here.filter((one) => isThere(one, on) && !isThere(one, since));
    const went = here.filter((one) => isThere(one, since) && !isThere(one, on));
    const between = here.filter(
      ({ start, over }) => start > since && over && over <= on && start < over,
    );
    return [
      ["came", came],
      ["went", went],
      ["cameAndWent", between],
    ]
      .map(([name, list]) =>
        this.writeMoved(String(name), /** @type {Agreement[]} */ (list), place.county),
      )
      .join("");
  }

  /**
   * @param {string} name
   * @param {readonly Agreement[]} agreements
   * @param {number} county
   */
  writeMoved(name, agreements, county) {
    if (!agreements.length) return "";
    const summary = escape(this.language.count(`panel.${name}`, agreements.length));
    const list = this.agencies.write(agreements, county);
    if (county >= 0) return writeHeading(summary) + list;
    return writeFold(name, summary, list);
  }
}
