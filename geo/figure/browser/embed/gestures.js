// In a frame of another page the wheel and one finger scroll that page: Ctrl and the wheel, or two
// fingers, move the map.

const HINT_MS = 1400;

/**
 * Leave the wheel and one finger to the page around a map.
 * @param {L.Map} map
 * @param {{ wheel: string, fingers: string }} hints what is said to who tries
 */
export const yieldGestures = (map, hints) => {
  const container = map.getContainer();
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.setAttribute("aria-hidden", "true");
  container.after(hint);
  let fading = 0;
  /** @param {string} text */
  const show = (text) => {
    hint.textContent = text;
    hint.classList.add("shown");
    window.clearTimeout(fading);
    fading = window.setTimeout(() => hint.classList.remove("shown"), HINT_MS);
  };
  container.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) return;
      // The map would keep the page from scrolling.
      event.stopImmediatePropagation();
      show(hints.wheel);
    },
    { capture: true, passive: true },
  );
  container.addEventListener(
    "pointerdown",
    ({ pointerType }) => map.dragging[pointerType === "touch" ? "disable" : "enable"](),
    { capture: true },
  );
  /** @param {TouchEvent} event */
  const hold = (event) => {
    // Or the page would scroll under two fingers, and the map lose them.
    if (event.touches.length > 1) event.preventDefault();
    else if (event.type === "touchmove") show(hints.fingers);
  };
  for (const name of /** @type {const} */ (["touchstart", "touchmove"]))
    container.addEventListener(name, hold, { capture: true, passive: false });
};
