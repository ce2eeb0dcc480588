// The panel beside the map of a static page: the agreements of the place in view, what changed
// between two dates, or the country's sums.

import { escape } from "../dom.js";
import { isInForce, isOver } from "../rules/agreements.js";
import { compareMixtures, listModels } from "../rules/shading.js";
import { SHORT_LIST, writeList } from "./agreement-list.js";
import { findState, loadState } from "./state-files.js";

/**
 * @import { Change, Text } from "../types.js"
 * @import { Figure } from "../figure.js"
 * @import { Scene } from "../scene.js"
 * @import { Coverage } from "../rules/coverage.js"
 * @import { Place } from "../rules/places.js"
 * @import { StateAgreement } from "./state-files.js"
 */

/**
 * What the page tells the panel: its words, the files of the states' agreements by USPS code, and
 * the states that have a page.
 * @typedef {{
 *   words: Record<string, Text>, files: Record<string, string>, pages: string[],
 * }} Settings
 */

const MOST = 10;
/** @type {readonly Change[]} */
const LISTED_CHANGES = ["gained", "lost", "changed"];

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Figure} figure
   * @param {Settings} settings
   */
  constructor(root, figure, { words, files, pages }) {
    this.root = root;
    this.figure = figure;
    this.places = figure.places;
    this.program = figure.config.program;
    this.words = figure.language.withTexts(words);
    this.files = files;
    this.pages = pages;
    /** @type {string[]} */
    this.unusable = [];
    figure.subscribe(() => this.notice([]));
  }

  /**
   * Show the place in view, and which parameters of the address could not be used.
   * @param {string[]} unusable
   */
  notice(unusable) {
    this.unusable = unusable;
    this.update();
  }

  update() {
    const { scene } = this.figure;
    const { place, earlier } = scene;
    if (earlier) return this.show(this.describeChanges(scene, earlier));
    if (place.state < 0) return this.show(this.describeCountry(scene));
    const state = this.places.states[place.state].code;
    const agreements = findState(state);
    if (agreements) return this.show(this.describePlace(scene, agreements));
    loadState(
      this.files[state],
      () => this.update(),
      () => this.show(`<p class="empty">${escape(this.words.say("missing"))}</p>`),
    );
  }

  /** @param {string} html */
  show(html) {
    const { view } = this.figure;
    const notices = this.unusable.map(
      (text) => `<p class="notice">${escape(this.words.say("unusable", { text }))}</p>`,
    );
    this.root.innerHTML = notices.join("") + html;
    this.root.scrollTop = 0;
    Object.assign(this.root.dataset, { place: view.place, date: view.date, compare: view.compare });
  }

  /**
   * A text of the panel, safe inside HTML.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   */
  say(name, values) {
    return escape(this.words.say(name, values));
  }

  /** @param {Scene} scene */
  describeCountry({ view, coverage: { states, totals } }) {
    const { words, places, program, figure } = this;
    const date = words.formatDate(view.date);
    const models = listModels(program.models, view.models).map(
      ({ key, bit }) =>
        `<tr><td><i class="dot ${key}"></i>${escape(figure.language.say(`model.${key}`))}</td>
         <td>${words.formatNumber(totals.byModel[figure.agreements.modelAt[bit]])}</td></tr>`,
    );
    const most = [...states.agreements.keys()]
      .filter((state) => states.agreements[state])
      .sort((a, b) => states.agreements[b] - states.agreements[a])
      .slice(0, MOST)
      .map((state) => {
        const share = states.covered[state] / places.stateCounties[state];
        return `<tr><td>${this.linkState(state, places.stateNames[state])}</td>
          <td>${words.formatNumber(states.agreements[state])}</td>
          <td>${words.formatShare(share)}</td></tr>`;
      });
    const empty = `<tr><td colspan="3">${this.say("none")}</td></tr>`;
    const inForce = escape(words.count("inForce", totals.agreements, { date }));
    return `<h2>${this.say("country")}</h2>
      <p class="quiet">${inForce} ${this.say("choose")}</p>
      ${this.writeTable(["model", "agreements"], models.join(""))}
      ${this.writeTable(["most", "agreements", "counties"], most.join("") || empty)}`;
  }

  /**
   * @param {readonly string[]} columns names of their texts
   * @param {string} rows
   */
  writeTable(columns, rows) {
    const heads = columns.map((name) => `<th>${this.say(name)}</th>`).join("");
    return `<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
  }

  /**
   * @param {Scene} scene
   * @param {readonly StateAgreement[]} agreements of the state
   */
  describePlace({ view, place }, agreements) {
    const { words, places, program } = this;
    const { statewide: wide } = program;
    const inState = place.county < 0;
    const state = places.stateNames[place.state];
    const here = agreements.filter(
      ({ reach, counties }) => inState || reach === wide || counties.includes(place.county),
    );
    const now = here.filter(({ start, over }) => isInForce(start, over, view.date));
    const local = now.filter(({ reach }) => reach !== wide);
    const located = local.filter(({ counties }) => counties.length);
    const unlocated = local.filter(({ counties }) => !counties.length);
    const statewide = now.filter(({ reach }) => reach === wide);
    const past = here.filter(
      ({ over, reach }) => isOver(over, view.date) && (inState || reach !== wide),
    );
    const date = words.formatDate(view.date);
    const people = words.formatNumber(places.countPeople(place));
    /** @param {string} name */
    const empty = (name) => `<p class="empty">${this.say(name)}</p>`;
    const covers = `<p class="quiet">${this.say(inState ? "coverState" : "coverCounty")}</p>`;
    const unplaced = `<h3>${this.say("unlocated", { state })}</h3>${this.list(unlocated)}`;
    return `<h2>${escape(inState ? state : places.nameCounty(place.county))}</h2>
      <p class="quiet">${escape(words.count("localHere", local.length, { date }))} ·
        ${this.say("people", { n: people })}</p>
      <p>${this.linkState(place.state, this.words.say("statePage", { state }))}</p>
      ${located.length ? this.list(located) : ""}
      ${local.length ? "" : empty("noLocal")}
      ${unlocated.length ? unplaced : ""}
      <h3>${this.say("statewide", { state })}</h3>
      ${statewide.length ? covers + this.list(statewide) : empty("noStatewide")}
      ${
        past.length
          ? `<details><summary>${escape(words.count("past", past.length))}</summary>
             ${this.list(past)}</details>`
          : ""
      }`;
  }

  /** @param {readonly StateAgreement[]} agreements */
  list(agreements) {
    const { models, reaches } = this.program;
    const [part] = reaches.part;
    return writeList(agreements, models, part, this.figure.language, this.words);
  }

  /**
   * @param {Scene} scene
   * @param {Coverage} earlier
   */
  describeChanges({ place, since, on, coverage }, earlier) {
    const { words, places } = this;
    const lists = this.listChanges(place, earlier, coverage);
    const parts = LISTED_CHANGES.map((change) => {
      const byState = [...lists[change]].sort(([a], [b]) =>
        places.stateNames[a].localeCompare(places.stateNames[b]),
      );
      const n = byState.reduce((sum, [, names]) => sum + names.length, 0);
      const named = byState.map(
        ([state, names]) =>
          `<p><strong>${escape(places.stateNames[state])}</strong> ${names.length}<br>
           <span>${escape(names.join(", "))}</span></p>`,
      );
      return `<details${n && n <= SHORT_LIST ? " open" : ""}>
        <summary><i class="dot ${change}"></i>${escape(words.count(change, n))}</summary>
        ${named.join("") || `<p class="empty">${this.say("noChange")}</p>`}</details>`;
    });
    const name = place.state < 0 ? words.say("country") : places.stateNames[place.state];
    const dates = { since: words.formatDate(since), on: words.formatDate(on) };
    return `<h2>${this.say("changes", { name })}</h2>
      <p class="quiet">${this.say("between", dates)}</p>${parts.join("")}`;
  }

  /**
   * List the counties of a place by what became of them, and by state.
   * @param {Place} place
   * @param {Coverage} earlier
   * @param {Coverage} coverage
   */
  listChanges(place, earlier, coverage) {
    /** @type {Record<Change, Map<number, string[]>>} */
    const lists = {
      gained: new Map(),
      lost: new Map(),
      changed: new Map(),
      same: new Map(),
      none: new Map(),
    };
    this.places.counties.forEach(({ state }, county) => {
      if (place.state >= 0 && state !== place.state) return;
      const mixtures = [earlier, coverage].map(({ counties }) => counties.mixture[county]);
      const byState = lists[compareMixtures(mixtures[0], mixtures[1])];
      byState.set(state, [...(byState.get(state) ?? []), this.places.countyNames[county]]);
    });
    return lists;
  }

  /**
   * @param {number} state
   * @param {string} text
   */
  linkState(state, text) {
    const { code } = this.places.states[state];
    if (!this.pages.includes(code)) return escape(text);
    return `<a href="states/${code.toLowerCase()}.html">${escape(text)}</a>`;
  }
}
