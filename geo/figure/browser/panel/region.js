// What the panel tells of a region, and the way to make one: its members, and what may be added.

import { escape } from "../dom.js";
import { isInForce } from "../rules/agreements.js";
import { namePlace } from "../rules/regions.js";
import { writeFold, writeSilences, writeTable } from "./parts.js";

/**
 * @import { Scene } from "../scene.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { ChangesPanel } from "./changes.js"
 * @import { StateDetails } from "./details.js"
 * @import { PlacePanel } from "./place.js"
 * @import { Surroundings } from "./surroundings.js"
 */

// Of more states the agencies are not listed, whose details would be much to load.
const MOST_STATES = 6;
const MOST_BESIDE = 40;

export class RegionPanel {
  /**
   * @param {Places} places
   * @param {Language} language
   * @param {PlacePanel} place
   * @param {ChangesPanel} changes
   * @param {Surroundings} surroundings
   */
  constructor(places, language, place, changes, surroundings) {
    this.places = places;
    this.language = language;
    this.place = place;
    this.changes = changes;
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

  /**
   * List the states whose details are told of, by USPS code.
   * @param {Scene} scene
   */
  listStates({ place: { region } }) {
    if (!region || region.states.length > MOST_STATES) return [];
    return region.states.map((state) => this.places.states[state].code);
  }

  /** @param {Scene} scene */
  writeHead(scene) {
    if (scene.earlier) return this.changes.writeHead(scene);
    const { language, places } = this;
    const { place, view, coverage, silences } = scene;
    const date = language.formatDate(view.date);
    const local = language.count("panel.localHere", coverage.totals.agreements, { date });
    const people = this.say("panel.people", {
      n: language.formatNumber(places.countPeople(place)),
    });
    return `<h2>${escape(namePlace(place, view.name, places, language))}</h2>
      <p class="quiet">${escape(local)} · ${people}</p>
      ${writeSilences(silences, language)}`;
  }

  /**
   * Write a region in full, on a date or of two.
   * @param {Scene} scene
   * @param {readonly StateDetails[]} details of its states
   */
  write(scene, details) {
    const { view, place } = scene;
    const { statewide } = this.place.program;
    const agreements = details
      .flatMap((each) => each.agreements)
      .filter(
        (agreement) =>
          this.place.isChosen(agreement, scene) &&
          agreement.reach !== statewide &&
          (agreement.counties.length
            ? agreement.counties.some((county) => this.places.isAround(place, county))
            : place.region?.members.some(({ county }) => county < 0)),
      );
    const now = agreements.filter(({ start, over }) => isInForce(start, over, view.date));
    return [
      this.writeHead(scene),
      scene.narrowed ? this.place.writeNarrowed() : "",
      this.writeMembers(scene),
      scene.earlier ? this.changes.writeCounties(scene) : this.writeStatewide(scene),
      scene.earlier
        ? this.changes.writeAgencies(scene, { agreements })
        : details.length
          ? this.place.writeState(now, scene)
          : "",
    ].join("");
  }

  /**
   * The members: agencies, models, since when, or the models of two dates; each may be taken out.
   * @param {Scene} scene
   */
  writeMembers(scene) {
    const { language } = this;
    const members = scene.place.region?.members ?? [];
    const remove = (/** @type {string} */ code, /** @type {string} */ name) => {
      const text = this.say("region.remove", { name });
      return `<button type="button" class="place out" data-member="${code}" aria-label="${text}" title="${text}">×</button>`;
    };
    const { columns, rows } = this.surroundings.writeRows(members, scene, -1, remove);
    const heading = escape(language.count("region.members", members.length));
    return writeTable([heading, ...columns, ""], rows);
  }

  /** @param {Scene} scene */
  writeStatewide({ place, coverage }) {
    const { language, places } = this;
    const lines = (place.region?.states ?? []).flatMap((state) => {
      const n = coverage.states.statewide[state];
      const values = { state: places.stateNames[state] };
      const text = places.nameWide("here.statewide", state);
      return n ? [escape(language.count(text, n, values))] : [];
    });
    if (!lines.length) return "";
    return `<p class="quiet">${this.say("region.apart", { list: lines.join("; ") })}</p>`;
  }

  /**
   * The way to make a region of what is told of, and what may be added while one is made.
   * @param {Scene} scene
   * @param {boolean} making
   */
  writeMaking({ place, view }, making) {
    const button = making ? "done" : place.region ? "region.change" : "region.make";
    const naming = place.region
      ? `<input class="narrow" data-naming maxlength="60" value="${escape(view.name)}"
          placeholder="${this.say("region.name")}" aria-label="${this.say("region.name")}">`
      : "";
    return `<div class="making">${naming}
      <p><button type="button" class="place" data-make>${this.say(button)}</button></p>
      ${making ? this.writeBeside(place) : ""}</div>`;
  }

  /** @param {import("../rules/places.js").Place} place */
  writeBeside(place) {
    const { places, language } = this;
    const counties = place.region ? [...place.region.counties] : [place.county];
    if (counties[0] === -1) return "";
    const beside = new Set(counties.flatMap((county) => places.neighboursOf[county]));
    const buttons = [...beside]
      .filter((county) => !counties.includes(county))
      .sort((a, b) => places.people[b] - places.people[a])
      .slice(0, MOST_BESIDE)
      .map((county) => {
        const { code } = places.counties[county];
        const name = escape(places.countyNames[county]);
        const state = places.states[places.stateOf[county]].code;
        return `<span class="name"><button type="button" class="place" data-member="${code}">+ ${name}</button> (${state})</span>`;
      });
    if (!buttons.length) return "";
    const summary = escape(language.count("region.beside", buttons.length));
    return writeFold("beside", summary, `<p>${buttons.join(" ")}</p>`, true);
  }
}
