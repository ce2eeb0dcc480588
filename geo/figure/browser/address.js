// The view of a page without a server, kept in the page's address: what geo/view.py does where
// there is one. Parameters that are not a view's stay in the address as they are.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const MODELS = { jail: 1, warrant: 2, task_force: 4 };
  const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

  const makeFields = ({ words, config, choropleth }) => {
    const { since, until } = config.known;
    const readDate = (text) => {
      const known = ISO_DATE.test(text) && text >= since && text <= until;
      const day = known ? atlas.toDay(text) : NaN;
      return Number.isFinite(day) && atlas.toISO(day) === text ? text : null;
    };
    const choice = (values) => ({
      read: (text) => (values.includes(text) ? text : null),
      write: (value) => value,
    });
    const keys = (options) => options.map(([value]) => value);
    return {
      date: { read: readDate, write: (date) => date },
      compare: { read: readDate, write: (date) => date },
      range: choice(keys(words.ranges)),
      models: {
        read(text) {
          const bits = text.split(".").map((model) => Object.hasOwn(MODELS, model) && MODELS[model]);
          return bits.every(Boolean) ? bits.reduce((sum, bit) => sum | bit, 0) : null;
        },
        write: (mixture) =>
          Object.keys(MODELS)
            .filter((model) => MODELS[model] & mixture)
            .join("."),
      },
      reach: choice(keys(words.reaches)),
      level: choice(keys(words.levels)),
      measure: choice(Object.keys(words.measures)),
      place: {
        read: (text) => (choropleth.findState(text) >= 0 ? text : null),
        write: (place) => place,
      },
      present: { read: (text) => (text === "1" ? true : null), write: () => "1" },
    };
  };

  // The page in another language is another page: go there when the address asks for it
  // (lang=es), and let links to it carry the view along.
  const followLanguage = (map) => {
    const links = [...document.querySelectorAll("a[hreflang]")];
    const carry = () => links.forEach((link) => (link.search = window.location.search));
    map.on("atlas:view atlas:address", carry);
    carry();
    const params = new URLSearchParams(window.location.search);
    const wanted = links.find((link) => link.hreflang === params.get("lang"));
    if (!wanted || wanted.hreflang === document.documentElement.lang) return;
    params.delete("lang");
    wanted.search = params.toString();
    window.location.replace(wanted.href);
  };

  // Show what the address asks for, and write into it what the reader changes. Fires
  // "atlas:address" on the map with the parameters that could not be used. In a frame the
  // address is replaced, so that the page around it keeps its own way back.
  atlas.followAddress = (figure) => {
    const fields = makeFields(figure);
    const byDefault = { ...figure.config.view };
    const remember = window.parent === window ? "pushState" : "replaceState";

    const show = () => {
      const params = new URLSearchParams(window.location.search);
      const view = { ...byDefault };
      const unusable = [];
      for (const [name, { read }] of Object.entries(fields)) {
        if (!params.has(name)) continue;
        const value = read(params.get(name));
        if (value === null) unusable.push(`${name}=${params.get(name)}`);
        else view[name] = value;
      }
      figure.apply(view, false);
      figure.map.fire("atlas:address", { unusable });
    };

    const write = ({ passing }) => {
      const params = new URLSearchParams(window.location.search);
      for (const [name, field] of Object.entries(fields)) {
        params.delete(name);
        const value = figure.view[name];
        if (value !== byDefault[name]) params.set(name, field.write(value));
      }
      const text = params.toString();
      const change = passing ? "replaceState" : remember;
      window.history[change](null, "", text ? `?${text}` : window.location.pathname);
    };

    figure.map.on("atlas:view", write);
    window.addEventListener("popstate", show);
    show();
    followLanguage(figure.map);
  };
})(window.atlas);
