// The editor speaks Vietnamese whatever the browser's language is, from the first word, and never offers to speak
// another; and Esc, a key that people hit by chance, drops nothing.
for (const [name, value] of [["language", "vi"], ["languages", ["vi"]]]) Object.defineProperty(navigator, name, { value });
const KEY = "sveltia-cms.prefs";
try {
  const chosen = JSON.parse(localStorage.getItem(KEY)) ?? {};
  localStorage.setItem(KEY, JSON.stringify({ closeWithEscape: false, ...chosen, locale: "vi" }));
} catch {
  // Storage may be closed to us: then the language above is enough.
}
