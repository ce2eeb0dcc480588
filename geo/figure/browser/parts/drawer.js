// On a phone the legend and the filters are in a drawer, opened by one button.

import { find } from "../dom.js";
import { makeButton } from "./controls.js";

/** @import { Language } from "../rules/language.js" */

/**
 * Make the drawer of a figure open and close.
 * @param {HTMLElement} root
 * @param {Language} language
 */
export const addDrawer = (root, language) => {
  const drawer = find(root, ".drawer");
  const button = makeButton(find(root, ".top"), "options", () => set(!isOpen()));
  const isOpen = () => drawer.classList.contains("open");
  /** @param {boolean} open */
  const set = (open) => {
    drawer.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.textContent = language.say("options");
  const close = makeButton(drawer, "done", () => {
    set(false);
    button.focus();
  });
  close.textContent = language.say("done");
  set(false);
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.stopPropagation();
      set(false);
      button.focus();
    },
    { capture: true },
  );
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !drawer.contains(target) && !button.contains(target)) set(false);
  });
};
