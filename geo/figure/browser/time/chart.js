// The chart on the time track: agreements in force stacked by model, stretches without lists
// hatched, and an axis of months and years.

import { escape } from "../dom.js";
import { toISO } from "../rules/days.js";

/**
 * @import { Program } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Colours } from "../map/colours.js"
 */

/** @typedef {{ since: number, until: number }} Span days */

/**
 * What a chart shows: a series of numbers for each model, one a day from first to last.
 * @typedef {{
 *   first: number, last: number, series: readonly Int32Array[], silences: readonly Span[],
 *   width: number, height: number,
 * }} Chart
 */

const TOP = 22;
const AXIS = 16;
const LABEL_WIDTH = 6.4;
// Pixels that a stretch without lists needs to say so.
const ROOM_FOR_TEXT = 90;
// Days from which the axis has no room for months.
const LONG_RANGE = 2500;

/**
 * How far along a stretch of days one lies: 0 at the first, 1 at the last.
 * @param {{ first: number, last: number }} stretch
 * @param {number} day
 */
export const placeDay = ({ first, last }, day) => (day - first) / (last - first);

/**
 * How wide a text on the track is, about.
 * @param {string} text
 */
export const measureText = (text) => text.length * LABEL_WIDTH;

/**
 * Draw a chart as the inside of an SVG element.
 * @param {Chart} chart
 * @param {Program} program
 * @param {Colours} colours
 * @param {Language} language
 */
export const drawChart = (chart, program, colours, language) => {
  const most = Math.max(1, findMost(chart.series));
  const top = `<text class="top" x="2" y="${TOP + 11}">${language.formatNumber(most)}</text>`;
  return [
    drawSeries(chart, most, program, colours),
    drawSilences(chart, language),
    drawAxis(chart, language),
    top,
  ].join("");
};

/**
 * The most agreements in force on any day.
 * @param {readonly Int32Array[]} series
 */
const findMost = (series) => {
  const totals = series[0].map((_, day) => series.reduce((sum, counts) => sum + counts[day], 0));
  return totals.reduce((most, total) => Math.max(most, total), 0);
};

/**
 * @param {Chart} chart
 * @param {number} most
 * @param {Program} program
 * @param {Colours} colours
 */
const drawSeries = ({ first, last, series, width, height }, most, { models }, { mixtures }) => {
  const base = height - AXIS;
  const columns = Math.max(2, Math.round(width));
  /** @param {number} column */
  const dayAt = (column) => Math.round((column / (columns - 1)) * (last - first));
  /** @param {number} n */
  const y = (n) => (base - (n / most) * (base - TOP)).toFixed(1);
  const floor = new Float64Array(columns);
  const parts = series.map((counts, model) => {
    const up = [];
    const down = [];
    for (let column = 0; column < columns; column += 1) {
      const x = ((column / (columns - 1)) * width).toFixed(1);
      down.push(`${x},${y(floor[column])}`);
      floor[column] += counts[dayAt(column)];
      up.push(`${x},${y(floor[column])}`);
    }
    const points = up.concat(down.reverse()).join(" ");
    return `<polygon points="${points}" fill="${mixtures[models[model].bit]}"/>`;
  });
  return parts.join("");
};

/**
 * @param {Chart} chart
 * @param {Language} language
 */
const drawSilences = (chart, language) => {
  const { first, last, width, height } = chart;
  const base = height - AXIS;
  const shown = chart.silences.filter(({ since, until }) => until > first && since < last);
  const parts = shown.map(({ since, until }) => {
    const left = Math.max(placeDay(chart, since), 0) * width;
    const right = Math.min(placeDay(chart, until), 1) * width;
    const room = right - left;
    const middle = `x="${(left + right) / 2}" y="${TOP + 12}"`;
    const text = `<text class="gap" ${middle}>${escape(language.say("gap"))}</text>`;
    const box = `x="${left}" y="${TOP}" width="${room}" height="${base - TOP}"`;
    return `<rect class="gap" ${box}/>${room > ROOM_FOR_TEXT ? text : ""}`;
  });
  return parts.join("");
};

/**
 * @param {Chart} chart
 * @param {Language} language
 */
const drawAxis = (chart, language) => {
  const { first, last, width, height } = chart;
  const base = height - AXIS;
  const long = last - first > LONG_RANGE;
  const ticks = [];
  let right = -40;
  for (let day = first; day <= last; day += 1) {
    const iso = toISO(day);
    const january = iso.endsWith("-01-01");
    if (!(january || (!long && /-(04|07|10)-01$/.test(iso)))) continue;
    const x = placeDay(chart, day) * width;
    const text = january ? iso.slice(0, 4) : language.formatMonth(iso);
    const room = measureText(text) + 10;
    ticks.push(`<path class="tick" d="M${x.toFixed(1)} ${base}v4"/>`);
    if (x < right || x + room > width) continue;
    ticks.push(`<text class="axis" x="${x.toFixed(1)}" y="${base + 13}">${text}</text>`);
    right = x + room;
  }
  return `<path class="tick" d="M0 ${base}H${width}"/>${ticks.join("")}`;
};
