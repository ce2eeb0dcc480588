// Tables whose rows the reader sorts by a click on the head of a column.

/** @typedef {"ascending" | "descending"} Direction */

/** Turn the heads of columns that can be sorted by into buttons. */
export const offerSorting = () => {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.querySelectorAll("thead th")];
    heads.forEach((head, column) => {
      if (!(head instanceof HTMLElement) || !head.dataset.sort) return;
      const first = /** @type {Direction} */ (head.dataset.sort);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = chooseDirection(head.getAttribute("aria-sort"), first);
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction);
        sortRows(table, column, direction);
      });
    });
  }
};

/**
 * A second click on a head turns its order around.
 * @param {string | null} now
 * @param {Direction} first
 * @returns {Direction}
 */
const chooseDirection = (now, first) => {
  if (!now) return first;
  return now === "ascending" ? "descending" : "ascending";
};

/**
 * Sort the rows of a table by a column: by the numbers that its cells carry, else by their text.
 * Rows without a number stay last; those that are equal keep their order.
 * @param {Element} table
 * @param {number} column
 * @param {Direction} direction
 */
const sortRows = (table, column, direction) => {
  const body = table.querySelector("tbody");
  const keyed = [...table.querySelectorAll("tbody tr")].map((row) => {
    const cell = /** @type {HTMLElement} */ (row.children[column]);
    return { row, key: cell.dataset.key, text: cell.textContent?.trim() ?? "" };
  });
  const isOfNumbers = keyed.some(({ key }) => key !== undefined);
  const sign = direction === "ascending" ? 1 : -1;
  keyed.sort((one, other) => {
    if (!isOfNumbers)
      return sign * one.text.localeCompare(other.text, document.documentElement.lang);
    if (one.key === undefined || other.key === undefined)
      return Number(one.key === undefined) - Number(other.key === undefined);
    return sign * (Number(one.key) - Number(other.key));
  });
  body?.append(...keyed.map(({ row }) => row));
};
