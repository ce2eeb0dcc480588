// The controls of time: play, steps, the typed date, the stretch of time, speed, comparison.

import { find } from "../dom.js";
import { makeButton, makeChoice, setIcon } from "../parts/controls.js";

/**
 * @import { Program, Stretch, View } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Scene } from "../scene.js"
 * @import { Step } from "./track.js"
 */

/**
 * What the controls ask for.
 * @typedef {{
 *   toggle(): void, step(step: Step): void, change(part: Partial<View>): void,
 *   chooseRange(range: string): void, compare(): void,
 * }} Actions
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
   * @param {HTMLElement} root
   * @param {HTMLElement} comparing where the comparison is chosen
   * @param {HTMLElement} views where the figure is made to fill the page
   * @param {Program} program
   * @param {Language} language
   * @param {Stretch} known
   * @param {Actions} actions
   */
  constructor(root, comparing, views, program, language, known, actions) {
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
      <div class="speed"></div>`;
    this.date = find(root, ".date");
    this.playButton = makeButton(find(root, ".transport"), "play", () => actions.toggle());
    setIcon(this.playButton, "play", language.say("play"));
    for (const step of STEPS) {
      const button = makeButton(find(root, ".steps"), `step ${step}`, () => actions.step(step));
      setIcon(button, step, language.say(`step.${step}`));
    }
    find(root, ".dated span").textContent = language.say("date");
    this.typed = find(root, ".typed", HTMLInputElement);
    const ranges = program.ranges.map(({ key }) => ({
      value: key,
      text: language.say("range", { start: key }),
    }));
    this.showRange = makeChoice(find(root, ".range"), language.say("ranges"), ranges, (range) =>
      actions.chooseRange(range),
    );
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

  addSpeeds() {
    const speeds = document.createElement("select");
    speeds.setAttribute("aria-label", this.language.say("speed"));
    speeds.append(...SPEEDS.map(([value, text]) => new Option(text, value)));
    speeds.value = String(this.speed);
    speeds.addEventListener("change", () => (this.speed = Number(speeds.value)));
    find(this.root, ".speed").append(speeds);
  }

  /**
   * A typed date: taken when it lies within the record, put back when it is left unfinished.
   * @param {HTMLInputElement} input
   * @param {"date" | "compare"} field
   */
  listenToDate(input, field) {
    const { since, until } = this.known;
    input.min = since;
    input.max = until;
    input.addEventListener("change", () => {
      const date = input.value;
      if (date && date >= since && date <= until) this.actions.change({ [field]: date });
    });
    input.addEventListener("blur", () => (input.value = this.view?.[field] ?? ""));
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
