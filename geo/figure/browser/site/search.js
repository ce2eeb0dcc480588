// The search of every page of the static site: states, counties and agencies by name. Its index
// is a script of its own, loaded when a reader first goes to the box.

import { find } from "../dom.js";
import { findNames, indexNames } from "../rules/finder.js";

/** @import { Entry, Kind, Names } from "../rules/finder.js" */

/**
 * What the page tells the search: the site's root, the index, and what kinds of names are called.
 * @typedef {{ root: string, script: string, kinds: Record<Kind, string> }} Settings
 */

/** @type {Entry[]} */
let index = [];

/**
 * Called by the index (geo/site/browser_data.py).
 * @param {Names} names
 */
export const receiveSearch = (names) => {
  index = indexNames(names);
};

class Search {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.input = find(box, "input", HTMLInputElement);
    this.list = find(box, "ul");
    /** @type {Settings} */
    this.settings = JSON.parse(box.dataset.search ?? "");
    /** @type {Entry[]} */
    this.found = [];
    this.chosen = -1;
    this.input.addEventListener("focus", () => this.load(), { once: true });
    this.input.addEventListener("input", () => this.show());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.press(event));
  }

  load() {
    const script = document.createElement("script");
    script.src = this.settings.script;
    script.onload = () => this.show();
    document.head.append(script);
  }

  show() {
    this.found = findNames(index, this.input.value);
    this.chosen = -1;
    this.list.replaceChildren(
      ...this.found.map((entry, at) => {
        const item = document.createElement("li");
        item.id = `found-${at}`;
        item.setAttribute("role", "option");
        item.append(Object.assign(document.createElement("b"), { textContent: entry.name }));
        const note = [this.settings.kinds[entry.kind], entry.note].filter(Boolean).join(", ");
        item.append(Object.assign(document.createElement("small"), { textContent: note }));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => this.go(entry));
        return item;
      }),
    );
    this.list.hidden = !this.found.length;
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, at) =>
      item.setAttribute("aria-selected", String(at === this.chosen)),
    );
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.chosen < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `found-${this.chosen}`);
  }

  close() {
    this.list.hidden = true;
    this.mark();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { found } = this;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && found.length) {
      event.preventDefault();
      this.chosen = (this.chosen + step + found.length) % found.length;
      this.mark();
    } else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      this.go(found[Math.max(this.chosen, 0)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  /**
   * Go to what was found: on a page with a map that takes the choice, there.
   * @param {Entry} entry
   */
  go(entry) {
    this.close();
    this.input.value = "";
    const choice = new CustomEvent("atlas:choose", { detail: entry.code, cancelable: true });
    if (entry.kind === "agency" || document.dispatchEvent(choice))
      window.location.href = this.writeAddress(entry);
  }

  /** @param {Entry} entry */
  writeAddress({ kind, code, agency }) {
    const { root } = this.settings;
    if (kind === "county") return `${root}index.html?place=${code}`;
    const page = `${root}states/${code.toLowerCase()}.html`;
    return kind === "state" ? page : `${page}#${agency}`;
  }
}

new Search(find(document, ".find"));
