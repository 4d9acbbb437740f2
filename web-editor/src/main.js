import "./vietnamese.js"; // first: Sveltia CMS reads the language as soon as it is loaded
import "./dressed.js";
import CMS from "@sveltia/cms";
import { call } from "./call.js";
import "./folded.js";
import "./one_window.js";
import "./unsaved.js";
import { WRONG_DAY, wrongDay } from "./days.js";
import { fileName } from "./names.js";
import { watch } from "./documents.js";
import { spellPatterns, wrongIn } from "./rules.js";
import { learnMoved, learnSwitches, readMarkdown, readYaml, writeMarkdown, writeYaml } from "./files.js";

const files = ["config.json", "lines.json", "rules.json", "patterns.json", "documents.json"];
const [config, lines, rules, patterns, documents] = await Promise.all(files.map(async (name) => (await fetch(name)).json()));
watch(documents);
for (const { fields = [] } of [...config.collections, ...config.singletons]) {
  learnSwitches(fields);
  spellPatterns(fields, patterns);
}
CMS.registerCustomFormat("commune-yaml", "yml", { fromFile: readYaml, toFile: writeYaml });
CMS.registerCustomFormat("commune-frontmatter", "md", { fromFile: readMarkdown, toFile: writeMarkdown });
CMS.registerEditorComponent(call(lines));
// Kinds of texts have lists of their own, all in one folder: what holds for all of them is told of the list of all.
const folders = config.collections.filter(({ folder }) => folder);
const wholeOf = (name) => {
  const own = folders.find((each) => each.name === name);
  return folders.find(({ folder, filter }) => own && !filter && folder === own.folder)?.name ?? name;
};
globalThis.wholeOf = wholeOf; // called where Sveltia CMS looks which names of folders are taken (build.mjs)
const formOf = (entry) => config.singletons.find(({ file }) => file === entry.get("path"))?.name ?? wholeOf(entry.get("collection"));
CMS.registerEventListener({
  name: "preSave",
  handler({ entry }) {
    const wrong = wrongIn(entry.get("data").toJS(), rules[formOf(entry)] ?? []);
    if (wrongDay()) wrong.unshift(WRONG_DAY);
    if (wrong.length) throw new Error("saving_failed", { cause: new Error(wrong.join("\n\n")) }); // as Sveltia CMS says it
  },
});
globalThis.fileName = fileName; // called where Sveltia CMS names what is uploaded (build.mjs)
globalThis.changedSince = learnMoved; // called where Sveltia CMS finds it out (build.mjs)
CMS.init({ config: { ...config, load_config_file: false } });
