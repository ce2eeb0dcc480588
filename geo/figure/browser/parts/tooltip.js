// What hovering a county says.

import { escape } from "../dom.js";
import { isInForce } from "../rules/agreements.js";
import { compareCounty } from "../rules/changes.js";
import { listModels } from "../rules/shading.js";
import { isByState } from "../rules/view.js";

/**
 * @import { Program } from "../types.js"
 * @import { Agreement, StateDetails } from "../panel/details.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 * @import { Colours } from "../map/colours.js"
 */

// More agencies of parts of a county than this are counted.
const MOST_NAMED = 3;

/**
 * Describe a county, or its state where states are shown, as HTML.
 * @param {number} county
 * @param {Scene} scene
 * @param {Places} places
 * @param {Program} program
 * @param {Colours} colours
 * @param {Language} language
 * @param {StateDetails | undefined} details of the state; agencies are named where they are there
 */
export const describeCounty = (county, scene, places, program, colours, language, details) => {
  const { view, coverage, known } = scene;
  const state = places.stateOf[county];
  const byState = isByState(view);
  const name = byState ? places.stateNames[state] : places.nameCounty(county);
  const statewide = coverage.states.statewide[state];
  const lines = byState
    ? describeStateLines(state, scene, places, language)
    : describeCountyLines(county, scene, program, colours, language, details);
  if (statewide) {
    const values = { state: places.stateNames[state] };
    lines.push(escape(language.count(places.nameWide("here.statewide", state), statewide, values)));
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
 * @param {StateDetails | undefined} details
 */
const describeCountyLines = (county, scene, program, colours, language, details) => {
  const { view, coverage, earlier, narrowed } = scene;
  const lines = [];
  const { countywide, part, agreements } = coverage.counties;
  if (earlier) {
    lines.push(escape(nameChange(compareCounty(scene, county), narrowed, language)));
  }
  /** @param {number} mixture @param {number} bit @param {string} reach @param {string} [agency] */
  const write = (mixture, bit, reach, agency) => {
    for (const model of listModels(program.models, mixture)) {
      const values = { model: language.say(`model.${model.key}`), agency: agency ?? "" };
      const { swatch } = colours.covers[model.bit | bit];
      const text = escape(language.say(`here.${reach}`, values));
      lines.push(`<i style="background:${escape(swatch)}"></i>${text}`);
    }
  };
  write(countywide[county], 0, "countywide");
  const named = listPartAgencies(county, scene, program, details);
  for (const [agency, mixture] of named.slice(0, MOST_NAMED))
    write(mixture, program.partBit, "partOf", agency);
  if (named.length > MOST_NAMED)
    lines.push(escape(language.count("here.more", named.length - MOST_NAMED)));
  if (!named.length) write(part[county], program.partBit, "part");
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
 * The agencies that serve a part of a county, each with the mixture of its models.
 * @param {number} county
 * @param {Scene} scene
 * @param {Program} program
 * @param {StateDetails | undefined} details
 * @returns {[agency: string, mixture: number][]}
 */
const listPartAgencies = (county, { view, on }, { reaches }, details) => {
  /** @type {Map<string, number>} */
  const mixtures = new Map();
  /** @param {Agreement} agreement */
  const isHere = ({ reach, counties, model, start, over }) =>
    reaches.part.includes(reach) &&
    reaches[view.reach].includes(reach) &&
    counties.includes(county) &&
    model & view.models &&
    isInForce(start, over, on);
  for (const agreement of details?.agreements ?? [])
    if (isHere(agreement))
      mixtures.set(agreement.agency, (mixtures.get(agreement.agency) ?? 0) | agreement.model);
  return [...mixtures];
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
