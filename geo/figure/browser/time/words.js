// What the time track says: whose agreements it counts, how many, and where no list is held.

import { namePlace } from "../rules/regions.js";

/**
 * @import { Stretch as Silence } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * Say whose agreements are counted.
 * @param {Pick<Scene, "place" | "view">} scene
 * @param {Places} places
 * @param {Language} language
 */
export const describePlace = ({ place, view }, places, language) =>
  place.code
    ? language.say("track.of", { place: namePlace(place, view.name, places, language) })
    : language.say("track");

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
