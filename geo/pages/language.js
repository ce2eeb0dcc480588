// The links to the languages keep what was chosen on a page since it was drawn, and the months and
// numbers of Streamlit's own controls are written in the language of the page, not of the browser.

if (!document.documentElement.dataset.languages) {
  document.documentElement.dataset.languages = "followed";
  const keep = ({ target }) => {
    const link = target.closest?.(".masthead a[hreflang]");
    if (!link || !document.querySelector(".st-key-page")) return;
    const params = new URLSearchParams(location.search);
    params.set("lang", link.hreflang);
    link.href = `?${params}`;
  };
  document.addEventListener("click", keep, true);
  const own = navigator.languages;
  const choose = () => {
    const { lang } = document.documentElement;
    return own[0]?.startsWith(lang) ? own : [`${lang}-US`];
  };
  Object.defineProperty(navigator, "languages", { get: choose });
  Object.defineProperty(navigator, "language", { get: () => choose()[0] });
}
