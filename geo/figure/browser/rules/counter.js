// How many agreements are in force on a day in each county and state and for each agency, by
// reach and model: brought from one day to another by what begins and ends in between alone.

/**
 * @import { Agreements } from "./agreements.js"
 * @import { Places } from "./places.js"
 */

/** Counts of one kind of place; a place has a number for each reach and model. */
class Counts {
  /**
   * @param {number} places
   * @param {readonly number[]} bits of the models
   * @param {number} reaches
   */
  constructor(places, bits, reaches) {
    this.bits = bits;
    this.models = bits.length;
    this.size = this.models * reaches;
    this.numbers = new Int16Array(places * this.size);
  }

  /**
   * @param {number} place
   * @param {number} reach
   * @param {number} model
   * @param {number} change
   */
  add(place, reach, model, change) {
    this.numbers[place * this.size + reach * this.models + model] += change;
  }

  /**
   * Sum the agreements of a place under some reaches and models (positions, not bits).
   * @param {number} place
   * @param {readonly number[]} reaches
   * @param {readonly number[]} models
   */
  sum(place, reaches, models) {
    let total = 0;
    for (const reach of reaches)
      for (const model of models)
        total += this.numbers[place * this.size + reach * this.models + model];
    return total;
  }

  /**
   * The mixture of a place: the bits of those models that have an agreement.
   * @param {number} place
   * @param {readonly number[]} reaches
   * @param {readonly number[]} models
   */
  mix(place, reaches, models) {
    let mixture = 0;
    for (const reach of reaches)
      for (const model of models)
        if (this.numbers[place * this.size + reach * this.models + model] > 0)
          mixture |= this.bits[model];
    return mixture;
  }
}

export class Counter {
  /**
   * @param {Agreements} agreements
   * @param {Places} places
   */
  constructor(agreements, places) {
    this.agreements = agreements;
    this.places = places;
    const bits = agreements.models.map(({ bit }) => bit);
    const reaches = agreements.statewide + 1;
    this.counties = new Counts(places.countyCount, bits, reaches);
    this.states = new Counts(places.stateCount, bits, reaches);
    this.agencies = new Counts(agreements.agencyState.length, bits, reaches);
    this.passed = 0;
    this.day = -Infinity;
  }

  /**
   * Bring the counts to a day, forward or back.
   * @param {number} day
   */
  moveTo(day) {
    const { events } = this.agreements;
    this.day = day;
    while (this.passed < events.length && events[this.passed].day <= day) {
      this.add(events[this.passed].row, events[this.passed].change);
      this.passed += 1;
    }
    while (this.passed > 0 && events[this.passed - 1].day > day) {
      this.passed -= 1;
      this.add(events[this.passed].row, -events[this.passed].change);
    }
  }

  /**
   * @param {number} row
   * @param {number} change
   */
  add(row, change) {
    const { lists, modelAt } = this.agreements;
    const reach = lists.reach[row];
    const model = modelAt[lists.model[row]];
    this.states.add(lists.state[row], reach, model, change);
    this.agencies.add(lists.agency[row], reach, model, change);
    for (const county of lists.counties[row]) this.counties.add(county, reach, model, change);
  }
}
