// Answers questions about a record with the browser's rules: asked by tests/figure/test_contract.py
// with a file of JSON, answered as JSON.

import { readFileSync } from "node:fs";

import { AgencyList } from "../../../geo/figure/browser/panel/agencies.js";
import { ChangesPanel } from "../../../geo/figure/browser/panel/changes.js";
import { CountryPanel } from "../../../geo/figure/browser/panel/country.js";
import { Details } from "../../../geo/figure/browser/panel/details.js";
import { PlacePanel } from "../../../geo/figure/browser/panel/place.js";
import { Surroundings } from "../../../geo/figure/browser/panel/surroundings.js";
import { listNumbers } from "../../../geo/figure/browser/parts/numbers.js";
import { Agreements } from "../../../geo/figure/browser/rules/agreements.js";
import { toDay } from "../../../geo/figure/browser/rules/days.js";
import { Language } from "../../../geo/figure/browser/rules/language.js";
import { Places } from "../../../geo/figure/browser/rules/places.js";
import { namePlace } from "../../../geo/figure/browser/rules/regions.js";
import { classify, measureState } from "../../../geo/figure/browser/rules/shading.js";
import { computeTrend } from "../../../geo/figure/browser/rules/trend.js";
import { Scenery } from "../../../geo/figure/browser/scene.js";

const { geometry, lists, configs, details, questions } = JSON.parse(
  readFileSync(process.argv[2], "utf-8"),
);
const [config] = configs;
const gatherPlaces = ({ states, program, counties }) =>
  new Places(geometry, lists.people, states, program.territories, counties);
const places = gatherPlaces(config);
const agreements = new Agreements(lists, config.program);
const scenery = new Scenery(agreements, places, config);
const languages = configs.map(({ language }) => new Language(language));
globalThis.window = { atlas: { details } };
const known = new Details({});
const panels = languages.map((language) => {
  const agencies = new AgencyList(config.program.models, places, language);
  const around = new Surroundings(config.program, agreements, places, language);
  return {
    country: new CountryPanel(config, agreements, places, language),
    place: new PlacePanel({ ...config, pages: {} }, places, language, agencies, around),
    changes: new ChangesPanel(config.program, places, language, agencies, around),
  };
});

const answers = {
  coverage({ view }) {
    const { coverage, silences } = scenery.compose({ ...config.view, ...view });
    const { counties, states } = coverage;
    const classes = config.program.measures.map(({ key, breaks }) =>
      places.states.map((_, state) => classify(measureState(states, places, key, state), breaks)),
    );
    const asLists = (part) =>
      Object.fromEntries(Object.entries(part).map(([name, list]) => [name, [...list]]));
    return { counties: asLists(counties), states: asLists(states), classes, silences };
  },
  totals({ view }) {
    const scene = scenery.compose({ ...config.view, ...view });
    const numbers = languages.map((language) => listNumbers(scene, places, language));
    return { totals: scene.coverage.totals, numbers };
  },
  region({ view }) {
    const { place, coverage, ...scene } = scenery.compose({ ...config.view, ...view });
    const [language] = languages;
    return {
      totals: coverage.totals,
      numbers: listNumbers({ place, coverage, ...scene }, places, language),
      members: place.region.members.map(({ code }) => code),
      people: places.countPeople(place),
      name: namePlace(place, "", places, language),
      named: namePlace(place, "Home & more", places, language),
    };
  },
  // The panel in each language, as HTML.
  panel({ view }) {
    const scene = scenery.compose({ ...config.view, ...view });
    const home = places.states[scene.place.state];
    const state = home && known.find(home.code);
    return panels.map(({ country, place, changes }) => {
      if (scene.earlier) return changes.write(scene, state);
      return state ? place.write(scene, state) : country.write(scene);
    });
  },
  // The days on which the number changes, and what it is from then on.
  trend({ view, first, last }) {
    const series = computeTrend(
      agreements,
      view,
      places.get(view.place),
      toDay(first),
      toDay(last),
    );
    const counts = Array.from(series[0], (_, at) =>
      series.reduce((sum, each) => sum + each[at], 0),
    );
    return counts.flatMap((n, at) => (n === counts[at - 1] ? [] : [[at, n]]));
  },
  // All counties where they stand alone, in each language.
  counties() {
    return configs.map((each) => gatherPlaces(each).countyNames);
  },
  shares({ shares }) {
    return shares.map((share) => languages.map((language) => language.formatShare(share)));
  },
};

console.log(JSON.stringify(questions.map((question) => answers[question.ask](question))));
