// The parts of the editor put their looks into <style> elements when they are first shown, which the page's policy lets
// nobody do. Here the same words become style sheets of the page that stand in no element (called in build.mjs).
const shown = new WeakMap();

globalThis.dressed = (place, { hash, code }) => {
  const root = place.getRootNode();
  const known = shown.get(root) ?? new Set();
  if (known.has(hash)) return;
  shown.set(root, known.add(hash));
  const sheet = new (root.ownerDocument ?? root).defaultView.CSSStyleSheet();
  sheet.replaceSync(code);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
