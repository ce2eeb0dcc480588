// The figure: title, numbers, legend, map, time, controls, panel and source, and the view they share.

import { callAfterPaint, find, isWithin } from "./dom.js";
import { Embedded, isEmbedded } from "./embed/embedded.js";
import { buildLayout } from "./layout.js";
import { Camera } from "./map/camera.js";
import { Choropleth } from "./map/choropleth.js";
import { Marks } from "./map/marks.js";
import { Names } from "./map/names.js";
import { leadFrom, markStory, nameShown } from "./page.js";
import { Panel } from "./panel/panel.js";
import { followPrinter } from "./paper.js";
import { makeButton } from "./parts/controls.js";
import { addDrawer } from "./parts/drawer.js";
import { Filters } from "./parts/filters.js";
import { Legend } from "./parts/legend.js";
import { listNumbers, showNumbers } from "./parts/numbers.js";
import { writeMapTable } from "./parts/table.js";
import { explainTerms } from "./parts/terms.js";
import { writeAge, writeNewest, writeSource, writeSubtitle, writeTitle } from "./parts/title.js";
import { describeCounty } from "./parts/tooltip.js";
import { Agreements } from "./rules/agreements.js";
import { Language } from "./rules/language.js";
import { Places } from "./rules/places.js";
import { isRegion, MOST_MEMBERS, namePlace, toggleMember } from "./rules/regions.js";
import { isByState } from "./rules/view.js";
import { Scenery } from "./scene.js";
import { SearchBox } from "./search/box.js";
import { Store } from "./store.js";
import { StoryRoom } from "./story/room.js";
import { watchTheme } from "./theme.js";
import { Playback } from "./time/playback.js";

/**
 * @import { AgreementLists, Config, Geometry, View } from "./types.js"
 * @import { CountyLayer } from "./map/choropleth.js"
 * @import { Bounds } from "./rules/address.js"
 */

/**
 * A view told to the page. `passing` is one on the way to another, which makes no entry in the
 * history, `heard` the page's own; `seq` tells one message from the next.
 * @typedef {View & { passing: boolean, heard: boolean, seq: string }} Message
 */

/**
 * What the figure may be given to begin with, besides the view of its configuration.
 * @typedef {(bounds: Bounds) => View} FindView
 */

export class Figure {
  /**
   * @param {L.Map} map
   * @param {Config} config
   * @param {Geometry} geometry
   * @param {AgreementLists} lists
   * @param {FindView} [findView] finds the first view; by default the configuration's
   */
  constructor(map, config, geometry, lists, findView) {
    this.map = map;
    this.config = config;
    this.language = new Language(config.language);
    this.places = new Places(
      geometry,
      lists.people,
      config.states,
      config.program.territories,
      config.counties,
    );
    this.agreements = new Agreements(lists, config.program);
    /** @type {Bounds} */
    this.bounds = {
      ...{ program: config.program, known: config.known },
      ...{ places: this.places, byDefault: config.view },
      stories: Object.assign({}, ...config.stories.map(({ views }) => views)),
    };
    const view = findView ? findView(this.bounds) : config.view;
    const scenery = new Scenery(this.agreements, this.places, config);
    this.store = new Store(scenery, config.program, view);
    this.reports = 0;
    /** @type {((message: Message) => void)[]} */
    this.listeners = [];
    this.root = buildLayout(map, config, this.language);
    addDrawer(this.root, this.language);
    explainTerms(this.root);
    this.homeButton = this.addHomeButton();
    const set = (/** @type {Partial<View>} */ patch) => this.set(patch);
    this.filters = new Filters(this.part("controls"), config.program, this.language, set);
    this.panel = new Panel(
      this.part("panel"),
      config,
      this.agreements,
      this.places,
      this.language,
      {
        change: set,
        toggle: (code) => this.toggle(code),
        make: () => this.make(!this.panel.making),
      },
    );
    new SearchBox(this.part("find"), {
      language: this.language,
      address: config.names,
      choose: (_, { code }) => this.visit(code),
    });
    this.making = this.addMaking();
    this.part("about").textContent = this.language.say("about");
    this.camera = new Camera(
      map,
      this.root,
      ({ code, county, state, region }) => ({
        state: region
          ? this.choropleth.measure(region.counties)
          : this.choropleth.states[state].getBounds(),
        county: county < 0 ? null : this.choropleth.find(code).getBounds(),
      }),
      (at) => this.follow(at),
    );
    this.choropleth = new Choropleth(map, geometry, this.places, config.program);
    this.marks = new Marks(map, this.choropleth, config);
    this.names = new Names(map, this.choropleth, this.places, this.panel.details);
    this.legend = new Legend(
      this.part("legend"),
      config.program,
      this.places,
      this.language,
      config.since ? config.source.date : "",
      (models) => this.set({ models }),
    );
    this.playback = this.addPlayback();
    this.story = new StoryRoom(this);
    /** Null where the figure is not a part of another page. */
    this.embedded = isEmbedded(config, view) ? new Embedded(this) : null;
    this.panel.offersMaking = !this.embedded;
    this.bind();
    followPrinter(this.root, () => {
      this.changeTheme();
      this.choropleth.drawNow();
    });
    this.paint();
    this.rest();
    // With all parts at their height, and before there are shapes, which a fit projects again.
    this.camera.fit();
    this.camera.travel(this.scene.place, this.scene.view.at, false);
    this.choropleth.show();
    callAfterPaint(() => (this.root.dataset.ready = "true"));
  }

  get scene() {
    return this.store.scene;
  }

  /** What the panel tells of. */
  get told() {
    return this.embedded?.scene ?? this.scene;
  }

  /** Show what the map began with: in a frame of another page its place. */
  goHome() {
    this.set(this.embedded ? { at: "" } : { place: "", at: "" });
  }

  /** @param {string} name */
  part(name) {
    return find(this.root, `.${name}`);
  }

  addHomeButton() {
    const button = makeButton(this.part("home"), "whole", () => {
      this.goHome();
      this.map.getContainer().focus({ preventScroll: true });
    });
    return button;
  }

  /** Say over the map that a region is being made, with a button that ends it. */
  addMaking() {
    const part = this.part("over");
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    part.append(told, " ");
    const done = makeButton(part, "made", () => this.make(false));
    done.textContent = this.language.say("done");
    return part;
  }

  /**
   * Begin to make a region, or end it: as long as one is made what is chosen is put into it or
   * taken out, and the map stays where it is.
   * @param {boolean} making
   */
  make(making) {
    this.panel.making = making;
    this.making.hidden = !making;
    this.tellMaking();
    this.root.dataset.making = String(making);
    if (making) this.panel.sheet.close();
    else this.set({ at: "" });
    this.panel.paint(this.told);
  }

  /** Tell who makes a region what to do, also where it holds as many places as it may. */
  tellMaking() {
    const isFull = this.scene.place.region?.members.length === MOST_MEMBERS;
    const text = isFull
      ? this.language.say("region.full", { most: MOST_MEMBERS })
      : this.language.say("region.making");
    const told = find(this.making, "span");
    if (told.textContent !== text) told.textContent = text;
  }

  /**
   * Put a county or state into the region in view, or take it out; of one place that makes a region.
   * @param {string} code
   * @param {boolean} [still] whether the map stays where it is
   */
  toggle(code, still = this.panel.making) {
    const { place, view } = this.scene;
    const toggled = toggleMember(place, this.places.get(code), this.places);
    const name = isRegion(toggled) ? view.name : "";
    const at = still ? this.camera.writeExtent() : "";
    if (toggled !== view.place) this.set({ place: toggled, name, at }, "reader", still);
  }

  /**
   * Show a place that was searched for, or add it to the region that is made.
   * @param {string} code
   */
  visit(code) {
    const { place } = this.scene;
    const added = this.places.get(code);
    if (this.embedded) this.embedded.visit(code);
    else if (!this.panel.making) this.set({ place: code });
    else if (!(place.region?.members.includes(added) || code === place.code))
      this.toggle(code, false);
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
      change: (patch) => this.set(patch),
      show: (date) => this.set({ date }, "way"),
      tell: (passing) => this.tell(passing),
    });
  }

  bind() {
    const { map, choropleth } = this;
    choropleth.group.on("click", ({ propagatedFrom, originalEvent }) =>
      this.choose(propagatedFrom.county, originalEvent),
    );
    choropleth.group.bindTooltip(
      (layer) => this.describe(/** @type {CountyLayer} */ (layer).county),
      { sticky: true, direction: "auto", className: "atlas-tip" },
    );
    document.addEventListener("keydown", (event) => {
      // In a field the key empties it or closes its list first.
      if (event.key !== "Escape" || isWithin(event, "select, .typed")) return;
      if (event.target instanceof HTMLInputElement && event.target.value) return;
      const { view } = this.scene;
      if (this.embedded?.close()) return;
      if (this.panel.making) return this.make(false);
      if (view.place || view.at) this.goHome();
      else if (view.present && this.config.controls) this.set({ present: false });
    });
    watchTheme(() => this.changeTheme());
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
   * Describe a county under the pointer; its agencies are named as soon as their details come, which
   * whoever chooses it next finds in the panel at once.
   * @param {number} county
   */
  describe(county) {
    const { scene, places, config, language, choropleth, panel } = this;
    const { code } = places.states[places.stateOf[county]];
    const details = panel.details.find(code);
    if (!details && !panel.details.failed.has(code))
      panel.details.load(code).then(() => {
        const tip = choropleth.group.getTooltip();
        if (tip?.isOpen()) tip.update();
      });
    const { colours } = choropleth;
    return describeCounty(county, scene, places, config.program, colours, language, details);
  }

  /**
   * Choose a county, or its state where states are shown; a second time lets go of it. With Shift or
   * Ctrl, and while a region is made, it is put into the region or taken out.
   * @param {number} county
   * @param {Pick<MouseEvent, "shiftKey" | "ctrlKey" | "metaKey">} event
   */
  choose(county, { shiftKey, ctrlKey, metaKey }) {
    const { counties, states, stateOf } = this.places;
    const { view } = this.scene;
    const { code } = isByState(view) ? states[stateOf[county]] : counties[county];
    if (!this.embedded && (this.panel.making || shiftKey || ctrlKey || metaKey))
      return this.toggle(code, true);
    this.set({ place: code === view.place && !this.embedded ? "" : code });
  }

  /**
   * Change a part of the view: the one way in which what is shown changes. In a frame of another
   * page its place is that page's: one that a reader chooses is told of, no more.
   *
   * The reader's changes are told to the page; the page's own (its address) are not told back, and
   * a date on the way to another one only where it rests. The map is `still` where the view says
   * where it is already.
   * @param {Partial<View>} patch
   * @param {"reader" | "page" | "way"} [by]
   * @param {boolean} [still]
   */
  set(patch, by = "reader", still = false) {
    if (by !== "way") this.playback.pause(false);
    if (this.embedded && by === "reader" && patch.place !== undefined && patch.story === undefined)
      return this.embedded.look(patch.place);
    const { place, at } = this.scene.view;
    if (!this.store.set(patch)) return;
    this.paint();
    if (by === "way") this.panel.follow(this.told);
    else this.rest();
    const { view } = this.scene;
    if (still) this.camera.stay(this.scene.place, view.at);
    else if (view.place !== place || view.at !== at)
      this.camera.travel(this.scene.place, view.at, by === "reader");
    if (by === "reader") this.tell();
  }

  /**
   * The reader has moved the map: the view holds where to, which is told in passing.
   * @param {string} at
   */
  follow(at) {
    if (!this.store.set({ at })) return;
    this.noteAt();
    this.report(true);
  }

  /** Say on the root whether the reader has moved the map, and offer the way back. */
  noteAt() {
    const { place, at } = this.scene.view;
    this.root.dataset.at = at;
    this.homeButton.hidden = !at && (!place || this.embedded !== null);
    const { scene, places, language } = this;
    const name =
      this.embedded && place ? namePlace(scene.place, scene.view.name, places, language) : "";
    this.homeButton.textContent = name
      ? this.language.say("embed.back", { place: name })
      : this.language.say("whole");
  }

  /**
   * Say over the map which parameters of the address can't be used.
   * @param {readonly string[]} unusable
   */
  notify(unusable) {
    const notices = unusable.map((text) => {
      const notice = document.createElement("p");
      notice.textContent = this.language.say("unusable", { text });
      return notice;
    });
    this.part("notices").replaceChildren(...notices);
  }

  /** Tell what the newest list changed, with a link to the page that has it all. */
  tellNewest() {
    const { scene, config } = this;
    const told = writeNewest(scene, config);
    // Nothing opens a page of the Atlas inside another one.
    if (!told || this.embedded) return;
    const link = document.createElement("a");
    link.textContent = told;
    if (config.changes) leadFrom(link, config.changes);
    this.part("age").append(" ", link);
  }

  /** Say to who can't see it what is shown now. */
  announce() {
    const { scene, places, language } = this;
    const title = writeTitle(scene, places, language);
    nameShown(title, !scene.place.code);
    markStory(Boolean(scene.view.story), () => this.story.leave());
    const text = this.story.told || `${title}. ${this.part("subtitle").textContent}`;
    const region = this.part("announced");
    // The same words written again would be spoken again.
    if (region.textContent !== text) region.textContent = text;
  }

  /**
   * Be told of every view that the reader comes to.
   * @param {(message: Message) => void} listener
   */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /**
   * Tell what is in view, where the reader rests or looks up.
   * @param {boolean} [passing]
   */
  tell(passing = false) {
    // The panel may have followed as far as here while the map played, which says nothing.
    if (this.panel.scene !== this.told) this.panel.paint(this.told);
    if (!passing) this.announce();
    this.report(passing);
  }

  /**
   * @param {boolean} passing
   * @param {boolean} [heard]
   */
  report(passing, heard = false) {
    this.reports += 1;
    const { view } = this.scene;
    const message = { ...view, passing, heard, seq: `${performance.timeOrigin}-${this.reports}` };
    for (const listener of this.listeners) listener(message);
  }

  /** Show where time rests what does not follow every day. */
  rest() {
    this.panel.paint(this.told);
    this.writeTable();
    this.announce();
  }

  /** Say in a table what the map shows, where the panel does not. */
  writeTable() {
    const { scene, places, config, language } = this;
    const isAlone = scene.view.present || !config.controls || this.embedded;
    this.part("table").innerHTML = isAlone
      ? writeMapTable(scene, places, config.program.models, language)
      : "";
    const details = isAlone ? "atlas-table" : "atlas-panel";
    this.map.getContainer().setAttribute("aria-details", details);
  }

  /** Paint all anew in the theme in view. */
  changeTheme() {
    this.choropleth.changeTheme();
    this.paint();
  }

  /** Let each part paint the scene, but for the panel, which need not follow every day. */
  paint() {
    const { choropleth, places, language, config, scene } = this;
    const { view } = scene;
    choropleth.paint(scene);
    this.marks.paint(scene);
    this.names.paint(scene);
    find(this.root, "h1").textContent = writeTitle(scene, places, language);
    this.part("subtitle").textContent = writeSubtitle(scene, config.program, language);
    showNumbers(this.part("numbers"), listNumbers(scene, places, language));
    this.part("age").textContent = writeAge(scene, config, language);
    this.tellNewest();
    find(this.root, "footer").textContent = writeSource(
      scene,
      this.agreements.lists.published,
      config.source,
      language,
    );
    this.legend.paint(scene, choropleth.colours);
    this.filters.paint(scene);
    this.playback.paint(scene, choropleth.colours);
    const tip = choropleth.group.getTooltip();
    if (tip && tip.isOpen()) tip.update();
    this.noteAt();
    this.tellMaking();
    this.story.paint(view);
    this.embedded?.follow();
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
