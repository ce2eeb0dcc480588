// Tells a story: the step of the view, its sources, and the ways to the steps beside it.

import { escape, find } from "../dom.js";
import { makeButton, setIcon } from "../parts/controls.js";

/**
 * @import { Story, View } from "../types.js"
 * @import { Language } from "../rules/language.js"
 */

/**
 * A step as its file has it: what the record counts stands in braces; of a source its title,
 * address and date, as far as it is known.
 * @typedef {{
 *   title: string, text: string, sources: [title: string, address: string, date: string][],
 * }} StepTexts
 */

/**
 * What the teller asks of the figure.
 * @typedef {{ find(key: string): View, go(key: string): void, leave(): void }} Actions
 */

// What of a view a step says; where the map is moved to, it is still the step's.
const SAID = /** @type {const} */ ([
  "date",
  "compare",
  "models",
  "reach",
  "level",
  "measure",
  "place",
  "name",
]);
const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1 });
// Pixels that a finger moves to turn to another step.
const SWIPE = 48;

export class StoryTeller {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, StepTexts>} texts by key
   * @param {readonly Story[]} stories
   * @param {Language} language
   * @param {Actions} actions
   */
  constructor(root, texts, stories, language, actions) {
    this.root = root;
    this.texts = texts;
    this.stories = stories;
    this.language = language;
    this.actions = actions;
    this.key = "";
    this.isAside = false;
    root.innerHTML = `
      <div class="where"><p class="step"></p></div>
      <h2></h2>
      <p class="telling"></p>
      <p class="sources"></p>
      <div class="moves"></div>`;
    const close = makeButton(find(root, ".where"), "leave", () => actions.leave());
    setIcon(close, "close", language.say("story.leave"));
    const moves = find(root, ".moves");
    this.previous = makeButton(moves, "previous", () => this.turn(-1));
    this.previous.textContent = language.say("story.previous");
    this.back = makeButton(moves, "return", () => {
      actions.go(this.key);
      this.next.focus({ preventScroll: true });
    });
    this.back.textContent = language.say("story.return");
    this.next = makeButton(moves, "next", () => this.turn(1));
    this.next.textContent = language.say("story.next");
    this.listen();
  }

  listen() {
    const { root } = this;
    root.addEventListener("keydown", (event) => {
      // With these keys it is the browser's: Alt and an arrow go back in the history.
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === "Escape") this.actions.leave();
      else if (event.key in KEYS) this.turn(KEYS[event.key]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    let start = { x: 0, y: 0 };
    root.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
      start = { x, y };
    });
    root.addEventListener("pointerup", ({ clientX, clientY, pointerType }) => {
      const across = clientX - start.x;
      const isSwipe = Math.abs(across) > Math.max(SWIPE, 2 * Math.abs(clientY - start.y));
      if (pointerType === "touch" && isSwipe) this.turn(across < 0 ? 1 : -1);
    });
  }

  /** The story that is told, and where in it. */
  get place() {
    const story = this.stories.find(({ views }) => Object.hasOwn(views, this.key));
    if (!story) throw new Error(`step ${this.key}: in no story`);
    const keys = Object.keys(story.views);
    return { story, keys, at: keys.indexOf(this.key) };
  }

  /** What is told now in one sentence after another; blank where the map shows another view. */
  get spoken() {
    if (!this.key || this.isAside) return "";
    return [".step", "h2", ".telling"]
      .map((part) => find(this.root, part).textContent?.replace(/\.$/, ""))
      .join(". ");
  }

  /**
   * Turn to the step before or after; at the end of the story nothing happens.
   * @param {number} by
   */
  turn(by) {
    const { keys, at } = this.place;
    const key = keys[at + by];
    if (key) this.actions.go(key);
  }

  /** @param {View} view */
  paint(view) {
    const { story: key } = view;
    this.root.hidden = !key;
    if (key !== this.key) {
      this.key = key;
      if (key) this.write();
    }
    if (!key) return;
    const own = this.actions.find(key);
    this.isAside = SAID.some((name) => view[name] !== own[name]);
    this.back.hidden = !this.isAside;
  }

  write() {
    const { root, language, texts, key } = this;
    const { story, keys, at } = this.place;
    const { title, text, sources } = texts[key];
    root.setAttribute("aria-label", story.title);
    root.dataset.step = key;
    find(root, ".step").textContent = language.say("story.step", { n: at + 1, all: keys.length });
    find(root, "h2").textContent = title;
    find(root, ".telling").innerHTML = escape(text).replace(/\{([^}]*)\}/g, "<b>$1</b>");
    const source = sources.map(writeSource).join("; ");
    find(root, ".sources").innerHTML = language.say(
      sources.length > 1 ? "story.sources" : "story.source",
      { source },
    );
    // A button that is disabled would lose the focus of who turns by it.
    this.previous.setAttribute("aria-disabled", String(at === 0));
    this.next.setAttribute("aria-disabled", String(at === keys.length - 1));
  }
}

/** @param {StepTexts["sources"][0]} source */
const writeSource = ([title, address, date]) =>
  `<a href="${escape(address)}" target="_blank" rel="noopener" lang="en">${escape(title)}</a>${
    date && `, ${escape(date)}`
  }`;
