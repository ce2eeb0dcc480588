// For a page that shows the Atlas in a frame, published as embed.js: gives the frame the height of
// what it shows. Without it the frame keeps the height that the page gives it.

(() => {
  const LOWEST = 200;
  const HIGHEST = 3000;

  window.addEventListener("message", ({ source, data }) => {
    const height = data?.atlasHeight;
    if (!Number.isFinite(height)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      const shown = frame.contentWindow;
      // The map is the frame's page, or in a frame of that.
      if (shown && (source === shown || /** @type {Window} */ (source)?.parent === shown))
        frame.style.height = `${Math.min(Math.max(height, LOWEST), HIGHEST)}px`;
    }
  });
  // One that was there earlier has told nobody.
  for (const frame of document.querySelectorAll("iframe"))
    frame.contentWindow?.postMessage({ atlasAsks: "height" }, "*");
})();
