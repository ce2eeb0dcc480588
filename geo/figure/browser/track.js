// The time track: a chart of agreements in force that is also the slider.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const TOP = 22;
  const AXIS = 16;
  const LABEL_WIDTH = 6.4;
  const LONG_RANGE = 2500;

  // `scrub(day)` while the handle moves, `release()` when it rests, `step(name)` for keys.
  atlas.Track = class {
    constructor(root, { words, events, gaps, scrub, release, step }) {
      Object.assign(this, { root, words, events, gaps, scrub, release });
      root.innerHTML = `
        <svg aria-hidden="true">
          <defs><pattern id="atlas-gap" width="6" height="6" patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"><path d="M0 0v6" /></pattern></defs>
          <g class="chart"></g>
        </svg>
        <div class="marks"></div>
        <div class="compared" hidden></div>
        <div class="handle" role="slider" tabindex="0"></div>`;
      this.svg = root.querySelector("svg");
      this.chart = root.querySelector(".chart");
      this.marks = root.querySelector(".marks");
      this.handle = root.querySelector(".handle");
      this.compared = root.querySelector(".compared");
      this.handle.setAttribute("aria-label", words.sliderLabel);
      this.listen(step);
    }

    listen(step) {
      const { root, handle } = this;
      const follow = (event) => {
        const box = root.getBoundingClientRect();
        const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
        this.scrub(Math.round(this.first + share * (this.last - this.first)));
      };
      root.addEventListener("pointerdown", (event) => {
        if (event.button !== 0 || event.target.closest("button")) return;
        event.preventDefault();
        root.setPointerCapture(event.pointerId);
        handle.focus({ preventScroll: true });
        this.held = true;
        follow(event);
      });
      root.addEventListener("pointermove", (event) => this.held && follow(event));
      const end = () => {
        if (!this.held) return;
        this.held = false;
        this.release();
      };
      root.addEventListener("pointerup", end);
      root.addEventListener("pointercancel", end);
      const keys = {
        ArrowLeft: "back",
        ArrowDown: "back",
        ArrowRight: "forward",
        ArrowUp: "forward",
        PageDown: "backMonth",
        PageUp: "forwardMonth",
        Home: "start",
        End: "end",
      };
      handle.addEventListener("keydown", (event) => {
        if (!keys[event.key]) return;
        event.preventDefault();
        step(keys[event.key]);
      });
    }

    place(day) {
      return (day - this.first) / (this.last - this.first);
    }

    // Draw the chart of some series (one per model, from first to last day).
    draw({ first, last, series, colours, formatMonth, formatDate }) {
      Object.assign(this, { first, last });
      const width = this.root.clientWidth;
      const height = this.root.clientHeight;
      this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      const base = height - AXIS;
      const columns = Math.max(2, Math.round(width));
      const dayAt = (column) => Math.round((column / (columns - 1)) * (last - first));
      const totals = series[0].map((n, i) => n + series[1][i] + series[2][i]);
      const most = Math.max(1, totals.reduce((a, b) => Math.max(a, b), 0));
      const y = (n) => base - (n / most) * (base - TOP);
      const floor = new Float64Array(columns);
      const parts = series.map((counts, model) => {
        const up = [];
        const down = [];
        for (let column = 0; column < columns; column += 1) {
          const x = ((column / (columns - 1)) * width).toFixed(1);
          down.push(`${x},${y(floor[column]).toFixed(1)}`);
          floor[column] += counts[dayAt(column)];
          up.push(`${x},${y(floor[column]).toFixed(1)}`);
        }
        const points = up.concat(down.reverse()).join(" ");
        return `<polygon points="${points}" fill="${colours[1 << model]}"/>`;
      });
      const gaps = this.gaps
        .filter((gap) => gap.until > first && gap.since < last)
        .map((gap) => {
          const left = Math.max(this.place(gap.since), 0) * width;
          const right = Math.min(this.place(gap.until), 1) * width;
          const text =
            right - left > 90
              ? `<text class="gap" x="${(left + right) / 2}" y="${TOP + 12}">${atlas.escape(this.words.gap)}</text>`
              : "";
          return `<rect class="gap" x="${left}" y="${TOP}" width="${right - left}" height="${base - TOP}"/>${text}`;
        });
      const top = `<text class="top" x="2" y="${TOP + 11}">${most.toLocaleString(this.words.locale)}</text>`;
      this.chart.innerHTML =
        parts.join("") + gaps.join("") + this.drawAxis(width, base, formatMonth) + top;
      this.drawMarks(width, formatDate);
    }

    drawAxis(width, base, formatMonth) {
      const long = this.last - this.first > LONG_RANGE;
      const ticks = [];
      let right = -40;
      for (let day = this.first; day <= this.last; day += 1) {
        const iso = atlas.toISO(day);
        const january = iso.endsWith("-01-01");
        if (!(january || (!long && /-(04|07|10)-01$/.test(iso)))) continue;
        const x = this.place(day) * width;
        const text = january ? iso.slice(0, 4) : formatMonth(iso);
        const room = text.length * LABEL_WIDTH + 10;
        ticks.push(`<path class="tick" d="M${x.toFixed(1)} ${base}v4"/>`);
        if (x < right || x + room > width) continue;
        ticks.push(`<text class="axis" x="${x.toFixed(1)}" y="${base + 13}">${text}</text>`);
        right = x + room;
      }
      return `<path class="tick" d="M0 ${base}H${width}"/>${ticks.join("")}`;
    }

    // Milestones: a mark each, with its name on hover and focus; the main ones are written out.
    drawMarks(width, formatDate) {
      let right = 0;
      this.marks.replaceChildren(
        ...this.events
          .filter((event) => event.day >= this.first && event.day <= this.last)
          .map((event) => {
            const x = this.place(event.day) * width;
            const mark = document.createElement("button");
            mark.type = "button";
            mark.className = event.major ? "mark major" : "mark";
            mark.style.left = `${(100 * x) / width}%`;
            const name = `${formatDate(event.date)}: ${event.title}`;
            mark.setAttribute("aria-label", name);
            const tip = document.createElement("span");
            tip.className = "tip";
            tip.textContent = name;
            if (x > width / 2) tip.classList.add("left");
            const room = event.label.length * LABEL_WIDTH + 14;
            if (event.major && x >= right && x + room < width) {
              const label = document.createElement("span");
              label.className = "label";
              label.textContent = event.label;
              mark.append(label);
              right = x + room;
            }
            mark.append(tip);
            mark.addEventListener("click", () => {
              this.scrub(event.day);
              this.release();
            });
            return mark;
          }),
      );
    }

    // Put the handle on a day; `compared` is another day or null.
    move(day, text, compared) {
      this.handle.style.left = `${100 * Math.min(Math.max(this.place(day), 0), 1)}%`;
      this.handle.setAttribute("aria-valuemin", this.first);
      this.handle.setAttribute("aria-valuemax", this.last);
      this.handle.setAttribute("aria-valuenow", day);
      this.handle.setAttribute("aria-valuetext", text);
      const shown = compared !== null && compared >= this.first && compared <= this.last;
      this.compared.hidden = !shown;
      if (shown) this.compared.style.left = `${100 * this.place(compared)}%`;
    }
  };
})(window.atlas);
