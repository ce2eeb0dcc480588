// The panel beside the map of a static page: the agreements of the place in view, what changed
// between two dates, or the country's sums.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const BITS = [1, 2, 4];
  const STATEWIDE = 2;
  const MOST = 10;
  // What is longer than this stays closed until it is asked for.
  const SHORT_LIST = 40;
  const received = {};

  // Called by the file of a state's agreements (geo/site/browser_data.py).
  atlas.receive = (state, rows) => {
    received[state] = rows.map(
      ([agency, model, reach, signed, first, last, ended, counties, moa, source, anew]) => ({
        ...{ agency, model, reach, signed, first, last, ended, counties, moa, source, anew },
        start: signed || first,
      }),
    );
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  atlas.Panel = class {
    constructor(root, figure, { words, files, pages }) {
      Object.assign(this, { root, figure, words, files, pages, unusable: [] });
      figure.map.on("atlas:view", () => {
        this.unusable = [];
        this.update();
      });
      figure.map.on("atlas:address", ({ unusable }) => {
        this.unusable = unusable;
        this.update();
      });
    }

    update() {
      const { view, choropleth, geometry } = this.figure;
      const home = choropleth.findState(view.place);
      if (view.compare) return this.write(this.describeChanges(home));
      if (home < 0) return this.write(this.describeCountry());
      const state = geometry.states.state[home];
      if (received[state]) return this.write(this.describePlace(home, received[state]));
      const script = document.createElement("script");
      script.src = this.files[state];
      script.onload = () => this.update();
      script.onerror = () => this.write(`<p class="empty">${this.words.missing}</p>`);
      document.head.append(script);
    }

    write(html) {
      const { view } = this.figure;
      const notice = this.unusable.map(
        (text) => `<p class="notice">${fill(this.words.unusable, { text: atlas.escape(text) })}</p>`,
      );
      this.root.innerHTML = notice.join("") + html;
      this.root.scrollTop = 0;
      Object.assign(this.root.dataset, {
        place: view.place,
        date: view.date,
        compare: view.compare,
      });
    }

    // Words for a number: the pair's first for one, its second for others.
    say(pair, n, values = {}) {
      return fill(pair[n === 1 ? 0 : 1], { n: this.figure.formatNumber(n), ...values });
    }

    describeCountry() {
      const { figure, words } = this;
      const { states, totals } = figure.survey;
      const date = figure.formatDate(figure.view.date);
      const models = BITS.map((bit, i) =>
        bit & figure.view.models
          ? `<tr><td><i class="dot model-${bit}"></i>${figure.words.names[bit]}</td>
             <td>${figure.formatNumber(totals.byModel[i])}</td></tr>`
          : "",
      );
      const order = [...states.agreements.keys()]
        .filter((state) => states.agreements[state])
        .sort((a, b) => states.agreements[b] - states.agreements[a]);
      const most = order.slice(0, MOST).map((state) => {
        const code = figure.geometry.states.state[state];
        const share = states.covered[state] / figure.record.stateCounties[state];
        return `<tr><td>${this.linkState(code, figure.geometry.states.name[state])}</td>
          <td>${figure.formatNumber(states.agreements[state])}</td>
          <td>${figure.formatShare(share)}</td></tr>`;
      });
      const empty = `<tr><td colspan="3">${words.none}</td></tr>`;
      return `<h2>${words.country}</h2>
        <p class="quiet">${this.say(words.inForce, totals.agreements, { date })} ${words.choose}</p>
        <table><thead><tr><th>${words.model}</th><th>${words.agreements}</th></tr></thead>
        <tbody>${models.join("")}</tbody></table>
        <table><thead><tr><th>${words.most}</th><th>${words.agreements}</th>
        <th>${words.counties}</th></tr></thead><tbody>${most.join("") || empty}</tbody></table>`;
    }

    describePlace(home, rows) {
      const { figure, words } = this;
      const { geometry, record, view } = figure;
      const { county } = figure.findPlace();
      const state = geometry.states.name[home];
      const name = county < 0 ? state : `${geometry.counties.name[county]}, ${state}`;
      const people = county < 0 ? record.statePeople[home] : record.data.people[county];
      const here = rows.filter(
        (row) => county < 0 || row.reach === STATEWIDE || row.counties.includes(county),
      );
      const now = here.filter(
        (row) => row.start <= view.date && (!row.ended || row.ended > view.date),
      );
      const local = now.filter((row) => row.reach !== STATEWIDE);
      const located = local.filter((row) => row.counties.length);
      const statewide = now.filter((row) => row.reach === STATEWIDE);
      const past = here.filter(
        (row) =>
          row.ended && row.ended <= view.date && (county < 0 || row.reach !== STATEWIDE),
      );
      const unlocated = local.filter((row) => !row.counties.length);
      const date = figure.formatDate(view.date);
      const part = (title, list, note) =>
        list.length ? `<h3>${title}</h3>${note || ""}${this.list(list)}` : "";
      const whole = county < 0 ? words.coverState : words.coverCounty;
      return `<h2>${name}</h2>
        <p class="quiet">${this.say(words.localHere, local.length, { date })} ·
          ${fill(words.people, { n: figure.formatNumber(people) })}</p>
        <p>${this.linkState(geometry.states.state[home], fill(words.statePage, { state }))}</p>
        ${located.length ? this.list(located) : `<p class="empty">${words.noLocal}</p>`}
        ${part(fill(words.unlocated, { state }), unlocated)}
        <h3>${fill(words.statewide, { state })}</h3>
        ${
          statewide.length
            ? `<p class="quiet">${whole}</p>${this.list(statewide)}`
            : `<p class="empty">${words.noStatewide}</p>`
        }
        ${
          past.length
            ? `<details><summary>${this.say(words.past, past.length)}</summary>
               ${this.list(past)}</details>`
            : ""
        }`;
    }

    list(rows) {
      const { figure, words } = this;
      const item = (row) => {
        const moa = /^https?:/.test(row.moa)
          ? `<a href="${atlas.escape(row.moa)}" rel="noopener noreferrer">MOA</a>`
          : "";
        const signed = row.signed
          ? fill(words.signed, { date: this.formatDay(row.signed) })
          : words.unsigned;
        const listed = fill(words.listed, {
          first: this.formatDay(row.first),
          last: this.formatDay(row.last),
        });
        const over = row.ended
          ? `; ${fill(row.anew ? words.anew : words.over, { date: this.formatDay(row.ended) })}`
          : "";
        return `<li><i class="dot model-${row.model}"></i><div>
          ${moa}<strong>${atlas.escape(row.agency)}</strong>
          <span>${figure.words.names[row.model]} · ${signed}${row.reach === 1 ? ` · ${words.part}` : ""}</span>
          <span>${listed}${over}</span>
          <small>${atlas.escape(row.source.replace("#", words.row))}</small></div></li>`;
      };
      const rest = rows.slice(SHORT_LIST);
      const more = `<details><summary>${this.say(words.more, rest.length)}</summary>
        <ul>${rest.map(item).join("")}</ul></details>`;
      return `<ul>${rows.slice(0, SHORT_LIST).map(item).join("")}</ul>${rest.length ? more : ""}`;
    }

    // A date as it fits into a list: 20 Jul 2026.
    formatDay(iso) {
      return `${Number(iso.slice(8))} ${this.figure.formatMonth(iso)} ${iso.slice(0, 4)}`;
    }

    describeChanges(home) {
      const { figure, words } = this;
      const { geometry, view, earlier, survey } = figure;
      const [since, on] = [view.compare, view.date].sort();
      const stateOf = geometry.counties.state;
      const lists = { gained: new Map(), lost: new Map(), changed: new Map() };
      stateOf.forEach((state, county) => {
        if (home >= 0 && state !== home) return;
        const change = atlas.compareMixtures(
          earlier.counties.mixture[county],
          survey.counties.mixture[county],
        );
        const byState = lists[change];
        if (!byState) return;
        if (!byState.has(state)) byState.set(state, []);
        byState.get(state).push(geometry.counties.name[county]);
      });
      const parts = Object.entries(lists).map(([change, byState]) => {
        const n = [...byState.values()].reduce((sum, names) => sum + names.length, 0);
        const states = [...byState].sort((a, b) =>
          geometry.states.name[a[0]].localeCompare(geometry.states.name[b[0]]),
        );
        const named = states.map(
          ([state, names]) =>
            `<p><strong>${geometry.states.name[state]}</strong> ${names.length}<br>
             <span>${names.join(", ")}</span></p>`,
        );
        return `<details${n && n <= SHORT_LIST ? " open" : ""}>
          <summary><i class="dot ${change}"></i>${this.say(words[change], n)}</summary>
          ${named.join("") || `<p class="empty">${words.noChange}</p>`}</details>`;
      });
      const name = home < 0 ? words.country : geometry.states.name[home];
      return `<h2>${fill(words.changes, { name })}</h2><p class="quiet">${fill(words.between, {
        since: figure.formatDate(since),
        on: figure.formatDate(on),
      })}</p>${parts.join("")}`;
    }

    linkState(code, text) {
      if (!this.pages.includes(code)) return text;
      return `<a href="states/${code.toLowerCase()}.html">${text}</a>`;
    }
  };
})(window.atlas);
