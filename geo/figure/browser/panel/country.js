// What the panel tells of the whole country on a date, as HTML.

import { escape } from "../dom.js";
import { listModels } from "../rules/shading.js";
import { writePlace } from "./agencies.js";
import { writeFold, writeSilences, writeTable } from "./parts.js";

/**
 * @import { Config } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Agreements } from "../rules/agreements.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 */

const MOST = 10;

export class CountryPanel {
  /**
   * @param {Config} config
   * @param {Agreements} agreements
   * @param {Places} places
   * @param {Language} language
   */
  constructor({ program, source, since, stories }, agreements, places, language) {
    this.program = program;
    this.stories = stories;
    this.newest = source.date;
    this.since = since;
    this.agreements = agreements;
    this.places = places;
    this.language = language;
  }

  /**
   * A text, safe inside HTML.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  say(name, values) {
    return escape(this.language.say(name, values));
  }

  /** Lead to the first step of each story. */
  writeStories() {
    return this.stories
      .map(({ title, views }) => {
        const keys = Object.keys(views);
        const text = this.language.count("story.follow", keys.length, { title });
        return `<p class="quiet"><button type="button" class="place" data-story="${escape(keys[0])}">
          ${escape(text)}</button></p>`;
      })
      .join("");
  }

  /** @param {Scene} scene */
  write({ view, silences, coverage: { states, totals } }) {
    const { language } = this;
    const date = language.formatDate(view.date);
    const inForce = escape(language.count("panel.inForce", totals.agreements, { date }));
    const ranked = [...states.agreements.keys()]
      .filter((state) => states.agreements[state])
      .sort((a, b) => states.agreements[b] - states.agreements[a])
      .map((state) => this.writeState(state, states));
    const columns = ["panel.most", "panel.agreements", "panel.counties"].map((name) =>
      this.say(name),
    );
    const rest = ranked.slice(MOST);
    return [
      `<h2>${this.say("panel.country")}</h2>
       <p class="quiet">${inForce} ${this.say("panel.choose")}</p>`,
      view.story ? "" : this.writeStories(),
      this.writeSince(view.date),
      writeSilences(silences, language),
      this.writeModels(totals.byModel, view.models),
      ranked.length
        ? writeTable(columns, ranked.slice(0, MOST))
        : `<p class="empty">${this.say("panel.none")}</p>`,
      rest.length
        ? writeFold(
            "states",
            escape(language.count("panel.moreStates", rest.length)),
            writeTable(columns, rest),
          )
        : "",
      `<p class="quiet">${this.say("panel.elsewhere")}</p>`,
    ].join("");
  }

  /** @param {string} date */
  writeSince(date) {
    if (!this.since || date !== this.newest) return "";
    const { count, until } = this.since;
    const values = { date: this.language.formatDate(until) };
    return `<p class="quiet">${escape(this.language.count("panel.more", count, values))}</p>`;
  }

  /**
   * The models, each with its agreements, and what its officers may do.
   * @param {readonly number[]} counts
   * @param {number} chosen
   */
  writeModels(counts, chosen) {
    const { language, agreements } = this;
    const models = listModels(this.program.models, chosen).map(({ key, bit }) => {
      const count = language.formatNumber(counts[agreements.modelAt[bit]]);
      const summary = `<i class="dot ${key}"></i>${this.say(`model.${key}`)} <b>${count}</b>`;
      return writeFold(key, summary, `<p class="quiet">${this.say(`explain.${key}`)}</p>`);
    });
    return `<div class="kinds">${models.join("")}</div>`;
  }

  /**
   * @param {number} state
   * @param {import("../rules/coverage.js").StateCoverage} states
   */
  writeState(state, states) {
    const { places, language } = this;
    const share = states.covered[state] / places.stateCounties[state];
    return `<tr><th scope="row">${writePlace(places.states[state].code, places.stateNames[state])}</th>
      <td>${language.formatNumber(states.agreements[state])}</td>
      <td>${language.formatShare(share)}</td></tr>`;
  }
}
