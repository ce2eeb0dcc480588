// What is told of an agreement's life: when lists showed it, how it ended, and what proves it
// (geo/words/life.py).

/**
 * @import { Language } from "../rules/language.js"
 * @import { Agreement, Source } from "./details.js"
 */

/**
 * When lists showed an agreement, and how it ended.
 * @param {Agreement} agreement
 * @param {Language} words
 */
export const tellLife = (agreement, words) => {
  const { first, last, ended, byLaw, flags } = agreement;
  const days = {
    first: first && words.formatShortDate(first),
    last: last && words.formatShortDate(last),
  };
  const parts = [words.say(`life.${findShown(agreement)}`, days)];
  if (flags.includes("returned")) parts.push(words.say("life.returned"));
  if (byLaw) {
    parts.push(words.say("life.law", { ...days, date: words.formatShortDate(byLaw) }));
  } else if (ended) {
    const end = { ...days, date: words.formatShortDate(ended) };
    parts.push(words.say(`life.${findEnd(agreement)}`, end));
  }
  return parts.join("; ");
};

/**
 * What proves the last showing, the beginning and the end of an agreement.
 * @param {Agreement} agreement
 * @param {Language} words
 * @returns {{ label: string, text: string, address: string }[]}
 */
export const listProofs = ({ source, startSource, endSource, sources }, words) =>
  Object.entries({ newest: source, start: startSource, end: endSource })
    .filter(([, name]) => name)
    .map(([what, name]) => ({
      label: words.say(`proof.${what}`),
      ...nameSource(name, sources[name], words),
    }));

/** @param {Agreement} agreement */
const findShown = ({ last, ended, source, startSource, sources }) => {
  if (!last) return "unlisted";
  if (sources[source]) return "shown";
  return (sources[startSource] ? "shownListed" : "listed") + (ended ? "" : "Since");
};

/** @param {Agreement} agreement */
const findEnd = ({ last, certainty, endSource, flags, sources }) => {
  if (flags.includes("superseded")) return "anew";
  if (certainty === "reported") return "reported";
  if (!last) return "unshown";
  if (certainty === "unattested") return "unattested";
  if (sources[endSource]) return "gone";
  return certainty === "gap" ? "gap" : "over";
};

/**
 * @param {string} name
 * @param {Source | undefined} source
 * @param {Language} words
 */
const nameSource = (name, source, words) => {
  if (!source) {
    const [list, row] = name.split("#");
    return { text: row ? words.say("proof.row", { list, row }) : list, address: "" };
  }
  const [kind, date, title, address] = source;
  const text =
    kind === "roster" ? words.say("proof.roster", { date: words.formatShortDate(date) }) : title;
  return { text, address };
};
