// The counties, states and inset boxes as Leaflet layers, and how they are painted.

import { compareCounty } from "../rules/changes.js";
import { chooseCover, classify, measureState } from "../rules/shading.js";
import { isByState } from "../rules/view.js";
import { ArcLines, ArcPolygon, Arcs } from "./arcs.js";
import { takeColours } from "./colours.js";
import { fadeOut } from "./fade.js";
import { Frames } from "./frames.js";
import { Labels } from "./labels.js";
import { Outline } from "./outline.js";
import { drawNow, PatchCanvas } from "./patches.js";

/**
 * @import { Geometry, Program, Ring } from "../types.js"
 * @import { Places } from "../rules/places.js"
 * @import { Scene } from "../scene.js"
 */

/**
 * A county on the map: its position, and what it was painted with.
 * @typedef {ArcPolygon & {
 *   county: number, painted: { fill: unknown, opacity: number, seamless: boolean } | null,
 * }} CountyLayer
 */

const FADED = 0.4;
const CLOSE_UP = 1.2;
// Of its size, around a region.
const BESIDE = 0.12;

/**
 * Restyle a layer if that changes it; tells whether it did.
 * @param {L.Path} layer
 * @param {L.PathOptions} style
 */
const setStyle = (layer, style) => {
  const changed = Object.entries(style).some(
    ([name, value]) => layer.options[/** @type {keyof L.PathOptions} */ (name)] !== value,
  );
  if (changed) layer.setStyle(style);
  return changed;
};

export class Choropleth {
  /**
   * @param {L.Map} map
   * @param {Geometry} geometry
   * @param {Places} places
   * @param {Program} program
   */
  constructor(map, geometry, places, program) {
    this.map = map;
    this.places = places;
    this.program = program;
    this.colours = takeColours(program);
    this.arcs = new Arcs(geometry.arcs);
    this.frames = new Frames(map, geometry);
    /** @type {number | null} the one frame that is shown; null: all are */
    this.frame = null;
    this.addPane("lines", 405);
    this.addPane("borders", 410);
    this.addPane("fading", 420);
    this.addPane("outline", 450);
    this.addPane("names", 455);
    const fills = new PatchCanvas({ padding: 0.15 });
    const lines = L.canvas({ pane: "lines", padding: 0.15 });
    const borders = L.canvas({ pane: "borders", padding: 0.15 });
    this.canvases = [fills, lines, borders];
    this.counties = this.addCounties(geometry, fills);
    this.group = L.featureGroup(this.counties);
    this.lines = this.addLines(lines);
    const line = { renderer: borders, pane: "borders", interactive: false, fill: false };
    this.states = geometry.states.shape.map(
      (shape) => new ArcPolygon(this.arcs, shape.flat(), line),
    );
    this.boxes = geometry.boxes.map(({ bounds: [left, bottom, right, top] }) =>
      L.rectangle(
        [
          [bottom, left],
          [top, right],
        ],
        { ...line, weight: 1 },
      ),
    );
    this.outlines = L.svg({ pane: "outline", padding: 0.15 });
    this.labels = new Labels(map, geometry, this.frames, places, program.models, this.outlines);
    this.outline = new Outline(map, this.arcs, this.outlines);
    /** @type {number[]} */
    this.statewide = this.states.map(() => 0);
    this.home = -1;
    this.byState = false;
    this.linesFor = "";
    /** @type {Scene | null} */
    this.scene = null;
  }

  /** Put what is painted on the map, once that has its place: each other place projects it anew. */
  show() {
    const lines = this.lines.map(({ layer }) => layer);
    for (const layer of [this.group, ...lines, ...this.states, ...this.boxes])
      layer.addTo(this.map);
    this.map.on("zoomend zoomlevelschange", () => this.restyleLines());
    this.map.on("zoom zoomlevelschange", () => this.changeFrame());
    if (this.scene) this.paint(this.scene);
  }

  /**
   * @param {Geometry} geometry
   * @param {L.Canvas} renderer
   */
  addCounties({ counties }, renderer) {
    return counties.shape.map((shape, county) => {
      const layer = new ArcPolygon(this.arcs, shape.flat(), {
        renderer,
        weight: 1,
        fillOpacity: 1,
        bubblingMouseEvents: false,
      });
      return /** @type {CountyLayer} */ (Object.assign(layer, { county, painted: null }));
    });
  }

  /**
   * County lines do not change with the day: on a canvas of their own they are drawn once. Those
   * of each frame are one layer.
   * @param {L.Canvas} renderer
   */
  addLines(renderer) {
    /** @type {Map<number, Ring[]>} */
    const rings = new Map(this.frames.all.map((frame) => [frame, []]));
    this.arcs.lines.forEach(([x, y], arc) => rings.get(this.frames.findAt(x, y))?.push([arc]));
    return this.frames.all.map((frame) => {
      const options = { renderer, pane: "lines", interactive: false, fill: false };
      return { frame, layer: new ArcLines(this.arcs, rings.get(frame) ?? [], options) };
    });
  }

  /** Another part of the plane is in view: what does not lie around it is hidden, or comes back. */
  changeFrame() {
    if (this.scene && this.frames.findShown(this.scene.place) !== this.frame)
      this.paint(this.scene);
  }

  /**
   * Whether a frame is not shown.
   * @param {number} frame
   */
  isHidden(frame) {
    return this.frame !== null && frame !== this.frame;
  }

  /**
   * @param {string} name
   * @param {number} level
   */
  addPane(name, level) {
    const pane = this.map.createPane(name);
    pane.style.zIndex = String(level);
    pane.style.pointerEvents = "none";
  }

  /** The system's theme changed: everything is to be painted anew. */
  changeTheme() {
    this.colours = takeColours(this.program);
    this.counties.forEach((layer) => (layer.painted = null));
  }

  /** Draw at once what would be drawn with the next frame. */
  drawNow() {
    this.canvases.forEach(drawNow);
  }

  /**
   * Paint a scene: each county by its cover, by its change, or by the class of its state. Only
   * what differs is drawn again.
   * @param {Scene} scene
   */
  paint(scene) {
    const { view, place } = scene;
    const { stateOf } = this.places;
    const byState = isByState(view);
    const fills = this.chooseFills(scene);
    const frame = this.frames.findShown(place);
    if (frame !== this.frame && this.scene) fadeOut(this.map, this.canvases);
    this.frame = frame;
    const hidden = this.frames.ofState.map((frame) => this.isHidden(frame));
    this.counties.forEach((layer, county) => {
      const fill = fills(county);
      const state = stateOf[county];
      const near = this.places.isAround(place, county);
      const opacity = hidden[state] ? 0 : near ? 1 : FADED;
      const was = layer.painted;
      if (was && was.fill === fill && was.seamless === byState && was.opacity === opacity) return;
      layer.painted = { fill, opacity, seamless: byState };
      // In one colour, neighbours are drawn with a line of it, to close the seam between them.
      const fillColor = /** @type {string} */ (fill);
      layer.setStyle({
        fillColor,
        fillOpacity: opacity,
        stroke: byState,
        color: fillColor,
        opacity,
        // What is not seen has no name and can't be chosen.
        interactive: opacity > 0,
      });
    });
    this.scene = scene;
    if (this.map.hasLayer(this.group)) this.paintLines(scene);
  }

  /** @param {Scene} scene */
  paintLines({ view, place, known, coverage }) {
    const statewide = known ? coverage.states.statewideMixture : null;
    this.markStatewide(statewide, place.state, isByState(view));
    this.outlinePlace(place.code);
  }

  /**
   * Draw a line around a place.
   * @param {string} code blank for none
   */
  outlinePlace(code) {
    this.outline.draw(code, code ? this.listRings(code) : [], this.colours);
  }

  /**
   * The rings of a place; of a region the arcs that have it on one side alone.
   * @param {string} code
   * @returns {Ring[]}
   */
  listRings(code) {
    const { region } = this.places.get(code);
    if (!region) return this.find(code).rings;
    /** @type {Set<number>} */
    const border = new Set();
    for (const county of region.counties)
      for (const arc of this.counties[county].rings.flat()) {
        const line = arc < 0 ? ~arc : arc;
        if (!border.delete(line)) border.add(line);
      }
    return [...border].map((line) => [line]);
  }

  /**
   * What a region extends over, with what lies beside it.
   * @param {Iterable<number>} counties
   */
  measure(counties) {
    const bounds = L.latLngBounds([]);
    for (const county of counties) bounds.extend(this.counties[county].getBounds());
    return bounds.pad(BESIDE);
  }

  /**
   * Choose what counties are filled with: a function of a county's position.
   * @param {Scene} scene
   * @returns {(county: number) => string | CanvasPattern}
   */
  chooseFills(scene) {
    const { view, known, coverage, earlier } = scene;
    const { covers, classes, changes, unknown } = this.colours;
    const { countywide, part } = coverage.counties;
    if (!known) return () => unknown.paint;
    if (earlier) return (county) => changes[compareCounty(scene, county)];
    const { places, program } = this;
    if (!isByState(view))
      return (county) =>
        covers[chooseCover(countywide[county], part[county], program.partBit)].paint;
    const breaks = program.measures.find(({ key }) => key === view.measure)?.breaks ?? [];
    const fills = places.states.map(
      (_, state) =>
        classes[classify(measureState(coverage.states, places, view.measure, state), breaks)],
    );
    return (county) => fills[places.stateOf[county]];
  }

  /**
   * @param {ArrayLike<number> | null} mixtures of statewide agreements; null: not known
   * @param {number} home
   * @param {boolean} byState
   */
  markStatewide(mixtures, home, byState) {
    const statewide = this.states.map((_, state) => (mixtures ? mixtures[state] : 0));
    const key = [statewide.join(""), home, byState, this.colours.ground, this.frame].join();
    if (key === this.linesFor) return;
    this.linesFor = key;
    this.statewide = statewide;
    this.home = home;
    this.byState = byState;
    this.restyleLines();
  }

  /** Lines of counties, states and boxes for the zoom; states with a statewide agreement bold. */
  restyleLines() {
    const { colours, home } = this;
    const near = this.map.getZoom() > this.map.getMinZoom() + CLOSE_UP;
    for (const { frame, layer } of this.lines)
      setStyle(layer, {
        color: colours.ground,
        weight: near ? 0.95 : 0.6,
        opacity: this.byState || this.isHidden(frame) ? 0 : 1,
      });
    const restyled = this.states.filter((layer, state) => {
      const marked = Boolean(this.statewide[state]);
      return setStyle(layer, {
        color: marked ? colours.bold : colours.border,
        weight: marked ? (near ? 2.2 : 1.1) : near ? 1.2 : 0.6,
        opacity: this.isHidden(this.frames.ofState[state])
          ? 0
          : home >= 0 && state !== home
            ? 0.35
            : 1,
      });
    });
    // One order whatever was shown before, so that one view is always one picture.
    if (restyled.length)
      for (const bold of [false, true])
        this.states.forEach((layer, state) => {
          if (Boolean(this.statewide[state]) === bold) layer.bringToFront();
        });
    // Close to a state there is nothing left to part from the rest of the map.
    const opacity = this.frame === null ? 1 : 0;
    this.boxes.forEach((box) => setStyle(box, { color: colours.box, opacity }));
    this.labels.draw(this.statewide, colours, home, this.frame);
  }

  /**
   * Find the layer of a county or state by its code.
   * @param {string} code
   */
  find(code) {
    const { county, state } = this.places.get(code);
    return county >= 0 ? this.counties[county] : this.states[state];
  }
}
