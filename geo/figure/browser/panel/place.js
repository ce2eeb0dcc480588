// What the panel tells of a county or a state on a date, as HTML.

import { escape } from "../dom.js";
import { isInForce, isOver } from "../rules/agreements.js";
import { writePlace } from "./agencies.js";
import { writeFold, writeHeading, writeSilences } from "./parts.js";

/**
 * @import { Config } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { AgencyList } from "./agencies.js"
 * @import { Surroundings } from "./surroundings.js"
 * @import { Agreement, StateDetails } from "./details.js"
 */

// A state with more agencies than this has a box to filter them.
const FILTER_FROM = 20;

export class PlacePanel {
  /**
   * @param {Config} config
   * @param {Places} places
   * @param {Language} language
   * @param {AgencyList} agencies
   * @param {Surroundings} surroundings
   */
  constructor(config, places, language, agencies, surroundings) {
    this.program = config.program;
    this.pages = config.pages;
    this.newest = config.source.date;
    this.places = places;
    this.language = language;
    this.agencies = agencies;
    this.surroundings = surroundings;
  }

  /**
   * Write what is known at once: whose panel it is, and how many agreements it tells of.
   * @param {Scene} scene
   */
  writeHead({ place, coverage, view, silences }) {
    const { places, language } = this;
    const inState = place.county < 0;
    const state = places.stateNames[place.state];
    const name = inState
      ? escape(state)
      : `${escape(places.countyNames[place.county])}, ${writePlace(places.states[place.state].code, state)}`;
    const local = inState ? coverage.totals.local : coverage.counties.agreements[place.county];
    const date = language.formatDate(view.date);
    const people = language.formatNumber(places.countPeople(place));
    return `<h2>${name}</h2>
      <p class="quiet">${escape(language.count("panel.localHere", local, { date }))} ·
        ${this.say("panel.people", { n: people })}</p>
      ${writeSilences(silences, language)}`;
  }

  /**
   * Write a place in full.
   * @param {Scene} scene
   * @param {StateDetails} details of its state
   */
  write(scene, details) {
    const { view, place } = scene;
    const { program } = this;
    const inState = place.county < 0;
    const chosen = details.agreements.filter((agreement) => this.isChosen(agreement, scene));
    const here = chosen.filter(
      ({ reach, counties }) =>
        inState || reach === program.statewide || counties.includes(place.county),
    );
    const now = here.filter(({ start, over }) => isInForce(start, over, view.date));
    const past = here.filter(
      ({ over, reach }) => isOver(over, view.date) && (inState || reach !== program.statewide),
    );
    const local = now.filter(({ reach }) => reach !== program.statewide);
    const statewide = now.filter(({ reach }) => reach === program.statewide);
    return [
      this.writeHead(scene),
      this.writePage(scene),
      scene.narrowed ? this.writeNarrowed() : "",
      inState ? this.writeState(local, scene) : this.writeCounty(local, scene),
      this.writeSince(scene, details),
      this.writeStatewide(statewide, scene),
      this.writePast(past, place.county),
      this.surroundings.write(scene, details),
    ].join("");
  }

  /**
   * @param {Agreement} agreement
   * @param {Scene} scene
   */
  isChosen({ model, reach }, { view }) {
    const { statewide, reaches } = this.program;
    return (
      Boolean(model & view.models) && (reach === statewide || reaches[view.reach].includes(reach))
    );
  }

  /**
   * A text, safe inside HTML.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  say(name, values) {
    return escape(this.language.say(name, values));
  }

  /** @param {string} name */
  writeEmpty(name) {
    return `<p class="empty">${this.say(name)}</p>`;
  }

  /** @param {Scene} scene */
  writePage({ place }) {
    const { pages, places } = this;
    const county = place.county < 0 ? "" : places.counties[place.county].code;
    const address = pages[county] ?? pages[places.states[place.state].code];
    if (!address) return "";
    const name = pages[county] ? places.countyNames[place.county] : places.stateNames[place.state];
    const text = this.say("panel.page", { state: name });
    return `<p><a href="${escape(address)}">${text}</a></p>`;
  }

  writeNarrowed() {
    return `<p class="quiet">${this.say("panel.narrowed")}
      <button type="button" class="place" data-all>${this.say("panel.showAll")}</button></p>`;
  }

  /**
   * The local agreements of a county: countywide agencies, then those of parts.
   * @param {readonly Agreement[]} local
   * @param {Scene} scene
   */
  writeCounty(local, { view, place, narrowed }) {
    const { reaches } = this.program;
    const [countywide, part] = [reaches.countywide, reaches.part].map((codes) =>
      local.filter(({ reach }) => codes.includes(reach)),
    );
    if (!local.length) return this.writeEmpty(narrowed ? "panel.noneChosen" : "panel.noLocal");
    const list = (/** @type {readonly Agreement[]} */ agreements) =>
      this.agencies.write(agreements, place.county);
    const noCountywide =
      view.reach === "all" && !narrowed ? this.writeEmpty("panel.noCountywide") : "";
    return [
      countywide.length
        ? writeHeading(this.say("panel.countywide")) + list(countywide)
        : noCountywide,
      part.length ? writeHeading(this.say("panel.part")) + list(part) : "",
    ].join("");
  }

  /**
   * The local agreements of a state or region, by county.
   * @param {readonly Agreement[]} local
   * @param {Scene} scene
   */
  writeState(local, { place, narrowed }) {
    const { places, agencies } = this;
    if (!local.length) return this.writeEmpty(narrowed ? "panel.noneChosen" : "panel.noLocal");
    /** @type {Map<number, Agreement[]>} */
    const byCounty = new Map();
    for (const agreement of local) {
      const county = agreement.counties.find((each) => places.isAround(place, each)) ?? -1;
      byCounty.set(county, [...(byCounty.get(county) ?? []), agreement]);
    }
    /** @param {Agreement} one @param {Agreement} other */
    const widerFirst = (one, other) => one.reach - other.reach;
    const groups = [...byCounty.keys()]
      .sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b))
      .map((county) => {
        const name =
          county < 0
            ? this.say("panel.unlocated")
            : writePlace(
                places.counties[county].code,
                place.region ? places.nameCounty(county) : places.countyNames[county],
              );
        const here = [...(byCounty.get(county) ?? [])].sort(widerFirst);
        return `<section class="county">${writeHeading(name)}${agencies.write(here, county)}</section>`;
      });
    const names = new Set(local.map(({ agency }) => agency));
    const filter =
      names.size > FILTER_FROM
        ? `<input type="search" class="narrow" aria-label="${this.say("panel.filter")}"
            placeholder="${this.say("panel.filter")}">`
        : "";
    return filter + groups.join("");
  }

  /**
   * What was signed since the newest list, told on its day.
   * @param {Scene} scene
   * @param {StateDetails} details
   */
  writeSince({ view, place }, { since }) {
    if (view.date !== this.newest) return "";
    const { statewide } = this.program;
    const here = since.filter(
      ({ reach, counties }) =>
        place.county < 0 || reach === statewide || counties.includes(place.county),
    );
    if (!here.length) return "";
    return `${writeHeading(this.say("panel.since"))}
      <p class="quiet">${this.say("panel.sinceNote")}</p>
      ${this.agencies.writeSince(here, this.newest)}`;
  }

  /**
   * @param {readonly Agreement[]} statewide
   * @param {Scene} scene
   */
  writeStatewide(statewide, { place }) {
    const state = this.places.stateNames[place.state];
    const name = (/** @type {string} */ text) => this.places.nameWide(text, place.state);
    const heading = writeHeading(this.say(name("panel.statewide"), { state }));
    if (!statewide.length) return heading + this.writeEmpty(name("panel.noStatewide"));
    const covers = place.county < 0 ? "panel.coverState" : "panel.coverCounty";
    return `${heading}<p class="quiet">${this.say(name(covers))}</p>${this.agencies.write(statewide)}`;
  }

  /**
   * @param {readonly Agreement[]} past
   * @param {number} county
   */
  writePast(past, county) {
    if (!past.length) return "";
    const summary = escape(this.language.count("panel.past", past.length));
    return writeFold("past", summary, this.agencies.write(past, county));
  }
}
