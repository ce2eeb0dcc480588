// What is marked on the time track: milestones, and the stretches of which no list is held.

import { toDay } from "../rules/days.js";
import { measureText } from "./chart.js";
import { limitDay, placeDay } from "./stretch.js";
import { nameSilence } from "./words.js";

/**
 * @import { Milestone, Stretch as Silence } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Stretch } from "./stretch.js"
 */

// Days from which a silence is drawn heavily: lists are months apart at most times.
const LONG_SILENCE = 365;

/**
 * Mark the milestones of a track: each with its name on hover and focus, some with a label. The
 * country's track shows all and labels the main ones; a state's leaves out those of other states,
 * and labels its own.
 * @param {HTMLElement} root
 * @param {readonly Milestone[]} events
 * @param {{ stretch: Stretch, state: string, width: number }} track `state` blank: the country
 * @param {Language} language
 * @param {(day: number) => void} choose
 */
export const drawMilestones = (root, events, { stretch, state, width }, language, choose) => {
  let right = 0;
  const marks = [];
  for (const event of events) {
    const day = toDay(event.date);
    if (limitDay(stretch, day) !== day) continue;
    if (state && event.state && event.state !== state) continue;
    const x = placeDay(stretch, day) * width;
    const main = state ? event.state === state : event.major;
    const room = measureText(event.label) + 14;
    // At the end of the track a label reaches back.
    const isBack = x + room >= width;
    const labelled = main && (isBack ? x - room : x) >= right;
    if (labelled) right = isBack ? x + 8 : x + room;
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = main ? "mark main" : "mark";
    mark.style.left = `${(100 * x) / width}%`;
    const name = `${language.formatDate(event.date)}: ${event.title}`;
    mark.setAttribute("aria-label", labelled ? `${event.label}. ${name}` : name);
    if (labelled) mark.append(makeSpan(isBack ? "label left" : "label", event.label));
    mark.append(makeTip(name, x > width / 2));
    mark.addEventListener("click", () => choose(day));
    marks.push(mark);
  }
  root.replaceChildren(...marks);
};

/**
 * Hatch the silences of a track, each named on hover by the lists at its ends.
 * @param {HTMLElement} root
 * @param {readonly Silence[]} silences
 * @param {{ stretch: Stretch, width: number }} track
 * @param {Language} language
 */
export const drawSilences = (root, silences, { stretch, width }, language) => {
  const gaps = [];
  for (const silence of silences) {
    const [since, until] = [toDay(silence.since), toDay(silence.until)];
    if (until <= stretch.first || since >= stretch.last) continue;
    const [left, right] = [since, until].map((day) =>
      Math.round(placeDay(stretch, limitDay(stretch, day)) * width),
    );
    const gap = document.createElement("div");
    gap.className = until - since > LONG_SILENCE ? "gap long" : "gap";
    gap.style.left = `${left}px`;
    gap.style.width = `${right - left}px`;
    const text = language.say("gap");
    if (measureText(text) + 12 < right - left) gap.append(makeSpan("label", text));
    gap.append(makeTip(nameSilence(silence, language), left > width / 2));
    gaps.push(gap);
  }
  root.replaceChildren(...gaps);
};

/**
 * @param {string} text
 * @param {boolean} isLeftward whether it reaches to the left, for want of room at the right
 */
const makeTip = (text, isLeftward) => makeSpan(isLeftward ? "tip left" : "tip", text);

/**
 * @param {string} className
 * @param {string} text
 */
const makeSpan = (className, text) => {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
};
