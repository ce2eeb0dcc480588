// What goes out of sight fades: a picture of what was painted lies over the map and dissolves.

const FADE_MS = 300;

/**
 * Lay a picture of what canvases show now over the map, where it was on the plane, and let it fade.
 * Without motion, where the reader asks for that.
 * @param {L.Map} map
 * @param {L.Canvas[]} renderers
 */
export const fadeOut = (map, renderers) => {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const renderer of renderers) {
    // Where a canvas was painted for, which Leaflet's types do not tell.
    const { _container: canvas, _center: centre, _zoom: zoom } = /** @type {any} */ (renderer);
    if (!canvas?.width || !centre) continue;
    const picture = document.createElement("canvas");
    picture.className = "fading";
    picture.width = canvas.width;
    picture.height = canvas.height;
    picture.getContext("2d")?.drawImage(canvas, 0, 0);
    const half = L.point(canvas.offsetWidth, canvas.offsetHeight).divideBy(2);
    const middle = map.project(centre, zoom);
    const bounds = L.latLngBounds(
      map.unproject(middle.subtract(half), zoom),
      map.unproject(middle.add(half), zoom),
    );
    // An overlay takes any element, not only an SVG.
    const element = /** @type {any} */ (picture);
    const overlay = L.svgOverlay(element, bounds, { pane: "fading" }).addTo(map);
    const { finished } = picture.animate([{ opacity: 1 }, { opacity: 0 }], FADE_MS);
    finished.then(() => overlay.remove());
  }
};
