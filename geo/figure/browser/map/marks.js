// Rings on the counties in which agreements were signed since the newest list, on its day.

/**
 * @import { Config } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Choropleth } from "./choropleth.js"
 */

// Pixels, and pixels a kilometre: small beside a county, on a phone's whole country too.
const LARGEST = 2.2;
const LARGEST_FROM_SCALE = 0.16;

export class Marks {
  /**
   * @param {L.Map} map
   * @param {Choropleth} choropleth
   * @param {Config} config
   */
  constructor(map, choropleth, { since, source }) {
    this.map = map;
    this.choropleth = choropleth;
    this.newest = source.date;
    this.shown = false;
    this.marks = (since?.geoids ?? []).map((geoid) => {
      const centre = choropleth.find(geoid).getBounds().getCenter();
      const mark = L.circleMarker(centre, {
        renderer: choropleth.outlines,
        pane: "outline",
        interactive: false,
        className: "atlas-signed",
      });
      return { mark, frame: choropleth.frames.findAt(centre.lng, centre.lat) };
    });
    map.on("zoomend zoomlevelschange", () => this.draw());
  }

  /** @param {Scene} scene */
  paint({ view, earlier }) {
    this.shown = view.date === this.newest && !earlier && view.level === "county";
    this.draw();
  }

  draw() {
    const share = Math.min(Math.pow(2, this.map.getZoom()) / LARGEST_FROM_SCALE, 1);
    for (const { mark, frame } of this.marks) {
      mark.setRadius(LARGEST * share);
      if (this.shown && !this.choropleth.isHidden(frame)) mark.addTo(this.map);
      else mark.remove();
    }
  }
}
