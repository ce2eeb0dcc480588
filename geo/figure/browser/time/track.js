// The time track: a chart of agreements in force that is also the slider, and can be seen closer.

import { find, isWithin } from "../dom.js";
import { toISO } from "../rules/days.js";
import { drawChart } from "./chart.js";
import { followKeys } from "./keys.js";
import { drawMilestones, drawSilences } from "./marks.js";
import { STEP_KEYS } from "./steps.js";
import { limitDay, placeDay } from "./stretch.js";

/**
 * @import { Milestone, Program, Stretch as Silence } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Colours } from "../map/colours.js"
 * @import { Step } from "./steps.js"
 * @import { Stretch } from "./stretch.js"
 */

/**
 * What the track asks for: a day or a step on the way to another, rest, a stretch between two
 * days, a stretch so many times as long.
 * @typedef {{
 *   scrub(day: number): void, pass(step: Step): void, rest(): void,
 *   choose(one: number, other: number): void, zoom(factor: number): void,
 * }} Actions
 */

/**
 * What the track shows: whose agreements, in words; the state it is of, blank for the country;
 * the stretch, in words where it is a part of its range.
 * @typedef {{
 *   whose: string, state: string, stretch: Stretch, isPart: boolean,
 *   series: readonly Int32Array[],
 * }} Shown
 */

/** @type {Record<string, number>} */
const ZOOMS = { "+": 0.5, "=": 0.5, "-": 2 };
// A pointer that moved less has chosen a day, not a stretch.
const LEAST_MOVE = 4;

export class Track {
  /**
   * @param {HTMLElement} root
   * @param {Program} program
   * @param {Language} language
   * @param {readonly Milestone[]} events
   * @param {readonly Silence[]} silences
   * @param {Actions} actions
   */
  constructor(root, program, language, events, silences, actions) {
    this.root = root;
    this.program = program;
    this.language = language;
    this.events = events;
    this.silences = silences;
    this.actions = actions;
    /** @type {Stretch} */
    this.stretch = { first: 0, last: 1 };
    this.isPart = false;
    root.innerHTML = `
      <p class="caption"><span class="whose"></span><span class="part"></span></p>
      <svg aria-hidden="true"></svg>
      <div class="gaps"></div>
      <div class="days"></div>
      <div class="marks"></div>
      <div class="compared" hidden></div>
      <div class="chosen" hidden></div>
      <div class="handle" role="slider" tabindex="0"></div>`;
    this.whose = find(root, ".whose");
    this.part = find(root, ".part");
    this.chart = find(root, "svg", SVGSVGElement);
    this.gaps = find(root, ".gaps");
    this.marks = find(root, ".marks");
    this.handle = find(root, ".handle");
    this.compared = find(root, ".compared");
    this.chosen = find(root, ".chosen");
    find(root, ".days").title = language.say("zoom.drag");
    this.handle.setAttribute("aria-label", language.say("slider"));
    /**
     * Where the pointer went down to choose a stretch, and where it is.
     * @type {{ from: PointerEvent, to: PointerEvent } | null}
     */
    this.choosing = null;
    this.held = false;
    /** @type {{ shown: Shown, colours: Colours } | null} */
    this.drawn = null;
    this.size = { width: 0, height: 0 };
    this.listen();
    // Asked for by itself, the size would have the whole page arranged anew.
    new ResizeObserver(() => {
      this.size = { width: root.clientWidth, height: root.clientHeight };
      this.drawChart();
    }).observe(root);
  }

  listen() {
    const { root, handle, actions } = this;
    root.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || isWithin(event, "button, .caption")) return;
      event.preventDefault();
      root.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      const isOnDays = event.pointerType !== "touch" && isWithin(event, ".days");
      if (event.shiftKey || isOnDays) this.choosing = { from: event, to: event };
      else {
        this.held = true;
        actions.scrub(this.findDay(event));
      }
      root.classList.add("held");
    });
    root.addEventListener("pointermove", (event) => {
      if (this.held) actions.scrub(this.findDay(event));
      if (!this.choosing) return;
      this.choosing.to = event;
      this.drawChosen();
    });
    root.addEventListener("pointerup", () => {
      const { choosing } = this;
      if (this.cancel() && choosing) this.choose(choosing.from, choosing.to);
      else this.letGo();
    });
    root.addEventListener("pointercancel", () => {
      this.cancel();
      this.letGo();
    });
    followKeys(
      handle,
      ({ key }) => (Object.hasOwn(STEP_KEYS, key) ? STEP_KEYS[key] : undefined),
      actions,
    );
    handle.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || !Object.hasOwn(ZOOMS, event.key)) return;
      event.preventDefault();
      actions.zoom(ZOOMS[event.key]);
    });
  }

  letGo() {
    this.root.classList.remove("held");
    if (!this.held) return;
    this.held = false;
    this.actions.rest();
  }

  /** Choose no stretch after all; whether one was being chosen. */
  cancel() {
    const wasChoosing = this.choosing !== null;
    this.choosing = null;
    if (wasChoosing) this.root.classList.remove("held");
    this.drawChosen();
    return wasChoosing;
  }

  /**
   * Choose the stretch between two points of a pointer, or their day where they are one.
   * @param {PointerEvent} from
   * @param {PointerEvent} to
   */
  choose(from, to) {
    const { actions } = this;
    if (Math.abs(to.clientX - from.clientX) >= LEAST_MOVE)
      actions.choose(this.findDay(from), this.findDay(to));
    else {
      actions.scrub(this.findDay(to));
      actions.rest();
    }
  }

  /** @param {PointerEvent} event */
  findDay({ clientX }) {
    const { first, last } = this.stretch;
    const { left, width } = this.root.getBoundingClientRect();
    return limitDay(this.stretch, Math.round(first + ((clientX - left) / width) * (last - first)));
  }

  /** Show the stretch that is being chosen, and name it, or the part that is shown. */
  drawChosen() {
    const { chosen, part, choosing, language } = this;
    chosen.hidden = !choosing;
    const days = choosing
      ? [this.findDay(choosing.from), this.findDay(choosing.to)].sort((a, b) => a - b)
      : [this.stretch.first, this.stretch.last];
    const [since, until] = days.map((day) => language.formatShortDate(toISO(day)));
    part.textContent = choosing || this.isPart ? `${since} – ${until}` : "";
    if (!choosing) return;
    const [left, right] = days.map((day) => 100 * placeDay(this.stretch, day));
    Object.assign(chosen.style, { left: `${left}%`, width: `${right - left}%` });
  }

  /**
   * Draw what the track shows.
   * @param {Shown} shown
   * @param {Colours} colours
   */
  draw(shown, colours) {
    this.drawn = { shown, colours };
    this.stretch = shown.stretch;
    this.isPart = shown.isPart;
    this.whose.textContent = shown.whose;
    this.drawChosen();
    this.drawChart();
  }

  /** Draw chart, silences and milestones into the room there is, once that is known. */
  drawChart() {
    const { program, language, actions, drawn, size } = this;
    const { width, height } = size;
    if (!drawn || !width) return;
    const { state, stretch, series } = drawn.shown;
    this.chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const chart = { stretch, series, width, height };
    this.chart.innerHTML = drawChart(chart, program, drawn.colours, language);
    drawSilences(this.gaps, this.silences, { stretch, width }, language);
    drawMilestones(this.marks, this.events, { stretch, state, width }, language, (day) => {
      actions.scrub(day);
      actions.rest();
    });
  }

  /**
   * Put the handle on a day.
   * @param {number} day
   * @param {string} text what a screen reader says
   * @param {number | null} compared another day that is marked
   */
  move(day, text, compared) {
    const { stretch, handle } = this;
    handle.style.left = `${100 * placeDay(stretch, limitDay(stretch, day))}%`;
    handle.setAttribute("aria-valuemin", String(stretch.first));
    handle.setAttribute("aria-valuemax", String(stretch.last));
    handle.setAttribute("aria-valuenow", String(day));
    handle.setAttribute("aria-valuetext", text);
    const shown = compared !== null && limitDay(stretch, compared) === compared;
    this.compared.hidden = !shown;
    if (shown) this.compared.style.left = `${100 * placeDay(stretch, compared)}%`;
  }
}
