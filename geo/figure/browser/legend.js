// The legend: a Venn diagram of the three models that also chooses which of them are shown.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const RADIUS = 32;
  const CIRCLES = { 1: [47, 40], 2: [85, 40], 4: [66, 72] };
  const ALL = 7;

  const element = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  const circle = (bit) =>
    element("circle", { cx: CIRCLES[bit][0], cy: CIRCLES[bit][1], r: RADIUS });

  // `choose(mixture)` is called with the models to show, as a mixture; never 0.
  atlas.Legend = class {
    constructor(root, words, choose) {
      this.words = words;
      this.choose = choose;
      this.models = ALL;
      root.innerHTML = `
        <div class="venn" role="group"></div>
        <div class="key"></div>`;
      this.venn = root.querySelector(".venn");
      this.venn.setAttribute("aria-label", words.models);
      this.key = root.querySelector(".key");
      this.drawVenn();
    }

    drawVenn() {
      const svg = element("svg", { viewBox: "0 0 132 108", "aria-hidden": "true" });
      const defs = element("defs", {});
      const clip = (id, bit, inside) => {
        const path = element("clipPath", { id });
        path.append(circle(bit));
        if (inside) path.setAttribute("clip-path", `url(#${inside})`);
        defs.append(path);
      };
      clip("venn-1", 1);
      clip("venn-2", 2);
      clip("venn-12", 2, "venn-1");
      svg.append(defs);
      const regions = [
        [1, 1, null],
        [2, 2, null],
        [4, 4, null],
        [3, 2, "venn-1"],
        [5, 4, "venn-1"],
        [6, 4, "venn-2"],
        [7, 4, "venn-12"],
      ];
      this.regions = regions.map(([mixture, bit, inside]) => {
        const shape = circle(bit);
        if (inside) shape.setAttribute("clip-path", `url(#${inside})`);
        shape.dataset.mixture = mixture;
        shape.addEventListener("click", () => this.choose(this.models === mixture ? ALL : mixture));
        const title = element("title", {});
        shape.append(title);
        svg.append(shape);
        return shape;
      });
      for (const bit of [1, 2, 4]) {
        const ring = circle(bit);
        ring.setAttribute("class", "ring");
        svg.append(ring);
      }
      this.venn.append(svg);
      this.boxes = [1, 2, 4].map((bit) => {
        const box = document.createElement("button");
        box.type = "button";
        box.className = `model model-${bit}`;
        box.setAttribute("role", "checkbox");
        box.textContent = this.words.short[bit];
        box.title = this.words.names[bit];
        box.addEventListener("click", () => this.choose(this.models ^ bit || ALL));
        this.venn.append(box);
        return box;
      });
    }

    paint({ models, mixtures, counts, rows }) {
      this.models = models;
      for (const shape of this.regions) {
        const mixture = Number(shape.dataset.mixture);
        const shown = (mixture & models) === mixture;
        shape.style.fill = shown ? mixtures[mixture] : mixtures[0];
        shape.querySelector("title").textContent = this.words.region(
          mixture,
          shown ? counts[mixture] : null,
        );
      }
      this.boxes.forEach((box, index) =>
        box.setAttribute("aria-checked", String(Boolean(models & (1 << index)))),
      );
      this.key.replaceChildren(
        ...rows.map(({ text, background, outline }) => {
          const row = document.createElement("div");
          const swatch = document.createElement("i");
          if (outline) swatch.className = "outline";
          else swatch.style.background = background;
          row.append(swatch, text);
          return row;
        }),
      );
    }
  };
})(window.atlas);
