// The editor speaks Vietnamese whatever the browser's language is; and Esc, a key that people hit by chance, drops nothing.
const KEY = "sveltia-cms.prefs";
try {
  const chosen = JSON.parse(localStorage.getItem(KEY)) ?? {};
  localStorage.setItem(KEY, JSON.stringify({ closeWithEscape: false, ...chosen, locale: "vi" }));
} catch {
  // Storage may be closed to us: then the editor follows the browser.
}
