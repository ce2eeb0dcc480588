// The title of the figure, the sentence below it, and where the data comes from.

import { toDay, toISO } from "../rules/days.js";
import { namePlace } from "../rules/regions.js";
import { listModels } from "../rules/shading.js";
import { isByState } from "../rules/view.js";

/**
 * @import { AgreementLists, Config, Program, Source } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * Write the title: whose agreements are shown.
 * @param {Scene} scene
 * @param {Places} places
 * @param {Language} language
 */
export const writeTitle = (scene, places, language) =>
  scene.place.code
    ? language.say("titleOf", { place: namePlace(scene.place, scene.view.name, places, language) })
    : language.say("title");

/**
 * Write the subtitle: which agreements, when, and how they are shown.
 * @param {Scene} scene
 * @param {Program} program
 * @param {Language} language
 */
export const writeSubtitle = ({ view, since, on }, { models }, language) => {
  const chosen = listModels(models, view.models);
  const names = chosen.map(({ key }) => language.say(`short.${key}`).toLowerCase());
  const shown = isByState(view) ? view.measure : view.compare ? "changes" : "county";
  return language.say(`subtitle.${shown}`, {
    counted: language.say(`counted.${view.reach}`, {
      kinds: chosen.length < models.length ? ` (${names.join(", ")})` : "",
    }),
    since: since && language.formatDate(since),
    date: language.formatDate(on),
  });
};

/**
 * Write what a date rests on: lists it lies between where none is held from around it, that there
 * was no ICE yet, and how old the newest day is, which the reader may take for now.
 * @param {Scene} scene
 * @param {Config} config
 * @param {Language} language
 */
export const writeAge = ({ view, since, on, silences }, config, language) => {
  const { source, reported, iceSince } = config;
  const parts = silences.map(({ since, until }) =>
    language.say("silent", {
      since: language.formatShortDate(since),
      until: language.formatShortDate(until),
    }),
  );
  if ((since || on) < iceSince)
    parts.push(language.say("age.ins", { date: language.formatDate(iceSince) }));
  if (view.date === source.date) {
    parts.push(language.say("age", { date: language.formatDate(source.date) }));
    if (reported)
      parts.push(
        language.say("age.reported", {
          n: language.formatNumber(reported.count),
          date: language.formatDate(reported.date),
        }),
      );
  }
  return parts.join(" ");
};

/**
 * Write what the newest list changed, where the whole country is shown on its day, with every model
 * and reach, and with all that is around the map.
 * @param {Scene} scene
 * @param {Config} config
 */
export const writeNewest = ({ view, place, narrowed }, { source, newest, controls }) => {
  const isWhole = !place.code && !narrowed;
  const isNewest = view.date === source.date && !view.compare;
  return isWhole && isNewest && controls && !view.present ? newest : "";
};

/**
 * Write the source of what is shown: the newest list by the date, and what lies around it.
 * @param {Scene} scene
 * @param {AgreementLists["published"]} published
 * @param {Source} newest
 * @param {Language} language
 */
export const writeSource = ({ on }, published, newest, language) => {
  const day = toDay(on);
  const known = published.filter(([publishedOn]) => publishedOn <= day).pop();
  if (!known) return language.say("source.early");
  const [publishedOn, rows, list] = known;
  const isNewest = list === newest.list;
  const name = isNewest ? (newest.copied ? "source.copied" : "source") : "source.past";
  return language.say(name, {
    list,
    rows: language.formatNumber(rows),
    date: language.formatDate(toISO(publishedOn)),
  });
};
