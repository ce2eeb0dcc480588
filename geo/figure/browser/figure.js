// The figure around the map: title, numbers, legend, controls and source, and the view they share.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const BOUNDS = L.latLngBounds([90, -2370], [3190, 2370]);
  const FLIGHT_SECONDS = 0.7;
  // A chosen county is shown at least this many pixels large.
  const SMALLEST_COUNTY = 22;

  atlas.Figure = class {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.words = atlas.WORDS[config.language];
      this.geometry = atlas.geometry;
      const { states } = this.geometry;
      // The Census names, by which a state is found in any language.
      this.printed = states.name;
      states.name = states.state.map((code) => config.states[code]);
      this.record = new atlas.Record(atlas.agreements, atlas.geometry);
      this.view = { ...config.view };
      this.build();
      // Before there are shapes: each fit afterwards projects all of them again.
      this.fit();
      this.choropleth = new atlas.Choropleth(map, this.geometry, this.record, config.palettes);
      this.legend = new atlas.Legend(this.part("legend"), this.words, (models) =>
        this.change({ models }),
      );
      this.bind();
      this.update();
      requestAnimationFrame(() => requestAnimationFrame(() => (this.root.dataset.ready = "true")));
    }

    part(name) {
      return this.root.querySelector(`.${name}`);
    }

    build() {
      const { words } = this;
      const container = this.map.getContainer();
      this.root = document.createElement("main");
      this.root.className = "atlas";
      this.root.lang = this.config.language;
      this.root.dataset.playing = "false";
      this.root.classList.toggle("bare", this.config.controls === false);
      this.root.innerHTML = `
        <header>
          <h1></h1>
          <p class="subtitle"></p>
          <dl class="numbers"></dl>
          <aside class="legend"></aside>
        </header>
        <div class="stage"><div class="home"></div></div>
        <div class="controls">
          <div class="level"></div>
          <label class="measure"><span></span><select></select></label>
          <div class="reach"></div>
          <input class="search" type="search" list="atlas-places" autocomplete="off">
          <datalist id="atlas-places"></datalist>
        </div>
        <footer></footer>`;
      container.before(this.root);
      this.part("stage").prepend(container);
      container.setAttribute("aria-label", words.mapLabel);
      for (const [name, label] of [["in", words.zoomIn], ["out", words.zoomOut]]) {
        const button = container.querySelector(`.leaflet-control-zoom-${name}`);
        button.title = label;
        button.setAttribute("aria-label", label);
      }
      this.homeButton = atlas.makeButton(this.part("home"), {
        text: words.whole,
        className: "whole",
        press: () => {
          this.change({ place: "" });
          container.focus({ preventScroll: true });
        },
      });
      this.buildControls();
      const { source } = this.config;
      this.root.querySelector("footer").textContent = words.source({
        list: source.list,
        rows: this.formatNumber(source.rows),
        date: this.formatDate(source.date),
        copied: source.copied,
      });
      this.map.invalidateSize(false);
    }

    buildControls() {
      const { words, geometry } = this;
      this.showLevel = atlas.makeChoice(this.part("level"), {
        label: words.levelLabel,
        options: words.levels,
        choose: (level) => this.change({ level }),
      });
      this.showReach = atlas.makeChoice(this.part("reach"), {
        label: words.reachLabel,
        options: words.reaches,
        hints: words.reachHints,
        choose: (reach) => this.change({ reach }),
      });
      this.part("measure").querySelector("span").textContent = words.measureLabel;
      this.measure = this.part("measure").querySelector("select");
      for (const [value, text] of Object.entries(words.measures))
        this.measure.add(new Option(text, value));
      this.measure.addEventListener("change", () => this.change({ measure: this.measure.value }));
      const { counties, states } = geometry;
      const places = new Map(states.name.map((name, state) => [name, states.state[state]]));
      this.printed.forEach((name, state) => places.set(name, states.state[state]));
      counties.name.forEach((name, county) =>
        places.set(`${name}, ${states.state[counties.state[county]]}`, counties.geoid[county]),
      );
      atlas.makeSearch(this.part("search"), this.root.querySelector("datalist"), {
        label: words.search,
        places,
        choose: (place) => this.change({ place }),
      });
    }

    bind() {
      const { map, choropleth } = this;
      choropleth.group.on("click", ({ layer }) => this.choose(layer.county));
      choropleth.group.bindTooltip((layer) => atlas.describeCounty(this, layer.county), {
        sticky: true,
        direction: "auto",
        className: "atlas-tip",
      });
      document.addEventListener("keydown", (event) => {
        // In a field the key empties it or closes its list first.
        if (event.key !== "Escape" || event.target.closest("select, .typed")) return;
        if (event.target.closest("input") && event.target.value) return;
        if (this.view.place) this.change({ place: "" });
        else if (this.view.present && this.config.controls !== false) this.change({ present: false });
      });
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        choropleth.repaint();
        this.update();
      });
      // A finger on the whole map scrolls the page; on a closer one it moves the map.
      const finger = window.matchMedia("(pointer: coarse)");
      const yieldFinger = () => {
        const whole = map.getZoom() <= map.getMinZoom();
        map.dragging[finger.matches && whole ? "disable" : "enable"]();
      };
      map.on("zoomend zoomlevelschange", yieldFinger);
      finger.addEventListener("change", yieldFinger);
      yieldFinger();
      map.on("zoomend dragstart", () => (this.flying = false));
      new ResizeObserver(() => this.fit()).observe(map.getContainer());
    }

    addPlayback(config) {
      this.playback = new atlas.Playback(this, config);
      this.playback.holdDate();
      this.playback.update();
    }

    // When the map's box has changed: the place in view keeps its frame, and the reader the one
    // they chose.
    fit() {
      const kept = this.framed && !this.flying && !this.isFramed();
      if (this.settle() && !kept) this.travel(false);
    }

    // Take the size of the map's box: nothing is shown smaller than the whole country. Returns
    // whether the size is a new one.
    settle() {
      const { map } = this;
      map.invalidateSize(false);
      const size = map.getSize();
      if (!size.x || !size.y || (this.fitted && size.equals(this.fitted))) return false;
      this.fitted = size;
      map.options.minZoom = -10;
      const zoom = map.getBoundsZoom(BOUNDS, false, L.point(8, 8));
      if (!this.framed) map.setView(BOUNDS.getCenter(), zoom, { animate: false, reset: true });
      map.setMinZoom(zoom);
      map.setMaxBounds(BOUNDS.pad(0.15));
      return true;
    }

    // Show a part of the map that is ours to choose, until the reader moves it.
    frame(wanted, zoom, animate = false) {
      const { map } = this;
      const centre = map._limitCenter(L.latLng(wanted), zoom, map.options.maxBounds);
      this.framed = { centre, zoom };
      this.flying = animate;
      if (animate) map.flyTo(centre, zoom, { duration: FLIGHT_SECONDS });
      else map.setView(centre, zoom, { animate: false, reset: true });
    }

    // Whether the map shows what we chose; the whole country is always our choice.
    isFramed() {
      const { map, framed } = this;
      if (!this.view.place && map.getZoom() <= map.getMinZoom() + 0.01) return true;
      const scale = Math.pow(2, map.getZoom());
      const centre = map.getCenter();
      const apart = Math.hypot(centre.lat - framed.centre.lat, centre.lng - framed.centre.lng);
      return Math.abs(map.getZoom() - framed.zoom) < 0.01 && apart * scale < 4;
    }

    // Go to the place in view: its state, and closer where a county would be too small to see.
    travel(animate = true) {
      const { map, choropleth, geometry, view } = this;
      // A longer title may just have made the map's box smaller.
      this.settle();
      let centre = BOUNDS.getCenter();
      let zoom = map.getMinZoom();
      const home = choropleth ? choropleth.findState(view.place) : -1;
      if (home >= 0) {
        const bounds = choropleth.states[home].getBounds();
        centre = bounds.getCenter();
        zoom = map.getBoundsZoom(bounds, false, L.point(40, 40));
        const layer = choropleth.find(view.place);
        if (layer.county !== undefined) {
          const box = layer.getBounds();
          const width = Math.max(box.getEast() - box.getWest(), box.getNorth() - box.getSouth());
          const closer = Math.log2(SMALLEST_COUNTY / width);
          if (closer > zoom) [centre, zoom] = [box.getCenter(), closer];
        }
        zoom = Math.min(Math.max(zoom, map.getMinZoom()), map.getMaxZoom());
      }
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.root.dataset.travelling = "true";
      map.once("moveend", () => (this.root.dataset.travelling = "false"));
      this.frame(centre, zoom, animate && !still);
    }

    choose(county) {
      const { counties, states } = this.geometry;
      const place =
        this.view.level === "state" && !this.view.compare
          ? states.state[counties.state[county]]
          : counties.geoid[county];
      this.change({ place: place === this.view.place ? "" : place });
    }

    // The place in view as positions of a county or a state.
    findPlace() {
      const county = this.geometry.counties.geoid.indexOf(this.view.place);
      return { county, state: county < 0 ? this.choropleth.findState(this.view.place) : -1 };
    }

    // A change by the reader: shown at once, then told to the page.
    change(part) {
      if (Object.keys(part).every((name) => part[name] === this.view[name])) return;
      this.apply(part);
      this.tell();
    }

    // A change by the page (its address): shown, not told back.
    apply(part, animate = true) {
      const { place } = this.view;
      if (this.playback) this.playback.pause(false);
      Object.assign(this.view, part);
      if (this.playback) this.playback.holdDate();
      this.update();
      if (this.view.place !== place) this.travel(animate);
    }

    // A date on the way to another: shown, told only when it rests.
    show(date) {
      if (date === this.view.date) return;
      this.view.date = date;
      this.update();
    }

    // `passing` is a view on the way to another, which makes no entry in the history.
    tell(passing = false) {
      this.told = (this.told || 0) + 1;
      const message = { ...this.view, passing, seq: `${performance.timeOrigin}-${this.told}` };
      if (window.Streamlit) window.Streamlit.setComponentValue(message);
      this.map.fire("atlas:view", message);
    }

    update() {
      const { view, record, config, root } = this;
      const known = view.date >= config.known.since && view.date <= config.known.until;
      record.moveTo(atlas.toDay(view.date));
      this.survey = record.survey(view, this.choropleth.findState(view.place));
      this.known = known;
      this.earlier = view.compare ? this.surveyCompared() : null;
      if (view.compare > view.date) [this.earlier, this.survey] = [this.survey, this.earlier];
      this.choropleth.paint(this.survey, { ...view, known, earlier: this.earlier });
      if (this.outlined !== view.place + this.choropleth.colours.ground) {
        this.choropleth.outline(view.place);
        this.outlined = view.place + this.choropleth.colours.ground;
      }
      this.write();
      if (this.playback) this.playback.update();
      const tip = this.choropleth.group.getTooltip();
      if (tip && tip.isOpen()) tip.update();
      root.classList.toggle("present", view.present);
      Object.assign(root.dataset, {
        date: view.date,
        compare: view.compare,
        level: view.level,
        reach: view.reach,
        models: String(view.models),
        place: view.place,
      });
    }

    // The survey of the compared date, kept until the date or the filters change.
    surveyCompared() {
      const { compare, models, reach } = this.view;
      const key = [compare, models, reach].join();
      if (key !== this.comparedKey) {
        this.comparedKey = key;
        this.past = this.past || new atlas.Record(atlas.agreements, atlas.geometry);
        this.past.moveTo(atlas.toDay(compare));
        this.surveyed = this.past.survey(this.view);
      }
      return this.surveyed;
    }

    write() {
      const { words, view } = this;
      const home = this.choropleth.findState(view.place);
      const name = home >= 0 ? this.geometry.states.name[home] : "";
      this.homeButton.hidden = !view.place;
      this.root.querySelector("h1").textContent = name ? words.titleOf(name) : words.title;
      const dates = [view.date, view.compare];
      const gap = this.config.gaps.some(({ since, until }) =>
        dates.some((date) => date > since && date < until),
      );
      this.part("subtitle").textContent =
        words.subtitle({
          ...view,
          date: this.formatDate(view.compare > view.date ? view.compare : view.date),
          compare: view.compare && this.formatDate(view.compare > view.date ? view.date : view.compare),
        }) + (gap ? `. ${words.gapNote}` : "");
      this.showLevel(view.level);
      this.showReach(view.reach);
      this.part("measure").hidden = view.level !== "state" || Boolean(view.compare);
      this.measure.value = view.measure;
      atlas.writeNumbers(this);
      atlas.writeLegend(this);
    }

    formatNumber(n) {
      return n.toLocaleString(this.words.locale);
    }

    formatShare(value) {
      if (value > 0 && value < 0.0005) return "<0.1%";
      const digits = value > 0 && value < 0.1 ? 1 : 0;
      return `${(100 * value).toFixed(digits)}%`;
    }

    formatMonth(iso) {
      this.months =
        this.months ||
        [...Array(12).keys()].map((month) => {
          const date = new Date(Date.UTC(2000, month, 1));
          const name = (length) =>
            date.toLocaleDateString(this.words.locale, { month: length, timeZone: "UTC" });
          return { long: name("long"), short: name("short") };
        });
      return this.months[Number(iso.slice(5, 7)) - 1].short;
    }

    formatDate(iso) {
      this.formatMonth(iso);
      const month = this.months[Number(iso.slice(5, 7)) - 1].long;
      return this.words.formatDate(Number(iso.slice(8)), month, iso.slice(0, 4));
    }
  };

  atlas.draw = (map, config) => (map.atlas = window.atlasFigure = new atlas.Figure(map, config));
})(window.atlas);
