// The rings of counties and states, and every border once, from the text of geo/figure/topology.py.
// No page, no map: numbers only. Vertices are [y, x] in km, as Leaflet's planar maps take them.

import { readDense, readSigned, unfoldSign } from "./dense.js";

/**
 * @typedef {[number, number]} Vertex y and x in km
 * @typedef {Vertex[]} Line
 * @typedef {Line[][]} Shape polygons, each its outer ring, then its holes; rings are closed
 * @typedef {{ arcs: Line[], passes: { counties: number[], states: number[] } }} Borders
 *   every arc once; `passes` are pairs, one after the other, of the position of an arc and that
 *   of a county or state whose outline it is part of
 * @typedef {{ step: number, shapes: string, points: string,
 *   counties: { geoid: string[], name: string[], state: number[] },
 *   states: { state: string[], name: string[], label: number[][] } }} Topology
 */

/**
 * Decode the shapes of a topology. Rings share their vertices, which must not be changed.
 * @param {Topology} topology
 * @returns {{ counties: Shape[], states: Shape[] } & Borders}
 */
export const decodeTopology = ({ step, shapes, points, counties, states }) => {
  /** @type {Line[]} */
  const arcs = [];
  const numbers = readDense(shapes);
  const readArc = readArcs(points, step);
  let next = 0;
  let latest = 0;

  /** @param {number[]} passes @param {number} place @returns {Line} */
  const readRing = (passes, place) => {
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
      passes.push(latest, place);
      append(ring, arcs[latest], backwards);
    }
    return ring;
  };

  /** @param {number[]} passes @param {number} length @returns {Shape[]} */
  const readLayer = (passes, length) =>
    repeat(length, (place) =>
      repeat(numbers[next++], () => repeat(numbers[next++], () => readRing(passes, place))),
    );

  const passes = { counties: /** @type {number[]} */ ([]), states: /** @type {number[]} */ ([]) };
  return {
    counties: readLayer(passes.counties, counties.geoid.length),
    states: readLayer(passes.states, states.state.length),
    arcs,
    passes,
  };
};

/**
 * The distinct lines of the map: those between counties of one state, and those of states, each
 * with the positions of the states that it bounds (one at a coast).
 * @param {Borders} borders
 * @returns {{ counties: Line[], states: { line: Line, states: number[] }[] }}
 */
export const splitBorders = ({ arcs, passes }) => {
  const owners = listOwners(arcs.length, passes.states);
  const found = {
    counties: /** @type {Line[]} */ ([]),
    states: /** @type {{ line: Line, states: number[] }[]} */ ([]),
  };
  arcs.forEach((line, arc) => {
    const states = owners[arc];
    if (states) found.states.push({ line, states });
    else found.counties.push(line);
  });
  return found;
};

/**
 * The neighbours of each county, across state lines too: positions in order. Counties that meet
 * in a corner are none.
 * @param {Borders} borders
 * @param {number} length how many counties there are
 * @returns {number[][]}
 */
export const listNeighbours = ({ arcs, passes }, length) => {
  const found = repeat(length, () => /** @type {Set<number>} */ (new Set()));
  listOwners(arcs.length, passes.counties).forEach((counties, arc) => {
    if (!counties || arcs[arc].length < 2) return;
    for (const one of counties)
      for (const other of counties) if (one !== other) found[one].add(other);
  });
  return found.map((others) => [...others].sort((a, b) => a - b));
};

/**
 * Those whose outlines each arc is part of; undefined for none.
 * @param {number} length how many arcs there are
 * @param {number[]} passes
 * @returns {(number[] | undefined)[]}
 */
const listOwners = (length, passes) => {
  /** @type {(number[] | undefined)[]} */
  const owners = new Array(length).fill(undefined);
  for (let at = 0; at < passes.length; at += 2) {
    const places = owners[passes[at]];
    const place = passes[at + 1];
    if (!places) owners[passes[at]] = [place];
    else if (!places.includes(place)) places.push(place);
  }
  return owners;
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
