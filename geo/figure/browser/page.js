// The page that a figure is in: its own, or the one around its component's frame.

/** Take the window of the figure's page. */
export const takePage = () => (window.Streamlit ? window.parent : window);

const given = takePage().document.title;

/**
 * Let the title of the page, and the name of the figure's frame in it, say whose agreements the map
 * shows.
 * @param {string} title of the figure
 * @param {boolean} isWhole whether it is that of the whole country, which has the page's own
 */
export const nameShown = (title, isWhole) => {
  takePage().document.title = isWhole ? given : `${title} · 287(g) Atlas`;
  // Streamlit names the frames of components by their packages.
  if (window.Streamlit) window.frameElement?.setAttribute("aria-label", title);
};
