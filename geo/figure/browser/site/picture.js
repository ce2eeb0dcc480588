// A picture of the map as it is on screen, with its title, numbers, legend and source: what is
// printed of the figure, drawn by the browser.

import { find } from "../dom.js";
import { copyFigure, listRules, WIDTH } from "../paper.js";
import { isDark } from "../theme.js";

const MARGIN = 24;
// Pixels of the picture to one of CSS.
const SCALE = 2;

/**
 * Draw the figure as it is printed, without its panel.
 * @param {HTMLElement} root
 * @param {string} link where its view is found
 * @returns {Promise<Blob>} a PNG
 */
export const drawFigure = async (root, link) => {
  const { frame, page } = layOut(root, link);
  const width = WIDTH + 2 * MARGIN;
  const height = page.offsetHeight;
  const text = new XMLSerializer().serializeToString(page);
  frame.remove();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"
      data-theme="${tellTheme()}"><foreignObject width="100%" height="100%">${text}</foreignObject></svg>`,
  )}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  );
};

const tellTheme = () => (isDark() ? "dark" : "light");

/**
 * Lay the figure out for a picture, in a frame as wide as that will be.
 * @param {HTMLElement} root
 * @param {string} link
 */
const layOut = (root, link) => {
  const frame = document.createElement("iframe");
  frame.style.cssText = `position: absolute; left: -9999px; width: ${WIDTH + 2 * MARGIN}px;`;
  document.body.append(frame);
  const { contentDocument } = frame;
  if (!contentDocument) throw new Error("a frame without a page");
  contentDocument.documentElement.dataset.theme = tellTheme();
  const style = document.createElement("style");
  style.textContent = [...document.styleSheets].flatMap(listRules).join("\n");
  const copy = copyFigure(root);
  for (const canvas of copy.querySelectorAll("canvas")) canvas.replaceWith(keepImage(canvas));
  for (const part of copy.querySelectorAll(".panel, .announced, .age, .about")) part.remove();
  const source = find(copy, "footer");
  source.append(document.createElement("br"), link.replace(/^https?:\/\//, ""));
  const page = document.createElement("div");
  page.style.cssText = `display: flow-root; padding: ${MARGIN}px; background: var(--ground);`;
  page.append(style, copy);
  contentDocument.body.style.margin = "0";
  contentDocument.body.append(page);
  return { frame, page };
};

/**
 * Keep what is drawn on a canvas as an image in its place.
 * @param {HTMLCanvasElement} canvas
 */
const keepImage = (canvas) => {
  const image = document.createElement("img");
  image.className = canvas.className;
  image.style.cssText = canvas.style.cssText;
  image.alt = "";
  image.src = canvas.width && canvas.height ? canvas.toDataURL() : "data:,";
  return image;
};
