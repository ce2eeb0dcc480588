// The chart on the time track: agreements in force stacked by model, with a scale of numbers at
// its left and one of days below.

import { toISO } from "../rules/days.js";
import { placeDay } from "./stretch.js";

/**
 * @import { Program } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Colours } from "../map/colours.js"
 * @import { Stretch } from "./stretch.js"
 */

/**
 * What a chart shows: a series of numbers for each model, one a day of the stretch.
 * @typedef {{
 *   stretch: Stretch, series: readonly Int32Array[], width: number, height: number,
 * }} Chart
 */

// The chart lies between the rows of caption and milestones and that of the days.
const TOP = 38;
const AXIS = 16;
const LABEL_WIDTH = 6.4;
// Numbers end where the handle on the first day begins.
const SCALE_GAP = 12;
const MOST_NUMBERS = 3;
const LEAST_TICK_WIDTH = 44;

/**
 * Ends of ISO dates that the axis marks, from the most to the fewest; the days between two marks.
 * @type {readonly (readonly [RegExp, number])[]}
 */
const TICKS = [
  [/-(01|08|15|22)$/, 7.6],
  [/-(01|15)$/, 15],
  [/-01$/, 30],
  [/-(01|04|07|10)-01$/, 91],
  [/-01-01$/, 0],
];

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
  return [
    drawScale(chart, most, language),
    drawSeries(chart, most, program, colours),
    drawAxis(chart, language),
  ].join("");
};

/**
 * The most agreements in force on any day.
 * @param {readonly Int32Array[]} series
 */
const findMost = (series) => {
  let most = 0;
  for (let day = 0; day < series[0].length; day += 1) {
    let total = 0;
    for (const counts of series) total += counts[day];
    most = Math.max(most, total);
  }
  return most;
};

/**
 * Choose the round numbers of a scale: at most three, evenly apart.
 * @param {number} most
 */
export const chooseNumbers = (most) => {
  const size = 10 ** Math.floor(Math.log10(most / MOST_NUMBERS));
  const steps = [1, 2, 5, 10].map((n) => n * size).filter(Number.isInteger);
  const step = steps.find((n) => most / n < MOST_NUMBERS + 1) ?? 1;
  return Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step);
};

/**
 * @param {Chart} chart
 * @param {number} n
 * @param {number} most
 */
const rise = ({ height }, n, most) => {
  const base = height - AXIS;
  return (base - (n / most) * (base - TOP)).toFixed(1);
};

/**
 * @param {Chart} chart
 * @param {number} most
 * @param {Language} language
 */
const drawScale = (chart, most, language) =>
  chooseNumbers(most)
    .map((n) => {
      const y = rise(chart, n, most);
      const text = language.formatNumber(n);
      return (
        `<path class="tick" d="M0 ${y}H${chart.width}"/>` +
        `<text class="number" x="${-SCALE_GAP}" y="${y}" dy="4">${text}</text>`
      );
    })
    .join("");

/**
 * @param {Chart} chart
 * @param {number} most
 * @param {Program} program
 * @param {Colours} colours
 */
const drawSeries = (chart, most, { models }, { mixtures }) => {
  const { stretch, series, width } = chart;
  const columns = Math.max(2, Math.round(width));
  const along = Array.from({ length: columns }, (_, column) => column / (columns - 1));
  const days = along.map((share) => Math.round(share * (stretch.last - stretch.first)));
  const across = along.map((share) => (share * width).toFixed(1));
  const heights = new Int32Array(columns);
  const drawTop = () => across.map((x, column) => `${x},${rise(chart, heights[column], most)}`);
  let below = drawTop();
  const parts = series.map((counts, model) => {
    days.forEach((day, column) => (heights[column] += counts[day]));
    const above = drawTop();
    const points = above.concat(below.reverse()).join(" ");
    below = above;
    return `<polygon points="${points}" fill="${mixtures[models[model].bit]}"/>`;
  });
  return parts.join("");
};

/**
 * @param {Chart} chart
 * @param {Language} language
 */
const drawAxis = ({ stretch, width, height }, language) => {
  const { first, last } = stretch;
  const base = height - AXIS;
  const perDay = width / (last - first);
  const [marked] =
    TICKS.find(([, days]) => days * perDay >= LEAST_TICK_WIDTH) ?? TICKS.slice(-1)[0];
  const ticks = [];
  let right = -40;
  for (let day = first; day <= last; day += 1) {
    const iso = toISO(day);
    if (!marked.test(iso)) continue;
    const x = placeDay(stretch, day) * width;
    const text = nameTick(iso, language);
    const room = measureText(text) + 10;
    ticks.push(`<path class="tick" d="M${x.toFixed(1)} ${base}v4"/>`);
    if (x < right || x + room > width) continue;
    ticks.push(`<text x="${x.toFixed(1)}" y="${base + 13}">${text}</text>`);
    right = x + room;
  }
  return `<path class="tick" d="M0 ${base}H${width}"/>${ticks.join("")}`;
};

/**
 * @param {string} iso
 * @param {Language} language
 */
const nameTick = (iso, language) => {
  if (iso.endsWith("-01-01")) return iso.slice(0, 4);
  return iso.endsWith("-01") ? language.formatMonth(iso) : String(Number(iso.slice(8)));
};
