// A Leaflet canvas that redraws a few changed shapes each in its own rectangle.
//
// Leaflet redraws one rectangle around all that changed: for a county in Florida and one in Idaho
// that is the whole country. A day of the record changes few counties, far apart. What is
// overridden here is Leaflet's own inside, which its types do not describe.

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
  /** @param {any} layer */
  _extendRedrawBounds(layer) {
    Canvas.prototype._extendRedrawBounds.call(this, layer);
    this._patches = this._patches || [];
    // With one more all is redrawn at once.
    if (!layer._pxBounds || this._patches.length > MOST_PATCHES) return;
    const padding = (layer.options.weight || 0) + 1;
    this._patches.push(
      L.bounds(
        layer._pxBounds.min.subtract([padding, padding])._floor(),
        layer._pxBounds.max.add([padding, padding])._ceil(),
      ),
    );
  },

  _redraw() {
    const patches = this._patches;
    this._patches = null;
    if (!this._redrawBounds || !patches || patches.length > MOST_PATCHES)
      return Canvas.prototype._redraw.call(this);
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
