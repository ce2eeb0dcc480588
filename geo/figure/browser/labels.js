// State names on the map; a state with statewide agreements carries a dot per model.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  // Labels of states too small to hold one stand at sea, at [x, y] in km, with a leader line.
  const AT_SEA = {
    VT: [1700, 2850],
    NH: [1880, 2905],
    MA: [2290, 2440],
    RI: [2270, 2300],
    CT: [2180, 2165],
    NJ: [2080, 2030],
    DE: [2045, 1915],
    MD: [2020, 1800],
    DC: [1985, 1690],
    GU: [1735, 435],
    MP: [1830, 890],
    AS: [2060, 725],
    PR: [2070, 365],
    VI: [2330, 365],
  };
  // The middle of the widest place is not always where the eye looks for the name.
  const NUDGED = {
    FL: [1475, 690],
    HI: [-720, 270],
    LA: [300, 960],
    MI: [940, 2245],
    VA: [1600, 1735],
  };
  // Pixels a kilometre from which states carry their code, and their whole name.
  const CODES_FROM_SCALE = 0.085;
  const NAMES_FROM_SCALE = 0.55;
  // Pixels: half the width that a code and a letter of a name need.
  const CODE_ROOM = 9;
  const SEA_ROOM = 14;
  const LETTER_ROOM = 3.2;
  // Farther than this many pixels from its state a label at sea would be out of sight.
  const LONGEST_LEADER = 160;

  atlas.Labels = class {
    constructor(map, geometry, renderer) {
      Object.assign(this, { map, renderer, states: geometry.states });
      this.layer = L.layerGroup().addTo(map);
    }

    // Draw the labels for the zoom, or only renew those whose models changed.
    draw(statewide, colours, home) {
      const zoom = this.map.getZoom();
      if (zoom !== this.zoom || colours !== this.colours || home !== this.home) {
        this.layer.clearLayers();
        Object.assign(this, { zoom, colours, home });
        this.drawn = Math.pow(2, zoom) < CODES_FROM_SCALE ? [] : this.arrange(Math.pow(2, zoom));
      }
      for (const label of this.drawn) {
        if (label.mixture === statewide[label.state]) continue;
        label.mixture = statewide[label.state];
        label.marker.setIcon(this.write(label));
        label.marker.addTo(this.layer);
      }
    }

    // Which states have room for a label at a scale (pixels a kilometre), where, and which.
    arrange(scale) {
      const labels = [];
      this.states.state.forEach((usps, state) => {
        const [x, y, radius] = this.states.label[state];
        const room = radius * scale;
        const [seaX, seaY] = AT_SEA[usps] || [x, y];
        const apart = Math.hypot(seaX - x, seaY - y) * scale;
        const atSea = apart > 0 && apart < LONGEST_LEADER && room < SEA_ROOM;
        if (!atSea && room < CODE_ROOM && !NUDGED[usps] && state !== this.home) return;
        const [labelX, labelY] = atSea ? AT_SEA[usps] : NUDGED[usps] || [x, y];
        if (atSea)
          L.polyline([[y, x], [labelY, labelX]], {
            renderer: this.renderer,
            pane: "outline",
            interactive: false,
            className: "atlas-leader",
            weight: 0.6,
          }).addTo(this.layer);
        const name = this.states.name[state];
        const whole = scale > NAMES_FROM_SCALE && room > name.length * LETTER_ROOM;
        const options = { interactive: false, keyboard: false, pane: "outline" };
        const marker = L.marker([labelY, labelX], options);
        labels.push({ state, marker, atSea, text: whole ? name : usps });
      });
      return labels;
    }

    write({ text, mixture, atSea }) {
      const dots = [1, 2, 4]
        .filter((bit) => mixture & bit)
        .map((bit) => `<i style="background:${this.colours.mixtures[bit]}"></i>`)
        .join("");
      const kinds = ["atlas-label", dots && "statewide", atSea && "at-sea"].filter(Boolean);
      return L.divIcon({
        className: kinds.join(" "),
        html: `<span>${text}${dots && `<b>${dots}</b>`}</span>`,
        iconSize: [0, 0],
      });
    }
  };
})(window.atlas);
