// The links to the languages keep what was chosen on a page since it was drawn.

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
}
