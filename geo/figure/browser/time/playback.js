// Time: the clock that plays the days of a figure, and the track and the controls that follow it.

import { find, isWithin } from "../dom.js";
import { addMonths, toDay, toISO } from "../rules/days.js";
import { computeTrend, findNextChange } from "../rules/trend.js";
import { findStart } from "../rules/view.js";
import { Bar } from "./bar.js";
import { Track } from "./track.js";

/**
 * @import { Config, View } from "../types.js"
 * @import { Agreements } from "../rules/agreements.js"
 * @import { Language } from "../rules/language.js"
 * @import { Scene } from "../scene.js"
 * @import { Colours } from "../map/colours.js"
 * @import { Step } from "./track.js"
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

const PLAY_THROUGH_MS = 20000;
const REDUCED_STEP_MS = 700;

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
   * @param {Config} config
   * @param {Language} language
   * @param {Scene} scene
   * @param {Colours} colours
   * @param {Actions} actions
   */
  constructor(
    { root, time, comparing, views },
    agreements,
    config,
    language,
    scene,
    colours,
    actions,
  ) {
    this.root = root;
    this.agreements = agreements;
    this.ranges = config.program.ranges;
    this.known = config.known;
    this.language = language;
    this.scene = scene;
    this.colours = colours;
    this.actions = actions;
    this.playing = false;
    /** @type {number | undefined} */
    this.timer = undefined;
    /** @type {Int32Array[]} */
    this.series = [];
    this.drawnFor = "";
    time.innerHTML = `<div class="bar"></div><div class="track"></div>`;
    this.bar = new Bar(
      find(time, ".bar"),
      comparing,
      views,
      config.program,
      language,
      config.known,
      {
        toggle: () => this.toggle(),
        step: (step) => this.step(step),
        change: (part) => actions.change(part),
        chooseRange: (range) => this.chooseRange(range),
        compare: () => actions.change({ compare: this.view.compare ? "" : this.findCompared() }),
      },
    );
    this.track = new Track(
      find(time, ".track"),
      config.program,
      language,
      config.events,
      config.silences.map(({ since, until }) => ({ since: toDay(since), until: toDay(until) })),
      {
        scrub: (day) => this.scrub(day),
        rest: () => actions.tell(),
        step: (step) => this.step(step),
      },
    );
    this.listen();
  }

  listen() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== " " || isWithin(event, "button, input, select, summary, a")) return;
      event.preventDefault();
      this.toggle();
    });
    new ResizeObserver(() => this.draw(true)).observe(this.track.root);
    // Who goes from a playing map to the page around it finds the page at the map's date.
    this.root.addEventListener("mouseleave", () => {
      if (this.playing) this.actions.tell(true);
    });
    window.addEventListener("blur", () => {
      if (window.parent !== window && isPageFocused()) this.pause();
    });
  }

  get view() {
    return this.scene.view;
  }

  /** The first day of the stretch, or of the record. */
  get first() {
    const start = findStart(this.ranges, this.view.range);
    return toDay(start < this.known.since ? this.known.since : start);
  }

  get last() {
    return toDay(this.known.until);
  }

  get day() {
    return toDay(this.view.date);
  }

  /** What "Compare" starts with: the beginning of the stretch, or of the record. */
  findCompared() {
    const start = findStart(this.ranges, this.view.range);
    const { since } = this.known;
    return start > since && start < this.view.date ? start : since;
  }

  /** @param {string} range */
  chooseRange(range) {
    const start = findStart(this.ranges, range);
    const { date } = this.view;
    this.actions.change({ range, date: date < start ? start : date });
  }

  /**
   * Show a day on the way to another: the page is not told.
   * @param {number} day
   */
  scrub(day) {
    this.pause(false);
    this.actions.show(toISO(day));
  }

  /** @param {Step} step */
  step(step) {
    this.pause(false);
    const { since, until } = this.known;
    const target = this.findTarget(step);
    this.actions.change({ date: target < since ? since : target > until ? until : target });
  }

  /**
   * @param {Step} step
   * @returns {string}
   */
  findTarget(step) {
    const { scene, day } = this;
    const { date } = scene.view;
    if (step === "back") return toISO(day - 1);
    if (step === "forward") return toISO(day + 1);
    if (step === "backMonth") return addMonths(date, -1);
    if (step === "forwardMonth") return addMonths(date, 1);
    if (step === "start") return toISO(this.first);
    if (step === "end") return this.known.until;
    const next = findNextChange(this.agreements, scene.view, scene.place, day);
    return next === null ? this.known.until : toISO(next);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.day >= this.last) this.actions.show(toISO(this.first));
    this.setPlaying(true);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) this.playInSteps();
    else this.playThrough();
  }

  playThrough() {
    const perMs = (this.last - this.first) / PLAY_THROUGH_MS;
    let position = this.day;
    let before = performance.now();
    /** @param {number} now */
    const frame = (now) => {
      if (!this.playing) return;
      position += Math.max(now - before, 0) * perMs * this.bar.speed;
      before = now;
      const day = Math.min(Math.floor(position), this.last);
      if (day !== this.day) this.actions.show(toISO(day));
      if (day >= this.last) this.pause();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Who asked for less motion sees one month after the other, each at rest. */
  playInSteps() {
    const wait = () => window.setTimeout(step, REDUCED_STEP_MS / this.bar.speed);
    const step = () => {
      if (!this.playing) return;
      const { until } = this.known;
      const next = addMonths(this.view.date, 1);
      this.actions.show(next < until ? next : until);
      if (next >= until) this.pause();
      else this.timer = wait();
    };
    this.timer = wait();
  }

  /** @param {boolean} [tell] whether the page is told where time came to rest */
  pause(tell = true) {
    if (!this.playing) return;
    this.setPlaying(false);
    if (tell) this.actions.tell();
  }

  /** @param {boolean} playing */
  setPlaying(playing) {
    this.playing = playing;
    window.clearTimeout(this.timer);
    this.root.dataset.playing = String(playing);
    this.bar.showPlaying(playing);
  }

  /**
   * Follow a scene: chart, handle and controls.
   * @param {Scene} scene
   * @param {Colours} colours
   */
  paint(scene, colours) {
    this.scene = scene;
    this.colours = colours;
    this.draw(false);
    const { date, compare } = scene.view;
    const at = this.day - this.first;
    const count = this.series.reduce((sum, counts) => sum + counts[at], 0);
    const text = this.language.count("slider.date", count, {
      date: this.language.formatDate(date),
    });
    this.track.move(this.day, text, compare ? toDay(compare) : null);
    this.bar.paint(scene);
  }

  /** @param {boolean} resized */
  draw(resized) {
    const { first, last, colours } = this;
    const { models, reach, range, place } = this.view;
    const key = [models, reach, range, place, first, colours.ground].join();
    if (!resized && key === this.drawnFor) return;
    this.drawnFor = key;
    this.series = computeTrend(this.agreements, this.view, this.scene.place, first, last);
    this.track.draw(first, last, this.series, colours);
  }
}
