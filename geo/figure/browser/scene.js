// A scene: all that follows from a view, computed once and then only read by what is drawn.

import { Counter } from "./rules/counter.js";
import { listBetween } from "./rules/changes.js";
import { computeCoverage } from "./rules/coverage.js";
import { toDay } from "./rules/days.js";
import { mixModels } from "./rules/shading.js";
import { isKnown, isNarrowed, listSilences, orderDates } from "./rules/view.js";

/**
 * @import { Config, Stretch, View } from "./types.js"
 * @import { Agreements } from "./rules/agreements.js"
 * @import { Coverage } from "./rules/coverage.js"
 * @import { Place, Places } from "./rules/places.js"
 */

/** @typedef {{ agreements: number, agencies: number }} Here */

/**
 * `coverage` is that of the date, of two dates that of the later one (`on`), and `earlier` that
 * of the earlier one (`since`; null and blank where nothing is compared). `known`: lists exist
 * around the date; `silences`: between which none is held; `narrowed`: some agreements are left out.
 * `between` are the counties that some agreement has covered between the two dates; `here` counts
 * the agreements and agencies of a chosen county on the later date, `hereEarlier` on the other.
 * @typedef {{
 *   readonly view: Readonly<View>, readonly place: Place, readonly since: string,
 *   readonly on: string, readonly known: boolean, readonly silences: readonly Stretch[],
 *   readonly narrowed: boolean, readonly coverage: Coverage, readonly earlier: Coverage | null,
 *   readonly between: ReadonlySet<number>, readonly here: Here | null,
 *   readonly hereEarlier: Here | null,
 * }} Scene
 */

export class Scenery {
  /**
   * @param {Agreements} agreements
   * @param {Places} places
   * @param {Config} config
   */
  constructor(agreements, places, { program, known, silences }) {
    this.agreements = agreements;
    this.places = places;
    this.known = known;
    this.silences = silences;
    this.all = mixModels(program.models);
    this.counter = new Counter(agreements, places);
    // The date that is compared with rests while the other one runs.
    this.compared = new Counter(agreements, places);
    this.comparedFor = "";
    /** @type {Coverage | null} */
    this.comparedCoverage = null;
  }

  /**
   * Compute what a view shows.
   * @param {View} view
   * @returns {Scene}
   */
  compose(view) {
    const place = this.places.get(view.place);
    this.counter.moveTo(toDay(view.date));
    const current = computeCoverage(this.counter, view, place);
    const other = view.compare ? this.cover(view, place) : null;
    const { since, on } = orderDates(view);
    const [coverage, earlier] = other && on !== view.date ? [other, current] : [current, other];
    return Object.freeze({
      view: Object.freeze({ ...view }),
      place,
      since,
      on,
      known: isKnown(this.known, view.date),
      silences: listSilences(this.silences, view.date, view.compare),
      narrowed: isNarrowed(view, this.all),
      coverage,
      earlier,
      between: earlier
        ? listBetween(this.agreements, view, toDay(since), toDay(on))
        : /** @type {Set<number>} */ (new Set()),
      here: this.countHere(view, place, on),
      hereEarlier: earlier && this.countHere(view, place, since),
    });
  }

  /**
   * @param {View} view
   * @param {Place} place
   * @param {string} date
   */
  countHere(view, place, date) {
    return place.county < 0 ? null : this.agreements.countHere(view, place, toDay(date));
  }

  /**
   * The coverage of the compared date, kept until it, the filters or the place change.
   * @param {View} view
   * @param {Place} place
   */
  cover(view, place) {
    const key = [view.compare, view.models, view.reach, place.code].join();
    if (key !== this.comparedFor || !this.comparedCoverage) {
      this.comparedFor = key;
      this.compared.moveTo(toDay(view.compare));
      this.comparedCoverage = computeCoverage(this.compared, view, place);
    }
    return this.comparedCoverage;
  }
}
