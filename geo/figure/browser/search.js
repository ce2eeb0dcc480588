// The search of every page of the static site: states, counties and agencies by name. Its index
// is a script of its own, loaded when a reader first goes to the box.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const MOST = 12;
  let index = null;

  // Called by the index (geo/site/browser_data.py). A county or an agency is found with the
  // name or the code of its state as well, a county under its printed name first.
  atlas.receiveSearch = ({ states, counties, agencies }) => {
    const homes = new Map(states.map((names) => [names[0], names.join(" ")]));
    const entry = (kind, name, note, target, ...words) => {
      return { kind, name, note, target, key: fold(words.filter(Boolean).join(" ")) };
    };
    index = [
      ...states.map(([code, name, english]) =>
        entry("state", name, "", { code }, name, english, code),
      ),
      ...counties.map(([geoid, name, code, printed]) =>
        entry("county", `${name}, ${code}`, "", { geoid }, printed, name, code, homes.get(code)),
      ),
      ...agencies.map(([id, name, code]) =>
        entry("agency", name, code, { id, code }, name, code, homes.get(code)),
      ),
    ];
  };

  // Lower case without accents, apostrophes and points: "Doña Ana" is found as "dona ana".
  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f'’.]/g, "")
      .toLowerCase();

  // Names that hold every word typed; those that begin with the first word come first.
  const find = (typed) => {
    const words = fold(typed).split(/[\s,]+/).filter(Boolean);
    if (!index || !words.length) return [];
    const rank = ({ key, kind }) =>
      (key.startsWith(words[0]) ? 0 : 2) + (kind === "agency" ? 1 : 0);
    return index
      .filter(({ key }) => words.every((word) => key.includes(word)))
      .map((entry, place) => ({ entry, rank: rank(entry), place }))
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, MOST)
      .map(({ entry }) => entry);
  };

  const input = document.querySelector(".find input");
  const list = document.querySelector(".find ul");
  const { root, script, kinds } = JSON.parse(document.querySelector(".find").dataset.search);
  let found = [];
  let chosen = -1;

  const address = ({ kind, target }) => {
    if (kind === "county") return `${root}index.html?place=${target.geoid}`;
    const page = `${root}states/${target.code.toLowerCase()}.html`;
    return kind === "state" ? page : `${page}#${target.id}`;
  };

  const go = (entry) => {
    const { geoid, code } = entry.target;
    close();
    input.value = "";
    if (window.atlasFigure && entry.kind !== "agency")
      window.atlasFigure.change({ place: geoid || code });
    else window.location.href = address(entry);
  };

  const show = () => {
    found = find(input.value);
    chosen = -1;
    list.replaceChildren(
      ...found.map((entry, i) => {
        const item = document.createElement("li");
        item.id = `found-${i}`;
        item.setAttribute("role", "option");
        item.append(Object.assign(document.createElement("b"), { textContent: entry.name }));
        const note = [kinds[entry.kind], entry.note].filter(Boolean).join(", ");
        item.append(Object.assign(document.createElement("small"), { textContent: note }));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => go(entry));
        return item;
      }),
    );
    list.hidden = !found.length;
    mark();
  };

  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === chosen));
    input.setAttribute("aria-expanded", !list.hidden);
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `found-${chosen}`);
  };

  const close = () => {
    list.hidden = true;
    mark();
  };

  const load = () => {
    const node = document.createElement("script");
    node.src = script;
    node.onload = show;
    document.head.append(node);
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      chosen = (chosen + step + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      go(found[Math.max(chosen, 0)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
})(window.atlas);
