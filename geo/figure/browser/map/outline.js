// The line around the place that is chosen.

import { ArcLines } from "./arcs.js";

/**
 * @import { Ring } from "../types.js"
 * @import { Arcs } from "./arcs.js"
 * @import { Colours } from "./colours.js"
 */

export class Outline {
  /**
   * @param {L.Map} map
   * @param {Arcs} arcs
   * @param {L.Renderer} renderer
   */
  constructor(map, arcs, renderer) {
    this.map = map;
    this.arcs = arcs;
    this.renderer = renderer;
    /** @type {L.LayerGroup | null} */
    this.drawn = null;
    this.drawnFor = "";
  }

  /**
   * Draw a line around a place, instead of an earlier one.
   * @param {string} code blank for none
   * @param {Ring[]} rings
   * @param {Colours} colours
   */
  draw(code, rings, { ground, bold }) {
    const key = code + ground;
    if (key === this.drawnFor) return;
    this.drawnFor = key;
    this.drawn?.remove();
    this.drawn = null;
    if (!code) return;
    /**
     * @param {string} color
     * @param {number} weight
     */
    const line = (color, weight) =>
      new ArcLines(this.arcs, rings, {
        renderer: this.renderer,
        pane: "outline",
        interactive: false,
        fill: false,
        color,
        weight,
      });
    this.drawn = L.layerGroup([line(ground, 5), line(bold, 2.4)]).addTo(this.map);
  }
}
