// Small helps with the page's elements.

/**
 * Find an element that is known to be there.
 * @template {Element} [Type=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Type} [type] what it is; any HTML element by default
 * @returns {Type}
 */
export const find = (root, selector, type) => {
  const node = root.querySelector(selector);
  const expected = type ?? HTMLElement;
  if (!(node instanceof expected)) throw new Error(`${selector}: no ${expected.name} in the page`);
  return /** @type {Type} */ (/** @type {unknown} */ (node));
};

/**
 * Whether an event comes from within an element.
 * @param {Event} event
 * @param {string} selector
 */
export const isWithin = ({ target }, selector) =>
  target instanceof Element && target.closest(selector) !== null;

/**
 * Load a script of data.
 * @param {string} address
 * @returns {Promise<void>}
 */
export const loadScript = (address) =>
  new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done();
    script.onerror = () => {
      script.remove();
      failed(new Error(`${address}: can't be loaded`));
    };
    document.head.append(script);
  });

/**
 * Make text from outside safe inside HTML.
 * @param {string | number} text
 */
export const escape = (text) =>
  String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Call a function once the browser has painted what is in the page now.
 * @param {() => void} call
 */
export const callAfterPaint = (call) => {
  requestAnimationFrame(() => {
    // A message is the first thing that the browser hands on after it has painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = call;
    port2.postMessage(null);
  });
};
