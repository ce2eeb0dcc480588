// The legend: a Venn diagram of the three models that also chooses which of them are shown.

import { find } from "../dom.js";
import { chooseCover, listModels, mixModels } from "../rules/shading.js";
import { isByState } from "../rules/view.js";
import { setTerm } from "./terms.js";
import { nameChange } from "./tooltip.js";

/**
 * @import { Program } from "../types.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 * @import { Colours } from "../map/colours.js"
 */

/**
 * A row of the key: a colour, or a kind of line or mark, and what it stands for.
 * @typedef {{ text: string, background?: string, kind?: "outline" | "ring", means?: string }} Row
 */

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 32;
// Where the circles of the first, second and third model stand.
const CENTRES = [
  [47, 40],
  [85, 40],
  [66, 72],
];

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} [attributes]
 */
const element = (name, attributes = {}) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
};

/** @param {number} model its position */
const circle = (model) =>
  element("circle", { cx: CENTRES[model][0], cy: CENTRES[model][1], r: RADIUS });

export class Legend {
  /**
   * @param {HTMLElement} root
   * @param {Program} program
   * @param {Places} places
   * @param {Language} language
   * @param {string} marked the day on which rings mark counties; blank: none
   * @param {(models: number) => void} choose called with the mixture of models to show; never 0
   */
  constructor(root, program, places, language, marked, choose) {
    this.program = program;
    this.places = places;
    this.language = language;
    this.marked = marked;
    this.choose = choose;
    this.all = mixModels(program.models);
    this.models = this.all;
    root.innerHTML = `
      <div class="venn" role="group"></div>
      <div class="key"></div>`;
    const venn = find(root, ".venn");
    venn.setAttribute("aria-label", language.say("models"));
    this.key = find(root, ".key");
    this.drawn = "";
    /** @type {{ mixture: number, shape: SVGElement, title: SVGElement }[]} */
    this.regions = [];
    venn.append(this.drawVenn());
    this.boxes = program.models.map((model) => venn.appendChild(this.makeBox(model)));
  }

  /** Draw the circles, those that overlap cut out of each other, and rings around them. */
  drawVenn() {
    const svg = element("svg", { viewBox: "0 0 132 108", "aria-hidden": "true" });
    const defs = svg.appendChild(element("defs"));
    /**
     * @param {string} id
     * @param {number} model
     * @param {string} [inside]
     */
    const clip = (id, model, inside) => {
      const path = element("clipPath", { id });
      path.append(circle(model));
      if (inside) path.setAttribute("clip-path", `url(#${inside})`);
      defs.append(path);
    };
    clip("venn-1", 0);
    clip("venn-2", 1);
    clip("venn-12", 1, "venn-1");
    /** @type {[models: number[], inside?: string][]} */
    const regions = [
      [[0]],
      [[1]],
      [[2]],
      [[0, 1], "venn-1"],
      [[0, 2], "venn-1"],
      [[1, 2], "venn-2"],
      [[0, 1, 2], "venn-12"],
    ];
    for (const [models, inside] of regions) {
      const mixture = mixModels(models.map((model) => this.program.models[model]));
      const shape = circle(models[models.length - 1]);
      if (inside) shape.setAttribute("clip-path", `url(#${inside})`);
      shape.dataset.mixture = String(mixture);
      shape.addEventListener("click", () =>
        this.choose(this.models === mixture ? this.all : mixture),
      );
      const title = shape.appendChild(element("title"));
      svg.append(shape);
      this.regions.push({ mixture, shape, title });
    }
    this.program.models.forEach((_, model) => {
      const ring = circle(model);
      ring.setAttribute("class", "ring");
      svg.append(ring);
    });
    return svg;
  }

  /** @param {Program["models"][number]} model */
  makeBox({ key, bit }) {
    const box = document.createElement("button");
    box.type = "button";
    box.className = `model ${key}`;
    box.setAttribute("role", "checkbox");
    box.textContent = this.language.say(`short.${key}`);
    box.dataset.means = `${this.language.say(`model.${key}`)}. ${this.language.say(`explain.${key}`)}`;
    box.setAttribute("aria-describedby", "atlas-means");
    box.addEventListener("click", () => this.choose(this.models ^ bit || this.all));
    return box;
  }

  /**
   * Show what the colours of a scene stand for, and how many counties have which mixture.
   * @param {Scene} scene
   * @param {Colours} colours
   */
  paint(scene, colours) {
    const { language } = this;
    const { models } = scene.view;
    this.models = models;
    const counts = this.countCovers(scene);
    for (const { mixture, shape, title } of this.regions) {
      const shown = (mixture & models) === mixture;
      shape.style.fill = colours.mixtures[shown ? mixture : 0];
      const names = listModels(this.program.models, mixture)
        .map(({ key }) => language.say(`short.${key}`))
        .join(" + ");
      title.textContent = shown
        ? language.count("region", counts[mixture], {
            models: names,
            part: language.formatNumber(counts[mixture | this.program.partBit]),
          })
        : names;
    }
    this.boxes.forEach((box, index) =>
      box.setAttribute("aria-checked", String(Boolean(models & this.program.models[index].bit))),
    );
    this.showRows(this.listRows(scene, colours));
  }

  /**
   * Show the rows where they are others than before: a word in use stays in the page.
   * @param {Row[]} rows
   */
  showRows(rows) {
    const drawn = JSON.stringify(rows);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.key.replaceChildren(...rows.map(drawRow));
  }

  /** @param {Scene} scene */
  countCovers({ coverage: { counties }, place }) {
    const { partBit } = this.program;
    const counts = new Array(2 * partBit).fill(0);
    counties.countywide.forEach((countywide, county) => {
      if (!this.places.isAround(place, county)) return;
      counts[chooseCover(countywide, counties.part[county], partBit)] += 1;
    });
    return counts;
  }

  /**
   * @param {Scene} scene
   * @param {Colours} colours
   */
  listRows({ view, known, earlier, narrowed }, { covers, classes, changes, unknown }) {
    const { language, program } = this;
    const none = { text: nameChange("none", narrowed, language), background: covers[0].swatch };
    // Solid and striped in the colour of one model that is shown.
    const { bit } = listModels(program.models, view.models).slice(-1)[0];
    /** @type {Row[]} */
    let rows = [
      {
        text: language.say("cover.countywide"),
        background: covers[bit].swatch,
        means: language.say("hint.countywide"),
      },
      {
        text: language.say("cover.part"),
        background: covers[bit | program.partBit].swatch,
        means: language.say("hint.part"),
      },
    ].filter((_, part) => view.reach === "all" || (view.reach === "part") === Boolean(part));
    rows.push(none);
    if (earlier)
      rows = program.changes.map((change) => ({
        text: nameChange(change, narrowed, language),
        background: changes[change],
      }));
    else if (isByState(view))
      rows = classes.map((background, number) => ({
        text: language.say(`class.${view.measure}.${number}`),
        background,
      }));
    if (!known) rows.push({ text: language.say("unknown"), background: unknown.swatch });
    const means = language.say("term.statewide");
    rows.push({ text: language.say("key.dots"), kind: "outline", means });
    if (view.date === this.marked && !earlier && view.level === "county")
      rows.push({ text: language.say("key.since"), kind: "ring" });
    return rows;
  }
}

/** @param {Row} row */
const drawRow = ({ text, background, kind, means = "" }) => {
  const row = document.createElement("div");
  const swatch = document.createElement("i");
  if (kind) swatch.className = kind;
  else swatch.style.background = background ?? "";
  const word = document.createElement("span");
  word.textContent = text;
  setTerm(word, means);
  row.append(swatch, word);
  return row;
};
