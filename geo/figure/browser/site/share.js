// What a page gives along: its picture and link at a touch, and a button to copy beside each text.

import { find } from "../dom.js";

/** Offer what this browser can do with the picture and the texts of a place's page. */
export const offerSharing = () => {
  const section = document.querySelector("main.text .sharing");
  if (!(section instanceof HTMLElement)) return;
  const { picture = "" } = section.dataset;
  // A page from a disk may not read its own pictures.
  const isServed = window.location.protocol !== "file:";
  new Sharing(section, isServed ? () => fetchPicture(picture) : null);
};

/**
 * Fetch a picture of the site, with its name.
 * @param {string} address
 */
export const fetchPicture = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const name = address.split("/").pop() ?? "";
  return new File([await answer.blob()], name, { type: "image/png" });
};

/** The section of a page that gives along; what the browser can't do stays hidden. */
export class Sharing {
  /**
   * @param {HTMLElement} section
   * @param {(() => Promise<File>) | null} takePicture
   */
  constructor(section, takePicture) {
    this.section = section;
    this.status = find(section, "[role=status]");
    const { done = "" } = section.dataset;
    const { clipboard } = navigator;
    if (clipboard) {
      this.offer("link", () => clipboard.writeText(this.readLink()), done);
      for (const field of section.querySelectorAll(".field")) {
        const copy = () => clipboard.writeText(find(field, "p, pre").textContent ?? "");
        this.bind(find(field, "button"), copy, done);
      }
    }
    if (!takePicture) return;
    // Given as a promise, since some browsers let nothing be copied after a wait.
    const copyPicture = () => clipboard.write([new ClipboardItem({ "image/png": takePicture() })]);
    if (clipboard && window.ClipboardItem) this.offer("picture", copyPicture, done);
    if (canShareFiles()) this.offer("share", async () => this.share(await takePicture()));
  }

  readLink() {
    return find(this.section, "[data-name=link] p").textContent ?? "";
  }

  /** @param {File} file */
  share(file) {
    return navigator.share({ files: [file], title: document.title, url: this.readLink() });
  }

  /**
   * Show a button, and let it do something.
   * @param {string} name
   * @param {() => Promise<void>} act
   * @param {string} [done] what is said afterwards
   */
  offer(name, act, done) {
    this.bind(find(document, `[data-take=${name}]`), act, done);
  }

  /**
   * @param {HTMLElement} button
   * @param {() => Promise<void>} act
   * @param {string} [done]
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
   * Say what became of a button's work, and mark the one that did it.
   * @param {HTMLElement} button
   * @param {string} text
   */
  say(button, text) {
    for (const other of document.querySelectorAll("[data-said]"))
      other.removeAttribute("data-said");
    this.status.textContent = text;
    if (text !== this.section.dataset.failed) button.dataset.said = "";
  }
}

const canShareFiles = () => {
  const probe = new File([], "atlas.png", { type: "image/png" });
  return Boolean(navigator.canShare?.({ files: [probe] }));
};
