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
    this.newest = source.date;
    this.layer = L.layerGroup(
      (since?.geoids ?? []).map((geoid) =>
        L.circleMarker(choropleth.find(geoid).getBounds().getCenter(), {
          renderer: choropleth.outlines,
          pane: "outline",
          interactive: false,
          className: "atlas-signed",
        }),
      ),
    );
    map.on("zoomend zoomlevelschange", () => this.resize());
    this.resize();
  }

  resize() {
    const share = Math.min(Math.pow(2, this.map.getZoom()) / LARGEST_FROM_SCALE, 1);
    this.layer.eachLayer((mark) => {
      /** @type {L.CircleMarker} */ (mark).setRadius(LARGEST * share);
    });
  }

  /** @param {Scene} scene */
  paint({ view, earlier }) {
    const shown = view.date === this.newest && !earlier && view.level === "county";
    if (shown) this.layer.addTo(this.map);
    else this.layer.remove();
  }
}
