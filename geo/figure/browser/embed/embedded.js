// The figure in a frame of another page: it keeps its place, tells of a county that is looked up in
// a panel over the map, and leads to the whole Atlas.

import { find } from "../dom.js";
import { makeButton, setIcon } from "../parts/controls.js";
import { writeAddress } from "../rules/address.js";
import { takePage } from "../page.js";
import { yieldGestures } from "./gestures.js";
import { tellHeight } from "./height.js";

/**
 * @import { Figure } from "../figure.js"
 * @import { Config, View } from "../types.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * Whether a figure is part of another page: a page made for that, or one in its frame without all
 * that is around the map.
 * @param {Config} config
 * @param {View} view
 */
export const isEmbedded = ({ controls }, { present }) => {
  const page = takePage();
  const isFramed = page.parent !== page;
  return document.body.classList.contains("embedded") || (isFramed && (present || !controls));
};

export class Embedded {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.page = takePage();
    /** The code of the place that is looked up, blank for none. */
    this.looked = "";
    /** @type {{ of: Scene, scene: Scene } | null} */
    this.composed = null;
    const { root, language, map } = figure;
    root.classList.add("embedded");
    this.panel = figure.part("panel");
    const close = makeButton(this.panel, "shut", () => this.close());
    setIcon(close, "close", language.say("embed.close"));
    this.panel.prepend(close);
    // Nothing opens a page of the Atlas inside the other one.
    this.panel.addEventListener("click", ({ target }) => {
      const link = target instanceof Element && target.closest("a");
      if (link) link.target = "_blank";
    });
    this.link = this.addLink();
    const hints = { wheel: language.say("embed.wheel"), fingers: language.say("embed.fingers") };
    yieldGestures(map, hints);
    if (this.page.parent !== this.page) tellHeight(root, this.page);
  }

  /** Lead to the whole Atlas, in a window of its own: by the page's link, where it has one. */
  addLink() {
    const { root, language } = this.figure;
    const given = document.querySelector("nav.full");
    if (given) {
      root.append(given);
      return null;
    }
    const nav = document.createElement("nav");
    nav.className = "full";
    nav.setAttribute("aria-label", language.say("embed.pages"));
    const link = document.createElement("a");
    Object.assign(link, { target: "_blank", rel: "noopener" });
    link.textContent = language.say("embed.open");
    nav.append(link);
    root.append(nav);
    return link;
  }

  /** What the panel tells of: the place that is looked up, else what the map shows. */
  get scene() {
    const { scene, store } = this.figure;
    if (!this.looked) return scene;
    if (this.composed?.of !== scene)
      this.composed = {
        of: scene,
        scene: store.scenery.compose({ ...scene.view, place: this.looked }),
      };
    return this.composed.scene;
  }

  /**
   * Tell of a place, without leaving the one that the page has chosen; of the same one no more.
   * @param {string} code
   */
  look(code) {
    this.looked = code === this.looked ? "" : code;
    this.composed = null;
    this.panel.classList.toggle("looked", Boolean(this.looked));
    this.figure.rest();
    this.outline();
    if (this.looked) find(this.panel, ".shut").focus({ preventScroll: true });
  }

  /**
   * Tell of a place, and show where it is.
   * @param {string} code
   */
  visit(code) {
    const { camera, places } = this.figure;
    if (code !== this.looked) this.look(code);
    camera.visit(places.get(code));
  }

  /** Tell of no place any more; whether one was told of. */
  close() {
    if (!this.looked) return false;
    this.look(this.looked);
    this.figure.map.getContainer().focus({ preventScroll: true });
    return true;
  }

  outline() {
    this.figure.choropleth.outlinePlace(this.looked || this.figure.scene.view.place);
  }

  /** The figure was painted anew. */
  follow() {
    this.outline();
    if (!this.link) return;
    const { pathname, search } = this.page.location;
    const others = new URLSearchParams(search);
    others.delete("controls");
    const view = { ...this.figure.scene.view, present: false };
    this.link.href = `${pathname}?${writeAddress(view, others, this.figure.bounds)}`;
  }
}
