// Steps from a date to another, by button or by key.

import { addMonths, toDay, toISO } from "../rules/days.js";

/** @import { Stretch } from "./stretch.js" */

/** @typedef {"back" | "forward" | "backMonth" | "forwardMonth" | "next" | "start" | "end"} Step */

/** @type {Record<string, Step>} */
export const STEP_KEYS = {
  ArrowLeft: "back",
  ArrowDown: "back",
  ArrowRight: "forward",
  ArrowUp: "forward",
  PageDown: "backMonth",
  PageUp: "forwardMonth",
  Home: "start",
  End: "end",
};

/**
 * Take a step from a day.
 * @param {Step} step
 * @param {number} day
 * @param {Stretch} stretch whose ends the first and the last step lead to
 * @param {() => number} findNext finds the next day on which something changes
 */
export const takeStep = (step, day, stretch, findNext) => {
  if (step === "back") return day - 1;
  if (step === "forward") return day + 1;
  if (step === "backMonth") return toDay(addMonths(toISO(day), -1));
  if (step === "forwardMonth") return toDay(addMonths(toISO(day), 1));
  if (step === "start") return stretch.first;
  return step === "end" ? stretch.last : findNext();
};
