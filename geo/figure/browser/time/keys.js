// Keys that step: one that is held down steps on and on, and is at rest when it is let go.

/**
 * Follow the keys of an element. A step by key is one on the way until the key is up.
 * @template Step
 * @param {HTMLElement} root
 * @param {(event: KeyboardEvent) => Step | undefined} findStep undefined: not one of the keys
 * @param {{ pass(step: Step): void, rest(): void }} actions
 */
export const followKeys = (root, findStep, { pass, rest }) => {
  let held = false;
  root.addEventListener("keydown", (event) => {
    // With these keys it is the browser's: Alt and an arrow go back in the history.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = findStep(event);
    if (step === undefined) return;
    event.preventDefault();
    held = true;
    pass(step);
  });
  const end = () => {
    if (!held) return;
    held = false;
    rest();
  };
  root.addEventListener("keyup", end);
  root.addEventListener("focusout", end);
};
