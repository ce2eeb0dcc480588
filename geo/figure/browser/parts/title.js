// The title of the figure, the sentence below it, and where the data comes from.

import { listModels } from "../rules/shading.js";
import { isByState } from "../rules/view.js";

/**
 * @import { Program, Source } from "../types.js"
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
export const writeTitle = ({ place }, places, language) =>
  place.state < 0
    ? language.say("title")
    : language.say("titleOf", { place: places.stateNames[place.state] });

/**
 * Write the subtitle: which agreements, when, and how they are shown.
 * @param {Scene} scene
 * @param {Program} program
 * @param {Language} language
 */
export const writeSubtitle = ({ view, since, on, silences }, { models }, language) => {
  const chosen = listModels(models, view.models);
  const names = chosen.map(({ key }) => language.say(`short.${key}`).toLowerCase());
  const shown = isByState(view) ? view.measure : view.compare ? "changes" : "county";
  const subtitle = language.say(`subtitle.${shown}`, {
    counted: language.say(`counted.${view.reach}`, {
      kinds: chosen.length < models.length ? ` (${names.join(", ")})` : "",
    }),
    since: since && language.formatDate(since),
    date: language.formatDate(on),
  });
  return silences.reduce(
    (text, silence) =>
      language.say("silent", {
        subtitle: text,
        since: language.formatShortDate(silence.since),
        until: language.formatShortDate(silence.until),
      }),
    subtitle,
  );
};

/**
 * Write the source of what is shown.
 * @param {Source} source
 * @param {Language} language
 */
export const writeSource = ({ list, rows, date, copied }, language) =>
  language.say(copied ? "source.copied" : "source", {
    list,
    rows: language.formatNumber(rows),
    date: language.formatDate(date),
  });
