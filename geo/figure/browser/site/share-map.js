// What the map page gives along: as it was written for the first view, and for any other the texts
// of what is on screen, a picture of it, and its data.

import { find } from "../dom.js";
import { writeAddress } from "../rules/address.js";
import { drawFigure } from "./picture.js";
import { fetchPicture, Sharing } from "./share.js";
import { writeTable } from "./table.js";

/** @import { Figure } from "../figure.js" */

// Characters of a value in the name of a file.
const LONGEST = 60;

/** @param {Figure} figure */
export const offerMapSharing = (figure) => {
  const dialog = document.querySelector("dialog.sharing-map");
  if (dialog instanceof HTMLDialogElement) new MapSharing(figure, dialog);
};

class MapSharing {
  /**
   * @param {Figure} figure
   * @param {HTMLDialogElement} dialog
   */
  constructor(figure, dialog) {
    this.figure = figure;
    this.dialog = dialog;
    this.section = find(dialog, ".sharing");
    /** What was written for the first view, by field. */
    this.fields = [...dialog.querySelectorAll(".field")].map((field) => {
      const node = find(field, "p, code");
      const { name = "" } = /** @type {HTMLElement} */ (field).dataset;
      return {
        field: /** @type {HTMLElement} */ (field),
        name,
        node,
        first: node.textContent ?? "",
      };
    });
    // A page from a disk may not read what a picture is made of.
    const isServed = window.location.protocol !== "file:";
    this.sharing = new Sharing(this.section, isServed ? () => this.takePicture() : null);
    const { sharing } = this;
    const download = find(dialog, "[data-take=download]");
    if (isServed) sharing.offer("download", async () => save(await this.takePicture()));
    else download.hidden = true;
    sharing.offer("table", async () => {
      const content = await writeTable(figure);
      save(new File([content], `${this.nameFile()}-agreements.csv`, { type: "text/csv" }));
    });
    const open = find(document, "[data-open=share]");
    open.hidden = false;
    open.addEventListener("click", () => {
      this.write();
      dialog.showModal();
    });
    find(dialog, ".close").addEventListener("click", () => dialog.close());
    // The keys of the map behind are not meant.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog) dialog.close();
    });
  }

  get view() {
    return this.figure.scene.view;
  }

  /** The parameters of the view on screen, on its date. */
  writeQuery() {
    const { view, figure } = this;
    return writeAddress(view, new URLSearchParams({ date: view.date }), figure.bounds);
  }

  /** Whether the view is the one that the page was written for. */
  get isFirst() {
    return this.writeQuery().toString() === "";
  }

  /** Write the texts of the view on screen. */
  write() {
    const { figure, dialog, isFirst } = this;
    find(dialog, ".ready").hidden = !isFirst;
    find(dialog, ".made").hidden = isFirst;
    for (const { field, node, first } of this.fields) {
      node.textContent = first;
      field.hidden = false;
    }
    if (isFirst) return;
    this.pointOn(figure.config.view.date);
    const told = this.tell();
    const link = this.sharing.readLink();
    const source = find(figure.root, "footer").textContent ?? "";
    const caption = `${told.slice(0, 2).join(" ")} ${source}, ${link}`;
    const written = { alt: told.join(" "), caption, citation: `287(g) Atlas. ${caption}` };
    for (const { name, node } of this.fields)
      if (name in written) node.textContent = written[/** @type {"alt"} */ (name)];
    this.writePosts(told, `${this.section.dataset.source} 287(g) Atlas: ${link}`);
    this.linkPage();
  }

  /**
   * Point links and code to the view on screen, on its date.
   * @param {string} last the day of the newest list
   */
  pointOn(last) {
    const { view } = this;
    const query = this.writeQuery();
    query.delete("date");
    const pinned = `date=${view.date}${query.toString() && `&${query}`}`;
    // In the frame of another page no story is told.
    query.delete("story");
    const framed = `date=${view.date}${query.toString() && `&${query}`}`;
    const isNewest = view.date === last && !view.compare;
    for (const { field, name, node, first } of this.fields) {
      if (name === "newest") {
        field.hidden = !isNewest;
        node.textContent = `${first}?${query}`;
      } else if (name === "embed") {
        node.textContent = first.replace(`date=${last}`, framed.replaceAll("&", "&amp;"));
      } else if (name === "link" || name === "bibtex") {
        node.textContent = first
          .replace(`view of ${last}`, `view of ${view.date}`)
          .replace(`date=${last}`, pinned);
      }
    }
  }

  /** What the figure says of its view: sentences. */
  tell() {
    const { root } = this.figure;
    /** @param {Element} node @param {string} selector */
    const read = (node, selector) => (node.querySelector(selector)?.textContent ?? "").trim();
    const numbers = [...root.querySelectorAll(".numbers > div")].map((cell) => {
      const note = read(cell, "small");
      return `${read(cell, "dd")} ${read(cell, "span")}${note && ` (${note})`}.`;
    });
    return [`${read(root, "h1")}.`, `${read(root, ".subtitle")}.`, ...numbers];
  }

  /**
   * Write the posts in the page's language: sentences for which there is room, and the end.
   * @param {string[]} told
   * @param {string} end
   */
  writePosts(told, end) {
    for (const { field, name, node } of this.fields) {
      if (name !== "post") continue;
      field.hidden = node.lang !== document.documentElement.lang;
      const most = Number(field.dataset.length) - end.length - 1;
      const text = told.reduce((body, sentence) => {
        const longer = body ? `${body} ${sentence}` : sentence;
        return longer.length <= most ? longer : body;
      }, "");
      node.textContent = `${text}\n${end}`;
    }
  }

  /** Lead to the page of the place, which has more of it. */
  linkPage() {
    const { config } = this.figure;
    const { place, at } = this.view;
    const line = find(this.dialog, ".page");
    const address = config.pages[place];
    line.hidden = !address || Boolean(at);
    if (address) find(line, "a", HTMLAnchorElement).href = `${address}#share`;
  }

  nameFile() {
    const query = this.writeQuery();
    for (const name of ["date", "story"]) query.delete(name);
    const parts = [...query].map(([name, value]) => `${name}-${shorten(value)}`);
    const { date, lang } = this.view;
    const name = ["287g-atlas", date, ...parts, lang].join("-");
    return name.toLowerCase().replace(/[^a-z0-9_-]+/g, "_");
  }

  /** The picture of the page for the first view, else of what is on screen. */
  async takePicture() {
    const { picture = "" } = this.section.dataset;
    if (this.isFirst) return fetchPicture(picture);
    const drawn = await drawFigure(this.figure.root, this.sharing.readLink());
    return new File([drawn], `${this.nameFile()}.png`, { type: "image/png" });
  }
}

/**
 * Shorten the code of a region of many members, so that it still differs from those of others.
 * @param {string} text
 */
const shorten = (text) => {
  if (text.length <= LONGEST) return text;
  const sum = [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 0);
  return `${text.slice(0, LONGEST)}-${sum.toString(36)}`;
};

/** @param {File} file */
const save = (file) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
