// The names that the search knows, as words with numbers, from geo/figure/search_index.py's data.

import { readDense, unfoldSign } from "../dense.js";
import { fold, foldWords, Vocabulary } from "./spelling.js";

/**
 * @typedef {{ language: string, kinds: Record<string, string>,
 *   states: { code: string[], name: string[], english: string[], kind: string[] },
 *   patterns: [string, string][],
 *   counties: { geoid: string[], name: string, pattern: string, state: string, people: string,
 *     others: Record<string, string> },
 *   agencies: { id: string, name: string, counties: string },
 *   placeKinds: string[],
 *   places: { name: string, kind: string, people: string, counties: string },
 *   zips: { code: string, counties: string } }} SearchData
 */

// What parts names of consolidated cities: "Louisville/Jefferson County".
const SEAM = /[-/,]/;
const CONSOLIDATED = /government|urban county|^$/;
// A first word as short as this may be written as one with the next: "De Kalb", "DeKalb".
const SHORT = 3;
// What may be typed with an agency's name though it is not printed in it.
const AGENCY_WORDS = "county parish police department pd office";
// As many words of a name as the bits of a number can tell apart.
const MOST_WORDS = 30;

/**
 * Everything that can be found. A thing is a number: the states come first, then the counties, the
 * agencies and the places; `first` says from which number on. An entry is a name of a thing, which
 * may have several.
 */
export class Names {
  /** @param {SearchData} data */
  constructor(data) {
    const { states, counties, agencies, places, zips } = data;
    this.data = data;
    this.stateOf = readDense(counties.state);
    this.county = { name: counties.name.split("\n"), pattern: readDense(counties.pattern) };
    this.agency = {
      id: agencies.id.split("\n"),
      name: agencies.name.split("\n"),
      counties: new CountyLists(agencies.counties, false),
    };
    this.place = {
      name: places.name.split("\n"),
      kind: readDense(places.kind),
      counties: new CountyLists(places.counties, true),
    };
    this.zip = {
      code: addUp(readDense(zips.code)),
      counties: new CountyLists(zips.counties, true),
    };
    const county = states.code.length;
    const agency = county + counties.geoid.length;
    this.first = { county, agency, place: agency + this.agency.id.length };
    this.people = this.countPeople();

    this.vocabulary = new Vocabulary();
    /** @type {number[]} */
    this.things = [];
    /** @type {number[]} */
    this.starts = [0];
    /** @type {number[]} */
    this.tokens = [];
    this.addNames();
    // Words that may be typed with a name: the ways to write a thing's state, and its kind.
    this.stateNames = states.code.map((code, at) =>
      [code, states.name[at], states.english[at]].map((name) => this.numberWords(name)),
    );
    this.stateKinds = states.kind.map((kind) => this.numberWords(kind, data.kinds[kind]));
    this.countyKinds = data.patterns.map((pair) => this.numberWords(...pair));
    this.placeKinds = data.placeKinds.map((kind) => this.numberWords(kind, data.kinds[kind]));
    this.agencyKind = this.numberWords(data.kinds.agency, AGENCY_WORDS);
    const { stateNames, stateKinds, countyKinds, placeKinds, agencyKind } = this;
    this.context = new Set([stateNames, stateKinds, countyKinds, placeKinds, agencyKind].flat(3));
    this.vocabulary.close();
    this.entries = this.sortEntries();
  }

  countPeople() {
    const { counties, places } = this.data;
    const { first } = this;
    const people = new Float64Array(first.place + this.place.name.length);
    readDense(counties.people).forEach((number, county) => {
      people[this.stateOf[county]] += number;
      people[first.county + county] = number;
    });
    this.agency.id.forEach((_, agency) => {
      for (const { county } of this.agency.counties.list(agency))
        people[first.agency + agency] += people[first.county + county];
    });
    people.set(readDense(places.people), first.place);
    return people;
  }

  addNames() {
    const { first, data, county, place } = this;
    const { states, counties, agencies, places, placeKinds } = data;
    states.code.forEach((code, state) => {
      for (const name of new Set([states.name[state], states.english[state], code]))
        this.addName(state, fold(name));
    });
    fold(counties.name)
      .split("\n")
      .forEach((name, at) => {
        // Guam is a territory and its only county: one answer is enough.
        const printed = data.patterns[county.pattern[at]][0].replace("{}", () => county.name[at]);
        if (printed !== states.english[this.stateOf[at]]) this.addName(first.county + at, name);
      });
    for (const [at, name] of Object.entries(counties.others))
      this.addName(first.county + Number(at), fold(name));
    fold(agencies.name)
      .split("\n")
      .forEach((name, at) => this.addName(first.agency + at, name));
    fold(places.name)
      .split("\n")
      .forEach((name, at) => {
        const thing = first.place + at;
        const printed = place.name[at];
        this.addName(thing, name);
        if (printed.endsWith(" City")) this.addName(thing, fold(printed.slice(0, -5)));
        else if (printed.endsWith(")"))
          for (const part of printed.split(/[()]/)) this.addName(thing, fold(part));
        else if (CONSOLIDATED.test(placeKinds[place.kind[at]]) && SEAM.test(printed))
          this.addName(thing, fold(printed.split(SEAM)[0]));
      });
  }

  /** @param {number} thing @param {string} name folded */
  addName(thing, name) {
    const words = name.trim().split(" ", MOST_WORDS);
    if (!words[0]) return;
    this.addEntry(thing, words);
    if (words.length > 1 && words[0].length <= SHORT)
      this.addEntry(thing, [words[0] + words[1], ...words.slice(2)]);
  }

  /** @param {number} thing @param {string[]} words */
  addEntry(thing, words) {
    for (const word of words) this.tokens.push(this.vocabulary.add(word));
    this.things.push(thing);
    this.starts.push(this.tokens.length);
  }

  /** @param {...string} texts @returns {number[]} */
  numberWords(...texts) {
    return foldWords(texts.join(" ")).map((word) => this.vocabulary.add(word));
  }

  /** The entries of each word, one word after the other, and where each word's begin. */
  sortEntries() {
    const { tokens, starts } = this;
    const counts = new Uint32Array(this.vocabulary.size + 1);
    for (const token of tokens) counts[token + 1] += 1;
    const begins = addUp(counts);
    const sorted = new Uint32Array(tokens.length);
    const next = begins.slice();
    for (let entry = 0; entry < this.things.length; entry += 1)
      for (let at = starts[entry]; at < starts[entry + 1]; at += 1)
        sorted[next[tokens[at]]++] = entry;
    return { begins, sorted };
  }

  /** @param {number} token @returns {Uint32Array} the entries that hold a word of the vocabulary */
  listEntries(token) {
    const { begins, sorted } = this.entries;
    return sorted.subarray(begins[token], begins[token + 1]);
  }

  /** @param {number} thing @returns {"state" | "county" | "agency" | "place"} */
  tellKind(thing) {
    if (thing < this.first.county) return "state";
    if (thing < this.first.agency) return "county";
    return thing < this.first.place ? "agency" : "place";
  }

  /** @param {number} thing @returns {number} the state that a thing is, or lies in */
  findState(thing) {
    const { county, agency, place } = this.first;
    if (thing < county) return thing;
    if (thing < agency) return this.stateOf[thing - county];
    if (thing >= place) return this.stateOf[this.place.counties.list(thing - place)[0].county];
    return this.data.states.code.indexOf(this.agency.id[thing - agency].slice(0, 2).toUpperCase());
  }

  /** @param {number} thing @returns {number[]} the words of its kind */
  listKindWords(thing) {
    const { county, agency, place } = this.first;
    if (thing < county) return this.stateKinds[thing];
    if (thing < agency) return this.countyKinds[this.county.pattern[thing - county]];
    return thing < place ? this.agencyKind : this.placeKinds[this.place.kind[thing - place]];
  }
}

/** Of each of a list the counties that it lies in, the largest share first. */
class CountyLists {
  /** @param {string} text @param {boolean} shared whether each of several has its share, per cent */
  constructor(text, shared) {
    const numbers = readDense(text);
    const starts = [0];
    this.counties = new Uint16Array(numbers.length);
    this.shares = new Uint8Array(numbers.length);
    let end = 0;
    let county = 0;
    for (let at = 0; at < numbers.length; starts.push(end)) {
      const length = numbers[at++];
      for (let left = length; left > 0; left -= 1) {
        county += unfoldSign(numbers[at++]);
        this.counties[end] = county;
        this.shares[end] = shared && length > 1 ? numbers[at++] : 100;
        end += 1;
      }
    }
    this.starts = starts;
  }

  /** @param {number} at @returns {{ county: number, share: number | null }[]} null: not known */
  list(at) {
    const list = [];
    for (let i = this.starts[at]; i < this.starts[at + 1]; i += 1)
      list.push({ county: this.counties[i], share: this.shares[i] / 100 || null });
    return list;
  }
}

/**
 * Turn differences into sums.
 * @template {Int32Array | Uint32Array} T
 * @param {T} numbers
 * @returns {T}
 */
const addUp = (numbers) => {
  for (let at = 1; at < numbers.length; at += 1) numbers[at] += numbers[at - 1];
  return numbers;
};
