// Counties and larger cities by name, where the map is close enough for them.

import { isByState } from "../rules/view.js";
import { makeBox, measureText, Room } from "./room.js";

/**
 * @import { Scene } from "../scene.js"
 * @import { Details, Named } from "../panel/details.js"
 * @import { Place, Places } from "../rules/places.js"
 * @import { Choropleth } from "./choropleth.js"
 */

/**
 * A name that stands at [x, y] in km, or beside the dot there; `kind` is what it is as classes.
 * @typedef {{ text: string, x: number, y: number, kind: string }} Name
 */

// As in names.css.
const FONT = "500 11px system-ui, sans-serif";
const OWN_FONT = "700 11px system-ui, sans-serif";
// Pixels: the height of a name, the air around it, the size of a dot with its halo, and how far
// from the middle of it a name begins.
const HEIGHT = 11;
const AIR = 5;
const DOT = 8;
const BESIDE = 6;
const ABOVE = 11;
/** Where the chosen county's name may stand, pixels below its middle. */
const LINES = [0, -16, 16, -32, 32, -48, 48];
const SIDES = [
  { side: "east", across: 1, down: 0 },
  { side: "west", across: -1, down: 0 },
  { side: "north", across: 0, down: -1 },
  { side: "south", across: 0, down: 1 },
];
// A city is named where it has so many people for a pixel a kilometre, and beside the chosen
// state only a larger one; the largest of that state are named in any case.
const CITY_FROM = 70_000;
const CITY_BESIDE_FROM = 350_000;
const LARGEST_CITIES = 5;
// Pixels: the radius of the largest circle in a county whose name is not lost in it.
const COUNTY_FROM = 13;
// Pixels a kilometre from which every state in view is named, not the chosen one alone.
const ALL_FROM_SCALE = 1.2;
// The states of a region are chosen ones as long as they are no more.
const MOST_CHOSEN = 6;
// A county's name may reach so far beyond the largest circle within it.
const SPILL = 1.25;

export class Names {
  /**
   * @param {L.Map} map
   * @param {Choropleth} choropleth
   * @param {Places} places
   * @param {Details} details
   */
  constructor(map, choropleth, places, details) {
    this.map = map;
    this.choropleth = choropleth;
    this.places = places;
    this.details = details;
    this.layer = L.layerGroup().addTo(map);
    /** @type {Scene | null} */
    this.scene = null;
    this.drawnFor = "";
    map.on("moveend zoomlevelschange", () => this.draw());
  }

  /** @param {Scene} scene */
  paint(scene) {
    this.scene = scene;
    this.draw();
  }

  /** Draw the names for what is in view, unless they are there. */
  draw() {
    if (!this.scene) return;
    const { place, view } = this.scene;
    const states = this.listStates(place).filter((state) => this.find(state));
    const { x, y } = this.map.getPixelBounds().getCenter();
    const key = [this.map.getZoom(), x, y, place.code, isByState(view), states].join();
    if (key === this.drawnFor) return;
    this.drawnFor = key;
    this.layer.clearLayers();
    const seen = this.map.getBounds().pad(0.2);
    for (const name of this.arrange(states, this.scene))
      if (seen.contains([name.y, name.x])) this.layer.addLayer(write(name));
  }

  /**
   * List the states that a place is or lies in.
   * @param {Place} place
   */
  listChosen({ state, region }) {
    if (region) return region.states.length > MOST_CHOSEN ? [] : region.states;
    return state < 0 ? [] : [state];
  }

  /**
   * List the states whose counties and cities are named: the chosen ones first.
   * @param {Place} place
   */
  listStates(place) {
    const { map, choropleth } = this;
    if (!choropleth.frames.isClose) return [];
    const wide = Math.pow(2, map.getZoom()) < ALL_FROM_SCALE;
    const seen = map.getBounds();
    const chosen = this.listChosen(place);
    const others = [...this.places.states.keys()].filter(
      (state) =>
        !chosen.includes(state) &&
        !wide &&
        !choropleth.isHidden(choropleth.frames.ofState[state]) &&
        choropleth.states[state].getBounds().intersects(seen),
    );
    return [...chosen, ...others];
  }

  /**
   * Find what is named in a state; where that is not there yet, it is drawn once it comes.
   * @param {number} state
   * @returns {Named | undefined}
   */
  find(state) {
    const { code } = this.places.states[state];
    const details = this.details.find(code);
    if (!details && !this.details.failed.has(code)) this.details.load(code).then(() => this.draw());
    return details?.names;
  }

  /**
   * Choose which names have room, the most important first: the larger cities, the chosen
   * county, then other counties by their size.
   * @param {number[]} states
   * @param {Scene} scene
   */
  arrange(states, { place, view }) {
    const scale = Math.pow(2, this.map.getZoom());
    const room = new Room();
    room.taken.push(...this.choropleth.labels.listBoxes(scale));
    /** @type {Name[]} */
    const names = [];
    const chosen = this.listChosen(place);
    const beside = (/** @type {number} */ state) => chosen.length > 0 && !chosen.includes(state);
    const found = states.map((state) => ({ state, ...this.find(state) }));
    const counties = found
      .flatMap(({ state, counties = [] }) =>
        counties.map((county) => ({ ...county, beside: beside(state) })),
      )
      .sort((one, other) => other.radius - one.radius);
    const cities = found
      .flatMap(({ state, cities = [] }) =>
        cities
          .filter(
            ({ people }, rank) =>
              people * scale > (beside(state) ? CITY_BESIDE_FROM : CITY_FROM) ||
              (chosen.includes(state) && rank < LARGEST_CITIES),
          )
          .map((city) => ({ ...city, beside: beside(state) })),
      )
      .sort((one, other) => other.people - one.people);
    for (const { text, x, y, beside } of cities) {
      const [across, down] = [x * scale, -y * scale];
      const width = measureText(text, FONT);
      const dot = makeBox(across, down, DOT, DOT);
      const side = SIDES.find((side) => {
        const middle = across + side.across * (BESIDE + width / 2);
        const box = makeBox(middle, down + side.down * ABOVE, width + AIR, HEIGHT + 2);
        return room.take(dot, box);
      });
      if (side) names.push({ text, x, y, kind: writeKind(`city ${side.side}`, beside) });
    }
    const own = counties.find(({ county }) => county === place.county);
    if (own) {
      const { text, x, y } = own;
      const width = measureText(text, OWN_FONT) + 2 * AIR;
      // Above or below the cities in it.
      const line = LINES.find((line) =>
        room.take(makeBox(x * scale, line - y * scale, width, HEIGHT + 2)),
      );
      if (line !== undefined)
        names.push({ text, x, y: y - line / scale, kind: writeKind("here", false) });
    }
    if (isByState(view)) return names;
    for (const { county, text, x, y, radius, beside } of counties) {
      if (county === place.county) continue;
      const most = radius * scale;
      const width = measureText(text, FONT);
      if (most < COUNTY_FROM || width / 2 > most * SPILL) continue;
      const box = makeBox(x * scale, -y * scale, width + 2 * AIR, HEIGHT + AIR);
      if (room.take(box)) names.push({ text, x, y, kind: writeKind("county", beside) });
    }
    return names;
  }
}

/**
 * @param {string} what
 * @param {boolean} beside the chosen state
 */
const writeKind = (what, beside) => `atlas-name ${what}${beside ? " beside" : ""}`;

/** @param {Name} name */
const write = ({ text, x, y, kind }) => {
  const html = document.createElement("div");
  if (kind.includes("city")) html.append(document.createElement("i"));
  const span = document.createElement("span");
  span.textContent = text;
  html.append(span);
  const icon = L.divIcon({ className: kind, html, iconSize: [0, 0] });
  return L.marker([y, x], { icon, interactive: false, keyboard: false, pane: "names" });
};
