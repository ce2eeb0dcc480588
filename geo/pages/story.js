// Where the map is on the page, the link to the story tells it there: nothing is loaded anew, and the
// page's address follows the map as ever.

// The map that marked it is gone.
for (const link of document.querySelectorAll("nav.pages a[aria-current]"))
  link.removeAttribute("aria-current");

if (!document.documentElement.dataset.story) {
  document.documentElement.dataset.story = "followed";
  const tell = (event) => {
    const link = event.target.closest?.('nav.pages a[href*="story="]');
    const frame = document.querySelector('iframe[title^="streamlit_folium"]');
    if (!link || !frame || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const main = frame.contentDocument?.querySelector("main.atlas[data-ready]");
    if (!main) return;
    event.preventDefault();
    event.stopPropagation();
    document.querySelector(".menu[open]")?.removeAttribute("open");
    const key = new URL(link.href).searchParams.get("story");
    frame.contentWindow.atlas.takeFigure().story.enter(key);
  };
  // Before it is taken for a way to another page.
  document.addEventListener("click", tell, { capture: true });
}
