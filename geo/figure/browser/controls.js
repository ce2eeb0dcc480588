// Small controls that the figure and the playback share.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  // Make text from outside safe inside HTML.
  atlas.escape = (text) =>
    String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const ICONS = {
    play: "M5 3l13 8-13 8z",
    pause: "M5 3h4.5v16H5zM12.5 3H17v16h-4.5z",
    back: "M14 4l-7 7 7 7",
    forward: "M8 4l7 7-7 7",
    backMonth: "M11 4l-7 7 7 7M18 4l-7 7 7 7",
    forwardMonth: "M4 4l7 7-7 7M11 4l7 7-7 7",
    next: "M4 4l8 7-8 7zM17 4v14",
    present: "M3 8V3h5M14 3h5v5M19 14v5h-5M8 19H3v-5",
    close: "M5 5l12 12M17 5L5 17",
  };

  atlas.setIcon = (button, icon, label) => {
    button.innerHTML = `<svg viewBox="0 0 22 22" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
    button.setAttribute("aria-label", label);
    button.title = label;
  };

  atlas.makeButton = (root, { icon, text, label, className = "", press }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button ${className}`;
    if (icon) atlas.setIcon(button, icon, label);
    else button.textContent = text;
    button.addEventListener("click", press);
    root.append(button);
    return button;
  };

  // A row of buttons of which one is chosen: a radio group with arrow keys. Returns a function
  // that shows a value as chosen.
  atlas.makeChoice = (root, { label, options, hints = {}, choose }) => {
    root.classList.add("choice");
    root.setAttribute("role", "radiogroup");
    root.setAttribute("aria-label", label);
    const buttons = options.map(([value, text]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.title = hints[value] || "";
      button.dataset.value = value;
      button.setAttribute("role", "radio");
      button.addEventListener("click", () => choose(value));
      root.append(button);
      return button;
    });
    root.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement);
      const next = buttons[(at + step + buttons.length) % buttons.length];
      next.focus();
      next.click();
    });
    return (value) =>
      buttons.forEach((button) => {
        const chosen = button.dataset.value === value;
        button.setAttribute("aria-checked", String(chosen));
        button.tabIndex = chosen ? 0 : -1;
      });
  };

  // A search box over names: `places` maps what the reader sees to what `choose` is given.
  atlas.makeSearch = (search, list, { label, places, choose }) => {
    search.placeholder = label;
    search.setAttribute("aria-label", label);
    list.append(...[...places.keys()].map((name) => new Option(name)));
    const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const take = () => {
      const typed = fold(search.value.trim());
      const name = [...places.keys()].find((known) => fold(known) === typed);
      if (!name) return;
      choose(places.get(name));
      search.value = "";
    };
    // A name picked from the list is taken at once, one typed when it is done (Enter): before,
    // "Washington" may become "Washington County, OR".
    search.addEventListener("input", ({ inputType }) => {
      if (!inputType || inputType === "insertReplacementText") take();
    });
    search.addEventListener("change", take);
  };
})(window.atlas);
