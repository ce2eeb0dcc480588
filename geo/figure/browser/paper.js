// The figure on paper: beneath each other and whole, at the width of a page.

import { find } from "./dom.js";
import { takeTheme } from "./theme.js";

// A page of A4 or Letter within its margins, in pixels of CSS.
export const WIDTH = 680;

/**
 * Print a copy of the figure, light and laid out for paper, whenever its page or the one around its
 * frame is printed: browsers cut a frame at the end of a sheet.
 * @param {HTMLElement} root
 * @param {() => void} repaint paints the figure at once in the theme in view
 */
export const followPrinter = (root, repaint) => {
  const page = window.frameElement?.ownerDocument.defaultView ?? window;
  const paper = page.document.createElement("div");
  paper.className = "atlas-paper";
  const shadow = paper.attachShadow({ mode: "open" });
  let giveBack = () => {};
  page.addEventListener("beforeprint", () => {
    giveBack = takeTheme("light");
    repaint();
    const style = document.createElement("style");
    style.textContent = [...document.styleSheets].flatMap(listRules).join("\n");
    shadow.replaceChildren(style, copyFigure(root));
    page.document.body.append(paper);
  });
  page.addEventListener("afterprint", () => {
    paper.remove();
    giveBack();
    repaint();
  });
};

/** @param {CSSStyleSheet} sheet */
export const listRules = (sheet) => {
  try {
    return [...sheet.cssRules].map(({ cssText }) => cssText);
  } catch {
    // A page from a disk does not read its own sheets.
    return sheet.href ? [`@import url("${sheet.href}");`] : [];
  }
};

/** @param {HTMLElement} root */
export const copyFigure = (root) => {
  const copy = /** @type {HTMLElement} */ (root.cloneNode(true));
  copy.classList.add("printed");
  for (const fold of copy.querySelectorAll("details")) fold.open = true;
  const originals = root.querySelectorAll("canvas");
  copy.querySelectorAll("canvas").forEach((canvas, index) => {
    if (canvas.width && canvas.height) canvas.getContext("2d")?.drawImage(originals[index], 0, 0);
  });
  // The map is a picture of the size that it has on the screen.
  const { offsetWidth, offsetHeight } = find(root, ".stage");
  const scale = offsetWidth ? WIDTH / offsetWidth : 1;
  find(copy, ".stage").style.cssText =
    `width: ${offsetWidth}px; height: ${offsetHeight}px; zoom: ${scale};`;
  return copy;
};
