// Time: the stretch that is shown, the day in it, and the track, controls and clock that move it.

import { find, isWithin } from "../dom.js";
import { toDay, toISO } from "../rules/days.js";
import { computeTrend, findNextChange } from "../rules/trend.js";
import { findStart, listSilences } from "../rules/view.js";
import { Bar } from "./bar.js";
import { Clock } from "./clock.js";
import { takeStep } from "./steps.js";
import { holdDay, holdsStretch, joinDays, limitDay, zoomStretch } from "./stretch.js";
import { Track } from "./track.js";
import { describeDate, describePlace } from "./words.js";

/**
 * @import { Config, View } from "../types.js"
 * @import { Agreements } from "../rules/agreements.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 * @import { Colours } from "../map/colours.js"
 * @import { Stretch } from "./stretch.js"
 * @import { Step } from "./steps.js"
 */

/**
 * What time asks of the figure: a view by the reader, a date on the way to another, and to tell
 * the page where it stands (`passing`: on the way).
 * @typedef {{
 *   change(part: Partial<View>): void, show(date: string): void, tell(passing?: boolean): void,
 * }} Actions
 */

/**
 * Where time has its place in the figure.
 * @typedef {{
 *   root: HTMLElement, time: HTMLElement, comparing: HTMLElement, views: HTMLElement,
 * }} Rooms
 */

/** Whether the page around this frame has the reader's attention, not another window. */
const isPageFocused = () => {
  try {
    return window.parent.document.hasFocus();
  } catch {
    // Another site's page has nothing that follows the map.
    return false;
  }
};

export class Playback {
  /**
   * @param {Rooms} rooms
   * @param {Agreements} agreements
   * @param {Places} places
   * @param {Config} config
   * @param {Language} language
   * @param {Scene} scene
   * @param {Colours} colours
   * @param {Actions} actions
   */
  constructor(
    { root, time, comparing, views },
    agreements,
    places,
    config,
    language,
    scene,
    colours,
    actions,
  ) {
    this.root = root;
    this.agreements = agreements;
    this.places = places;
    this.ranges = config.program.ranges;
    this.known = config.known;
    this.silences = config.silences;
    this.language = language;
    this.scene = scene;
    this.colours = colours;
    this.actions = actions;
    this.clock = new Clock(this);
    this.range = scene.view.range;
    /** @type {Stretch | null} the part of the range that is shown; null: the whole of it */
    this.part = null;
    /** @type {Int32Array[]} */
    this.series = [];
    this.drawnFor = "";
    time.innerHTML = `<div class="bar"></div><div class="track"></div>`;
    const rooms = { root: find(time, ".bar"), comparing, views };
    const handling = {
      scrub: (/** @type {number} */ day) => this.scrub(limitDay(this.stretch, day)),
      pass: (/** @type {Step} */ step) => this.scrub(this.findTarget(step)),
      rest: () => actions.tell(),
      choose: (/** @type {number} */ one, /** @type {number} */ other) =>
        this.showPart(joinDays(one, other, this.whole)),
      zoom: (/** @type {number} */ factor) =>
        this.showPart(zoomStretch(this.stretch, factor, this.day, this.whole)),
    };
    this.bar = new Bar(rooms, config.program, language, config.known, {
      ...handling,
      toggle: () => this.toggle(),
      step: (step) => this.step(step),
      change: (part) => actions.change(part),
      chooseRange: (range) => this.chooseRange(range),
      showWhole: () => this.showPart(this.whole),
      compare: () => actions.change({ compare: this.view.compare ? "" : this.findCompared() }),
    });
    this.track = new Track(
      find(time, ".track"),
      config.program,
      language,
      config.events,
      config.silences,
      handling,
    );
    this.listen();
  }

  listen() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== " " || isWithin(event, "button, input, select, summary, a")) return;
      event.preventDefault();
      this.toggle();
    });
    // Before the figure lets go of its place.
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || isWithin(event, "input, select")) return;
        const wasChoosing = this.track.cancel();
        if (!wasChoosing && !this.part) return;
        event.stopPropagation();
        if (!wasChoosing) this.showPart(this.whole);
      },
      true,
    );
    // Who goes from a playing map to the page around it finds the page at the map's date.
    this.root.addEventListener("mouseleave", () => {
      if (this.clock.running) this.actions.tell(true);
    });
    window.addEventListener("blur", () => {
      if (window.parent !== window && isPageFocused()) this.pause();
    });
  }

  get view() {
    return this.scene.view;
  }

  get day() {
    return toDay(this.view.date);
  }

  get speed() {
    return this.bar.speed;
  }

  /** The days of the range, or of the record. */
  get whole() {
    const start = findStart(this.ranges, this.view.range);
    const { since, until } = this.known;
    return { first: toDay(start < since ? since : start), last: toDay(until) };
  }

  /** The days on the track. */
  get stretch() {
    return this.part ?? this.whole;
  }

  /** What "Compare" starts with: the beginning of the stretch, or of the record. */
  findCompared() {
    const start = toISO(this.stretch.first);
    return start < this.view.date ? start : this.known.since;
  }

  /** @param {string} range */
  chooseRange(range) {
    const start = findStart(this.ranges, range);
    const { date } = this.view;
    this.showPart(this.whole);
    this.actions.change({ range, date: date < start ? start : date });
  }

  /**
   * Show a part of the range alone, or the whole of it; a date outside of it moves to its end.
   * @param {Stretch} part
   */
  showPart(part) {
    this.part = holdsStretch(part, this.whole) ? null : part;
    const date = toISO(limitDay(part, this.day));
    if (date === this.view.date) this.paint(this.scene, this.colours);
    else this.actions.change({ date });
  }

  /** @param {number} day */
  show(day) {
    this.actions.show(toISO(day));
  }

  /**
   * Show a day on the way to another: the page is not told.
   * @param {number} day
   */
  scrub(day) {
    this.pause(false);
    this.show(day);
  }

  /** @param {Step} step */
  step(step) {
    this.pause(false);
    this.actions.change({ date: toISO(this.findTarget(step)) });
  }

  /**
   * Find the day to which a step leads, within the record.
   * @param {Step} step
   */
  findTarget(step) {
    const { agreements, scene, day } = this;
    const known = { first: toDay(this.known.since), last: toDay(this.known.until) };
    const findNext = () => findNextChange(agreements, scene.view, scene.place, day) ?? known.last;
    return limitDay(known, takeStep(step, day, this.stretch, findNext));
  }

  toggle() {
    if (this.clock.running) this.pause();
    else this.play();
  }

  play() {
    this.clock.start();
    this.showPlaying();
  }

  /** @param {boolean} [tell] whether the page is told where time came to rest */
  pause(tell = true) {
    if (!this.clock.running) return;
    this.clock.stop();
    this.showPlaying();
    if (tell) this.actions.tell();
  }

  showPlaying() {
    this.root.dataset.playing = String(this.clock.running);
    this.bar.showPlaying(this.clock.running);
  }

  /**
   * Follow a scene: chart, handle and controls.
   * @param {Scene} scene
   * @param {Colours} colours
   */
  paint(scene, colours) {
    this.scene = scene;
    this.colours = colours;
    this.followDate();
    this.draw();
    const { date, compare } = scene.view;
    const at = this.day - this.stretch.first;
    const count = this.series.reduce((sum, counts) => sum + counts[at], 0);
    const text = describeDate(date, count, listSilences(this.silences, date), this.language);
    this.track.move(this.day, text, compare ? toDay(compare) : null);
    this.bar.paint(scene);
    this.bar.showZoom(this.part !== null);
  }

  /** Another range is shown whole; a date outside of the part that is shown widens it. */
  followDate() {
    const { range } = this.view;
    if (range !== this.range) this.part = null;
    this.range = range;
    const part = this.part && holdDay(this.part, this.day);
    this.part = part && !holdsStretch(part, this.whole) ? part : null;
  }

  /** Draw the chart, unless it is there. */
  draw() {
    const { colours, stretch, places, part } = this;
    const { first, last } = stretch;
    const { models, reach, place, name } = this.view;
    const key = [models, reach, place, name, first, last, colours.ground].join();
    if (key === this.drawnFor) return;
    this.drawnFor = key;
    this.series = computeTrend(this.agreements, this.view, this.scene.place, first, last);
    const { state } = this.scene.place;
    const shown = {
      whose: describePlace(this.scene, places, this.language),
      state: state < 0 ? "" : places.states[state].code,
      stretch,
      isPart: part !== null,
      series: this.series,
    };
    this.track.draw(shown, colours);
  }
}
