// The store: the one view that is shown, and the scene that follows from it.

import { findRange } from "./rules/view.js";

/**
 * @import { Program, View } from "./types.js"
 * @import { Scenery } from "./scene.js"
 */

export class Store {
  /**
   * @param {Scenery} scenery
   * @param {Program} program
   * @param {View} view
   */
  constructor(scenery, { ranges }, view) {
    this.scenery = scenery;
    this.ranges = ranges;
    this.scene = scenery.compose(this.resolve(view));
  }

  /**
   * A view whose stretch of time holds its date.
   * @param {View} view
   * @returns {View}
   */
  resolve(view) {
    return { ...view, range: findRange(this.ranges, view.date, view.range) };
  }

  /**
   * Change a part of the view. Returns whether that makes another scene.
   *
   * Another place is shown where it is, until the reader moves the map again; a name is one
   * region's.
   * @param {Partial<View>} patch
   */
  set(patch) {
    const { view } = this.scene;
    const names = /** @type {(keyof View)[]} */ (Object.keys(patch));
    if (names.every((name) => patch[name] === view[name])) return false;
    const { at, name } = (patch.place ?? view.place) === view.place ? view : { at: "", name: "" };
    this.scene = this.scenery.compose(this.resolve({ ...view, at, name, ...patch }));
    return true;
  }
}
