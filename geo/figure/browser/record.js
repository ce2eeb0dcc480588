// The agreements in force on a day, and what they cover. No page, no map: numbers only.
// The data is geo/figure/payload.py's; the rules are geo/coverage.py's, and tests hold the two together.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const COUNTYWIDE = 0;
  const STATEWIDE = 2;
  const REACHES = { all: [0, 1], countywide: [0], part: [1] };
  const MODEL_INDEX = { 1: 0, 2: 1, 4: 2 };
  // One slot per reach and model: slot = reach * 3 + model index.
  const SLOTS = 9;

  const DAY = 86400000;
  const EPOCH = Date.UTC(2000, 0, 1);

  atlas.toDay = (iso) => Math.round((Date.parse(iso + "T00:00:00Z") - EPOCH) / DAY);
  atlas.toISO = (day) => new Date(EPOCH + day * DAY).toISOString().slice(0, 10);

  atlas.Record = class {
    constructor(data, geometry) {
      this.data = data;
      this.stateOf = geometry.counties.state;
      this.countyCount = this.stateOf.length;
      this.stateCount = geometry.states.state.length;
      this.countySlots = new Int16Array(this.countyCount * SLOTS);
      this.stateSlots = new Int16Array(this.stateCount * SLOTS);
      this.agencyState = [];
      data.agency.forEach((agency, row) => (this.agencyState[agency] = data.state[row]));
      this.agencySlots = new Int16Array(this.agencyState.length * SLOTS);
      this.everyone = data.people.reduce((sum, people) => sum + people, 0);
      this.statePeople = new Float64Array(this.stateCount);
      this.stateCounties = new Int16Array(this.stateCount);
      data.people.forEach((people, county) => {
        this.statePeople[this.stateOf[county]] += people;
        this.stateCounties[this.stateOf[county]] += 1;
      });
      this.events = [];
      data.start.forEach((start, row) => {
        const end = data.end[row];
        if (end !== null && end <= start) return;
        this.events.push({ day: start, row, change: 1 });
        if (end !== null) this.events.push({ day: end, row, change: -1 });
      });
      this.events.sort((a, b) => a.day - b.day || a.row - b.row || a.change - b.change);
      this.passed = 0;
    }

    // Bring the counts to a day, forward or back, by the events in between alone.
    moveTo(day) {
      const { events } = this;
      while (this.passed < events.length && events[this.passed].day <= day) {
        this.count(events[this.passed].row, events[this.passed].change);
        this.passed += 1;
      }
      while (this.passed > 0 && events[this.passed - 1].day > day) {
        this.passed -= 1;
        this.count(events[this.passed].row, -events[this.passed].change);
      }
    }

    count(row, change) {
      const { data } = this;
      const slot = data.reach[row] * 3 + MODEL_INDEX[data.model[row]];
      this.stateSlots[data.state[row] * SLOTS + slot] += change;
      this.agencySlots[data.agency[row] * SLOTS + slot] += change;
      for (const county of data.counties[row]) this.countySlots[county * SLOTS + slot] += change;
    }

    // What the counts say under a choice of models (a mixture) and reach ("all", ...). The
    // totals are of one state where `home` is its position, else of the country.
    survey({ models, reach }, home = -1) {
      const chosen = [0, 1, 2].filter((model) => models & (1 << model));
      const local = REACHES[reach];
      const sum = (slots, place, reaches) => {
        let total = 0;
        for (const kind of reaches)
          for (const model of chosen) total += slots[place * SLOTS + kind * 3 + model];
        return total;
      };
      const mix = (slots, place, reaches) => {
        let mixture = 0;
        for (const kind of reaches)
          for (const model of chosen)
            if (slots[place * SLOTS + kind * 3 + model] > 0) mixture |= 1 << model;
        return mixture;
      };

      const counties = {
        mixture: new Uint8Array(this.countyCount),
        agreements: new Int16Array(this.countyCount),
      };
      const states = {
        covered: new Int16Array(this.stateCount),
        peopleCovered: new Float64Array(this.stateCount),
        agreements: new Int16Array(this.stateCount),
        statewide: new Int16Array(this.stateCount),
        statewideMixture: new Uint8Array(this.stateCount),
      };
      const totals = { counties: 0, countiesCountywide: 0, people: 0, peopleCountywide: 0 };
      const everywhere = [...local, STATEWIDE];

      for (let county = 0; county < this.countyCount; county += 1) {
        const mixture = mix(this.countySlots, county, local);
        if (!mixture) continue;
        const people = this.data.people[county];
        counties.mixture[county] = mixture;
        counties.agreements[county] = sum(this.countySlots, county, local);
        const counted = home < 0 || this.stateOf[county] === home;
        states.covered[this.stateOf[county]] += 1;
        states.peopleCovered[this.stateOf[county]] += people;
        if (!counted) continue;
        totals.counties += 1;
        totals.people += people;
        if (local.includes(COUNTYWIDE) && mix(this.countySlots, county, [COUNTYWIDE])) {
          totals.countiesCountywide += 1;
          totals.peopleCountywide += people;
        }
      }
      for (let state = 0; state < this.stateCount; state += 1) {
        states.agreements[state] = sum(this.stateSlots, state, everywhere);
        states.statewide[state] = sum(this.stateSlots, state, [STATEWIDE]);
        states.statewideMixture[state] = mix(this.stateSlots, state, [STATEWIDE]);
      }
      const homes = home < 0 ? [...states.agreements.keys()] : [home];
      const over = (kinds, models = chosen) => {
        let total = 0;
        for (const state of homes)
          for (const kind of kinds)
            for (const model of models) total += this.stateSlots[state * SLOTS + kind * 3 + model];
        return total;
      };
      const everyone = home < 0 ? this.everyone : this.statePeople[home];
      totals.people /= everyone;
      totals.peopleCountywide /= everyone;
      totals.statewide = over([STATEWIDE]);
      totals.local = over(local);
      totals.agreements = totals.local + totals.statewide;
      totals.states = homes.filter((state) => states.agreements[state] > 0).length;
      totals.agencies = 0;
      for (let agency = 0; agency < this.agencyState.length; agency += 1)
        if (home < 0 || this.agencyState[agency] === home)
          totals.agencies += mix(this.agencySlots, agency, everywhere) ? 1 : 0;
      totals.byModel = [0, 1, 2].map((model) => over(everywhere, chosen.filter((m) => m === model)));
      return { counties, states, totals };
    }

    // Whether an agreement counts under a choice of models, reach and place (a county, a state
    // or neither, as positions; -1: none).
    matches(row, { models, reach }, { county = -1, state = -1 } = {}) {
      const { data } = this;
      if (!(data.model[row] & models)) return false;
      if (county >= 0) return data.counties[row].includes(county) && REACHES[reach].includes(data.reach[row]);
      if (state >= 0 && data.state[row] !== state) return false;
      return data.reach[row] === STATEWIDE || REACHES[reach].includes(data.reach[row]);
    }

    // Agreements in force at the end of each day from first to last: one series per model.
    tally(filter, place, first, last) {
      const series = [0, 1, 2].map(() => new Int32Array(last - first + 1));
      for (const { day, row, change } of this.events) {
        if (day > last || !this.matches(row, filter, place)) continue;
        series[MODEL_INDEX[this.data.model[row]]][Math.max(day - first, 0)] += change;
      }
      for (const counts of series)
        for (let i = 1; i < counts.length; i += 1) counts[i] += counts[i - 1];
      return series;
    }

    // The next day after one, on which an agreement that counts begins or ends; null: none.
    findNextChange(day, filter, place) {
      const event = this.events.find(
        (change) => change.day > day && this.matches(change.row, filter, place),
      );
      return event ? event.day : null;
    }
  };
})(window.atlas);
