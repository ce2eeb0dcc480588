// The page that a figure is in: its own, or the one around its component's frame.

/** Take the window of the figure's page. */
export const takePage = () => (window.Streamlit ? window.parent : window);

/**
 * Let a link lead the figure's page elsewhere, which the frame of a component may not do itself.
 * @param {HTMLAnchorElement} link
 * @param {string} address from that page
 */
export const leadFrom = (link, address) => {
  link.href = new URL(address, takePage().location.href).href;
  if (!window.Streamlit) return;
  link.target = "_blank";
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    Object.assign(takePage().document.createElement("a"), { href: link.href }).click();
  });
};

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

/**
 * Say in the links to all pages which one is shown: the map, or the story that is told on it, which
 * the map's own then leaves.
 * @param {boolean} isTold
 * @param {() => void} leave
 */
export const markStory = (isTold, leave) => {
  const { document } = takePage();
  const pages =
    document.querySelector("nav.pages") ??
    document.querySelector("header.masthead nav:not(.languages)");
  const links = /** @type {HTMLElement[]} */ ([...(pages?.querySelectorAll("a, b") ?? [])]);
  const [map, story] = links;
  if (!story || map.hasAttribute("aria-current") !== isTold) return;
  const [shown, other] = isTold ? [story, map] : [map, story];
  shown.setAttribute("aria-current", "page");
  other.removeAttribute("aria-current");
  map.onclick = isTold ? leave : null;
  map.onkeydown = isTold ? ({ key }) => key === "Enter" && leave() : null;
  if (isTold) Object.assign(map, { role: "link", tabIndex: 0 });
  else for (const name of ["role", "tabindex"]) map.removeAttribute(name);
};
