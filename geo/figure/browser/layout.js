// The page's elements that the figure is made of, around the map.

import { find } from "./dom.js";

/**
 * @import { Config } from "./types.js"
 * @import { Language } from "./rules/language.js"
 */

/**
 * Build the figure around a map that is in the page. Each part has its name as its class.
 * @param {L.Map} map
 * @param {Config} config
 * @param {Language} language
 */
export const buildLayout = (map, config, language) => {
  const container = map.getContainer();
  const root = document.createElement("main");
  root.className = "atlas";
  root.lang = language.code;
  // Apart from the main part of a page around its frame.
  root.setAttribute("aria-label", language.say("title"));
  root.dataset.playing = "false";
  root.classList.toggle("bare", !config.controls);
  root.innerHTML = `
    <header>
      <h1></h1>
      <p class="about"></p>
      <p class="subtitle" id="atlas-subtitle"></p>
      <dl class="numbers"></dl>
      <p class="age"></p>
    </header>
    <div class="top"><div class="find"></div></div>
    <div class="stage"><div class="home"></div><div class="over" role="status" hidden></div><div class="notices" role="status"></div></div>
    <section class="time"></section>
    <div class="drawer">
    <aside class="legend"></aside>
    <div class="controls">
      <div class="level"></div>
      <label class="measure"><span></span><select></select></label>
      <div class="reach"></div>
      <div class="comparing"></div>
      <div class="views"></div>
    </div>
    </div>
    <footer></footer>
    <div class="beside">
    <section class="story" tabindex="-1" hidden></section>
    <aside class="panel" id="atlas-panel"></aside>
    </div>
    <div class="hidden table" id="atlas-table"></div>
    <div class="hidden announced" aria-live="polite"></div>`;
  container.before(root);
  find(root, ".stage").prepend(container);
  // Its keys are its own; what it shows is said by the subtitle, and in tables by the panel.
  container.setAttribute("role", "application");
  container.setAttribute("aria-label", language.say("map"));
  container.setAttribute("aria-describedby", "atlas-subtitle");
  container.setAttribute("aria-details", "atlas-panel");
  nameButton(find(container, ".leaflet-control-zoom-in"), language.say("zoomIn"));
  nameButton(find(container, ".leaflet-control-zoom-out"), language.say("zoomOut"));
  return root;
};

/**
 * @param {HTMLElement} button
 * @param {string} name
 */
const nameButton = (button, name) => {
  button.title = name;
  button.setAttribute("aria-label", name);
};
