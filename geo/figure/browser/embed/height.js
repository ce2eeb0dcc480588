// How high a frame of another page should be; that page's script (article.js) hears of it.

import { find } from "../dom.js";

// Of the map: its height as a share of its width, and limits in pixels.
const SHARE = 0.66;
const LOWEST = 230;
const HIGHEST = 560;

/**
 * Tell the page around a frame how high it should be, whenever its width or what it shows changes.
 * @param {HTMLElement} root the figure's
 * @param {Window} page the frame's; the figure may be in a frame of that
 */
export const tellHeight = (root, page) => {
  const stage = find(root, ".stage");
  const parts = [...root.children].filter((part) => !part.matches(".panel, .hidden"));
  let told = { width: 0, height: 0 };
  const tell = () => {
    const { top, width } = root.getBoundingClientRect();
    if (!width) return;
    const bottoms = parts.map((part) => part.getBoundingClientRect().bottom);
    const padding = Number.parseFloat(getComputedStyle(root).paddingBottom);
    const around = Math.max(...bottoms) - top + root.scrollTop + padding - stage.offsetHeight;
    const map = Math.min(Math.max(stage.offsetWidth * SHARE, LOWEST), HIGHEST);
    const height = Math.ceil(around + map + page.innerHeight - window.innerHeight);
    // While it plays the frame does not grow and shrink with every title.
    if (width === told.width && height <= told.height) return;
    told = { width, height };
    page.parent.postMessage({ atlasHeight: height }, "*");
  };
  page.addEventListener("message", ({ source, data }) => {
    if (source !== page.parent || data?.atlasAsks !== "height") return;
    told = { width: 0, height: 0 };
    tell();
  });
  const observer = new ResizeObserver(tell);
  for (const part of parts) observer.observe(part);
};
