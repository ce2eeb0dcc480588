// What the figure says in numbers and words: headline numbers, legend, and the hover text.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const BITS = [1, 2, 4];
  atlas.HATCH = "repeating-linear-gradient(135deg, var(--none) 0 3px, var(--quiet) 3px 4.2px)";

  // How many counties (of the state in view) were gained, lost, changed, kept, or have none.
  const countChanges = ({ earlier, survey, choropleth, geometry, view }) => {
    const counts = { gained: 0, lost: 0, changed: 0, same: 0, none: 0 };
    const home = choropleth.findState(view.place);
    survey.counties.mixture.forEach((mixture, county) => {
      if (home >= 0 && geometry.counties.state[county] !== home) return;
      counts[atlas.compareMixtures(earlier.counties.mixture[county], mixture)] += 1;
    });
    return counts;
  };

  atlas.writeNumbers = (figure) => {
    const { words, view, survey, known, earlier } = figure;
    const { totals } = survey;
    const number = (n) => figure.formatNumber(n);
    const share = (value) => figure.formatShare(value);
    const say = words.numbers;
    const part = view.reach === "part";
    const home = figure.choropleth.findState(view.place);
    let rows = [
      [
        number(totals.agreements),
        say.agreements(totals.agreements),
        say.agreementsNote(totals, number),
      ],
      [number(totals.agencies), say.agencies(totals.agencies), home < 0 ? say.agenciesNote(totals) : ""],
      [
        number(totals.counties),
        say.counties(totals.counties),
        part ? "" : say.countiesNote(totals, number),
      ],
      [share(totals.people), say.people, part ? "" : say.peopleNote(totals, number, share)],
    ];
    if (earlier) {
      const counts = countChanges(figure);
      rows = ["gained", "lost", "changed", "same"].map((change) => [
        number(counts[change]),
        say.changes[change](counts[change]),
        "",
      ]);
    }
    if (!known) rows = rows.map(([, label]) => ["–", label, ""]);
    const cells = figure.part("numbers");
    if (!cells.children.length)
      cells.innerHTML = rows
        .map(() => "<div><dd></dd><dt><span></span><small></small></dt></div>")
        .join("");
    rows.forEach(([value, label, note], index) => {
      const cell = cells.children[index];
      cell.querySelector("dd").textContent = value;
      cell.querySelector("span").textContent = label;
      cell.querySelector("small").textContent = note;
    });
  };

  // Whether some agreements are left out, by model or by reach.
  const isNarrowed = (view) => view.models !== 7 || view.reach !== "all";

  atlas.writeLegend = (figure) => {
    const { words, view, choropleth, survey, known, earlier } = figure;
    const { mixtures, ramp, changes } = choropleth.colours;
    const counts = new Array(8).fill(0);
    const home = choropleth.findState(view.place);
    survey.counties.mixture.forEach((mixture, county) => {
      if (home < 0 || figure.geometry.counties.state[county] === home) counts[mixture] += 1;
    });
    const none = isNarrowed(view) ? words.noneChosen : words.none;
    let rows = [{ text: none, background: mixtures[0] }];
    if (earlier) {
      rows = ["gained", "lost", "changed", "same", "none"].map((change) => ({
        text: words.changes[change] || none,
        background: changes[change],
      }));
    } else if (view.level === "state") {
      const names = words.classes[view.measure === "agreements" ? "agreements" : "share"];
      rows = names.map((text, index) => ({ text, background: ramp[index] }));
    }
    if (!known) rows.push({ text: words.unknown, background: atlas.HATCH });
    rows.push({ text: words.statewide, outline: true });
    figure.legend.paint({ models: view.models, mixtures, counts, rows });
  };

  // What hovering a county says, as HTML.
  atlas.describeCounty = (figure, county) => {
    const { words, geometry, survey, record, view, choropleth, known, earlier } = figure;
    const { escape } = atlas;
    const state = geometry.counties.state[county];
    const stateName = geometry.states.name[state];
    const { states, counties } = survey;
    const none = isNarrowed(view) ? words.noneChosen : words.none;
    const lines = [];
    if (view.level === "state" && !earlier) {
      const covered = states.covered[state];
      const people = states.peopleCovered[state] / record.statePeople[state];
      lines.push(
        `<strong>${escape(stateName)}</strong>`,
        escape(words.countiesCovered(covered, record.stateCounties[state])),
      );
      if (covered) lines.push(escape(words.peopleCovered(figure.formatShare(people))));
    } else {
      lines.push(`<strong>${escape(geometry.counties.name[county])}, ${escape(stateName)}</strong>`);
      if (earlier) {
        const before = earlier.counties.mixture[county];
        const change = atlas.compareMixtures(before, counties.mixture[county]);
        lines.push(escape(words.changes[change] || none));
      }
      for (const bit of BITS.filter((model) => counties.mixture[county] & model))
        lines.push(
          `<i style="background:${choropleth.colours.mixtures[bit]}"></i>${escape(words.names[bit])}`,
        );
      const number = counties.agreements[county];
      lines.push(escape(number || !isNarrowed(view) ? words.agreementsHere(number) : words.noneHere));
    }
    const statewide = states.statewide[state];
    if (statewide) lines.push(escape(words.statewideHere(statewide, stateName)));
    if (!known) lines.splice(1, lines.length, escape(words.outsideRecord));
    return lines.map((line) => `<div>${line}</div>`).join("");
  };
})(window.atlas);
