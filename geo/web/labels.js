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
  const CODES_FROM_SCALE = 0.1;
  const NAMES_FROM_SCALE = 0.55;
  // Pixels: half the width that a code and a letter of a name need.
  const CODE_ROOM = 9;
  const SEA_ROOM = 14;
  const LETTER_ROOM = 3.2;

  atlas.Labels = class {
    constructor(map, geometry, renderer) {
      Object.assign(this, { map, renderer, states: geometry.states });
      this.layer = L.layerGroup().addTo(map);
    }

    draw(statewide, colours) {
      this.layer.clearLayers();
      const scale = Math.pow(2, this.map.getZoom());
      if (scale < CODES_FROM_SCALE) return;
      this.states.state.forEach((usps, state) => {
        const [x, y, radius] = this.states.label[state];
        const room = radius * scale;
        const atSea = Boolean(AT_SEA[usps]) && room < SEA_ROOM;
        if (!atSea && room < CODE_ROOM && !NUDGED[usps]) return;
        const [labelX, labelY] = atSea ? AT_SEA[usps] : NUDGED[usps] || [x, y];
        if (atSea)
          L.polyline([[y, x], [labelY, labelX]], {
            renderer: this.renderer,
            pane: "outline",
            interactive: false,
            color: colours.state,
            weight: 0.6,
          }).addTo(this.layer);
        const name = this.states.name[state];
        const whole = scale > NAMES_FROM_SCALE && room > name.length * LETTER_ROOM;
        this.addLabel(whole ? name : usps, [labelY, labelX], statewide[state], atSea, colours);
      });
    }

    addLabel(text, position, mixture, atSea, colours) {
      const dots = [1, 2, 4]
        .filter((bit) => mixture & bit)
        .map((bit) => `<i style="background:${colours.mixtures[bit]}"></i>`)
        .join("");
      const kinds = ["atlas-label", dots && "statewide", atSea && "at-sea"].filter(Boolean);
      L.marker(position, {
        interactive: false,
        keyboard: false,
        pane: "outline",
        icon: L.divIcon({
          className: kinds.join(" "),
          html: `<span>${text}${dots && `<b>${dots}</b>`}</span>`,
          iconSize: [0, 0],
        }),
      }).addTo(this.layer);
    }
  };
})(window.atlas);
