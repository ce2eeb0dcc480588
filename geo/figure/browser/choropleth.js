// The counties, states and inset boxes as Leaflet layers, and how they are painted.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  // Lower bounds of the classes of the state level, fixed so that colours mean the same on
  // every date; class 0 is none.
  atlas.BREAKS = {
    counties: [0, 0.1, 0.25, 0.5, 0.75],
    people: [0, 0.1, 0.25, 0.5, 0.75],
    agreements: [0, 10, 25, 50, 100],
  };

  atlas.classify = (value, measure) => {
    if (!(value > 0)) return 0;
    return atlas.BREAKS[measure].filter((bound, i) => i === 0 || value >= bound).length;
  };

  // How a county differs between two dates, by its mixtures then and now.
  atlas.compareMixtures = (before, after) => {
    if (before === after) return after ? "same" : "none";
    if (!before) return "gained";
    return after ? "changed" : "lost";
  };

  // Pixels by which Leaflet may simplify; more would open gaps between neighbours.
  const SMOOTH = 0.6;
  const FADED = 0.22;
  const CLOSE_UP = 1.2;

  const decodeShape = (shape, step) =>
    shape.map((polygon) =>
      polygon.map((ring) => {
        let [x, y] = ring;
        const points = [[y * step, x * step]];
        for (let i = 2; i < ring.length; i += 2) {
          x += ring[i];
          y += ring[i + 1];
          points.push([y * step, x * step]);
        }
        return points;
      }),
    );

  const hatch = (ground, ink) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = ink;
    pen.lineWidth = 1.4;
    for (const shift of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(shift, 8);
      pen.lineTo(shift + 8, 0);
      pen.stroke();
    }
    return pen.createPattern(tile, "repeat");
  };

  // Restyle a layer if that changes it; tells whether it did.
  const setStyle = (layer, style) => {
    if (Object.entries(style).every(([name, value]) => layer.options[name] === value)) return false;
    layer.setStyle(style);
    return true;
  };

  atlas.Choropleth = class {
    constructor(map, geometry, record, palettes) {
      Object.assign(this, { map, geometry, record, palettes });
      this.readColours();
      this.counties = this.addCounties();
      this.group = L.featureGroup(this.counties).addTo(map);
      this.addPane("lines", 405);
      this.addPane("borders", 410);
      this.addPane("outline", 450);
      const borders = L.canvas({ pane: "borders", padding: 0.15 });
      const line = { renderer: borders, pane: "borders", interactive: false, fill: false };
      // County lines do not change with the day: on a canvas of their own they are drawn once.
      const rings = this.counties.flatMap((layer) => layer.getLatLngs().flat());
      this.lines = L.polyline(
        rings.map((ring) => [...ring, ring[0]]),
        {
          ...line,
          renderer: L.canvas({ pane: "lines", padding: 0.15 }),
          pane: "lines",
          smoothFactor: SMOOTH,
        },
      ).addTo(map);
      this.states = geometry.states.shape.map((shape) =>
        L.polygon(decodeShape(shape, geometry.step), { ...line, smoothFactor: SMOOTH }).addTo(map),
      );
      this.boxes = geometry.boxes.map(({ bounds: [left, bottom, right, top] }) =>
        L.rectangle([[bottom, left], [top, right]], { ...line, weight: 1 }).addTo(map),
      );
      this.outlines = L.svg({ pane: "outline", padding: 0.15 });
      this.labels = new atlas.Labels(map, geometry, this.outlines);
      this.statewide = this.states.map(() => 0);
      map.on("zoomend zoomlevelschange", () => this.restyleLines());
    }

    addCounties() {
      const renderer = new atlas.PatchCanvas({ padding: 0.15 });
      return this.geometry.counties.shape.map((shape, county) => {
        const layer = L.polygon(decodeShape(shape, this.geometry.step), {
          renderer,
          smoothFactor: SMOOTH,
          weight: 1,
          fillOpacity: 1,
          bubblingMouseEvents: false,
        });
        layer.county = county;
        return layer;
      });
    }

    addPane(name, zIndex) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = "none";
    }

    readColours() {
      const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      const theme = dark ? "dark" : "light";
      const mixtures = this.palettes.mixtures[theme];
      this.colours = {
        ...(dark
          ? { ground: "#14181c", ink: "#dfe4e7", state: "#76828b", box: "#3a424a" }
          : { ground: "#ffffff", ink: "#14222c", state: "#8d99a1", box: "#cfd6da" }),
        mixtures,
        ramp: [mixtures[0], ...this.palettes.ramp[theme]],
        changes: { ...this.palettes.changes[theme], none: mixtures[0] },
        unknown: hatch(mixtures[0], dark ? "#6b747c" : "#9aa4ab"),
      };
    }

    // The system's theme changed: everything is painted anew.
    repaint() {
      this.readColours();
      this.counties.forEach((layer) => (layer.painted = null));
    }

    // Paint what a survey says: each county by its mixture, by its change since an earlier
    // survey (`view.earlier`), or by the class of its state. Only what differs is drawn again.
    paint(survey, view) {
      const { mixtures, ramp, changes, unknown } = this.colours;
      const stateOf = this.geometry.counties.state;
      const byState = view.level === "state" && !view.earlier;
      const classes = byState && this.classifyStates(survey, view.measure);
      const home = this.findState(view.place);
      this.counties.forEach((layer, county) => {
        const mixture = survey.counties.mixture[county];
        let fillColor = mixtures[mixture];
        if (!view.known) fillColor = unknown;
        else if (byState) fillColor = ramp[classes[stateOf[county]]];
        else if (view.earlier)
          fillColor = changes[atlas.compareMixtures(view.earlier.counties.mixture[county], mixture)];
        const fillOpacity = home < 0 || stateOf[county] === home ? 1 : FADED;
        const was = layer.painted;
        if (was && was[0] === fillColor && was[1] === byState && was[2] === fillOpacity) return;
        layer.painted = [fillColor, byState, fillOpacity];
        // In one colour, neighbours are drawn with a line of it, to close the seam between them.
        layer.setStyle({
          fillColor,
          fillOpacity,
          stroke: byState,
          color: fillColor,
          opacity: fillOpacity,
        });
      });
      this.markStatewide(view.known ? survey.states.statewideMixture : null, home, byState);
    }

    classifyStates(survey, measure) {
      return this.states.map((_, state) =>
        atlas.classify(this.measureState(survey, state, measure), measure),
      );
    }

    measureState({ states }, state, measure) {
      if (measure === "agreements") return states.agreements[state];
      if (measure === "people") return states.peopleCovered[state] / this.record.statePeople[state];
      return states.covered[state] / this.record.stateCounties[state];
    }

    markStatewide(mixtures, home, byState) {
      const statewide = this.states.map((_, state) => (mixtures ? mixtures[state] : 0));
      const key = [statewide.join(""), home, byState, this.colours.ground].join();
      if (key === this.lineKey) return;
      this.lineKey = key;
      Object.assign(this, { statewide, home, byState });
      this.restyleLines();
    }

    // Lines of counties, states and boxes for the zoom; states with a statewide agreement bold.
    restyleLines() {
      const { colours, home } = this;
      const near = this.map.getZoom() > this.map.getMinZoom() + CLOSE_UP;
      setStyle(this.lines, {
        color: colours.ground,
        weight: near ? 0.8 : 0.4,
        opacity: this.byState ? 0 : 1,
      });
      this.states.forEach((layer, state) => {
        const marked = Boolean(this.statewide[state]);
        const style = {
          color: marked ? colours.ink : colours.state,
          weight: marked ? (near ? 2.2 : 1.1) : near ? 1.2 : 0.6,
          opacity: home >= 0 && state !== home ? 0.35 : 1,
        };
        if (!setStyle(layer, style)) return;
        if (marked) layer.bringToFront();
        else layer.bringToBack();
      });
      this.boxes.forEach((box) => box.setStyle({ color: colours.box }));
      this.labels.draw(this.statewide, colours, this.home);
    }

    // The layer of a county (its GEOID) or a state (its USPS code).
    find(place) {
      const county = this.geometry.counties.geoid.indexOf(place);
      if (county >= 0) return this.counties[county];
      return this.states[this.geometry.states.state.indexOf(place)];
    }

    // The state that a place lies in or is, as a position; -1 for the whole country.
    findState(place) {
      if (!place) return -1;
      const county = this.geometry.counties.geoid.indexOf(place);
      if (county >= 0) return this.geometry.counties.state[county];
      return this.geometry.states.state.indexOf(place);
    }

    outline(place) {
      if (this.outlined) this.outlined.remove();
      this.outlined = null;
      const layer = place && this.find(place);
      if (!layer) return;
      const line = (color, weight) =>
        L.polygon(layer.getLatLngs(), {
          renderer: this.outlines,
          pane: "outline",
          interactive: false,
          fill: false,
          color,
          weight,
          smoothFactor: SMOOTH,
        });
      this.outlined = L.layerGroup([
        line(this.colours.ground, 5),
        line(this.colours.ink, 2.4),
      ]).addTo(this.map);
    }
  };
})(window.atlas);
