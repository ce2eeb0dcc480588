// Finds states, counties, agencies, places and ZIP codes by what a reader types, misspelt or not.
// No page: words in, answers out.

import { describeCounty, describeThing, describeZip } from "./answers.js";
import { Names } from "./names.js";
import { allowTypos, foldWords } from "./spelling.js";

/**
 * @typedef {import("./answers.js").Answer} Answer
 * @typedef {{ thing: number, score: number, typos: number, others: number }} Match `others` are the
 *   typed words that are none of the name
 */

// Scores of an answer: the whole name, its beginning, words of it; the same with misspellings.
const WHOLE = 5;
const BEGINNING = 4;
const PART = 3;
const WHOLE_MISSPELT = 2;
const MISSPELT = 1;
// What it costs that a typed word meets one of the vocabulary: two for each typo, and one where it
// is only the beginning.
const EXACT = 0;
const BEGINS = 1;
const TYPO = 2;
// Words that may be typed though the name lacks them: "City of Houston".
const OPTIONAL = new Set(["of", "the", "de"]);
// A word as short as this may be the first part of the next: "De Kalb" is DeKalb.
const SHORT = 3;
const FIVE_DIGITS = /^\d{5}$/;
const TIERS = { state: 0, county: 1, place: 1, agency: 2 };

/**
 * Make what `find` needs from the data of geo/figure/search_index.py, once.
 * @param {import("./names.js").SearchData} data
 * @returns {Names}
 */
export const buildIndex = (data) => new Names(data);

/**
 * Find what a reader means: the names in which every word typed stands, whole or by its beginning;
 * words of the kind and the state may be among them ("harris county tx"). Where such names are
 * few, those come after them that are like what was typed. Whole names come first, then states,
 * then counties and places by population, then agencies; before all, what has a number typed.
 * @param {Names} names
 * @param {string} text
 * @param {number} [limit]
 * @returns {Answer[]} the best first; none for a text without letters or digits
 */
export const find = (names, text, limit = 12) => {
  const words = foldWords(text);
  const numbered = findNumbered(names, words, limit);
  const named = words.filter((word) => !FIVE_DIGITS.test(word));
  const variants = [named, ...joinShort(named)];
  const matches = rank(
    names,
    variants.flatMap((variant) => match(names, variant, false)),
  );
  if (matches.length < limit) {
    const near = rank(
      names,
      variants.flatMap((variant) => match(names, variant, true)),
    );
    matches.push(...selectMeant(names, matches, near));
  }
  const answers = matches
    .slice(0, limit)
    .map(({ thing, score }) => describeThing(names, thing, score));
  return [...numbered, ...answers].slice(0, limit);
};

/**
 * What has a number of five digits that is typed: a ZIP code, a county by its GEOID; or the ZIP
 * codes that begin with three or four digits, where nothing else is typed.
 * @param {Names} names @param {string[]} words @param {number} limit @returns {Answer[]}
 */
const findNumbered = (names, words, limit) => {
  const whole = words.find((word) => FIVE_DIGITS.test(word));
  const begun = words.length === 1 && /^\d{3,4}$/.test(words[0]) ? words[0] : "";
  if (!whole && !begun) return [];
  const { code } = names.zip;
  const lowest = Number((whole || begun).padEnd(5, "0"));
  const highest = Number((whole || begun).padEnd(5, "9"));
  const answers = [];
  for (let at = 0; at < code.length && answers.length < limit; at += 1)
    if (code[at] >= lowest && code[at] <= highest)
      answers.push(describeZip(names, at, whole ? WHOLE : BEGINNING));
  const county = whole ? names.data.counties.geoid.indexOf(whole) : -1;
  if (county >= 0) answers.push(describeCounty(names, county, WHOLE));
  return answers;
};

/**
 * The same words with a short one joined to the next.
 * @param {string[]} words @returns {string[][]}
 */
const joinShort = (words) =>
  words.slice(0, -1).flatMap((word, at) => {
    if (word.length > SHORT) return [];
    return [[...words.slice(0, at), word + words[at + 1], ...words.slice(at + 2)]];
  });

/**
 * One match a thing, the best first.
 * @param {Names} names @param {Match[]} matches @returns {Match[]}
 */
const rank = (names, matches) => {
  /** @type {Map<number, Match>} */
  const best = new Map();
  for (const match of matches) {
    const other = best.get(match.thing);
    if (!other || compareFit(match, other) < 0) best.set(match.thing, match);
  }
  const { people } = names;
  /** @param {Match} match */
  const tier = ({ thing }) => TIERS[names.tellKind(thing)];
  return [...best.values()].sort(
    (a, b) =>
      compareFit(a, b) ||
      tier(a) - tier(b) ||
      people[b.thing] - people[a.thing] ||
      a.thing - b.thing,
  );
};

/** @param {Match} a @param {Match} b @returns {number} below 0 where the first fits better */
const compareFit = (a, b) => b.score - a.score || a.typos - b.typos || a.others - b.others;

/**
 * The things like what was typed that are worth offering after those that bear it: beside a whole
 * name only one that is whole too, and better known.
 * @param {Names} names @param {Match[]} matches @param {Match[]} near @returns {Match[]}
 */
const selectMeant = ({ people }, matches, near) => {
  const found = new Set(matches.map(({ thing }) => thing));
  const [best] = matches;
  const known = best && best.score === WHOLE ? people[best.thing] : -1;
  return near.filter(
    ({ thing, score, typos }) =>
      typos > 0 &&
      !found.has(thing) &&
      (known < 0 || (score === WHOLE_MISSPELT && people[thing] > known)),
  );
};

/**
 * The entries that every word typed fits.
 * @param {Names} names @param {string[]} words @param {boolean} typos whether they may be misspelt
 * @returns {Match[]}
 */
const match = (names, words, typos) => {
  const costs = words.map((word, at) => weigh(names, word, typos, at === words.length - 1));
  /** @type {Set<number>} */
  const entries = new Set();
  for (const cost of chooseSeeds(names, words, costs))
    for (const token of cost.keys())
      for (const entry of names.listEntries(token)) entries.add(entry);
  /** @type {Match[]} */
  const matches = [];
  for (const entry of entries) {
    const found = fit(names, entry, words, costs);
    if (found) matches.push(found);
  }
  return matches;
};

/**
 * The words of the vocabulary that a typed one may stand for, with what that costs.
 * @param {Names} names @param {string} word @param {boolean} typos
 * @param {boolean} last whether it may be unfinished though misspelt
 * @returns {Map<number, number>}
 */
const weigh = ({ vocabulary }, word, typos, last) => {
  /** @type {Map<number, number>} */
  const costs = new Map();
  const most = typos ? allowTypos(word) : 0;
  if (most)
    vocabulary.findNear(word, most, last, (token, wrong, unfinished) =>
      costs.set(token, TYPO * wrong + (unfinished ? BEGINS : EXACT)),
    );
  for (const token of vocabulary.listBeginning(word)) costs.set(token, BEGINS);
  const exact = vocabulary.numbers.get(word);
  if (exact !== undefined) costs.set(exact, EXACT);
  return costs;
};

/**
 * The typed words among whose entries all that can fit are: the rarest of those that can only be a
 * name's, else all, since each may be that of a state or a kind.
 * @param {Names} names @param {string[]} words @param {Map<number, number>[]} costs
 * @returns {Map<number, number>[]}
 */
const chooseSeeds = (names, words, costs) => {
  /** @type {Map<number, number>[]} */
  let rarest = [];
  let least = Infinity;
  costs.forEach((cost, at) => {
    let size = OPTIONAL.has(words[at]) ? Infinity : 0;
    for (const token of cost.keys())
      size += names.context.has(token) ? Infinity : names.listEntries(token).length;
    if (size < least) [rarest, least] = [[cost], size];
  });
  return rarest.length ? rarest : costs;
};

/**
 * Fit the typed words to an entry, each to another word of it, or to its kind or state.
 * @param {Names} names @param {number} entry @param {string[]} words
 * @param {Map<number, number>[]} costs
 * @returns {Match | null}
 */
const fit = (names, entry, words, costs) => {
  const { starts, tokens } = names;
  const thing = names.things[entry];
  const first = starts[entry];
  const length = starts[entry + 1] - first;
  /** @type {number[]} */
  const rest = [];
  let used = 0;
  let latest = -1;
  let inOrder = true;
  let finished = true;
  let typos = 0;
  for (let at = 0; at < words.length; at += 1) {
    let cost = Infinity;
    let place = -1;
    for (let i = 0; i < length; i += 1) {
      const met = used & (1 << i) ? undefined : costs[at].get(tokens[first + i]);
      if (met !== undefined && met < cost) [cost, place] = [met, i];
    }
    if (place < 0) {
      rest.push(at);
      continue;
    }
    inOrder = inOrder && place === latest + 1;
    finished = finished && !(cost & BEGINS);
    used |= 1 << place;
    latest = place;
    typos += countTypos(cost);
  }
  if (!used) return null;
  const context = rest.length ? meetContext(names, thing, words, costs, rest) : EXACT;
  if (context === Infinity) return null;
  typos += countTypos(context);
  const whole = finished && used === 2 ** length - 1;
  let score = whole ? WHOLE_MISSPELT : MISSPELT;
  if (!typos) score = whole ? WHOLE : inOrder ? BEGINNING : PART;
  // "St. Louis" is rather a city than St. Tammany in Louisiana.
  if (context & BEGINS) score = Math.min(score, PART);
  return { thing, score, typos, others: rest.length };
};

/** @param {number} cost @returns {number} of a misspelt beginning, half a typo more */
const countTypos = (cost) => (cost < TYPO ? 0 : cost / TYPO);

/**
 * What the words cost that are none of the name: they are of the thing's kind, or its state, whose
 * name is whole but at the end of what was typed. Infinity where they are neither.
 * @param {Names} names @param {number} thing @param {string[]} words
 * @param {Map<number, number>[]} costs @param {number[]} rest positions of such words
 * @returns {number}
 */
const meetContext = (names, thing, words, costs, rest) => {
  const kinds = names.listKindWords(thing);
  let cost = EXACT;
  const others = rest.filter((at) => {
    const least = Math.min(...kinds.map((token) => costs[at].get(token) ?? Infinity));
    if (least === Infinity || (least > EXACT && words[at].length < SHORT))
      return !OPTIONAL.has(words[at]);
    cost += least & ~BEGINS;
    return false;
  });
  if (!others.length) return cost;
  const last = others[others.length - 1];
  const open = last === words.length - 1 && (others.length > 1 || words[last].length >= SHORT);
  const met = names.stateNames[names.findState(thing)].map((name) => {
    if (others.length > name.length || (others.length < name.length && !open)) return Infinity;
    const paid = others.map((at, i) => costs[at].get(name[i]) ?? Infinity);
    if (paid.includes(Infinity)) return Infinity;
    const unfinished = paid.findIndex((each) => each & BEGINS);
    if (unfinished >= 0 && (!open || unfinished < paid.length - 1)) return Infinity;
    const begun = others.length < name.length || unfinished >= 0;
    return paid.reduce((sum, each) => sum + (each & ~BEGINS), begun ? BEGINS : EXACT);
  });
  return cost + Math.min(...met);
};
