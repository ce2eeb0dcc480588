// What is known around the agreements of a place: its neighbours, its state's laws, applications.

import { escape } from "../dom.js";
import { isInForce } from "../rules/agreements.js";
import { toDay, toISO } from "../rules/days.js";
import { listModels } from "../rules/shading.js";
import { writeLink, writePlace } from "./agencies.js";
import { writeFold, writeHeading, writeTable } from "./parts.js";

/**
 * @import { Program } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Agreements } from "../rules/agreements.js"
 * @import { Language } from "../rules/language.js"
 * @import { Place, Places } from "../rules/places.js"
 * @import { Application, Event, Law, StateDetails } from "./details.js"
 */

/** @typedef {{ agencies: Set<number>, since: number }} Cover */

export class Surroundings {
  /**
   * @param {Program} program
   * @param {Agreements} agreements
   * @param {Places} places
   * @param {Language} language
   */
  constructor(program, agreements, places, language) {
    this.program = program;
    this.agreements = agreements;
    this.places = places;
    this.language = language;
  }

  /**
   * Write all of it.
   * @param {Scene} scene
   * @param {StateDetails} details
   */
  write(scene, details) {
    const { place } = scene;
    return [
      place.county < 0 ? "" : this.writeNeighbours(scene),
      this.writeLaws(details.laws, place.state),
      this.writeEvents(details.events, place.state),
      this.writeApplications(details.pending, place.county),
    ].join("");
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
   * The counties that border on one, across state lines too: agencies, models, since when.
   * @param {Scene} scene
   */
  writeNeighbours(scene) {
    const { places } = this;
    const { place } = scene;
    const neighbours = places.neighboursOf[place.county].map((county) => places.counties[county]);
    if (!neighbours.length) return "";
    const { columns, rows } = this.writeRows(neighbours, scene, place.state);
    return `${writeHeading(this.say("panel.neighbours"))}
      ${writeTable([this.say("panel.county"), ...columns], rows)}`;
  }

  /**
   * Write counties and states as rows of a table, with the heads of the columns after their names.
   * @param {readonly Place[]} shown
   * @param {Scene} scene
   * @param {number} home the state whose counties are named without it
   * @param {(code: string, name: string) => string} [writeLast] what stands in a last column
   */
  writeRows(shown, scene, home, writeLast) {
    const { places, language } = this;
    const { earlier, coverage } = scene;
    const covers = this.cover(shown, scene);
    const rows = shown.map((place, at) => {
      const { code, county, state } = place;
      const named = county < 0 ? places.stateNames[state] : places.countyNames[county];
      const abroad =
        state === home || county < 0 ? "" : ` <span>${escape(places.states[state].code)}</span>`;
      const { agencies, since } = covers[at];
      const models = this.writeModels(this.mix(place, coverage.counties.mixture));
      const cells = earlier
        ? [this.writeModels(this.mix(place, earlier.counties.mixture)), models]
        : [
            agencies.size ? language.formatNumber(agencies.size) : "–",
            models,
            agencies.size ? escape(language.formatShortDate(toISO(since))) : "",
          ];
      if (writeLast) cells.push(writeLast(code, named));
      // With a column more there is less room for names.
      const name = writePlace(code, writeLast ? named.replace(/ County$/, "") : named);
      return `<tr><th scope="row">${name}${abroad}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    });
    const columns = earlier
      ? [scene.since, scene.on].map((date) => escape(language.formatShortDate(date)))
      : ["panel.agencies", "panel.models", "panel.sinceWhen"].map((name) => this.say(name));
    return { columns, rows };
  }

  /**
   * Mix the models of a county, or of all counties of a state.
   * @param {Place} place
   * @param {ArrayLike<number>} mixtures by county
   */
  mix(place, mixtures) {
    if (place.county >= 0) return mixtures[place.county];
    return Array.from(mixtures).reduce(
      (mixed, mixture, county) => (this.places.isAround(place, county) ? mixed | mixture : mixed),
      0,
    );
  }

  /** @param {number} mixture */
  writeModels(mixture) {
    const models = listModels(this.program.models, mixture).map(({ key }) => {
      const name = this.say(`short.${key}`);
      return `<i class="dot ${key}" role="img" aria-label="${name}" title="${name}"></i>`;
    });
    return models.length ? `<span class="models">${models.join("")}</span>` : "–";
  }

  /**
   * The local agencies of places, and since when one of the chosen kind has had an agreement.
   * @param {readonly Place[]} shown
   * @param {Scene} scene
   */
  cover(shown, { view, on }) {
    const { agreements } = this;
    const { lists, statewide } = agreements;
    const day = toDay(on);
    /** @type {Cover[]} */
    const covers = shown.map(() => ({ agencies: new Set(), since: Infinity }));
    lists.start.forEach((start, row) => {
      if (lists.reach[row] === statewide || !agreements.isOfKind(row, view)) return;
      if (!isInForce(start, lists.end[row], day)) return;
      shown.forEach((place, at) => {
        if (!agreements.isOfPlace(row, place)) return;
        covers[at].agencies.add(lists.agency[row]);
        covers[at].since = Math.min(covers[at].since, start);
      });
    });
    return covers;
  }

  /**
   * @param {readonly Law[]} laws
   * @param {number} state
   */
  writeLaws(laws, state) {
    if (!laws.length) return "";
    const { language, places } = this;
    const items = laws.map(({ kind, instrument, enacted, effective, summary, title, address }) => {
      const dates = [
        this.say("panel.enacted", { date: language.formatPartialDate(enacted) }),
        ...(effective && effective !== enacted
          ? [this.say("panel.effective", { date: language.formatPartialDate(effective) })]
          : []),
      ];
      return `<li><p><b>${escape(instrument)}</b> · ${this.say(`law.${kind}`)}</p>
        <p class="quiet">${escape(summary[language.code])} ${dates.join(", ")}.
        ${writeLink(address, title)}</p></li>`;
    });
    const heading = this.say("panel.laws", { state: places.stateNames[state] });
    return writeFold(
      "laws",
      `${heading} (${items.length})`,
      `<ul class="lines">${items.join("")}</ul>`,
    );
  }

  /**
   * @param {readonly Event[]} events
   * @param {number} state
   */
  writeEvents(events, state) {
    if (!events.length) return "";
    const { language, places } = this;
    const items = events.map(
      ({ date, text, title, address }) =>
        `<li><p><b>${escape(language.formatPartialDate(date))}</b> · ${escape(text[language.code])}</p>
        <p class="quiet">${writeLink(address, title)}</p></li>`,
    );
    const heading = this.say("panel.events", { state: places.stateNames[state] });
    return writeFold(
      "events",
      `${heading} (${items.length})`,
      `<ul class="lines">${items.join("")}</ul>`,
    );
  }

  /**
   * Applications that a list of pending ones has shown.
   * @param {readonly Application[]} pending
   * @param {number} county -1: of the whole state
   */
  writeApplications(pending, county) {
    const here = pending.filter(({ counties }) => county < 0 || counties.includes(county));
    if (!here.length) return "";
    const { language } = this;
    const items = here.map(({ agency, model, first, last, outcome }) => {
      const [{ key }] = listModels(this.program.models, model);
      const days = { first: language.formatShortDate(first), last: language.formatShortDate(last) };
      const seen = this.say(first === last ? "panel.pendingOn" : "panel.pendingFrom", days);
      return `<li><p><i class="dot ${key}"></i> <b>${escape(agency)}</b></p>
        <p class="quiet">${this.say(`short.${key}`)} · ${seen}; ${this.say(`outcome.${outcome}`)}</p></li>`;
    });
    const summary = escape(language.count("panel.applications", here.length));
    return writeFold("pending", summary, `<ul class="lines">${items.join("")}</ul>`);
  }
}
