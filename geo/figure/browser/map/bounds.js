// Bounds in pixels that grow in place: Leaflet's own make points of all they are extended by, ten
// thousand times a picture.

/** @typedef {L.Bounds & { min: L.Point, max: L.Point }} Bounds bounds that lack neither end */

/**
 * Make bounds around nothing.
 * @returns {Bounds}
 */
export const makeBounds = () =>
  Object.assign(L.bounds([]), {
    min: L.point(Infinity, Infinity),
    max: L.point(-Infinity, -Infinity),
  });

/**
 * Extend bounds by others and a margin around those.
 * @param {Bounds} bounds
 * @param {{ min: L.Point, max: L.Point }} other
 * @param {number} [margin]
 */
export const extendBounds = ({ min, max }, other, margin = 0) => {
  min.x = Math.min(min.x, other.min.x - margin);
  min.y = Math.min(min.y, other.min.y - margin);
  max.x = Math.max(max.x, other.max.x + margin);
  max.y = Math.max(max.y, other.max.y + margin);
};
