// The page around the map says which theme Streamlit has, for its own style and for the map's.

if (!document.documentElement.dataset.theme) {
  const app = document.querySelector(".stApp");
  const say = () => {
    const { colorScheme } = getComputedStyle(app);
    if (colorScheme !== "normal") document.documentElement.dataset.theme = colorScheme;
  };
  say();
  new MutationObserver(say).observe(app, { attributeFilter: ["class"] });
}
