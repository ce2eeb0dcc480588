// Light or dark: as the page around the figure's frame says, else as the system.

const SYSTEM = window.matchMedia("(prefers-color-scheme: dark)");
const ATTRIBUTE = "data-theme";

/** Whether the figure is dark. */
export const isDark = () => {
  const theme = document.documentElement.getAttribute(ATTRIBUTE);
  return theme ? theme === "dark" : SYSTEM.matches;
};

/** Take over the theme that a page around the frame says it has (geo/pages/theme.js), and follow it. */
export const followTheme = () => {
  const page = window.frameElement?.ownerDocument.documentElement;
  if (!page) return;
  const take = () => {
    const theme = page.getAttribute(ATTRIBUTE);
    if (theme) document.documentElement.setAttribute(ATTRIBUTE, theme);
  };
  take();
  new MutationObserver(take).observe(page, { attributeFilter: [ATTRIBUTE] });
};

/**
 * Give the figure and the page around its frame a theme; returns what gives them back their own.
 * @param {"light" | "dark"} theme
 */
export const takeTheme = (theme) => {
  const pages = [document, window.frameElement?.ownerDocument ?? document];
  const before = pages.map(({ documentElement }) => documentElement.getAttribute(ATTRIBUTE));
  for (const { documentElement } of pages) documentElement.setAttribute(ATTRIBUTE, theme);
  return () =>
    pages.forEach(({ documentElement }, at) => {
      const own = before[at];
      if (own === null) documentElement.removeAttribute(ATTRIBUTE);
      else documentElement.setAttribute(ATTRIBUTE, own);
    });
};

/**
 * Be told when the figure turns light or dark.
 * @param {() => void} change
 */
export const watchTheme = (change) => {
  SYSTEM.addEventListener("change", change);
  const { documentElement } = document;
  new MutationObserver(change).observe(documentElement, { attributeFilter: [ATTRIBUTE] });
};
