// Words that explain themselves: under the pointer, with the focus, and by a tap.

// Pixels between a word and what it means, and between that and the window's edge.
const GAP = 6;

/**
 * Say what a word means, or that it needs no explaining.
 * @param {HTMLElement} word
 * @param {string} means blank for nothing
 */
export const setTerm = (word, means) => {
  if ((word.dataset.means ?? "") === means) return;
  if (means) {
    word.dataset.means = means;
    word.tabIndex = 0;
    word.setAttribute("role", "button");
    word.setAttribute("aria-describedby", "atlas-means");
  } else {
    delete word.dataset.means;
    for (const name of ["tabindex", "role", "aria-describedby"]) word.removeAttribute(name);
  }
};

/**
 * Show what words of a figure mean beside them, one at a time.
 * @param {HTMLElement} root
 */
export const explainTerms = (root) => {
  const box = document.createElement("div");
  box.id = "atlas-means";
  box.className = "means";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  root.append(box);
  const hide = () => {
    box.hidden = true;
  };
  /** @param {Event} event */
  const show = ({ target }) => {
    const word = target instanceof Element ? target.closest("[data-means]") : null;
    if (!(word instanceof HTMLElement)) return;
    box.textContent = word.dataset.means ?? "";
    box.hidden = false;
    const { left, top, bottom } = word.getBoundingClientRect();
    const below = bottom + GAP;
    const isLow = below + box.offsetHeight > window.innerHeight;
    box.style.top = `${isLow ? top - GAP - box.offsetHeight : below}px`;
    box.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - box.offsetWidth - GAP))}px`;
  };
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("pointerout", hide);
  root.addEventListener("focusout", hide);
  window.addEventListener("scroll", hide, { capture: true, passive: true });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || box.hidden) return;
      hide();
      event.stopPropagation();
    },
    true,
  );
};
