// Words as they are compared, and those of a vocabulary that a typed word is, begins, or misspells.

// Words of names that are written in two ways count as one word.
const SPELLINGS = { saint: "st", sainte: "ste", fort: "ft", mount: "mt", township: "twp" };

/**
 * Put a text into the spelling in which names are compared: lower case, without accents,
 * apostrophes and points, and a space for what else is no letter, digit or line end.
 * @param {string} text
 * @returns {string}
 */
export const fold = (text) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/\.(?=[a-z]{2})/g, " ")
    .replace(/[\u0300-\u036f.'’‘ʻ`]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9\n]+/g, " ");

/**
 * The words of a text, folded.
 * @param {string} text
 * @returns {string[]}
 */
export const foldWords = (text) => fold(text).split(/\s+/).filter(Boolean);

/**
 * How many letters of a word may be wrong.
 * @param {string} word
 * @returns {number}
 */
export const allowTypos = (word) => {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
};

/** Folded words with numbers, in the order in which they first come. */
export class Vocabulary {
  constructor() {
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    this.size = 0;
    for (const [long, short] of Object.entries(SPELLINGS)) this.numbers.set(long, this.add(short));
    // All words in order, once no more are added, and their numbers.
    /** @type {string[]} */
    this.sorted = [];
    this.sortedNumbers = new Uint32Array(0);
    // How many first letters each sorted word shares with the one before; measured when needed.
    this.shared = new Uint8Array(0);
    this.longest = 0;
  }

  /**
   * The number of a word, a new one where the word is new.
   * @param {string} word
   * @returns {number}
   */
  add(word) {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.size;
      this.size += 1;
      this.numbers.set(word, number);
    }
    return number;
  }

  /** Sort the words; no word is added any more. */
  close() {
    this.sorted = [...this.numbers.keys()].sort();
    this.sortedNumbers = Uint32Array.from(this.sorted, (word) => this.numbers.get(word) ?? 0);
    for (const word of this.sorted) this.longest = Math.max(this.longest, word.length);
  }

  /**
   * Numbers of the words that begin with a text.
   * @param {string} text
   * @returns {Uint32Array}
   */
  listBeginning(text) {
    // Beyond every word that begins with the text: letters and digits sort before.
    return this.sortedNumbers.subarray(this.findPlace(text), this.findPlace(`${text}~`));
  }

  /** @param {string} text @returns {number} how many words sort before a text */
  findPlace(text) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Words that a text may be meant for. `found` is called with the number of each, how many
   * letters are wrong, missing, too many, or swapped with the next (optimal string alignment),
   * and whether the text is only its beginning.
   * @param {string} text
   * @param {number} most how many letters may be
   * @param {boolean} unfinished whether the text may be a beginning
   * @param {(number: number, typos: number, begins: boolean) => void} found
   */
  findNear(text, most, unfinished, found) {
    const { sorted, longest } = this;
    const shared = this.measureShared();
    const width = text.length + 1;
    // A row for each letter of a word: the typos between each beginning of the text and the word
    // so far. Words are taken in order, so that rows stay as far as a word begins as the last one
    // did; `best` is the least for the whole text, of all rows down to one.
    const rows = new Uint8Array((longest + 1) * width);
    const best = new Uint8Array(longest + 1).fill(255);
    for (let i = 0; i < width; i += 1) rows[i] = i;
    let dead = Infinity;
    let depth = 0;
    for (let at = 0; at < sorted.length; at += 1) {
      if (shared[at] >= dead) continue;
      const word = sorted[at];
      depth = Math.min(shared[at], depth);
      dead = Infinity;
      while (depth < word.length && dead === Infinity) {
        depth += 1;
        const least = fillRow(rows, width, depth, text, word);
        best[depth] = Math.min(best[depth - 1], rows[depth * width + width - 1]);
        if (least > most && !(unfinished && best[depth] <= most)) dead = depth;
      }
      if (dead !== Infinity) continue;
      const typos = rows[word.length * width + width - 1];
      const number = this.sortedNumbers[at];
      if (typos <= most) found(number, typos, false);
      else if (unfinished && best[word.length] <= most) found(number, best[word.length], true);
    }
  }

  /** @returns {Uint8Array} */
  measureShared() {
    const { sorted } = this;
    if (this.shared.length !== sorted.length)
      this.shared = Uint8Array.from(sorted, (word, at) => {
        const before = at ? sorted[at - 1] : "";
        let length = 0;
        while (length < before.length && before[length] === word[length]) length += 1;
        return length;
      });
    return this.shared;
  }
}

/**
 * Fill the row of a word's letter from the two rows before it.
 * @param {Uint8Array} rows
 * @param {number} width
 * @param {number} depth the letter's place, from 1 on
 * @param {string} text
 * @param {string} word
 * @returns {number} the least of the row
 */
const fillRow = (rows, width, depth, text, word) => {
  const row = depth * width;
  const before = row - width;
  const letter = word.charCodeAt(depth - 1);
  let least = depth;
  rows[row] = depth;
  for (let i = 1; i < width; i += 1) {
    const typed = text.charCodeAt(i - 1);
    let typos = rows[before + i - 1] + (typed === letter ? 0 : 1);
    typos = Math.min(typos, rows[before + i] + 1, rows[row + i - 1] + 1);
    if (
      i > 1 &&
      depth > 1 &&
      typed === word.charCodeAt(depth - 2) &&
      text.charCodeAt(i - 2) === letter
    )
      typos = Math.min(typos, rows[before - width + i - 2] + 1);
    rows[row + i] = typos;
    if (typos < least) least = typos;
  }
  return least;
};
