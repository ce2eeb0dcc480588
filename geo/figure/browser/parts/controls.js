// Small controls: buttons, and rows of buttons of which one is chosen.

const ICONS = {
  play: "M5 3l13 8-13 8z",
  pause: "M5 3h4.5v16H5zM12.5 3H17v16h-4.5z",
  back: "M14 4l-7 7 7 7",
  forward: "M8 4l7 7-7 7",
  backMonth: "M11 4l-7 7 7 7M18 4l-7 7 7 7",
  forwardMonth: "M4 4l7 7-7 7M11 4l7 7-7 7",
  next: "M4 4l8 7-8 7zM17 4v14",
  zoomIn: "M4 11h14M11 4v14",
  zoomOut: "M4 11h14",
  whole: "M3 4v14M19 4v14M6 11h10M9 8l-3 3 3 3M13 8l3 3-3 3",
  present: "M3 8V3h5M14 3h5v5M19 14v5h-5M8 19H3v-5",
  close: "M5 5l12 12M17 5L5 17",
};

/** @typedef {keyof typeof ICONS} Icon */

/**
 * Make a button at the end of an element.
 * @param {HTMLElement} root
 * @param {string} className
 * @param {() => void} press
 */
export const makeButton = (root, className, press) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `button ${className}`;
  button.addEventListener("click", press);
  return root.appendChild(button);
};

/**
 * Draw an icon on a button and name it.
 * @param {HTMLElement} button
 * @param {Icon} icon
 * @param {string} label
 */
export const setIcon = (button, icon, label) => {
  button.innerHTML = `<svg viewBox="0 0 22 22" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
  button.setAttribute("aria-label", label);
  button.title = label;
};

/**
 * Make a row of buttons of which one is chosen: a radio group with arrow keys.
 *
 * Returns a function that shows a value as chosen.
 * @template {string} Value
 * @param {HTMLElement} root
 * @param {string} label
 * @param {readonly { value: Value, text: string, hint?: string }[]} options
 * @param {(value: Value) => void} choose
 */
export const makeChoice = (root, label, options, choose) => {
  root.classList.add("choice");
  root.setAttribute("role", "radiogroup");
  root.setAttribute("aria-label", label);
  const buttons = options.map(({ value, text, hint = "" }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.title = hint;
    button.dataset.value = value;
    button.setAttribute("role", "radio");
    button.addEventListener("click", () => choose(value));
    return root.appendChild(button);
  });
  root.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });
  /** @param {Value} value */
  return (value) =>
    buttons.forEach((button) => {
      const chosen = button.dataset.value === value;
      button.setAttribute("aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    });
};
