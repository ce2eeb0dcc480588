// Names as people type them.

/**
 * Fold a name to compare it: lower case, without accents, apostrophes and points, so that "Doña
 * Ana" is found as "dona ana".
 * @param {string} text
 */
export const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’.]/g, "")
    .toLowerCase();
