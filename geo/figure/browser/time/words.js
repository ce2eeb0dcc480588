// What the time track says: whose agreements it counts, how many, and where no list is held.

/**
 * @import { Stretch as Silence } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Place, Places } from "../rules/places.js"
 */

/**
 * Say whose agreements are counted.
 * @param {Place} place
 * @param {Places} places
 * @param {Language} language
 */
export const describePlace = ({ county, state }, places, language) => {
  if (state < 0) return language.say("track");
  const place = county < 0 ? places.stateNames[state] : places.nameCounty(county);
  return language.say("track.of", { place });
};

/**
 * Say how many are in force on a date, and between which lists it lies where none is held.
 * @param {string} date
 * @param {number} count
 * @param {readonly Silence[]} silences
 * @param {Language} language
 */
export const describeDate = (date, count, silences, language) => {
  const text = language.count("slider.date", count, { date: language.formatDate(date) });
  return [text, ...silences.map((silence) => nameSilence(silence, language))].join(". ");
};

/**
 * Name a silence by the lists at its ends.
 * @param {Silence} silence
 * @param {Language} language
 */
export const nameSilence = ({ since, until }, language) =>
  language.say("gap.between", {
    since: language.formatDate(since),
    until: language.formatDate(until),
  });
