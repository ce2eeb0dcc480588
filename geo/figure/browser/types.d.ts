/** What Python hands to the scripts: geo/figure/configuration.py, topology.py and payload.py. */

import type { DetailsFile } from "./panel/details.js";
import type { makeFinder } from "./search/main.js";
import type { SearchData } from "./search/names.js";
import type { StoryTeller, StepTexts } from "./story/teller.js";

export type Theme = "light" | "dark";
export type Model = { key: string; bit: number };
export type Change = "gained" | "lost" | "changed" | "same" | "between" | "none";
export type Level = "county" | "state";
export type Measure = "counties" | "people" | "agreements";
export type Reach = "all" | "countywide" | "part";

/** Colours of a theme; `mixtures` by mixture, `classes` by class, 0 is none in both. */
export type Palette = {
  mixtures: string[];
  classes: string[];
  changes: Record<Change, string>;
  ground: string;
  border: string;
  bold: string;
  box: string;
  hatch: string;
};

/**
 * How counties are named: what comes of names with an end, `{name}` for what stands before it, the
 * longest first, and by GEOID the names that do not come out so.
 */
export type CountyNames = { ends: Record<string, string>; others: Record<string, string> };

export type Program = {
  models: Model[];
  /** Codes of an agreement's reach, by the reach that is chosen. */
  reaches: Record<Reach, number[]>;
  /** The code of a statewide agreement. */
  statewide: number;
  /** What tells a cover by agencies that serve a part of the county from a countywide one. */
  partBit: number;
  /** USPS codes. */
  territories: string[];
  levels: Level[];
  /** `breaks`: lower bounds of classes 1 to 5. */
  measures: { key: Measure; breaks: number[] }[];
  ranges: { key: string; start: string }[];
  changes: Change[];
  colours: Record<Theme, Palette>;
};

/** A text, or forms of it by the categories of Intl.PluralRules. */
export type Text = string | Record<string, string>;

export type LanguageDescription = {
  code: string;
  locale: string;
  date: string;
  shortDate: string;
  months: string[];
  shortMonths: string[];
  texts: Record<string, Text>;
};

/** What is on screen. Dates are ISO text, `compare` blank for none; `models` is a mixture. */
export type View = {
  date: string;
  compare: string;
  range: string;
  models: number;
  reach: Reach;
  level: Level;
  measure: Measure;
  place: string;
  /** What the reader calls a region; blank for none. */
  name: string;
  /** The part of the map that the reader moved to (`readExtent`), blank for where the place is. */
  at: string;
  /** The step of a story that is told beside the map, as growth.law; blank for none. */
  story: string;
  present: boolean;
  lang: string;
};

/** A stretch of time; both days ISO text. */
export type Stretch = { since: string; until: string };
/** `state`: a USPS code, blank for a milestone of the whole program. */
export type Milestone = {
  date: string;
  state: string;
  label: string;
  title: string;
  major: boolean;
};
export type Source = { list: string; rows: number; date: string; copied: boolean };

export type Config = Configuration & Given;

/** A story; `views` of its steps by key, in order, as what an address has after the ?. */
export type Story = { id: string; title: string; views: Record<string, string> };

/** What every figure of a record is told in a language: geo/figure/configuration.py. */
export type Configuration = {
  program: Program;
  language: LanguageDescription;
  view: View;
  known: Stretch;
  silences: Stretch[];
  /** The day on which ICE began, ISO text. */
  iceSince: string;
  events: Milestone[];
  /** Names of states in the language, by USPS code. */
  states: Record<string, string>;
  counties: CountyNames;
  stories: Story[];
  /** What was signed after the newest list, and what ICE has reported since; null: not known. */
  since: { count: number; until: string; geoids: string[] } | null;
  reported: { count: number; date: string } | null;
  /** What the newest list changed in the country; blank where it is the only one. */
  newest: string;
  source: Source;
};

/** What the figure of one page is told besides: geo/figure/draw.py. */
export type Given = {
  controls: boolean;
  /** Address of the names that the search finds; blank where they are in the page. */
  names: string;
  /** Addresses of the details of states, by USPS code; none where they are in the page. */
  details: Record<string, string>;
  /** Address of what tells stories; blank where it is in the page. */
  telling: string;
  /** Addresses of pages about states, by USPS code. */
  pages: Record<string, string>;
  /** Address of the page of what the newest list changed, from the page; blank where there is none. */
  changes: string;
};

/** The map's geometry as it travels, told in geo/figure/topology.py. */
export type Topology = {
  /** Kilometres. */
  step: number;
  shapes: string;
  points: string;
  counties: { geoid: string; name: string[]; state: number[] };
  states: { state: string[]; name: string[]; label: [number, number, number][] };
  boxes: { name: string; bounds: [number, number, number, number] }[];
};

/** The vertices of a border: x and y in km, one after the other. */
export type Line = number[];
/** Positions of arcs, each beginning where the one before ends; ~position where it runs backwards. */
export type Ring = number[];
/** Polygons, each its outer ring, then its holes. */
export type Shape = Ring[][];

/** The map's geometry as it is drawn. Every border is an arc once. */
export type Geometry = {
  arcs: Line[];
  counties: { geoid: string[]; name: string[]; state: number[]; shape: Shape[] };
  states: Topology["states"] & { shape: Shape[] };
  boxes: Topology["boxes"];
};

/** One entry an agreement in each list but `people`, which is by county. */
export type AgreementLists = {
  /** Days since 2000-01-01; `end` null: still listed. */
  start: number[];
  end: (number | null)[];
  model: number[];
  reach: number[];
  /** How many rows before each the first one of its agency stands. */
  agency: number[];
  state: number[];
  counties: number[][];
  people: number[];
  /** The lists, in order of publication. */
  published: [day: number, rows: number, file: string][];
};

declare global {
  interface Window {
    atlas: {
      geometry: Topology;
      agreements: AgreementLists;
      config: Configuration;
      names?: SearchData;
      makeFinder?: typeof makeFinder;
      details?: Record<string, DetailsFile>;
      /** What tells a story, and the texts of all steps by key. */
      StoryTeller?: typeof StoryTeller;
      stories?: { texts: Record<string, StepTexts>; style: string };
      /** Codes of the places that have a page of the static site. */
      pages?: string[];
    };
    Streamlit?: { setComponentValue(value: unknown): void };
  }
}
