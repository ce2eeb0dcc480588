// What became of a county between two dates.

import { compareMixtures } from "./shading.js";

/**
 * @import { Scene } from "../scene.js"
 * @import { Agreements, Kind } from "./agreements.js"
 */

/**
 * "taskForce" is a task force beside what was there, "jailToWarrant" the warrant model in place of
 * the jail model.
 * @typedef {import("../types.js").Change | "taskForce" | "jailToWarrant"} FineChange
 */

const [JAIL, WARRANT, TASK_FORCE] = [1, 2, 4];

/**
 * Say what became of a county, as the map shows it: "between" is one that has no agreement on
 * either date and had one in between.
 * @param {Scene} scene of two dates
 * @param {number} county
 */
export const compareCounty = ({ earlier, coverage, between }, county) => {
  const before = earlier ? earlier.counties.mixture[county] : 0;
  const change = compareMixtures(before, coverage.counties.mixture[county]);
  return change === "none" && between.has(county) ? "between" : change;
};

/**
 * Describe what became of a county, finer than on the map.
 * @param {Scene} scene of two dates
 * @param {number} county
 * @returns {FineChange}
 */
export const describeChange = (scene, county) => {
  const change = compareCounty(scene, county);
  if (change !== "changed") return change;
  const before = scene.earlier ? scene.earlier.counties.mixture[county] : 0;
  const after = scene.coverage.counties.mixture[county];
  if (after === (before | TASK_FORCE)) return "taskForce";
  if (after === ((before & ~JAIL) | WARRANT) && before & JAIL) return "jailToWarrant";
  return "changed";
};

/**
 * List the counties that agreements of a kind have covered at any time after one day and before
 * another.
 * @param {Agreements} agreements
 * @param {Kind} kind
 * @param {number} since
 * @param {number} on
 * @returns {Set<number>}
 */
export const listBetween = (agreements, kind, since, on) => {
  const { lists } = agreements;
  /** @type {Set<number>} */
  const counties = new Set();
  lists.counties.forEach((served, row) => {
    const end = lists.end[row];
    if (lists.start[row] >= on || (end !== null && end <= Math.max(since, lists.start[row])))
      return;
    if (lists.reach[row] === agreements.statewide || !agreements.isOfKind(row, kind)) return;
    for (const county of served) counties.add(county);
  });
  return counties;
};
