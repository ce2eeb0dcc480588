// The controls of time: play, steps, the typed date, the stretch of time, speed, comparison.

import { find } from "../dom.js";
import { makeButton, makeChoice, setIcon } from "../parts/controls.js";
import { followKeys } from "./keys.js";

/**
 * @import { Program, Stretch, View } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Scene } from "../scene.js"
 * @import { Step } from "./steps.js"
 */

/**
 * What the controls ask for. `pass` is a step on the way to another, `rest` the end of the way.
 * @typedef {{
 *   toggle(): void, step(step: Step): void, pass(step: Step): void, rest(): void,
 *   change(part: Partial<View>): void, chooseRange(range: string): void,
 *   zoom(factor: number): void, showWhole(): void, compare(): void,
 * }} Actions
 */

/**
 * Where the controls have their places: most of them, what is compared, how the page is filled.
 * @typedef {{ root: HTMLElement, comparing: HTMLElement, views: HTMLElement }} Rooms
 */

/** @type {readonly ("backMonth" | "back" | "forward" | "forwardMonth" | "next")[]} */
const STEPS = ["backMonth", "back", "forward", "forwardMonth", "next"];
const SPEEDS = [
  ["0.5", "½×"],
  ["1", "1×"],
  ["2", "2×"],
  ["4", "4×"],
];

export class Bar {
  /**
   * @param {Rooms} rooms
   * @param {Program} program
   * @param {Language} language
   * @param {Stretch} known
   * @param {Actions} actions
   */
  constructor({ root, comparing, views }, program, language, known, actions) {
    this.root = root;
    this.language = language;
    this.known = known;
    this.actions = actions;
    this.speed = 1;
    /** @type {Scene["view"] | null} */
    this.view = null;
    root.innerHTML = `
      <div class="transport"></div>
      <div class="date"></div>
      <div class="steps"></div>
      <label class="dated"><span class="hidden"></span><input type="date" class="typed"></label>
      <div class="range"></div>
      <div class="zoom" role="group"></div>
      <div class="speed"></div>`;
    this.date = find(root, ".date");
    this.playButton = makeButton(find(root, ".transport"), "play", () => actions.toggle());
    setIcon(this.playButton, "play", language.say("play"));
    this.addSteps();
    find(root, ".dated span").textContent = language.say("date");
    this.typed = find(root, ".typed", HTMLInputElement);
    const ranges = program.ranges.map(({ key }) => ({
      value: key,
      text: language.say("range", { start: key }),
    }));
    this.showRange = makeChoice(find(root, ".range"), language.say("ranges"), ranges, (range) =>
      actions.chooseRange(range),
    );
    this.addZoom();
    this.addSpeeds();
    this.compareButton = makeButton(comparing, "compare", () => actions.compare());
    this.compared = document.createElement("input");
    Object.assign(this.compared, { type: "date", className: "typed since" });
    this.compared.setAttribute("aria-label", language.say("compareWith"));
    comparing.append(this.compared);
    this.presentButton = makeButton(views, "present", () =>
      actions.change({ present: !this.view?.present }),
    );
    this.listenToDate(this.typed, "date");
    this.listenToDate(this.compared, "compare");
  }

  addSteps() {
    const { actions, language } = this;
    const steps = find(this.root, ".steps");
    /** @type {Map<EventTarget | null, typeof STEPS[number]>} */
    const stepOf = new Map();
    for (const step of STEPS) {
      const button = makeButton(steps, `step ${step}`, () => actions.step(step));
      setIcon(button, step, language.say(`step.${step}`));
      stepOf.set(button, step);
    }
    followKeys(steps, ({ key, target }) => (key === "Enter" ? stepOf.get(target) : undefined), {
      pass: actions.pass,
      rest: actions.rest,
    });
  }

  addZoom() {
    const { actions, language } = this;
    const zoom = find(this.root, ".zoom");
    zoom.setAttribute("aria-label", language.say("zoom"));
    this.zoomOut = makeButton(zoom, "out", () => actions.zoom(2));
    setIcon(this.zoomOut, "zoomOut", language.say("zoom.out"));
    setIcon(
      makeButton(zoom, "in", () => actions.zoom(0.5)),
      "zoomIn",
      language.say("zoom.in"),
    );
    this.wholeButton = makeButton(zoom, "whole", () => actions.showWhole());
    setIcon(this.wholeButton, "whole", language.say("zoom.whole"));
  }

  /** @param {boolean} isPart whether a part of the range is shown, which can be widened */
  showZoom(isPart) {
    for (const button of [this.zoomOut, this.wholeButton])
      button?.setAttribute("aria-disabled", String(!isPart));
  }

  addSpeeds() {
    const speeds = document.createElement("select");
    speeds.setAttribute("aria-label", this.language.say("speed"));
    speeds.append(...SPEEDS.map(([value, text]) => new Option(text, value)));
    speeds.value = String(this.speed);
    speeds.addEventListener("change", () => (this.speed = Number(speeds.value)));
    find(this.root, ".speed").append(speeds);
  }

  /**
   * A typed date: taken when it lies within the record, put back when it is left unfinished. One
   * that runs under a key is taken when the key is up.
   * @param {HTMLInputElement} input
   * @param {"date" | "compare"} field
   */
  listenToDate(input, field) {
    const { since, until } = this.known;
    input.min = since;
    input.max = until;
    let held = false;
    const take = () => {
      const date = input.value;
      if (!held && date && date >= since && date <= until) this.actions.change({ [field]: date });
    };
    const letGo = () => {
      held = false;
      take();
    };
    input.addEventListener("change", take);
    input.addEventListener("keydown", () => (held = true));
    input.addEventListener("keyup", letGo);
    input.addEventListener("blur", () => {
      letGo();
      input.value = this.view?.[field] ?? "";
    });
  }

  /** @param {boolean} playing */
  showPlaying(playing) {
    const name = playing ? "pause" : "play";
    setIcon(this.playButton, name, this.language.say(name));
  }

  /** @param {Scene} scene */
  paint({ view }) {
    const { language } = this;
    const comparing = Boolean(view.compare);
    this.view = view;
    this.date.textContent = language.formatDate(view.date);
    if (document.activeElement !== this.typed) this.typed.value = view.date;
    if (document.activeElement !== this.compared) this.compared.value = view.compare;
    this.compared.hidden = !comparing;
    this.showRange(view.range);
    this.compareButton.setAttribute("aria-pressed", String(comparing));
    this.compareButton.textContent = language.say(comparing ? "compareWith" : "compare");
    this.compareButton.title = language.say(comparing ? "stopComparing" : "compare");
    setIcon(
      this.presentButton,
      view.present ? "close" : "present",
      language.say(view.present ? "stopPresenting" : "present"),
    );
  }
}
