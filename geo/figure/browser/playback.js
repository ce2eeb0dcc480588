// Time: the track, its controls, and the clock that plays a figure's days.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const PLAY_THROUGH_MS = 20000;
  const REDUCED_STEP_MS = 700;

  const addMonths = (iso, months) => {
    const [year, month, day] = iso.split("-").map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
      .toISOString()
      .slice(0, 10);
  };

  // Whether the page around this frame has the reader's attention, not another window.
  const isPageFocused = () => {
    try {
      return window.parent.document.hasFocus();
    } catch {
      // Another site's page has nothing that follows the map.
      return false;
    }
  };

  atlas.Playback = class {
    constructor(figure, { events, gaps, ranges }) {
      this.figure = figure;
      this.words = figure.words;
      this.ranges = ranges;
      this.speed = 1;
      this.playing = false;
      this.root = document.createElement("section");
      this.root.className = "time";
      this.root.innerHTML = `
        <div class="bar">
          <div class="transport"></div>
          <div class="date"></div>
          <div class="steps"></div>
          <label class="dated"><span class="hidden"></span><input type="date" class="typed"></label>
          <div class="range"></div>
          <div class="speed"></div>
        </div>
        <div class="track"></div>`;
      const controls = figure.part("controls");
      controls.before(this.root);
      this.comparing = document.createElement("div");
      this.comparing.className = "comparing";
      this.views = document.createElement("div");
      this.views.className = "views";
      figure.part("search").before(this.comparing);
      controls.append(this.views);
      this.track = new atlas.Track(this.part("track"), {
        words: this.words,
        events: events.map((event) => ({ ...event, day: atlas.toDay(event.date) })),
        gaps: gaps.map(({ since, until }) => ({
          since: atlas.toDay(since),
          until: atlas.toDay(until),
        })),
        scrub: (day) => this.show(day),
        release: () => this.rest(),
        step: (name) => this.step(name),
      });
      this.buildControls();
      this.listen();
    }

    part(name) {
      return this.root.querySelector(`.${name}`);
    }

    buildControls() {
      const { words, figure } = this;
      this.playButton = atlas.makeButton(this.part("transport"), {
        icon: "play",
        label: words.play,
        className: "play",
        press: () => this.toggle(),
      });
      for (const name of ["backMonth", "back", "forward", "forwardMonth", "next"])
        atlas.makeButton(this.part("steps"), {
          icon: name,
          label: name === "next" ? words.nextChange : words[name],
          className: `step ${name}`,
          press: () => this.step(name),
        });
      this.typed = this.part("typed");
      this.part("dated").querySelector("span").textContent = words.dateLabel;
      this.typed.min = figure.config.known.since;
      this.typed.max = figure.config.known.until;
      this.listenToDate(this.typed, "date");
      this.showRange = atlas.makeChoice(this.part("range"), {
        label: words.rangeLabel,
        options: words.ranges,
        choose: (range) => {
          const start = this.ranges[range];
          figure.change({ range, date: figure.view.date < start ? start : figure.view.date });
        },
      });
      const speeds = this.part("speed").appendChild(document.createElement("select"));
      speeds.setAttribute("aria-label", words.speedLabel);
      speeds.append(...words.speeds.map(([value, text]) => new Option(text, value)));
      speeds.value = "1";
      speeds.addEventListener("change", () => (this.speed = Number(speeds.value)));
      this.compareButton = atlas.makeButton(this.comparing, {
        text: words.compare,
        label: words.compare,
        className: "compare",
        press: () => figure.change({ compare: figure.view.compare ? "" : this.findCompared() }),
      });
      this.compared = document.createElement("input");
      Object.assign(this.compared, { type: "date", className: "typed since" });
      this.compared.min = figure.config.known.since;
      this.compared.max = figure.config.known.until;
      this.compared.setAttribute("aria-label", words.compareLabel);
      this.listenToDate(this.compared, "compare");
      this.comparing.append(this.compared);
      this.presentButton = atlas.makeButton(this.views, {
        icon: "present",
        label: words.present,
        className: "present",
        press: () => figure.change({ present: !figure.view.present }),
      });
    }

    listen() {
      document.addEventListener("keydown", (event) => {
        if (event.key !== " " || event.target.closest("button, input, select, summary, a")) return;
        event.preventDefault();
        this.toggle();
      });
      new ResizeObserver(() => this.draw(true)).observe(this.part("track"));
      // Who goes from a playing map to the page around it finds the page at the map's date.
      this.figure.root.addEventListener("mouseleave", () => {
        if (this.playing) this.figure.tell(true);
      });
      window.addEventListener("blur", () => {
        if (window.parent !== window && isPageFocused()) this.pause();
      });
    }

    // A typed date: taken when it lies within the record, put back when it is left unfinished.
    listenToDate(input, field) {
      const { figure } = this;
      const { since, until } = figure.config.known;
      input.addEventListener("change", () => {
        const date = input.value;
        if (date && date >= since && date <= until) figure.change({ [field]: date });
      });
      input.addEventListener("blur", () => (input.value = figure.view[field]));
    }

    // The stretch holds the date in view: a date before it calls for a longer one.
    holdDate() {
      const { view } = this.figure;
      if (view.date >= this.ranges[view.range]) return;
      const starts = Object.entries(this.ranges).sort(([, a], [, b]) => (a < b ? 1 : -1));
      const [range] = starts.find(([, start]) => start <= view.date) || starts[starts.length - 1];
      view.range = range;
    }

    // What "Compare" starts with: the beginning of the stretch, or of the record.
    findCompared() {
      const { view, config } = this.figure;
      const start = this.ranges[view.range];
      const { since } = config.known;
      return start > since && start < view.date ? start : since;
    }

    // The first day of the stretch, or of the record.
    get first() {
      const start = this.ranges[this.figure.view.range];
      const { since } = this.figure.config.known;
      return atlas.toDay(start < since ? since : start);
    }

    get last() {
      return atlas.toDay(this.figure.config.known.until);
    }

    get day() {
      return atlas.toDay(this.figure.view.date);
    }

    // Show a day on the way to another: the page is not told.
    show(day) {
      this.pause(false);
      this.figure.show(atlas.toISO(day));
    }

    // The date has come to rest: the page is told.
    rest() {
      this.figure.tell();
    }

    step(name) {
      const { figure } = this;
      this.pause(false);
      const { since, until } = figure.config.known;
      const { date } = figure.view;
      const next = figure.record.findNextChange(this.day, figure.view, figure.findPlace());
      const target = {
        back: () => atlas.toISO(this.day - 1),
        forward: () => atlas.toISO(this.day + 1),
        backMonth: () => addMonths(date, -1),
        forwardMonth: () => addMonths(date, 1),
        next: () => (next === null ? until : atlas.toISO(next)),
        start: () => atlas.toISO(this.first),
        end: () => until,
      }[name]();
      figure.change({ date: target < since ? since : target > until ? until : target });
    }

    toggle() {
      if (this.playing) this.pause();
      else this.play();
    }

    play() {
      const first = this.first;
      if (this.day >= this.last) this.figure.show(atlas.toISO(first));
      this.setPlaying(true);
      if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return this.playInSteps();
      const perMs = (this.last - first) / PLAY_THROUGH_MS;
      let position = this.day;
      let before = performance.now();
      const frame = (now) => {
        if (!this.playing) return;
        position += Math.max(now - before, 0) * perMs * this.speed;
        before = now;
        const day = Math.min(Math.floor(position), this.last);
        if (day !== this.day) this.figure.show(atlas.toISO(day));
        if (day >= this.last) this.pause();
        else requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    // Who asked for less motion sees one month after the other, each at rest.
    playInSteps() {
      const step = () => {
        if (!this.playing) return;
        const { until } = this.figure.config.known;
        const next = addMonths(this.figure.view.date, 1);
        this.figure.show(next < until ? next : until);
        if (next >= until) this.pause();
        else this.timer = window.setTimeout(step, REDUCED_STEP_MS / this.speed);
      };
      this.timer = window.setTimeout(step, REDUCED_STEP_MS / this.speed);
    }

    pause(tell = true) {
      if (!this.playing) return;
      this.setPlaying(false);
      if (tell) this.rest();
    }

    setPlaying(playing) {
      this.playing = playing;
      window.clearTimeout(this.timer);
      this.figure.root.dataset.playing = String(playing);
      atlas.setIcon(
        this.playButton,
        playing ? "pause" : "play",
        playing ? this.words.pause : this.words.play,
      );
    }

    // Follow the figure's view: chart, handle and controls.
    update() {
      const { figure, words } = this;
      const { view } = figure;
      this.draw(false);
      const date = figure.formatDate(view.date);
      const at = this.day - this.first;
      const count = figure.formatNumber(this.series.reduce((sum, counts) => sum + counts[at], 0));
      this.track.move(
        this.day,
        words.sliderText(date, count),
        view.compare ? atlas.toDay(view.compare) : null,
      );
      this.part("date").textContent = date;
      if (document.activeElement !== this.typed) this.typed.value = view.date;
      if (document.activeElement !== this.compared) this.compared.value = view.compare;
      this.compared.hidden = !view.compare;
      this.showRange(view.range);
      this.compareButton.setAttribute("aria-pressed", String(Boolean(view.compare)));
      this.compareButton.textContent = view.compare ? words.compareLabel : words.compare;
      this.compareButton.title = view.compare ? words.stopCompare : words.compare;
      atlas.setIcon(
        this.presentButton,
        view.present ? "close" : "present",
        view.present ? words.stopPresent : words.present,
      );
    }

    draw(resized) {
      const { figure } = this;
      if (!figure.survey) return;
      const { models, reach, range, place } = figure.view;
      const key = [models, reach, range, place, this.first, figure.choropleth.colours.ground].join();
      if (!resized && key === this.drawn) return;
      this.drawn = key;
      this.series = figure.record.tally(figure.view, figure.findPlace(), this.first, this.last);
      this.track.draw({
        first: this.first,
        last: this.last,
        series: this.series,
        colours: figure.choropleth.colours.mixtures,
        formatMonth: (iso) => figure.formatMonth(iso),
        formatDate: (iso) => figure.formatDate(iso),
      });
    }
  };

  atlas.addPlayback = (map, config) => map.atlas.addPlayback(config);
})(window.atlas);
