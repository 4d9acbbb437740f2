// What the web editor says of documents: node editor_documents.mjs <src/documents.js> <documents.json> <file> …
// prints JSON: why each is not taken, "" where it is.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const [module, list, ...files] = process.argv.slice(2);
const { whyNot } = await import(pathToFileURL(module));
const known = JSON.parse(readFileSync(list, "utf8"));
const told = files.map((file) => whyNot({ name: basename(file), data: new Blob([readFileSync(file)]) }, known));
console.log(JSON.stringify(await Promise.all(told)));
