// What the search answers over the whole record, run by tests/figure/test_search.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { buildIndex, find } from "../../../geo/figure/browser/search/find.js";

const read = (language) => {
  const path = `${process.env.SEARCH_FOLDER}/${language}.json`;
  return buildIndex(JSON.parse(readFileSync(path, "utf8")));
};
const english = read("en");
const spanish = read("es");

// What is typed, and the best answer to it: its kind, where it leads, its name.
const FIRST = [
  // Whole names: states first, then by people.
  ["Washington", "state", "WA", "Washington"],
  ["New York", "state", "NY", "New York"],
  ["georgia", "state", "GA", "Georgia"],
  ["TX", "state", "TX", "Texas"],
  ["dc", "state", "DC", "District of Columbia"],
  ["Puerto Rico", "state", "PR", "Puerto Rico"],
  ["guam", "state", "GU", "Guam"],
  ["Harris", "county", "48201", "Harris County"],
  ["Orange", "county", "06059", "Orange County"],
  ["Los Angeles", "county", "06037", "Los Angeles County"],
  ["cook", "county", "17031", "Cook County"],
  ["St Louis", "county", "29189", "St. Louis County"],
  ["Saint Louis", "county", "29189", "St. Louis County"],
  ["St. Louis", "county", "29189", "St. Louis County"],
  ["Houston", "place", "48201", "Houston"],
  ["miami", "place", "12086", "Miami"],
  ["Portland", "place", "41051", "Portland"],
  ["Springfield", "place", "29077", "Springfield"],
  ["Southside Place", "place", "48201", "Southside Place"],
  // A kind, a state, or its code beside the name.
  ["Harris County", "county", "48201", "Harris County"],
  ["Harris County, TX", "county", "48201", "Harris County"],
  ["harris tx", "county", "48201", "Harris County"],
  ["harris georgia", "county", "13145", "Harris County"],
  ["Harris MN", "place", "27025", "Harris"],
  ["Washington County, Oregon", "county", "41067", "Washington County"],
  ["washington dc", "place", "11001", "Washington"],
  ["New York City", "place", "36047", "New York"],
  ["new york county", "county", "36061", "New York County"],
  ["City of Houston", "place", "48201", "Houston"],
  ["Portland, Maine", "place", "23005", "Portland"],
  ["raleigh north carolina", "place", "37183", "Raleigh"],
  ["york sc", "county", "45091", "York County"],
  ["Jefferson Parish", "county", "22051", "Jefferson Parish"],
  ["carson city", "county", "32510", "Carson City"],
  ["baltimore city", "county", "24510", "Baltimore city"],
  // One name in several spellings.
  ["DeKalb", "county", "13089", "DeKalb County"],
  ["de kalb", "county", "13089", "DeKalb County"],
  ["La Salle", "county", "17099", "LaSalle County"],
  ["lasalle county texas", "county", "48283", "La Salle County"],
  ["Prince Georges", "county", "24033", "Prince George's County"],
  ["Prince George’s County", "county", "24033", "Prince George's County"],
  ["Queen Annes", "county", "24035", "Queen Anne's County"],
  ["Dona Ana", "county", "35013", "Doña Ana County"],
  ["o'fallon", "place", "29183", "O'Fallon"],
  ["o fallon il", "place", "17163", "O'Fallon"],
  ["Coeur d Alene", "place", "16055", "Coeur d'Alene"],
  ["winston salem", "place", "37067", "Winston-Salem"],
  ["Miami-Dade", "county", "12086", "Miami-Dade County"],
  ["fort worth", "place", "48439", "Fort Worth"],
  ["ft worth", "place", "48439", "Fort Worth"],
  ["mount vernon ny", "place", "36119", "Mount Vernon"],
  ["mayaguez", "county", "72097", "Mayagüez Municipio"],
  // Other names.
  ["Nashville", "place", "47037", "Nashville-Davidson"],
  ["louisville", "place", "21111", "Louisville/Jefferson County"],
  ["Boise", "place", "16001", "Boise City"],
  ["paso robles", "place", "06079", "El Paso de Robles (Paso Robles)"],
  ["Brooklyn", "county", "36047", "Kings County"],
  ["manhattan", "county", "36061", "New York County"],
  // Unfinished.
  ["hous", "place", "48201", "Houston"],
  ["maric", "county", "04013", "Maricopa County"],
  ["new yo", "state", "NY", "New York"],
  ["alam", "county", "06001", "Alameda County"],
  // Misspelt.
  ["Allamance", "county", "37001", "Alamance County"],
  ["Gwinett", "county", "13135", "Gwinnett County"],
  ["gwinet", "county", "13135", "Gwinnett County"],
  ["Pheonix", "place", "04013", "Phoenix"],
  ["Cincinatti", "place", "39061", "Cincinnati"],
  ["Albequerque", "place", "35001", "Albuquerque"],
  ["Mecklenberg county", "county", "37119", "Mecklenburg County"],
  ["Loudon County, VA", "county", "51107", "Loudoun County"],
  ["Missisippi", "state", "MS", "Mississippi"],
  ["Massachusets", "state", "MA", "Massachusetts"],
  ["Pensylvania", "state", "PA", "Pennsylvania"],
  ["San Fransisco", "place", "06075", "San Francisco"],
  ["Sacremento", "county", "06067", "Sacramento County"],
  ["tuscon az", "place", "04019", "Tucson"],
  ["Jaksonville fl", "place", "12031", "Jacksonville"],
  // Numbers.
  ["30303", "zip", "30303", "30303"],
  ["12001", "county", "12001", "Alachua County"],
  ["Atlanta, GA 30303", "zip", "30303", "30303"],
  ["30303-1234", "zip", "30303", "30303"],
  ["00601", "zip", "00601", "00601"],
  ["006", "zip", "00601", "00601"],
];

for (const [text, kind, code, name] of FIRST)
  test(`${text} is ${name} (${kind} ${code})`, () => {
    const [best] = find(english, text);
    assert.deepEqual([best?.kind, best?.code, best?.name], [kind, code, name]);
  });

const AGENCIES = [
  ["Harris County Sheriff", "tx-harris-county-sheriffs-office"],
  ["alamance sheriff", "nc-alamance-county-sheriffs-office"],
  ["southside place police", "tx-southside-place-police-department"],
  ["southside place pd", "tx-southside-place-police-department"],
  ["miami dade county sheriff", "fl-miami-dade-sheriffs-office"],
  ["alaska department of corrections", "ak-alaska-department-of-corrections"],
  ["gwinett county sheriff", "ga-gwinnett-county-sheriffs-office"],
];

for (const [text, id] of AGENCIES)
  test(`${text} is the agency ${id}`, () => {
    const [best] = find(english, text);
    assert.deepEqual([best?.kind, best?.code], ["agency", id]);
  });

test("a place in several counties offers them by the share of its people", () => {
  const [houston] = find(english, "houston");
  assert.deepEqual(houston.targets, [
    { code: "48201", name: "Harris County", share: 0.98 },
    { code: "48157", name: "Fort Bend County", share: 0.02 },
  ]);
  assert.equal(houston.detail, "city, Texas");
  const [atlanta] = find(english, "atlanta");
  assert.deepEqual(
    atlanta.targets.map(({ code }) => code),
    ["13121", "13089"],
  );
});

test("a place whose county is not known offers those it may be", () => {
  const [corners] = find(english, "bigelow corners");
  assert.deepEqual(
    corners.targets.map(({ share }) => share),
    [null, null, null],
  );
});

test("answers say what and where they are", () => {
  const detail = (text) => find(english, text)[0].detail;
  assert.equal(detail("southside place"), "city, Harris County, Texas");
  assert.equal(detail("Harris County, TX"), "Texas");
  assert.equal(detail("washington dc"), "city, District of Columbia");
  assert.equal(detail("30303"), "ZIP code, Fulton County, Georgia");
  assert.equal(detail("TX"), "state");
  assert.equal(detail("guam"), "territory");
  assert.equal(detail("harris county sheriff"), "agency, Texas");
});

test("an agency leads to its counties, one of a state to the state", () => {
  const targets = (text) => find(english, text)[0].targets.map(({ code }) => code);
  assert.deepEqual(targets("southside place police"), ["48201"]);
  assert.deepEqual(targets("alaska department of corrections"), ["AK"]);
});

test("whole names come before others, and the better known before the less", () => {
  const answers = find(english, "houston", 12);
  assert.deepEqual(
    answers.map(({ score }) => score),
    answers
      .map(({ score }) => score)
      .sort()
      .reverse(),
  );
  assert.deepEqual(
    answers.slice(0, 3).map(({ code }) => code),
    ["48201", "13153", "01069"],
  );
});

test("the beginning of a state's name is less than that of a name", () => {
  for (const { name, score } of find(english, "st louis"))
    assert.ok(score < 4 || name.startsWith("St. Louis"), name);
});

test("a whole name is not hidden by one like it, nor the better known one by it", () => {
  const found = find(english, "milwaukie").map(({ name, score }) => [name, score]);
  assert.deepEqual(found[0], ["Milwaukie", 5]);
  assert.ok(found.some(([name, score]) => name === "Milwaukee" && score === 2));
  assert.ok(find(english, "Harris County, TX").every(({ score }) => score > 2));
});

test("nothing is found for nothing, and for what is like no name", () => {
  for (const text of ["", "   ", ",.-", "xyzzyq", "qqqqqqqqqqqq", "99999", "texas alaska"])
    assert.deepEqual(find(english, text), [], text);
});

test("no more are given than are asked for, and none twice", () => {
  for (const text of ["s", "county", "washington", "606", "san"]) {
    const answers = find(english, text, 5);
    assert.equal(answers.length, 5);
    const keys = answers.map(({ kind, code, name, detail }) => [kind, code, name, detail].join());
    assert.equal(new Set(keys).size, 5);
  }
});

test("every county is reached by its name and state, as its only or one of its answers", () => {
  const { data, county, stateOf } = english;
  const missed = data.counties.geoid.filter((geoid, at) => {
    const name = data.patterns[county.pattern[at]][1].replace("{}", county.name[at]);
    const state = data.states.code[stateOf[at]];
    const answers = find(english, `${name}, ${state}`);
    // A territory of one county is found as the territory.
    return !answers.some(({ code, score }) => score === 5 && (code === geoid || code === state));
  });
  assert.deepEqual(missed, []);
});

test("every state is the first answer to its name and to its code", () => {
  const { code, name } = english.data.states;
  code.forEach((state, at) => {
    assert.equal(find(english, state)[0].code, state);
    assert.equal(find(english, name[at])[0].code, state);
  });
});

test("in Spanish, names are found and said in both languages", () => {
  const first = (text) => find(spanish, text)[0];
  assert.equal(first("Carolina del Norte").code, "NC");
  assert.equal(first("North Carolina").name, "Carolina del Norte");
  assert.equal(first("Condado de Harris").code, "48201");
  assert.equal(first("harris county texas").name, "Condado de Harris");
  assert.equal(first("alamance carolina del norte").code, "37001");
  assert.equal(first("nueva york").code, "NY");
  assert.equal(first("houston").detail, "ciudad, Texas");
  assert.equal(first("30303").detail, "código postal, Condado de Fulton, Georgia");
});
