// A box in which a reader finds a place, an agency or a ZIP code: an input and the list of answers.

import { find, loadScript } from "../dom.js";

/**
 * @import { Language } from "../rules/language.js"
 * @import { Answer, Target } from "./answers.js"
 */

/** @typedef {{ name: string, detail: string, take: () => void }} Option */

/** @typedef {(text: string) => Answer[]} Find the best first; none where nothing is found */

/**
 * @typedef {{
 *   language: Language,
 *   address: string,
 *   choose: (answer: Answer, target: Target) => void,
 *   isOne?: (answer: Answer) => boolean,
 * }} Settings `address` is that of the names, `choose` is called with what was found and the
 *   county or state it leads to; `isOne` tells of what lies in several that no county is to be
 *   chosen
 */

/** Find an id that nothing in the page has: the site's pages have a box beside the map's. */
const findId = () => {
  let number = 1;
  while (document.getElementById(`atlas-found-${number}`)) number += 1;
  return `atlas-found-${number}`;
};

/**
 * Load the names that can be found and what finds them, unless they are in the page.
 * @param {string} address
 * @returns {Promise<Find>}
 */
const loadFinder = async (address) => {
  if (!window.atlas.names) await loadScript(address);
  const { names, makeFinder } = window.atlas;
  if (!names || !makeFinder) throw new Error(`${address}: holds no names`);
  return makeFinder(names);
};

export class SearchBox {
  /**
   * @param {HTMLElement} box
   * @param {Settings} settings
   */
  constructor(box, { language, address, choose, isOne = () => false }) {
    this.language = language;
    this.address = address;
    this.choose = choose;
    this.isOne = isOne;
    box.setAttribute("role", "search");
    const id = findId();
    box.innerHTML = `
      <input type="search" autocomplete="off" spellcheck="false" role="combobox"
        aria-autocomplete="list" aria-expanded="false" aria-controls="${id}">
      <div hidden><ul id="${id}" role="listbox"></ul><p role="status"></p></div>`;
    this.input = find(box, "input", HTMLInputElement);
    this.sheet = find(box, "div");
    this.list = find(box, "ul");
    this.status = find(box, "p");
    this.input.placeholder = language.say("search");
    this.input.setAttribute("aria-label", language.say("search"));
    /** @type {Promise<void> | null} */
    this.loading = null;
    /** @type {Find | null} */
    this.find = null;
    /** @type {Option[]} */
    this.options = [];
    this.chosen = 0;
    // Enter was pressed before the names were there.
    this.hasty = false;
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.press(event));
    // The box keeps the focus while its list is clicked.
    this.sheet.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Load the names once; after a failure the next key tries again. */
  load() {
    this.loading ??= loadFinder(this.address).then(
      (find) => {
        this.find = find;
        if (!this.sheet.hidden) this.search(this.hasty);
      },
      () => {
        this.loading = null;
        if (!this.sheet.hidden) this.say(this.language.say("search.failed"));
      },
    );
  }

  /**
   * Show the answers to what is typed.
   * @param {boolean} [hasty] whether to take the best at once
   */
  search(hasty = false) {
    this.hasty = false;
    const typed = this.input.value;
    if (!typed.trim()) {
      this.close();
      return;
    }
    if (!this.find) {
      this.say(this.language.say("search.loading"));
      this.load();
      return;
    }
    const answers = this.find(typed);
    if (!answers.length) this.say(this.language.say("search.nothing"));
    else this.show(answers.map((answer) => this.makeOption(answer)));
    if (hasty && answers.length) this.options[0].take();
  }

  /**
   * @param {Answer} answer
   * @returns {Option}
   */
  makeOption(answer) {
    const { name, detail, targets } = answer;
    const take = () => {
      if (targets.length === 1 || this.isOne(answer)) this.finish(answer, targets[0]);
      else this.show(targets.map((target) => this.makeTarget(answer, target)));
    };
    return { name, detail, take };
  }

  /**
   * One of several counties in which something lies.
   * @param {Answer} answer
   * @param {Target} target
   * @returns {Option}
   */
  makeTarget(answer, target) {
    const { language } = this;
    const share = target.share === null ? "" : language.formatShare(target.share);
    const part = language.say(answer.kind === "zip" ? "search.land" : "search.people", {
      share,
      name: answer.name,
    });
    return {
      name: target.name,
      detail: share ? part : answer.name,
      take: () => this.finish(answer, target),
    };
  }

  /**
   * @param {Answer} answer
   * @param {Target} target
   */
  finish(answer, target) {
    this.input.value = "";
    this.close();
    this.choose(answer, target);
  }

  /** @param {Option[]} options */
  show(options) {
    this.options = options;
    this.chosen = 0;
    this.status.textContent = "";
    this.sheet.hidden = false;
    this.list.replaceChildren(
      ...options.map(({ name, detail, take }, at) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${at}`;
        item.setAttribute("role", "option");
        item.append(
          Object.assign(document.createElement("b"), { textContent: name }),
          Object.assign(document.createElement("small"), { textContent: detail }),
        );
        item.addEventListener("click", take);
        return item;
      }),
    );
    this.mark();
  }

  /**
   * Say something in place of answers.
   * @param {string} text
   */
  say(text) {
    this.show([]);
    this.status.textContent = text;
  }

  mark() {
    const items = [...this.list.children];
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    items[this.chosen]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    if (items.length)
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.show([]);
    this.sheet.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { options } = this;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && options.length) {
      event.preventDefault();
      this.chosen = (this.chosen + step + options.length) % options.length;
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (options.length) options[this.chosen].take();
      else if (!this.find && this.input.value.trim()) {
        this.search();
        this.hasty = true;
      }
    } else if (event.key === "Escape" && !this.sheet.hidden) {
      // A first Escape closes the list, the next one empties the box.
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }
}
