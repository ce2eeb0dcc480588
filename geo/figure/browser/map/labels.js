// State names on the map; a state with statewide agreements carries a dot per model.

import { listModels } from "../rules/shading.js";
import { makeBox, measureText } from "./room.js";

/**
 * @import { Geometry, Model } from "../types.js"
 * @import { Places } from "../rules/places.js"
 * @import { Colours } from "./colours.js"
 * @import { Frames } from "./frames.js"
 */

/**
 * A label that is drawn; `mixture` is the one its dots show, undefined before the first.
 * @typedef {{
 *   state: number, marker: L.Marker, atSea: boolean, text: string, mixture?: number,
 * }} Label
 */

/**
 * Labels of states too small to hold one stand at sea, at [x, y] in km, with a leader line.
 * @type {Record<string, [number, number]>}
 */
const AT_SEA = {
  VT: [1700, 2850],
  NH: [1880, 2905],
  MA: [2290, 2440],
  RI: [2270, 2300],
  CT: [2180, 2165],
  NJ: [2080, 2030],
  DE: [2045, 1915],
  MD: [2020, 1800],
  DC: [1985, 1690],
  GU: [1735, 435],
  MP: [1830, 890],
  AS: [2060, 725],
  PR: [2070, 365],
  VI: [2330, 365],
};
/**
 * The middle of the widest place is not always where the eye looks for the name.
 * @type {Record<string, [number, number]>}
 */
const NUDGED = {
  FL: [1475, 690],
  HI: [-720, 270],
  LA: [300, 960],
  MI: [940, 2245],
  VA: [1600, 1735],
};
// Pixels a kilometre from which states carry their code, and their whole name.
const CODES_FROM_SCALE = 0.085;
const NAMES_FROM_SCALE = 0.55;
// Pixels: half the width that a code and a letter of a name need.
const CODE_ROOM = 9;
const SEA_ROOM = 14;
const LETTER_ROOM = 3.2;
// As in figure.css, with the room that dots take below it.
const FONT = "600 10.5px system-ui, sans-serif";
const SPACING = 0.21;
const HEIGHT = 12;
const DOTS = 12;
// Farther than this many pixels from its state a label at sea would be out of sight.
const LONGEST_LEADER = 160;

export class Labels {
  /**
   * @param {L.Map} map
   * @param {Geometry} geometry
   * @param {Frames} frames
   * @param {Places} places
   * @param {readonly Model[]} models
   * @param {L.Renderer} renderer of the leader lines
   */
  constructor(map, { states }, frames, places, models, renderer) {
    this.map = map;
    this.frames = frames;
    this.points = states.label;
    this.places = places;
    this.models = models;
    this.renderer = renderer;
    this.layer = L.layerGroup().addTo(map);
    /** @type {Label[]} */
    this.drawn = [];
    /** @type {unknown[]} */
    this.drawnFor = [];
  }

  /**
   * Draw the labels for the zoom, or only renew those whose models changed.
   * @param {ArrayLike<number>} statewide mixtures by state
   * @param {Colours} colours
   * @param {number} home the state in view; -1: none
   * @param {number | null} frame the one that is shown; null: all are
   */
  draw(statewide, colours, home, frame) {
    const zoom = this.map.getZoom();
    const scale = Math.pow(2, zoom);
    const wanted = [zoom, colours, home, frame];
    if (wanted.some((value, index) => value !== this.drawnFor[index])) {
      this.layer.clearLayers();
      this.drawnFor = wanted;
      this.drawn = scale < CODES_FROM_SCALE ? [] : this.arrange(scale, home, frame);
    }
    for (const label of this.drawn) {
      if (label.mixture === statewide[label.state]) continue;
      label.mixture = statewide[label.state];
      label.marker.setIcon(this.write(label, colours));
      label.marker.addTo(this.layer);
    }
  }

  /**
   * Choose which states have room for a label at a scale, where it stands, and what it says.
   * @param {number} scale pixels a kilometre
   * @param {number} home
   * @param {number | null} frame
   */
  arrange(scale, home, frame) {
    /** @type {Label[]} */
    const labels = [];
    this.places.states.forEach(({ code }, state) => {
      if (frame !== null && this.frames.ofState[state] !== frame) return;
      const [x, y, radius] = this.points[state];
      const room = radius * scale;
      const sea = AT_SEA[code] || [x, y];
      const apart = Math.hypot(sea[0] - x, sea[1] - y) * scale;
      const atSea = apart > 0 && apart < LONGEST_LEADER && room < SEA_ROOM;
      if (!atSea && room < CODE_ROOM && !NUDGED[code] && state !== home) return;
      const [labelX, labelY] = atSea ? sea : NUDGED[code] || [x, y];
      if (atSea)
        L.polyline(
          [
            [y, x],
            [labelY, labelX],
          ],
          {
            renderer: this.renderer,
            pane: "outline",
            interactive: false,
            className: "atlas-leader",
            weight: 0.6,
          },
        ).addTo(this.layer);
      const name = this.places.stateNames[state];
      const whole = scale > NAMES_FROM_SCALE && room > name.length * LETTER_ROOM;
      const options = { interactive: false, keyboard: false, pane: "outline" };
      const marker = L.marker([labelY, labelX], options);
      labels.push({ state, marker, atSea, text: whole ? name : code });
    });
    return labels;
  }

  /**
   * List the boxes that the labels take up, in pixels of the plane.
   * @param {number} scale pixels a kilometre
   */
  listBoxes(scale) {
    return this.drawn.map(({ marker, text, atSea, mixture }) => {
      const { lat, lng } = marker.getLatLng();
      const width = measureText(text, FONT) + SPACING * text.length + 4;
      const dots = mixture ? DOTS : 0;
      // At sea the name begins at its point, and its dots stand behind it.
      const across = atSea ? width + 2 * dots : width;
      const middle = lng * scale + (atSea ? across / 2 : 0);
      return makeBox(middle, -lat * scale, across, HEIGHT + (atSea ? 0 : dots));
    });
  }

  /**
   * @param {Label} label
   * @param {Colours} colours
   */
  write({ text, mixture = 0, atSea }, { mixtures }) {
    const dots = listModels(this.models, mixture)
      .map(({ bit }) => `<i style="background:${mixtures[bit]}"></i>`)
      .join("");
    const kinds = ["atlas-label", dots && "statewide", atSea && "at-sea"].filter(Boolean);
    return L.divIcon({
      className: kinds.join(" "),
      html: `<span>${text}${dots && `<b>${dots}</b>`}</span>`,
      iconSize: [0, 0],
    });
  }
}
