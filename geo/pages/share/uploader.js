// Streamlit names the buttons of its uploader in English: they are named by the page's words.

if (!document.documentElement.dataset.uploader) {
  document.documentElement.dataset.uploader = "named";
  const find = (part) => `[data-testid="stFile${part}"]`;
  const write = (button, words) => {
    const chip = button.closest(find("Chip"));
    if (chip) return `${words.remove}: ${chip.querySelector(find("ChipName")).title}`;
    return button.closest(find("Uploader")).querySelector(find("Chip"))
      ? words.another
      : words.choose;
  };
  new MutationObserver(() => {
    const words = document.querySelector(".uploader-words")?.dataset;
    if (!words) return;
    for (const button of document.querySelectorAll(`${find("Uploader")} button`)) {
      const name = write(button, words);
      if (button.ariaLabel !== name) button.ariaLabel = name;
    }
  }).observe(document.body, { childList: true, subtree: true });
}
