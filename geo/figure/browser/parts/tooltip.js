// What hovering a county says.

import { escape } from "../dom.js";
import { compareMixtures, listModels } from "../rules/shading.js";
import { isByState } from "../rules/view.js";

/**
 * @import { Program } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 * @import { Colours } from "../map/colours.js"
 */

/**
 * Describe a county, or its state where states are shown, as HTML.
 * @param {number} county
 * @param {Scene} scene
 * @param {Places} places
 * @param {Program} program
 * @param {Colours} colours
 * @param {Language} language
 */
export const describeCounty = (county, scene, places, program, colours, language) => {
  const { view, coverage, known } = scene;
  const state = places.stateOf[county];
  const byState = isByState(view);
  const name = byState ? places.stateNames[state] : places.nameCounty(county);
  const statewide = coverage.states.statewide[state];
  const lines = byState
    ? describeStateLines(state, scene, places, language)
    : describeCountyLines(county, scene, program, colours, language);
  if (statewide) {
    const values = { state: places.stateNames[state] };
    lines.push(escape(language.count("here.statewide", statewide, values)));
  }
  return [
    `<strong>${escape(name)}</strong>`,
    ...(known ? lines : [escape(language.say("here.unknown"))]),
  ]
    .map((line) => `<div>${line}</div>`)
    .join("");
};

/**
 * @param {number} state
 * @param {Scene} scene
 * @param {Places} places
 * @param {Language} language
 */
const describeStateLines = (state, { coverage }, places, language) => {
  const covered = coverage.states.covered[state];
  const people = coverage.states.peopleCovered[state] / places.statePeople[state];
  const lines = [
    escape(language.say("here.counties", { covered, all: places.stateCounties[state] })),
  ];
  if (covered)
    lines.push(escape(language.say("here.people", { share: language.formatShare(people) })));
  return lines;
};

/**
 * @param {number} county
 * @param {Scene} scene
 * @param {Program} program
 * @param {Colours} colours
 * @param {Language} language
 */
const describeCountyLines = (
  county,
  { view, coverage, earlier, narrowed },
  program,
  colours,
  language,
) => {
  const lines = [];
  const { mixture, countywide, part, agreements } = coverage.counties;
  if (earlier) {
    const change = compareMixtures(earlier.counties.mixture[county], mixture[county]);
    lines.push(escape(nameChange(change, narrowed, language)));
  }
  /** @type {[reach: string, mixture: number, bit: number][]} */
  const reaches = [
    ["countywide", countywide[county], 0],
    ["part", part[county], program.partBit],
  ];
  for (const [reach, models, reachBit] of reaches)
    for (const { key, bit } of listModels(program.models, models)) {
      const text = language.say(`here.${reach}`, { model: language.say(`model.${key}`) });
      const { swatch } = colours.covers[bit | reachBit];
      lines.push(`<i style="background:${escape(swatch)}"></i>${escape(text)}`);
    }
  if (part[county] && !countywide[county] && view.reach === "all")
    lines.push(escape(language.say(narrowed ? "here.noCountywideChosen" : "here.noCountywide")));
  const number = agreements[county];
  lines.push(
    escape(
      number
        ? language.count("here.local", number)
        : language.say(narrowed ? "here.noneChosen" : "here.none"),
    ),
  );
  return lines;
};

/**
 * Name what became of a county; "none" is no agreement on either date.
 * @param {string} change
 * @param {boolean} narrowed
 * @param {Language} language
 */
export const nameChange = (change, narrowed, language) =>
  change === "none"
    ? language.say(narrowed ? "noneChosen" : "none")
    : language.say(`change.${change}`);
