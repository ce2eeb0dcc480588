// The frames of the map: the contiguous states, and the box of each inset. Close to a state only
// its own frame is shown, since what lies beside it on the map does not lie there on Earth.

/**
 * @import { Geometry } from "../types.js"
 * @import { Place } from "../rules/places.js"
 */

/** The frame of what lies in no box. */
const CONTIGUOUS = -1;
// Steps of zoom from the whole country on, from which the map is close.
const CLOSE = 0.5;

export class Frames {
  /**
   * @param {L.Map} map
   * @param {Pick<Geometry, "boxes" | "states">} geometry
   */
  constructor(map, { boxes, states }) {
    this.map = map;
    this.boxes = boxes;
    /** Each state's frame: the position of its box, or that of the contiguous states. */
    this.ofState = states.label.map(([x, y]) => this.findAt(x, y));
  }

  /** All frames, the contiguous states first. */
  get all() {
    return [CONTIGUOUS, ...this.boxes.keys()];
  }

  /**
   * Find the frame in which a point of the plane lies.
   * @param {number} x
   * @param {number} y
   */
  findAt(x, y) {
    return this.boxes.findIndex(
      ({ bounds: [left, bottom, right, top] }) =>
        x >= left && x <= right && y >= bottom && y <= top,
    );
  }

  /** Whether less than the whole country is in view, by a good part. */
  get isClose() {
    return this.map.getZoom() > this.map.getMinZoom() + CLOSE;
  }

  /**
   * Find the one frame that is shown, null where all are.
   * @param {Place} place
   */
  findShown({ state, region }) {
    const frames = new Set((region?.states ?? [state]).map((each) => this.ofState[each]));
    const [frame] = frames;
    return frames.size === 1 && this.isClose ? (frame ?? null) : null;
  }
}
