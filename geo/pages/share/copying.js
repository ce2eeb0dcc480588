// Buttons of the share dialog: copy a text or the picture, or hand the picture on to an app.

if (!document.documentElement.dataset.copying) {
  const { dataset } = document.documentElement;
  dataset.copying = "followed";
  // Buttons for what this browser can't do are hidden (page.css).
  if (navigator.clipboard?.write && window.ClipboardItem) dataset.copiesPictures = "true";
  const sample = { files: [new File([""], "a.png", { type: "image/png" })] };
  if (navigator.canShare?.(sample)) dataset.canHandOn = "true";

  const readPicture = (button) => {
    const { src } = button.closest(".taken").querySelector("img");
    const bytes = Uint8Array.from(atob(src.split(",")[1]), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: "image/png" });
  };

  const copyText = async (button) => {
    const text = button.closest("section").querySelector("pre");
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      // Without TLS there is no clipboard, but the older way still is.
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
  };

  const copyPicture = (button) =>
    navigator.clipboard.write([new ClipboardItem({ "image/png": readPicture(button) })]);

  const handOn = async (button) => {
    const file = new File([readPicture(button)], button.dataset.handsOn, { type: "image/png" });
    try {
      await navigator.share({ files: [file], text: button.dataset.text });
    } catch (error) {
      // Who closes the list of apps has not failed.
      if (error.name !== "AbortError") throw error;
    }
  };

  const copy = async (button) => {
    const said = button.closest(".taken").querySelector("[role=status]");
    try {
      await (button.dataset.copies === "text" ? copyText : copyPicture)(button);
    } catch {
      said.textContent = button.dataset.failed;
      return;
    }
    button.dataset.written ??= button.textContent;
    button.textContent = said.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = button.dataset.written;
      said.textContent = "";
    }, 2000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copies], [data-hands-on]");
    if (!button) return;
    if (button.dataset.copies) copy(button);
    else handOn(button);
  });
}
