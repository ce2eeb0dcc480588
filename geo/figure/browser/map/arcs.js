// Layers made of shared arcs: each arc is brought to pixels once for all counties and states that
// it bounds, so that neighbours never part, where Leaflet does it for each layer by itself. What
// is overridden here is Leaflet's own inside, which its types do not describe.

import { extendBounds, makeBounds } from "./bounds.js";

/**
 * @import { Line, Ring } from "../types.js"
 * @import { Bounds } from "./bounds.js"
 */

/** @typedef {{ points: L.Point[], box: Bounds }} Piece an arc or a ring in pixels of the map */

// Pixels by which an arc may be simplified.
const SMOOTH = 0.6;

export class Arcs {
  /** @param {Line[]} lines */
  constructor(lines) {
    this.lines = lines;
    /** @type {Piece[]} */
    this.pieces = [];
    this.zoom = NaN;
    this.origin = L.point(NaN, NaN);
  }

  /**
   * Bring all arcs to the pixels of a map, unless they are there already.
   * @param {L.Map} map
   */
  project(map) {
    const zoom = map.getZoom();
    const origin = map.getPixelOrigin();
    if (zoom !== this.zoom || !origin.equals(this.origin)) {
      this.zoom = zoom;
      this.origin = origin;
      const scale = Math.pow(2, zoom);
      this.pieces = this.lines.map((line) => {
        const points = simplify(toPixels(line, scale, origin));
        return { points, box: findBox(points) };
      });
    }
    return this.pieces;
  }

  /**
   * Join the pixels of a ring's arcs; the last point is the first one again.
   * @param {Ring} ring
   * @returns {Piece}
   */
  join(ring) {
    if (ring.length === 1 && ring[0] >= 0) return this.pieces[ring[0]];
    /** @type {L.Point[]} */
    const points = [];
    const box = makeBounds();
    for (const arc of ring) {
      const piece = this.pieces[arc < 0 ? ~arc : arc];
      extendBounds(box, piece.box);
      if (arc < 0)
        for (let at = piece.points.length - 1; at >= 0; at -= 1) points.push(piece.points[at]);
      else for (const point of piece.points) points.push(point);
    }
    return { points, box };
  }

  /**
   * Measure what rings extend over, in the plane.
   * @param {Ring[]} rings
   */
  measure(rings) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const arc of rings.flat()) {
      const line = this.lines[arc < 0 ? ~arc : arc];
      for (let at = 0; at < line.length; at += 2) {
        west = Math.min(west, line[at]);
        east = Math.max(east, line[at]);
        south = Math.min(south, line[at + 1]);
        north = Math.max(north, line[at + 1]);
      }
    }
    return L.latLngBounds([south, west], [north, east]);
  }
}

/** @param {L.Point[]} points */
const findBox = (points) => {
  const box = makeBounds();
  for (const point of points) extendBounds(box, { min: point, max: point });
  return box;
};

/** @param {L.Point[]} points */
const simplify = (points) => (points.length > 2 ? L.LineUtil.simplify(points, SMOOTH) : points);

/**
 * Bring a line to whole pixels, each once.
 * @param {Line} line
 * @param {number} scale pixels a kilometre
 * @param {L.Point} origin
 */
const toPixels = (line, scale, origin) => {
  /** @type {L.Point[]} */
  const points = [];
  let [left, top] = [NaN, NaN];
  for (let at = 0; at < line.length; at += 2) {
    const x = Math.round(line[at] * scale) - origin.x;
    const y = Math.round(-line[at + 1] * scale) - origin.y;
    if (x === left && y === top) continue;
    points.push(L.point(x, y));
    [left, top] = [x, y];
  }
  return points;
};

/** What is said of a layer of rings, instead of what Leaflet says of one of vertices. */
const ofArcs = {
  /**
   * @this {any}
   * @param {Arcs} arcs
   * @param {Ring[]} rings
   * @param {L.PolylineOptions} options
   */
  initialize(arcs, rings, options) {
    L.Util.setOptions(this, options);
    this.arcs = arcs;
    this.rings = rings;
    this._latlngs = [];
  },

  /** @this {any} */
  getBounds() {
    return (this._bounds ??= this.arcs.measure(this.rings));
  },

  /** @this {any} */
  _project() {
    this.arcs.project(this._map);
    this.pieces = this.rings.map((/** @type {Ring} */ ring) => this.arcs.join(ring));
    this._rawPxBounds = makeBounds();
    for (const { box } of this.pieces) extendBounds(this._rawPxBounds, box);
    this._updateBounds();
  },

  /** @this {any} */
  _update() {
    if (!this._map) return;
    const seen = this._renderer._bounds;
    this._parts = [];
    for (const { points, box } of this.pieces) if (box.intersects(seen)) this._parts.push(points);
    this._updatePath();
  },
};

/** @type {any} */
const { Polygon, Polyline } = L;

/**
 * @typedef {L.Polygon & { rings: Ring[] }} ArcPolygon
 * @type {new (arcs: Arcs, rings: Ring[], options: L.PolylineOptions) => ArcPolygon}
 */
export const ArcPolygon = Polygon.extend(ofArcs);

/** @type {new (arcs: Arcs, rings: Ring[], options: L.PolylineOptions) => L.Polyline} */
export const ArcLines = Polyline.extend(ofArcs);
