// The outlines of counties and states as Leaflet wants them: latitude is y, longitude x, in km.

/** @import { Shape } from "../types.js" */

/**
 * Decode a shape: for each polygon its rings, each a list of points.
 * @param {Shape} shape
 * @param {number} step kilometres
 */
export const decodeShape = (shape, step) =>
  shape.map((polygon) =>
    polygon.map((ring) => {
      let [x, y] = ring;
      /** @type {[number, number][]} */
      const points = [[y * step, x * step]];
      for (let at = 2; at < ring.length; at += 2) {
        x += ring[at];
        y += ring[at + 1];
        points.push([y * step, x * step]);
      }
      return points;
    }),
  );
