// The figure: title, numbers, legend, map, time, controls and source, and the view they share.

import { find, isWithin } from "./dom.js";
import { buildLayout } from "./layout.js";
import { Camera } from "./map/camera.js";
import { Choropleth } from "./map/choropleth.js";
import { DARK } from "./map/colours.js";
import { makeButton } from "./parts/controls.js";
import { Filters } from "./parts/filters.js";
import { Legend } from "./parts/legend.js";
import { listNumbers, showNumbers } from "./parts/numbers.js";
import { writeSource, writeSubtitle, writeTitle } from "./parts/title.js";
import { describeCounty } from "./parts/tooltip.js";
import { Agreements } from "./rules/agreements.js";
import { Language } from "./rules/language.js";
import { Places } from "./rules/places.js";
import { findRange, isByState } from "./rules/view.js";
import { Scenery } from "./scene.js";
import { SearchBox } from "./search/box.js";
import { Playback } from "./time/playback.js";

/**
 * @import { AgreementLists, Config, Geometry, View } from "./types.js"
 * @import { CountyLayer } from "./map/choropleth.js"
 */

/**
 * A view told to the page. `passing` is one on the way to another, which makes no entry in the
 * history; `seq` tells one message from the next.
 * @typedef {View & { passing: boolean, seq: string }} Message
 */

export class Figure {
  /**
   * @param {L.Map} map
   * @param {Config} config
   * @param {Geometry} geometry
   * @param {AgreementLists} lists
   */
  constructor(map, config, geometry, lists) {
    this.map = map;
    this.config = config;
    this.language = new Language(config.language);
    this.places = new Places(geometry, lists.people, config.states);
    this.agreements = new Agreements(lists, config.program);
    this.scenery = new Scenery(this.agreements, this.places, config);
    this.view = { ...config.view };
    this.scene = this.scenery.compose(this.view);
    this.told = 0;
    /** @type {((message: Message) => void)[]} */
    this.listeners = [];
    this.root = buildLayout(map, config, this.language);
    this.homeButton = this.addHomeButton();
    this.filters = new Filters(this.part("controls"), config.program, this.language, (part) =>
      this.change(part),
    );
    new SearchBox(this.part("find"), {
      language: this.language,
      address: config.names,
      choose: (_, { code }) => this.change({ place: code }),
    });
    find(this.root, "footer").textContent = writeSource(config.source, this.language);
    this.camera = new Camera(map, this.root, ({ code, county, state }) => ({
      state: this.choropleth.states[state].getBounds(),
      county: county < 0 ? null : this.choropleth.find(code).getBounds(),
    }));
    this.choropleth = new Choropleth(map, geometry, this.places, config.program);
    this.legend = new Legend(
      this.part("legend"),
      config.program,
      this.places,
      this.language,
      (models) => this.change({ models }),
    );
    this.playback = this.addPlayback();
    this.bind();
    this.update();
    // With all parts at their height, and before there are shapes, which a fit projects again.
    this.camera.fit();
    this.choropleth.show();
    requestAnimationFrame(() => requestAnimationFrame(() => (this.root.dataset.ready = "true")));
  }

  /** @param {string} name */
  part(name) {
    return find(this.root, `.${name}`);
  }

  addHomeButton() {
    const button = makeButton(this.part("home"), "whole", () => {
      this.change({ place: "" });
      this.map.getContainer().focus({ preventScroll: true });
    });
    button.textContent = this.language.say("whole");
    return button;
  }

  addPlayback() {
    const { root, agreements, places, config, language, scene, choropleth } = this;
    const rooms = {
      root,
      time: this.part("time"),
      comparing: this.part("comparing"),
      views: this.part("views"),
    };
    return new Playback(rooms, agreements, places, config, language, scene, choropleth.colours, {
      change: (view) => this.change(view),
      show: (date) => this.show(date),
      tell: (passing) => this.tell(passing),
    });
  }

  bind() {
    const { map, choropleth } = this;
    choropleth.group.on("click", ({ propagatedFrom }) => this.choose(propagatedFrom.county));
    choropleth.group.bindTooltip(
      (layer) =>
        describeCounty(
          /** @type {CountyLayer} */ (layer).county,
          this.scene,
          this.places,
          this.config.program,
          choropleth.colours,
          this.language,
        ),
      { sticky: true, direction: "auto", className: "atlas-tip" },
    );
    document.addEventListener("keydown", (event) => {
      // In a field the key empties it or closes its list first.
      if (event.key !== "Escape" || isWithin(event, "select, .typed")) return;
      if (event.target instanceof HTMLInputElement && event.target.value) return;
      if (this.view.place) this.change({ place: "" });
      else if (this.view.present && this.config.controls) this.change({ present: false });
    });
    window.matchMedia(DARK).addEventListener("change", () => {
      choropleth.changeTheme();
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
    new ResizeObserver(() => this.camera.fit()).observe(map.getContainer());
  }

  /**
   * Choose a county, or its state where states are shown; a second time lets go of it.
   * @param {number} county
   */
  choose(county) {
    const { counties, states, stateOf } = this.places;
    const { code } = isByState(this.view) ? states[stateOf[county]] : counties[county];
    this.change({ place: code === this.view.place ? "" : code });
  }

  /**
   * A change by the reader: shown at once, then told to the page.
   * @param {Partial<View>} part
   */
  change(part) {
    const names = /** @type {(keyof View)[]} */ (Object.keys(part));
    if (names.every((name) => part[name] === this.view[name])) return;
    this.apply(part);
    this.tell();
  }

  /**
   * A change by the page (its address): shown, not told back.
   * @param {Partial<View>} part
   * @param {boolean} [animate]
   */
  apply(part, animate = true) {
    const { place } = this.view;
    this.playback.pause(false);
    Object.assign(this.view, part);
    this.view.range = findRange(this.config.program.ranges, this.view.date, this.view.range);
    this.update();
    if (this.view.place !== place) this.camera.travel(this.scene.place, animate);
  }

  /**
   * A date on the way to another: shown, told only when it rests.
   * @param {string} date
   */
  show(date) {
    if (date === this.view.date) return;
    this.view.date = date;
    this.update();
  }

  /**
   * Be told of every view that the reader comes to.
   * @param {(message: Message) => void} listener
   */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** @param {boolean} [passing] */
  tell(passing = false) {
    this.told += 1;
    const message = { ...this.view, passing, seq: `${performance.timeOrigin}-${this.told}` };
    for (const listener of this.listeners) listener(message);
  }

  /** Compute what the view shows, and let each part paint it. */
  update() {
    const { choropleth, places, language, config } = this;
    const scene = this.scenery.compose(this.view);
    this.scene = scene;
    choropleth.paint(scene);
    find(this.root, "h1").textContent = writeTitle(scene, places, language);
    this.part("subtitle").textContent = writeSubtitle(scene, config.program, language);
    showNumbers(this.part("numbers"), listNumbers(scene, places, language));
    this.legend.paint(scene, choropleth.colours);
    this.filters.paint(scene);
    this.playback.paint(scene, choropleth.colours);
    const tip = choropleth.group.getTooltip();
    if (tip && tip.isOpen()) tip.update();
    const { view } = scene;
    this.homeButton.hidden = !view.place;
    this.root.classList.toggle("present", view.present);
    // What is shown, for whoever reads the page.
    Object.assign(this.root.dataset, {
      date: view.date,
      compare: view.compare,
      level: view.level,
      reach: view.reach,
      models: String(view.models),
      place: view.place,
    });
  }
}
