// The room of a story beside the map. What tells it is loaded, with its texts, once one is asked for.

import { escape, loadScript } from "../dom.js";
import { readAddress } from "../rules/address.js";

/**
 * @import { Figure } from "../figure.js"
 * @import { View } from "../types.js"
 * @import { StoryTeller } from "./teller.js"
 */

export class StoryRoom {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.root = figure.part("story");
    /** @type {StoryTeller | null} */
    this.teller = null;
    /** @type {"" | "loading" | "failed"} */
    this.state = "";
    // Whoever asked for a story goes on in it.
    this.takesFocus = false;
    figure.root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("[data-story]");
      if (button instanceof HTMLElement) this.enter(button.dataset.story ?? "");
    });
  }

  /** What is told now, for who can't see it; blank where the map shows something else. */
  get told() {
    return this.teller?.spoken ?? "";
  }

  /**
   * Find the view of a step.
   * @param {string} key
   * @returns {View}
   */
  find(key) {
    return readAddress(new URLSearchParams({ story: key }), this.figure.bounds).view;
  }

  /**
   * Go to a step, in its own view.
   * @param {string} key
   */
  go(key) {
    const { present, lang } = this.figure.scene.view;
    this.figure.set({ ...this.find(key), present, lang });
  }

  /**
   * Begin a story at a step, or try once more.
   * @param {string} key
   */
  enter(key) {
    this.takesFocus = true;
    this.go(key);
    if (!this.teller) this.open();
    else this.paint(this.figure.scene.view);
  }

  leave() {
    this.figure.set({ story: "" });
    this.figure.map.getContainer().focus({ preventScroll: true });
  }

  /**
   * Tell the step of a view.
   * @param {View} view
   */
  paint(view) {
    this.figure.root.classList.toggle("in-story", Boolean(view.story && this.teller));
    if (this.teller) this.teller.paint(view);
    else if (view.story && !this.state) this.open();
    else if (!view.story) this.root.hidden = true;
    if (view.story && this.teller && this.takesFocus) {
      this.takesFocus = false;
      this.root.focus({ preventScroll: true });
    }
  }

  open() {
    const { StoryTeller, stories } = window.atlas;
    if (StoryTeller && stories) {
      const { language, config } = this.figure;
      const style = document.createElement("style");
      style.textContent = stories.style;
      document.head.append(style);
      this.teller = new StoryTeller(this.root, stories.texts, config.stories, language, this);
      this.paint(this.figure.scene.view);
      return;
    }
    if (this.state === "loading") return;
    this.state = "loading";
    loadScript(this.figure.config.telling).then(
      () => this.show(),
      () => this.fail(),
    );
  }

  show() {
    this.state = "";
    this.paint(this.figure.scene.view);
    this.figure.announce();
  }

  fail() {
    this.state = "failed";
    const { language, scene } = this.figure;
    const [failed, retry] = ["story.failed", "panel.retry"].map((name) =>
      escape(language.say(name)),
    );
    this.root.hidden = !scene.view.story;
    this.root.innerHTML = `<p role="alert">${failed}
      <button type="button" class="button" data-story="${escape(scene.view.story)}">${retry}</button></p>`;
  }
}
