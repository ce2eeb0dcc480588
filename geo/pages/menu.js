// The menu of a narrow page closes once it was used, or another thing was.

if (!document.documentElement.dataset.menu) {
  document.documentElement.dataset.menu = "followed";
  const close = ({ target }) => {
    const menu = document.querySelector(".menu[open]");
    if (menu && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener("click", close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close({ target: null }));
}
