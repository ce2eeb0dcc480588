// The links to all pages: Streamlit draws another one in place of this, with nothing loaded anew.

if (!document.documentElement.dataset.pages) {
  document.documentElement.dataset.pages = "followed";
  const lead = (event) => {
    const link = event.target.closest?.("nav.pages a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const app = document.querySelector("[data-test-connection-state]");
    if (app.dataset.testConnectionState !== "CONNECTED") return;
    const address = new URL(link.href);
    // What says how Streamlit shows any page.
    for (const [name, value] of new URLSearchParams(location.search))
      if (name.startsWith("embed")) address.searchParams.append(name, value);
    // As on the way forth.
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  document.addEventListener("click", lead);
}
