// What the web editor says of what forms hold: node editor_rules.mjs <src/rules.js> <forms.json>
// forms.json holds [rules, what is in the form] pairs; prints JSON: the sentences of each.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, forms] = process.argv.slice(2);
const { wrongIn } = await import(pathToFileURL(module));
console.log(JSON.stringify(JSON.parse(readFileSync(forms, "utf8")).map(([rules, data]) => wrongIn(data, rules))));
