// A Leaflet canvas that redraws a few changed shapes each in its own rectangle.
//
// Leaflet redraws one rectangle around all that changed: for a county in Florida and one in Idaho
// that is the whole country. A day of the record changes few counties, far apart.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const MOST_PATCHES = 30;

  atlas.PatchCanvas = L.Canvas.extend({
    _extendRedrawBounds(layer) {
      L.Canvas.prototype._extendRedrawBounds.call(this, layer);
      if (!layer._pxBounds) return;
      const padding = (layer.options.weight || 0) + 1;
      this._patches = this._patches || [];
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
        return L.Canvas.prototype._redraw.call(this);
      this._redrawRequest = null;
      for (const patch of patches) {
        this._redrawBounds = patch;
        this._clear();
        this._draw();
      }
      this._redrawBounds = null;
    },
  });
})(window.atlas);
