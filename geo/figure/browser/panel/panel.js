// The panel beside the map: what is known of the place in view, on the date in view.

import { escape, find } from "../dom.js";
import { isName, namePlace } from "../rules/regions.js";
import { mixModels } from "../rules/shading.js";
import { AgencyList } from "./agencies.js";
import { ChangesPanel } from "./changes.js";
import { CountryPanel } from "./country.js";
import { Details } from "./details.js";
import { PlacePanel } from "./place.js";
import { RegionPanel } from "./region.js";
import { Sheet } from "./sheet.js";
import { Surroundings } from "./surroundings.js";

/**
 * @import { Config, View } from "../types.js"
 * @import { Scene } from "../scene.js"
 * @import { Agreements } from "../rules/agreements.js"
 * @import { Language } from "../rules/language.js"
 * @import { Places } from "../rules/places.js"
 */

/**
 * What the panel asks of the figure: another view, a member put into a region or taken out, and to
 * begin or end making one.
 * @typedef {{
 *   change(part: Partial<View>): void, toggle(code: string): void, make(): void,
 * }} Actions
 */

// While the map plays the panel is written anew no more often than this.
const FOLLOW_MS = 300;

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Config} config
   * @param {Agreements} agreements
   * @param {Places} places
   * @param {Language} language
   * @param {Actions} actions
   */
  constructor(root, config, agreements, places, language, actions) {
    const { program } = config;
    this.root = root;
    this.places = places;
    this.language = language;
    this.actions = actions;
    this.making = false;
    /** Whether regions can be made of what is told of. */
    this.offersMaking = false;
    this.all = { models: mixModels(program.models), reach: /** @type {const} */ ("all") };
    this.details = new Details(config.details);
    const agencies = new AgencyList(program.models, places, language);
    const surroundings = new Surroundings(program, agreements, places, language);
    this.country = new CountryPanel(config, agreements, places, language);
    this.place = new PlacePanel(config, places, language, agencies, surroundings);
    this.changes = new ChangesPanel(program, places, language, agencies, surroundings);
    this.region = new RegionPanel(places, language, this.place, this.changes, surroundings);
    /** @type {Scene | null} */
    this.scene = null;
    this.paintedAt = 0;
    root.setAttribute("aria-label", language.say("panel"));
    root.innerHTML = `<button type="button" class="grip"></button><div class="told"></div>`;
    this.sheet = new Sheet(root);
    this.told = find(root, ".told");
    root.addEventListener("click", (event) => this.press(event));
    root.addEventListener("change", (event) => this.name(event));
    root.addEventListener("input", (event) => this.narrow(event));
  }

  /**
   * Show a scene on the way to another, now and then.
   * @param {Scene} scene
   */
  follow(scene) {
    if (performance.now() - this.paintedAt > FOLLOW_MS) this.paint(scene);
  }

  /**
   * Show what is known of a scene: at once what the page holds, the rest when it is loaded.
   * @param {Scene} scene
   */
  paint(scene) {
    this.scene = scene;
    this.paintedAt = performance.now();
    const { place, earlier } = scene;
    if (place.region) return this.paintRegion(scene);
    if (place.state < 0)
      return this.show(earlier ? this.changes.write(scene) : this.country.write(scene));
    const { code } = this.places.states[place.state];
    const details = this.details.find(code);
    const teller = earlier ? this.changes : this.place;
    if (details) return this.show(teller.write(scene, details));
    if (this.details.failed.has(code))
      return this.show(teller.writeHead(scene) + this.writeMissing());
    const waiting = `<p class="empty" role="status">${escape(this.language.say("panel.loading"))}</p>`;
    this.show(teller.writeHead(scene) + waiting, true);
    this.load(code);
  }

  /** @param {Scene} scene */
  paintRegion(scene) {
    const { details, region } = this;
    const states = region.listStates(scene);
    const found = states.flatMap((state) => details.find(state) ?? []);
    const awaited = states.filter((state) => !details.find(state) && !details.failed.has(state));
    this.show(region.write(scene, found), awaited.length > 0);
    for (const state of awaited) this.load(state);
    if (states.some((state) => details.failed.has(state)))
      this.told.insertAdjacentHTML("beforeend", this.writeMissing());
  }

  /** @param {string} state */
  load(state) {
    // What is in view by then is painted: another place does not take a late answer for its own.
    this.details.load(state).then(() => this.scene && this.paint(this.scene));
  }

  writeMissing() {
    const [missing, retry] = ["panel.missing", "panel.retry"].map((name) =>
      escape(this.language.say(name)),
    );
    return `<p class="empty" role="alert">${missing}
      <button type="button" class="place" data-retry>${retry}</button></p>`;
  }

  /**
   * @param {string} html
   * @param {boolean} [waiting] for details
   */
  show(html, waiting = false) {
    const { root, told } = this;
    const { view, since, on } = /** @type {Scene} */ (this.scene);
    const isFirst = root.dataset.place === undefined;
    const same =
      root.dataset.place === view.place && Boolean(root.dataset.compare) === Boolean(since);
    const open = new Map(this.listFolds().map((fold) => [fold.dataset.name, fold.open]));
    const typed = this.takeBox()?.value ?? "";
    told.innerHTML = html;
    if (this.offersMaking)
      find(told, "h2 + .quiet").insertAdjacentHTML(
        "afterend",
        this.region.writeMaking(/** @type {Scene} */ (this.scene), this.making),
      );
    if (same) {
      for (const fold of this.listFolds()) fold.open = open.get(fold.dataset.name) ?? fold.open;
      const box = this.takeBox();
      if (box && typed) {
        box.value = typed;
        this.filter(typed);
      }
    }
    // On a phone it is what is told that scrolls.
    if (!same && !isFirst) root.scrollTop = told.scrollTop = 0;
    this.writeLine(/** @type {Scene} */ (this.scene));
    root.setAttribute("aria-busy", String(waiting));
    Object.assign(root.dataset, { place: view.place, date: on, compare: since });
  }

  /** @param {Scene} scene */
  writeLine({ place, view, coverage, here, on }) {
    const { language, places } = this;
    const name = place.code
      ? namePlace(place, view.name, places, language)
      : language.say("panel.country");
    const count = here ? here.agreements : coverage.totals.agreements;
    const date = language.formatShortDate(on);
    this.sheet.write(name, language.count("panel.inForce", count, { date }));
  }

  listFolds() {
    return /** @type {HTMLDetailsElement[]} */ ([...this.told.querySelectorAll("details.fold")]);
  }

  takeBox() {
    return /** @type {HTMLInputElement | null} */ (this.told.querySelector("input[type=search]"));
  }

  /** @param {MouseEvent} event */
  press({ target }) {
    const button = target instanceof Element && target.closest("button");
    if (!(button instanceof HTMLElement)) return;
    const { show, all, retry, member, make } = button.dataset;
    if (show !== undefined) this.actions.change({ place: show });
    if (all !== undefined) this.actions.change(this.all);
    if (member !== undefined) this.actions.toggle(member);
    if (make !== undefined) this.actions.make();
    // What was pressed is gone: who goes by keys stays where they were.
    if (member !== undefined || make !== undefined)
      /** @type {HTMLElement | null} */ (this.told.querySelector("[data-make]"))?.focus();
    if (retry !== undefined && this.scene) {
      this.details.failed.clear();
      this.paint(this.scene);
    }
  }

  /**
   * Call a region by the name that was typed, or by its members again.
   * @param {Event} event
   */
  name({ target }) {
    if (!(target instanceof HTMLInputElement && target.matches("[data-naming]")) || !this.scene)
      return;
    const { view } = this.scene;
    const name = target.value.trim();
    if (!name || isName(name, view.place)) this.actions.change({ name });
    else target.value = view.name;
  }

  /** @param {Event} event */
  narrow({ target }) {
    if (target instanceof HTMLInputElement && target.matches("[type=search]"))
      this.filter(target.value);
  }

  /**
   * Keep the agencies and counties whose names hold a text.
   * @param {string} text
   */
  filter(text) {
    const wanted = text.trim().toLowerCase();
    for (const section of this.told.querySelectorAll("section.county")) {
      const name = find(section, "h3").textContent?.toLowerCase() ?? "";
      let shown = 0;
      for (const item of section.querySelectorAll(".agencies > li")) {
        const agency = find(item, "h4").textContent?.toLowerCase() ?? "";
        const kept = name.includes(wanted) || agency.includes(wanted);
        /** @type {HTMLElement} */ (item).hidden = !kept;
        shown += Number(kept);
      }
      /** @type {HTMLElement} */ (section).hidden = !shown;
    }
  }
}
