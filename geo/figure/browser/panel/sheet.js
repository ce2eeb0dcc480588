// On a phone the panel is a sheet over the map: one line, opened by a tap, a drag or a key.

import { escape, find } from "../dom.js";

// Pixels that a finger moves before it drags rather than taps.
const SLACK = 8;

export class Sheet {
  /** @param {HTMLElement} root the panel, which holds a button of class grip */
  constructor(root) {
    this.root = root;
    this.grip = find(root, ".grip");
    /** @type {{ y: number, height: number, moved: boolean } | null} */
    this.held = null;
    this.grip.addEventListener("click", () => this.tap());
    this.grip.addEventListener("pointerdown", (event) => this.hold(event));
    this.grip.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"]))
      this.grip.addEventListener(name, () => this.drop());
    // Before the map takes the key to let go of its place.
    document.addEventListener("keydown", (event) => this.listen(event), { capture: true });
    window.addEventListener("popstate", () => this.set(false));
    this.set(false);
  }

  get isOpen() {
    return this.root.classList.contains("open");
  }

  /**
   * Say in one line whose sheet it is.
   * @param {string} name
   * @param {string} count
   */
  write(name, count) {
    this.grip.innerHTML = `<b>${escape(name)}</b> <span>${escape(count)}</span>`;
  }

  /** @param {boolean} open */
  set(open) {
    this.root.classList.toggle("open", open);
    this.grip.setAttribute("aria-expanded", String(open));
  }

  open() {
    if (this.isOpen) return;
    this.set(true);
    // The way back closes it.
    window.history.pushState({ sheet: true }, "");
  }

  close() {
    if (!this.isOpen) return;
    this.set(false);
    if (window.history.state?.sheet) window.history.back();
  }

  tap() {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** @param {KeyboardEvent} event */
  listen(event) {
    if (event.key !== "Escape" || !this.isOpen || !this.isSheet()) return;
    event.stopPropagation();
    this.close();
    this.grip.focus();
  }

  /** Whether the panel is a sheet, as on a narrow screen. */
  isSheet() {
    return this.grip.offsetParent !== null;
  }

  /** @param {PointerEvent} event */
  hold({ clientY, pointerId }) {
    this.grip.setPointerCapture(pointerId);
    this.held = { y: clientY, height: this.root.offsetHeight, moved: false };
  }

  /** @param {PointerEvent} event */
  drag({ clientY }) {
    const { held, root } = this;
    if (!held) return;
    const up = held.y - clientY;
    held.moved ||= Math.abs(up) > SLACK;
    if (!held.moved) return;
    root.classList.add("held");
    root.style.height = `${Math.max(held.height + up, this.grip.offsetHeight)}px`;
  }

  drop() {
    const { held, root } = this;
    this.held = null;
    if (!held?.moved) return;
    const grown = root.offsetHeight - held.height;
    root.classList.remove("held");
    root.style.height = "";
    // The click that follows would turn it round again.
    this.grip.addEventListener("click", (event) => event.stopImmediatePropagation(), {
      capture: true,
      once: true,
    });
    if (grown > 0) this.open();
    else this.close();
  }
}
