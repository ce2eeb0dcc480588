// The rings of counties and states, every border once, and who borders on whom, from the text of
// geo/figure/topology.py. No page, no map: numbers only.

import { readDense, readSigned, unfoldSign } from "./dense.js";

/** @import { Geometry, Line, Shape, Topology, Vertex } from "./types.js" */

/**
 * Decode a topology. Rings and borders share their vertices, which must not be changed.
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

  /** @param {(arc: number) => void} note is told the arcs of the ring @returns {Line} */
  const readRing = (note) => {
    /** @type {Line} */
    const ring = [];
    for (let left = numbers[next++]; left > 0; left -= 1) {
      const vertices = numbers[next++];
      let backwards = false;
      if (vertices) {
        latest = arcs.length;
        arcs.push(readArc(vertices, ring[ring.length - 1]));
      } else {
        const number = numbers[next++];
        backwards = (number & 1) === 1;
        latest += unfoldSign(number >> 1);
      }
      note(latest);
      append(ring, arcs[latest], backwards);
    }
    return ring;
  };

  /** @param {(arc: number) => void} note @returns {Shape} */
  const readShape = (note) =>
    repeat(numbers[next++], () => repeat(numbers[next++], () => readRing(note)));

  /** @type {number[][]} the counties whose outline each arc is part of */
  const owners = [];
  const countyShapes = repeat(counties.geoid.length, (county) =>
    readShape((arc) => (owners[arc] ??= []).push(county)),
  );
  const stateShapes = repeat(states.state.length, () => readShape(() => {}));
  return {
    counties: {
      ...counties,
      shape: countyShapes,
      neighbours: listNeighbours(arcs, owners, countyShapes.length),
    },
    states: { ...states, shape: stateShapes },
    borders: arcs,
    boxes,
  };
};

/**
 * List the neighbours of each county, across state lines too: positions in order. Counties that
 * meet in a corner are none.
 * @param {Line[]} arcs
 * @param {number[][]} owners of each arc
 * @param {number} length how many counties there are
 */
const listNeighbours = (arcs, owners, length) => {
  const found = repeat(length, () => /** @type {Set<number>} */ (new Set()));
  owners.forEach((counties, arc) => {
    if (arcs[arc].length < 2) return;
    for (const one of counties)
      for (const other of counties) if (one !== other) found[one].add(other);
  });
  return found.map((others) => [...others].sort((a, b) => a - b));
};

/**
 * Read arcs one after the other, each from the vertex where its ring stands, if it does.
 * @param {string} points
 * @param {number} step
 * @returns {(vertices: number, start: Vertex | undefined) => Line}
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
      line.push(start);
      // Back to whole steps, so that no error of one vertex reaches the next.
      y = Math.round(start[0] / step);
      x = Math.round(start[1] / step);
    }
    while (line.length < vertices) {
      x += steps[next++];
      y += steps[next++];
      line.push([y * step, x * step]);
    }
    return line;
  };
};

/**
 * Add an arc to a ring, which stands at the vertex where the arc begins.
 * @param {Line} ring
 * @param {Line} line
 * @param {boolean} backwards whether to add it from its end
 */
const append = (ring, line, backwards) => {
  const skipped = ring.length ? 1 : 0;
  if (backwards) for (let at = line.length - 1 - skipped; at >= 0; at -= 1) ring.push(line[at]);
  else for (let at = skipped; at < line.length; at += 1) ring.push(line[at]);
};

/** @template T @param {number} length @param {(at: number) => T} make @returns {T[]} */
const repeat = (length, make) => {
  const made = [];
  for (let at = 0; at < length; at += 1) made.push(make(at));
  return made;
};
