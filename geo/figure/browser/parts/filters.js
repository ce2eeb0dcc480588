// What the reader chooses beside time and place: counties or states, which agencies, which shade.

import { find } from "../dom.js";
import { isByState } from "../rules/view.js";
import { makeChoice } from "./controls.js";

/**
 * @import { Measure, Program, Reach, View } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Scene } from "../scene.js"
 */

export class Filters {
  /**
   * @param {HTMLElement} root the controls, with a part for each filter
   * @param {Program} program
   * @param {Language} language
   * @param {(part: Partial<View>) => void} change
   */
  constructor(root, program, language, change) {
    const reaches = /** @type {Reach[]} */ (Object.keys(program.reaches));
    this.showLevel = makeChoice(
      find(root, ".level"),
      language.say("levels"),
      program.levels.map((value) => ({ value, text: language.say(`level.${value}`) })),
      (level) => change({ level }),
    );
    this.showReach = makeChoice(
      find(root, ".reach"),
      language.say("reaches"),
      reaches.map((value) => ({
        value,
        text: language.say(`reach.${value}`),
        hint: language.say(`hint.${value}`),
      })),
      (reach) => change({ reach }),
    );
    this.measure = find(root, ".measure");
    find(this.measure, "span").textContent = language.say("measures");
    this.measures = find(this.measure, "select", HTMLSelectElement);
    for (const { key } of program.measures)
      this.measures.add(new Option(language.say(`measure.${key}`), key));
    this.measures.addEventListener("change", () =>
      change({ measure: /** @type {Measure} */ (this.measures.value) }),
    );
  }

  /** @param {Scene} scene */
  paint({ view }) {
    this.showLevel(view.level);
    this.showReach(view.reach);
    this.measure.hidden = !isByState(view);
    this.measures.value = view.measure;
  }
}
