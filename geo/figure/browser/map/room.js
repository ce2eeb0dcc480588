// Room for names on the map: each takes a box, and none meets another.

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box pixels */

/**
 * Make the box around a point in which a name of a width and height stands in the middle.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
export const makeBox = (x, y, width, height) => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});

export class Room {
  constructor() {
    /** @type {Box[]} */
    this.taken = [];
  }

  /**
   * Take boxes, unless one of them meets what was taken before; tells whether it did.
   * @param {...Box} boxes
   */
  take(...boxes) {
    const free = boxes.every((box) => !this.taken.some((other) => meets(box, other)));
    if (free) this.taken.push(...boxes);
    return free;
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 */
const meets = (one, other) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

const pen = document.createElement("canvas").getContext("2d");

/**
 * Measure how wide a text is in pixels.
 * @param {string} text
 * @param {string} font
 */
export const measureText = (text, font) => {
  if (!pen) return 7 * text.length;
  pen.font = font;
  return pen.measureText(text).width;
};
