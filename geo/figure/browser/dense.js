// Whole numbers read from the short text that geo/figure/dense.py writes.

const ENDING = 76;
const CONTINUING = 15;

// The alphabet is printable ASCII from "#" on without the backslash, which JSON would escape.
const VALUES = new Uint8Array(127);
for (let code = 35, value = 0; code < 127; code += 1) if (code !== 92) VALUES[code] = value++;

/**
 * Read whole numbers from 0 on.
 * @param {string} text
 * @returns {Int32Array}
 */
export const readDense = (text) => {
  const numbers = new Int32Array(text.length);
  let count = 0;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at)];
    if (value < ENDING) {
      numbers[count++] = number * ENDING + value;
      number = 0;
    } else number = number * CONTINUING + value - ENDING + 1;
  }
  return numbers.subarray(0, count);
};

/**
 * Read whole numbers of either sign.
 * @param {string} text
 * @returns {Int32Array}
 */
export const readSigned = (text) => readDense(text).map(unfoldSign);

/**
 * Give a number its sign back: 0, 1, 2, 3, 4 are 0, -1, 1, -2, 2.
 * @param {number} number
 * @returns {number}
 */
export const unfoldSign = (number) => (number >>> 1) ^ -(number & 1);
