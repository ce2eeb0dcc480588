// Streamlit's own controls say some things in English alone: here in the page's language, whenever one
// of them is drawn. What is to be said is window.atlasWidgets, texts by Streamlit's; braces hold what
// changes.

if (!document.documentElement.dataset.widgets) {
  document.documentElement.dataset.widgets = "followed";
  const names = ["aria-label", "title", "placeholder"];
  const isPattern = (text) => text.includes("{");
  const fill = (pattern, said, text) => {
    const [before, after] = pattern.split(/\{\w+\}/);
    const fits = text.length > before.length + after.length;
    if (!fits || !text.startsWith(before) || !text.endsWith(after)) return "";
    const given = text.slice(before.length, text.length - after.length);
    return said.replace(/\{\w+\}/, () => given);
  };
  const translate = (text) => {
    const told = window.atlasWidgets ?? {};
    if (Object.hasOwn(told, text)) return told[text];
    for (const [pattern, said] of Object.entries(told)) {
      const filled = isPattern(pattern) && fill(pattern, said, text);
      if (filled) return filled;
    }
    return text;
  };
  const tell = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = translate(node.data);
      if (said !== node.data) node.data = said;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of names) {
      const text = node.getAttribute(name);
      const said = text && translate(text);
      if (said && said !== text) node.setAttribute(name, said);
    }
  };
  const tellAll = (root) => {
    tell(root);
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) tell(nodes.currentNode);
  };
  const follow = (records) => {
    if (!Object.keys(window.atlasWidgets ?? {}).length) return;
    for (const { type, target, addedNodes } of records) {
      if (type === "childList") addedNodes.forEach(tellAll);
      else tell(target);
    }
  };
  new MutationObserver(follow).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: names,
  });
  tellAll(document.body);
}
