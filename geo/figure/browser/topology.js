// Every border once, the rings of counties and states made of them, and who borders on whom, from
// the text of geo/figure/topology.py. No page, no map: numbers only.

import { readDense, readSigned, unfoldSign } from "./dense.js";

/** @import { Geometry, Line, Ring, Shape, Topology } from "./types.js" */

/**
 * Decode a topology.
 * @param {Topology} topology
 * @returns {Geometry}
 */
export const decodeTopology = ({ step, shapes, points, counties, states, boxes }) => {
  /** @type {Line[]} */
  const arcs = [];
  const numbers = readDense(shapes);
  const readArc = readArcs(points, step);
  let next = 0;
  let latest = 0;

  /** @returns {Ring} */
  const readRing = () => {
    /** @type {Ring} */
    const ring = [];
    for (let left = numbers[next++]; left > 0; left -= 1) {
      const vertices = numbers[next++];
      if (vertices) {
        latest = arcs.length;
        arcs.push(readArc(vertices, ring.length ? findEnd(arcs, ring[ring.length - 1]) : null));
        ring.push(latest);
      } else {
        const number = numbers[next++];
        latest += unfoldSign(number >> 1);
        ring.push(number & 1 ? ~latest : latest);
      }
    }
    return ring;
  };

  /** @param {number} length @returns {Shape[]} */
  const readLayer = (length) =>
    repeat(length, () => repeat(numbers[next++], () => repeat(numbers[next++], readRing)));

  const countyShapes = readLayer(counties.name.length);
  const stateShapes = readLayer(states.state.length);
  return {
    arcs,
    counties: { ...counties, geoid: readGeoids(counties.geoid), shape: countyShapes },
    states: { ...states, shape: stateShapes },
    boxes,
  };
};

/**
 * List the neighbours of each county, across state lines too: positions in order. Counties that
 * meet in a corner are none.
 * @param {Geometry} geometry
 */
export const listNeighbours = ({ arcs, counties }) => {
  /** @type {number[]} the county that came first to each arc */
  const owners = [];
  const found = counties.shape.map(() => /** @type {number[]} */ ([]));
  counties.shape.forEach((shape, county) => {
    for (const reference of shape.flat(2)) {
      const arc = reference < 0 ? ~reference : reference;
      const other = (owners[arc] ??= county);
      if (other === county || arcs[arc].length < 4 || found[county].includes(other)) continue;
      found[county].push(other);
      found[other].push(county);
    }
  });
  return found.map((others) => others.sort((a, b) => a - b));
};

/**
 * @param {string} text
 * @returns {string[]}
 */
const readGeoids = (text) => {
  let last = 0;
  return Array.from(readDense(text), (above) => String((last += above)).padStart(5, "0"));
};

/**
 * Find the vertex where an arc of a ring ends.
 * @param {Line[]} arcs
 * @param {number} reference
 */
const findEnd = (arcs, reference) =>
  reference < 0 ? arcs[~reference].slice(0, 2) : arcs[reference].slice(-2);

/**
 * Read arcs one after the other, each from the vertex where its ring stands, if it does.
 * @param {string} points
 * @param {number} step
 * @returns {(vertices: number, start: number[] | null) => Line}
 */
const readArcs = (points, step) => {
  const steps = readSigned(points);
  let next = 0;
  let x = 0;
  let y = 0;
  return (vertices, start) => {
    /** @type {Line} */
    const line = [];
    if (start) {
      line.push(...start);
      // Back to whole steps, so that no error of one vertex reaches the next.
      [x, y] = start.map((kilometres) => Math.round(kilometres / step));
    }
    while (line.length < 2 * vertices) {
      x += steps[next++];
      y += steps[next++];
      line.push(x * step, y * step);
    }
    return line;
  };
};

/** @template T @param {number} length @param {() => T} make @returns {T[]} */
const repeat = (length, make) => {
  const made = [];
  for (let left = length; left > 0; left -= 1) made.push(make());
  return made;
};
