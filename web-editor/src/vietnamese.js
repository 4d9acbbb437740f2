// The editor speaks Vietnamese whatever the browser's language is.
const KEY = "sveltia-cms.prefs";
try {
  const chosen = JSON.parse(localStorage.getItem(KEY)) ?? {};
  localStorage.setItem(KEY, JSON.stringify({ ...chosen, locale: "vi" }));
} catch {
  // Storage may be closed to us: then the editor follows the browser.
}
