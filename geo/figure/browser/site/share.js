// What a page gives along: its picture and link at a touch, and a button to copy beside each text.

import { find } from "../dom.js";

/** Offer what this browser can do with the page's picture and texts; the rest stays hidden. */
export const offerSharing = () => {
  const section = document.querySelector(".sharing");
  if (section instanceof HTMLElement) new Sharing(section);
};

class Sharing {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.status = find(section, "[role=status]");
    const { link = "", picture = "" } = section.dataset;
    this.picture = new URL(picture, document.baseURI);
    // A page from a disk may not read its own pictures.
    const isServed = this.picture.protocol !== "file:";
    if (navigator.clipboard) {
      this.offer("link", () => navigator.clipboard.writeText(link));
      if (isServed && window.ClipboardItem) this.offer("picture", () => this.copyPicture());
      for (const field of section.querySelectorAll(".field")) this.addCopy(field);
    }
    if (isServed && this.canShare()) this.offer("share", () => this.share());
  }

  /**
   * Show a button, and let it do something.
   * @param {string} name
   * @param {() => Promise<void>} act
   */
  offer(name, act) {
    const button = find(document, `[data-take=${name}]`);
    this.bind(button, act, name === "share" ? "" : this.section.dataset.done);
  }

  /** @param {Element} field */
  addCopy(field) {
    const text = find(field, "p, pre").textContent ?? "";
    const copy = () => navigator.clipboard.writeText(text);
    this.bind(find(field, "button"), copy, this.section.dataset.done);
  }

  /**
   * @param {HTMLElement} button
   * @param {() => Promise<void>} act
   * @param {string} [done] what is said afterwards
   */
  bind(button, act, done = "") {
    const { failed = "" } = this.section.dataset;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await act();
        this.say(button, done);
      } catch (error) {
        // Who closes the sheet of their device has changed their mind.
        if (!(error instanceof DOMException && error.name === "AbortError"))
          this.say(button, failed);
      }
    });
  }

  /**
   * Say something beside the button, and to who can't see it.
   * @param {HTMLElement} button
   * @param {string} text
   */
  say(button, text) {
    for (const other of document.querySelectorAll("[data-said]"))
      other.removeAttribute("data-said");
    this.status.textContent = text;
    if (text) button.dataset.said = text;
  }

  async fetchPicture() {
    const answer = await fetch(this.picture);
    if (!answer.ok) throw new Error(`${this.picture}: ${answer.status}`);
    return answer.blob();
  }

  copyPicture() {
    // Given as a promise, since some browsers let nothing be copied after a wait.
    return navigator.clipboard.write([new ClipboardItem({ "image/png": this.fetchPicture() })]);
  }

  canShare() {
    const probe = new File([], "atlas.png", { type: "image/png" });
    return Boolean(navigator.canShare?.({ files: [probe] }));
  }

  async share() {
    const name = this.picture.pathname.split("/").pop() ?? "";
    const file = new File([await this.fetchPicture()], name, { type: "image/png" });
    const { link = "" } = this.section.dataset;
    await navigator.share({ files: [file], title: document.title, url: link });
  }
}
