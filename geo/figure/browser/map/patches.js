// A Leaflet canvas that redraws a few changed shapes each in its own rectangle.
//
// Leaflet redraws one rectangle around all that changed: for a county in Florida and one in Idaho
// that is the whole country. A day of the record changes few counties, far apart. What is
// overridden here is Leaflet's own inside, which its types do not describe.

import { extendBounds, makeBounds } from "./bounds.js";

// With more, one rectangle around all is drawn again.
const MOST_PATCHES = 30;

/** @type {any} */
const Canvas = L.Canvas;

// Leaflet's own ends with the canvas between two pixels of the page, which blurs all lines.
const reset = Canvas.prototype._reset;
Canvas.include({
  _reset() {
    reset.call(this);
    L.DomUtil.setPosition(this._container, this._bounds.min);
  },
});

/** @type {new (options: L.RendererOptions) => L.Canvas} */
export const PatchCanvas = Canvas.extend({
  /**
   * @this {any}
   * @param {any} layer
   */
  _extendRedrawBounds(layer) {
    if (!layer._pxBounds) return;
    const padding = (layer.options.weight || 0) + 1;
    this._redrawBounds ??= makeBounds();
    extendBounds(this._redrawBounds, layer._pxBounds, padding);
    this._patches ??= [];
    if (this._patches.length > MOST_PATCHES) return;
    /** @type {any} */
    const patch = makeBounds();
    extendBounds(patch, layer._pxBounds, padding);
    patch.min._floor();
    patch.max._ceil();
    this._patches.push(patch);
  },

  /** @this {any} */
  _redraw() {
    const patches = this._patches;
    this._patches = null;
    if (!patches || patches.length > MOST_PATCHES) return Canvas.prototype._redraw.call(this);
    this._redrawRequest = null;
    for (const patch of patches) {
      this._redrawBounds = patch;
      this._clear();
      this._draw();
    }
    this._redrawBounds = null;
  },
});

/**
 * Draw what a canvas would draw with the next frame.
 * @param {any} canvas
 */
export const drawNow = (canvas) => {
  if (!canvas._redrawRequest) return;
  L.Util.cancelAnimFrame(canvas._redrawRequest);
  canvas._redraw();
};
