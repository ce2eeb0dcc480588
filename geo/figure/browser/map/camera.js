// Which part of the map is in view: the whole country or the place chosen, until the reader moves.

import { readExtent } from "../rules/view.js";

/** @import { Place } from "../rules/places.js" */

/**
 * Finds the boxes of a place: its state's or region's, and its own where it is a county.
 * @typedef {(place: Place) => { state: L.LatLngBounds, county: L.LatLngBounds | null }} FindBoxes
 */

/** @typedef {{ centre: L.LatLng, zoom: number }} Frame */

// The whole country in the composite plane, km.
const WHOLE = L.latLngBounds([90, -2370], [3190, 2370]);
const FLIGHT_SECONDS = 0.7;
// A chosen county is shown at least this many pixels large.
const SMALLEST_COUNTY = 22;
// Pixels by which the centre may be off without having been moved.
const UNMOVED = 4;
// A wheel moves the map in many steps: it rests when none has come for so long.
const REST_MS = 300;

/**
 * The zoom at which bounds fill the map. Leaflet reckons it from the zoom shown before, and so
 * a little differently each time; lines are simplified in whole pixels, and would jump.
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 * @param {number} margin px
 */
const findZoom = (map, bounds, margin) => {
  const zoom = map.getBoundsZoom(bounds, false, L.point(margin, margin));
  return Math.round(zoom * 1e6) / 1e6;
};

export class Camera {
  /**
   * @param {L.Map} map
   * @param {HTMLElement} root says in data-travelling whether a flight is under way
   * @param {FindBoxes} findBoxes
   * @param {(at: string) => void} moved is told where the reader has moved the map to
   */
  constructor(map, root, findBoxes, moved) {
    this.map = map;
    this.root = root;
    this.findBoxes = findBoxes;
    this.moved = moved;
    /** @type {Place | null} */
    this.place = null;
    this.at = "";
    /** @type {L.Point | null} */
    this.fitted = null;
    /** @type {Frame | null} */
    this.framed = null;
    this.flying = false;
    this.resting = 0;
    map.on("zoomend dragstart", () => (this.flying = false));
    map.on("moveend", () => {
      this.noteFrame();
      window.clearTimeout(this.resting);
      this.resting = window.setTimeout(() => this.tell(), REST_MS);
    });
    this.noteFrame();
  }

  /** Tell where the reader has moved the map to, and that it is back where we showed it. */
  tell() {
    if (!this.framed || this.flying) return;
    this.moved(this.isFramed(this.framed) ? this.at : this.writeExtent());
  }

  writeExtent() {
    const { x, y } = this.map.getSize();
    const { lat, lng } = this.map.getCenter();
    const across = Math.min(x, y) / Math.pow(2, this.map.getZoom());
    // Adding nothing makes a minus zero a zero.
    return [lng, lat, across].map((kilometres) => Math.round(kilometres) + 0).join();
  }

  /** Say on the root what is in view: data-zoom, and data-centre in km of the plane. */
  noteFrame() {
    const { lat, lng } = this.map.getCenter();
    this.root.dataset.zoom = this.map.getZoom().toFixed(4);
    this.root.dataset.centre = `${lng.toFixed(2)} ${lat.toFixed(2)}`;
  }

  /** The map's box has changed: the place keeps its frame, and the reader the one they chose. */
  fit() {
    const kept = this.framed && !this.flying && !this.isFramed(this.framed);
    if (this.settle() && !kept) this.travel(this.place, this.at, false);
  }

  /**
   * Take the size of the map's box: nothing is shown smaller than the whole country. Returns
   * whether the size is a new one.
   */
  settle() {
    const { map } = this;
    map.invalidateSize(false);
    const size = map.getSize();
    if (!size.x || !size.y || (this.fitted && size.equals(this.fitted))) return false;
    this.fitted = size;
    map.options.minZoom = -10;
    const zoom = findZoom(map, WHOLE, 8);
    if (!this.framed) this.jump(WHOLE.getCenter(), zoom);
    // At once: `setMinZoom` would begin a flight, which ends beside what is shown meanwhile.
    if (map.getZoom() < zoom) this.jump(map.getCenter(), zoom);
    map.setMinZoom(zoom);
    map.setMaxBounds(WHOLE.pad(0.15));
    return true;
  }

  /**
   * @param {L.LatLng} centre
   * @param {number} zoom
   */
  jump(centre, zoom) {
    // `reset` is not in Leaflet's types: without it a view close by is panned to.
    const options = /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true });
    this.map.setView(centre, zoom, options);
  }

  /**
   * Go to where the reader was, or to a place: its state, and closer where a county would be too
   * small to see.
   * @param {Place | null} place
   * @param {string} at
   * @param {boolean} animate
   */
  travel(place, at, animate) {
    this.place = place;
    this.at = at;
    // A longer title may just have made the map's box smaller.
    this.settle();
    this.root.dataset.travelling = "true";
    this.map.once("moveend", () => (this.root.dataset.travelling = "false"));
    const { centre, zoom } = this.findExtent(at) ?? this.findFrame(place);
    this.frame(centre, zoom, animate && !this.still);
  }

  /**
   * Keep the map where it is, at another place: where that is.
   * @param {Place} place
   * @param {string} at
   */
  stay(place, at) {
    this.place = place;
    this.at = at;
    this.framed = { centre: this.map.getCenter(), zoom: this.map.getZoom() };
  }

  /**
   * Move to a place, as a reader would.
   * @param {Place} place
   */
  visit(place) {
    const { centre, zoom } = this.findFrame(place);
    if (this.still) this.jump(centre, zoom);
    else this.map.flyTo(centre, zoom, { duration: FLIGHT_SECONDS });
  }

  get still() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /**
   * @param {string} at
   * @returns {Frame | null}
   */
  findExtent(at) {
    const { map } = this;
    const extent = readExtent(at);
    if (!extent) return null;
    const { x, y } = map.getSize();
    const zoom = Math.log2(Math.min(x, y) / extent.across);
    return {
      centre: L.latLng(extent.north, extent.east),
      zoom: Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom()),
    };
  }

  /**
   * @param {Place | null} place
   * @returns {Frame}
   */
  findFrame(place) {
    const { map } = this;
    if (!place?.code) return { centre: WHOLE.getCenter(), zoom: map.getMinZoom() };
    const { state, county } = this.findBoxes(place);
    let centre = state.getCenter();
    let zoom = findZoom(map, state, 40);
    if (county) {
      const width = Math.max(
        county.getEast() - county.getWest(),
        county.getNorth() - county.getSouth(),
      );
      const closer = Math.log2(SMALLEST_COUNTY / width);
      if (closer > zoom) [centre, zoom] = [county.getCenter(), closer];
    }
    return { centre, zoom: Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom()) };
  }

  /**
   * Show a part of the map that is ours to choose, until the reader moves it.
   * @param {L.LatLng} wanted
   * @param {number} zoom
   * @param {boolean} animate
   */
  frame(wanted, zoom, animate) {
    // Leaflet moves a centre to where the map's limits allow it, by a method of its own.
    const map = /** @type {any} */ (this.map);
    /** @type {L.LatLng} */
    const centre = map._limitCenter(wanted, zoom, map.options.maxBounds);
    this.framed = { centre, zoom };
    this.flying = animate;
    if (animate) this.map.flyTo(centre, zoom, { duration: FLIGHT_SECONDS });
    else this.jump(centre, zoom);
  }

  /**
   * Whether the map shows what we chose; the whole country is always our choice.
   * @param {Frame} framed
   */
  isFramed({ centre, zoom }) {
    const { map } = this;
    if (!this.at && !this.place?.code && map.getZoom() <= map.getMinZoom() + 0.01) return true;
    const shown = map.getCenter();
    const apart = Math.hypot(shown.lat - centre.lat, shown.lng - centre.lng);
    return Math.abs(map.getZoom() - zoom) < 0.01 && apart * Math.pow(2, map.getZoom()) < UNMOVED;
  }
}
