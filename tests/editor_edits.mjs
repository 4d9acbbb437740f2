// Random edits of files, written by the web editor: node editor_edits.mjs <src/files.js> <config.json> <number> <file> …
// Prints JSON: [name, text as it was written, what it has to say] of each.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, config, number, ...names] = process.argv.slice(2);
const { learnSwitches, readMarkdown, readYaml, writeMarkdown, writeYaml } = await import(pathToFileURL(module));
const forms = JSON.parse(readFileSync(config, "utf8"));
for (const { fields } of [...forms.collections, ...forms.singletons]) learnSwitches(fields);

// What breaks YAML that is glued together, or means something else in it.
const WORDS = [
  ...['Lời mới: # "x"', "113", "2026-12-05", "yes", "- gạch", "[ngoặc", "a, b", "'nháy'", "x #y", "~", "*sao*"],
  ...["@a", "%", "&x", "!y", "kết:", "| ống", "0220 3123 456", "null", "{{ x }}", "> sau", "? hỏi", "1:30", "0x1f"],
];
let seed = 20261124;
const random = (below) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
const word = () => WORDS[random(WORDS.length)];

function editList(list) {
  const at = random(list.length + 1);
  const like = list[0] ?? word();
  [() => list.splice(at, 0, structuredClone(like)), () => list.splice(at, 1), () => list.reverse()][random(3)]();
}

function edit(record) {
  const names = Object.keys(record).filter((name) => name !== "__before" && name !== "body");
  const name = names[random(names.length || 1)];
  const value = record[name];
  if (name === undefined) return;
  if (Array.isArray(value) && (random(2) || typeof value[0] !== "object")) return editList(value);
  if (Array.isArray(value)) return edit(value[random(value.length)]);
  if (typeof value === "object") return edit(value);
  if (typeof value === "boolean") record[name] = !value;
  else [() => (record[name] = word()), () => delete record[name], () => (record[`moi_${random(3)}`] = word())][random(3)]();
}

const made = [];
for (const name of names) {
  const [read, write] = name.endsWith(".md") ? [readMarkdown, writeMarkdown] : [readYaml, writeYaml];
  const text = readFileSync(name, "utf8");
  for (let at = 0; at < Number(number); at += 1) {
    const values = read(text);
    for (let edits = random(4); edits >= 0; edits -= 1) edit(values);
    const { __before, body, ...said } = values;
    made.push([name, write(structuredClone(values)), said]);
  }
}
console.log(JSON.stringify(made));
