// The time track: a chart of agreements in force that is also the slider.

import { find, isWithin } from "../dom.js";
import { toDay } from "../rules/days.js";
import { drawChart, measureText, placeDay } from "./chart.js";

/**
 * @import { Milestone, Program } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Colours } from "../map/colours.js"
 * @import { Span } from "./chart.js"
 */

/** @typedef {"back" | "forward" | "backMonth" | "forwardMonth" | "next" | "start" | "end"} Step */

/**
 * What the track asks for: a day on the way to another, rest, a step by key.
 * @typedef {{ scrub(day: number): void, rest(): void, step(step: Step): void }} Actions
 */

/** @type {Record<string, Step>} */
const KEYS = {
  ArrowLeft: "back",
  ArrowDown: "back",
  ArrowRight: "forward",
  ArrowUp: "forward",
  PageDown: "backMonth",
  PageUp: "forwardMonth",
  Home: "start",
  End: "end",
};

export class Track {
  /**
   * @param {HTMLElement} root
   * @param {Program} program
   * @param {Language} language
   * @param {readonly Milestone[]} events
   * @param {readonly Span[]} silences
   * @param {Actions} actions
   */
  constructor(root, program, language, events, silences, actions) {
    this.root = root;
    this.program = program;
    this.language = language;
    this.events = events.map((event) => ({ ...event, day: toDay(event.date) }));
    this.silences = silences;
    this.actions = actions;
    this.stretch = { first: 0, last: 1 };
    root.innerHTML = `
      <svg aria-hidden="true">
        <defs><pattern id="atlas-gap" width="6" height="6" patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"><path d="M0 0v6" /></pattern></defs>
        <g class="chart"></g>
      </svg>
      <div class="marks"></div>
      <div class="compared" hidden></div>
      <div class="handle" role="slider" tabindex="0"></div>`;
    this.svg = find(root, "svg", SVGSVGElement);
    this.chart = find(root, ".chart", SVGGElement);
    this.marks = find(root, ".marks");
    this.handle = find(root, ".handle");
    this.compared = find(root, ".compared");
    this.handle.setAttribute("aria-label", language.say("slider"));
    this.held = false;
    this.listen();
  }

  listen() {
    const { root, handle, actions } = this;
    /** @param {PointerEvent} event */
    const follow = (event) => {
      const { first, last } = this.stretch;
      const box = root.getBoundingClientRect();
      const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
      actions.scrub(Math.round(first + share * (last - first)));
    };
    root.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || isWithin(event, "button")) return;
      event.preventDefault();
      root.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      this.held = true;
      follow(event);
    });
    root.addEventListener("pointermove", (event) => {
      if (this.held) follow(event);
    });
    const end = () => {
      if (!this.held) return;
      this.held = false;
      actions.rest();
    };
    root.addEventListener("pointerup", end);
    root.addEventListener("pointercancel", end);
    handle.addEventListener("keydown", (event) => {
      if (!Object.hasOwn(KEYS, event.key)) return;
      event.preventDefault();
      actions.step(KEYS[event.key]);
    });
  }

  /**
   * Draw the chart of some series, one per model, from first to last day.
   * @param {number} first
   * @param {number} last
   * @param {readonly Int32Array[]} series
   * @param {Colours} colours
   */
  draw(first, last, series, colours) {
    this.stretch = { first, last };
    const { program, language, silences } = this;
    const { clientWidth: width, clientHeight: height } = this.root;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const chart = { first, last, series, silences, width, height };
    this.chart.innerHTML = drawChart(chart, program, colours, language);
    this.drawMarks(width);
  }

  /**
   * Milestones: a mark each, with its name on hover and focus; the main ones are written out.
   * @param {number} width
   */
  drawMarks(width) {
    const { first, last } = this.stretch;
    let right = 0;
    const marks = this.events
      .filter(({ day }) => day >= first && day <= last)
      .map((event) => {
        const x = placeDay(this.stretch, event.day) * width;
        const room = measureText(event.label) + 14;
        const labelled = event.major && x >= right && x + room < width;
        if (labelled) right = x + room;
        const mark = this.makeMark(event, labelled);
        mark.style.left = `${(100 * x) / width}%`;
        if (x > width / 2) find(mark, ".tip").classList.add("left");
        return mark;
      });
    this.marks.replaceChildren(...marks);
  }

  /**
   * @param {Milestone & { day: number }} event
   * @param {boolean} labelled
   */
  makeMark(event, labelled) {
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = event.major ? "mark major" : "mark";
    const name = `${this.language.formatDate(event.date)}: ${event.title}`;
    mark.setAttribute("aria-label", name);
    if (labelled) mark.append(makeSpan("label", event.label));
    mark.append(makeSpan("tip", name));
    mark.addEventListener("click", () => {
      this.actions.scrub(event.day);
      this.actions.rest();
    });
    return mark;
  }

  /**
   * Put the handle on a day.
   * @param {number} day
   * @param {string} text what a screen reader says
   * @param {number | null} compared another day that is marked
   */
  move(day, text, compared) {
    const { first, last } = this.stretch;
    const { handle } = this;
    handle.style.left = `${100 * Math.min(Math.max(placeDay(this.stretch, day), 0), 1)}%`;
    handle.setAttribute("aria-valuemin", String(first));
    handle.setAttribute("aria-valuemax", String(last));
    handle.setAttribute("aria-valuenow", String(day));
    handle.setAttribute("aria-valuetext", text);
    const shown = compared !== null && compared >= first && compared <= last;
    this.compared.hidden = !shown;
    if (shown) this.compared.style.left = `${100 * placeDay(this.stretch, compared)}%`;
  }
}

/**
 * @param {string} className
 * @param {string} text
 */
const makeSpan = (className, text) => {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
};
