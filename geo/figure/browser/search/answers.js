// What the search answers: a thing's name, what and where it is, and where it leads on the map.

/**
 * @typedef {import("./names.js").Names} Names
 * @typedef {{ county: number, share: number | null }[]} Counties
 * @typedef {{ code: string, name: string, share: number | null }} Target a county (its GEOID) or a
 *   state (its USPS code), its name, and the share of the place's people, or of the ZIP code's
 *   land, that is there; null where it is not known
 * @typedef {{ kind: string, code: string, name: string, detail: string, targets: Target[],
 *   score: number }} Answer `kind` is state, county, place, agency or zip; `code` is the GEOID, the
 *   USPS code, the ZIP code or the agency's id, of a place the GEOID of the first target
 */

/**
 * @param {Names} names
 * @param {number} thing
 * @param {number} score
 * @returns {Answer}
 */
export const describeThing = (names, thing, score) => {
  const { first } = names;
  const kind = names.tellKind(thing);
  if (kind === "state") return describeState(names, thing, score);
  if (kind === "county") return describeCounty(names, thing - first.county, score);
  if (kind === "agency") return describeAgency(names, thing - first.agency, score);
  return describePlace(names, thing - first.place, score);
};

/** @param {Names} names @param {number} at @param {number} score @returns {Answer} */
export const describeZip = (names, at, score) => {
  const code = String(names.zip.code[at]).padStart(5, "0");
  const counties = names.zip.counties.list(at);
  const detail = join(names.data.kinds.zip, ...locate(names, counties));
  return { kind: "zip", code, name: code, detail, targets: aim(names, counties), score };
};

/** @param {Names} names @param {number} county @param {number} score @returns {Answer} */
export const describeCounty = (names, county, score) => {
  const [target] = aim(names, [{ county, share: 1 }]);
  const { code, name } = target;
  return { kind: "county", code, name, detail: nameState(names, county), targets: [target], score };
};

/** @param {Names} names @param {number} state @param {number} score @returns {Answer} */
const describeState = ({ data }, state, score) => {
  const [code, name] = [data.states.code[state], data.states.name[state]];
  const detail = data.kinds[data.states.kind[state]];
  return { kind: "state", code, name, detail, targets: [{ code, name, share: 1 }], score };
};

/** @param {Names} names @param {number} agency @param {number} score @returns {Answer} */
const describeAgency = (names, agency, score) => {
  const { data } = names;
  const state = names.findState(names.first.agency + agency);
  const counties = names.agency.counties
    .list(agency)
    .map(({ county }) => ({ county, share: null }));
  const home = { code: data.states.code[state], name: data.states.name[state], share: null };
  return {
    kind: "agency",
    code: names.agency.id[agency],
    name: names.agency.name[agency],
    detail: join(data.kinds.agency, home.name),
    targets: counties.length ? aim(names, counties) : [home],
    score,
  };
};

/** @param {Names} names @param {number} place @param {number} score @returns {Answer} */
const describePlace = (names, place, score) => {
  const counties = names.place.counties.list(place);
  const targets = aim(names, counties);
  const kind = names.data.kinds[names.data.placeKinds[names.place.kind[place]]];
  return {
    kind: "place",
    code: targets[0].code,
    name: names.place.name[place],
    detail: join(kind, ...locate(names, counties)),
    targets,
    score,
  };
};

/** @param {Names} names @param {Counties} counties @returns {Target[]} */
const aim = ({ data, county: { name, pattern } }, counties) =>
  counties.map(({ county, share }) => ({
    code: data.counties.geoid[county],
    name: data.patterns[pattern[county]][1].replace("{}", () => name[county]),
    share,
  }));

/**
 * Where something lies: in its county, if that is one, and its state.
 * @param {Names} names @param {Counties} counties @returns {string[]}
 */
const locate = (names, counties) => {
  const [{ county }] = counties;
  const state = nameState(names, county);
  const [{ name }] = aim(names, counties);
  return counties.length > 1 || name === state ? [state] : [name, state];
};

/** @param {Names} names @param {number} county @returns {string} */
const nameState = ({ data, stateOf }, county) => data.states.name[stateOf[county]];

/** @param {...string} parts @returns {string} */
const join = (...parts) => parts.filter(Boolean).join(", ");
