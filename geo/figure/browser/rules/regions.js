// Regions: counties and states counted together, across the lines of states. What geo/places.py is
// in Python.

/**
 * @import { Language } from "./language.js"
 * @import { Place, Places } from "./places.js"
 */

/**
 * What a region is made of: its members, those with the most people first; positions of all
 * counties of them, and of the states that those lie in.
 * @typedef {{
 *   readonly members: readonly Place[], readonly counties: ReadonlySet<number>,
 *   readonly states: readonly number[],
 * }} Region
 */

const JOINT = ".";
export const MOST_MEMBERS = 60;
// A region without a name of its own is named by its members, from a number on by the largest.
const MOST_NAMED = 3;
// Characters of a name: one line, without what writes beyond it or turns it around.
const NAME = /^(?! )[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069<>]{1,60}$/u;

/**
 * Whether a code is that of a region.
 * @param {string} code
 */
export const isRegion = (code) => code.includes(JOINT);

/**
 * Whether a text may be the name of the region of a code.
 * @param {string} name
 * @param {string} code
 */
export const isName = (name, code) => isRegion(code) && NAME.test(name);

/**
 * Settle how the code of a place is written, blank for what is none. Those of a region are sorted,
 * each of them once.
 * @param {string} text
 * @param {{ has(code: string): boolean }} codes of states and counties
 */
export const settleCode = (text, codes) => {
  const members = [...new Set(text.split(JOINT))].sort();
  const known = members.length <= MOST_MEMBERS && members.every((code) => codes.has(code));
  return known ? members.join(JOINT) : "";
};

/**
 * Put a county or state among the members of a place, or take it out; the code of what that makes.
 * A county of a chosen state takes its place; one that a region holds with its state stays, and so
 * does a region that is full.
 * @param {Place} place
 * @param {Place} member
 * @param {Places} places
 */
export const toggleMember = (place, member, places) => {
  const { code } = place;
  const codes = code.split(JOINT).filter(Boolean);
  if (codes.includes(member.code))
    return codes.filter((other) => other !== member.code).join(JOINT);
  const isHeld = code && member.county >= 0 && places.holds(place, member.county);
  if (isHeld) return place.region ? code : member.code;
  return settleCode([...codes, member.code].join(JOINT), places.byCode) || code;
};

/**
 * Make a region of its code.
 * @param {string} code settled
 * @param {Places} places
 * @returns {Place}
 */
export const makeRegion = (code, places) => {
  const members = code.split(JOINT).map((member) => places.get(member));
  members.sort(
    (a, b) => places.countPeople(b) - places.countPeople(a) || (a.code < b.code ? -1 : 1),
  );
  const counties = new Set(
    [...places.counties.keys()].filter((county) =>
      members.some((member) => places.holds(member, county)),
    ),
  );
  const states = [...new Set([...counties].map((county) => places.stateOf[county]))];
  const region = { members, counties, states };
  return Object.freeze({ code, county: -1, state: -1, region });
};

/**
 * Name a county with its state, a state, or a region: by its own name, or by its members.
 * @param {Place} place
 * @param {string} name the region's own, blank for none
 * @param {Places} places
 * @param {Language} language
 */
export const namePlace = ({ county, state, region }, name, places, language) => {
  if (!region) return county < 0 ? places.stateNames[state] : places.nameCounty(county);
  if (name) return name;
  const names = region.members.slice(0, MOST_NAMED).map((member) =>
    member.county < 0
      ? places.stateNames[member.state]
      : language.say("region.member", {
          county: places.countyNames[member.county],
          state: places.states[member.state].code,
        }),
  );
  const others = region.members.length - 1;
  if (others >= MOST_NAMED) return language.count("region.more", others, { name: names[0] });
  return language.say("region.pair", {
    a: names.slice(0, -1).join(", "),
    b: names[names.length - 1],
  });
};
