// How the editor reads and writes the files of content/: only what an officer changed is written anew. Comments, the
// order of keys, quotes and brackets stay as they were, and a file whose meaning did not change keeps its every byte.
import { diff3Merge } from "node-diff3";
import { Document, isMap, isScalar, isSeq, Pair, parseDocument, visit } from "yaml";
import { unfolded } from "./album.js";

const BEFORE = "__before"; // carries the text of a file through the form, back to where it is written
const READING = { schema: "failsafe", keepSourceTokens: false };
const WRITING = { lineWidth: 0, flowCollectionPadding: false, indentSeq: true };
const SLOT = "\u2205"; // no file of ours holds it: it cannot be printed
const WIDEST = 100; // letters of what stands in brackets on one line
const FRONT = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m;

const switches = new Set(); // names of the fields that are on or off
const moved = new Map(); // a file as it was opened here → as somebody else has saved it since

/** Which fields of the forms are switches; all other values are text. */
export function learnSwitches(fields = []) {
  for (const { name, widget, fields: inner = [], types = [] } of fields) {
    if (widget === "boolean") switches.add(name);
    learnSwitches([...inner, ...types]);
  }
}

/** Somebody else saved a file that is open here: what is written from it from now on keeps what they changed. */
export function learnMoved(opened, now) {
  for (const [locale, { content }] of Object.entries(opened)) {
    if (now[locale] && content[BEFORE] !== now[locale].content[BEFORE]) moved.set(content[BEFORE], now[locale].content[BEFORE]);
  }
}

/** A YAML file → what the forms show. */
export function readYaml(text) {
  return { ...plain(parsed(text).contents), [BEFORE]: text };
}

/** What the forms hold → the YAML file. */
export function writeYaml(record) {
  return written(...broughtUpToDate(readYaml, record));
}

/** A Markdown file with front matter → what the forms show. */
export function readMarkdown(text) {
  const [all, head] = FRONT.exec(text) ?? ["", ""];
  return { ...plain(parsed(head).contents), body: text.slice(all.length).replace(/^\n+/, ""), [BEFORE]: text };
}

/** What the forms hold → the Markdown file. */
export function writeMarkdown(record) {
  const [before, { body = "", ...values }] = broughtUpToDate(readMarkdown, unfolded(record));
  const [, head] = FRONT.exec(before) ?? ["", ""];
  return `---\n${written(head, values).trimEnd()}\n---\n\n${body.trim()}\n`;
}

/** [the file as it is now, what it has to say]: what somebody else changed since it was opened here is in both. */
function broughtUpToDate(read, { [BEFORE]: before = "", ...values }) {
  const now = moved.get(before);
  if (now === undefined) return [before, values];
  const [base, theirs] = [before, now].map((text) => ({ ...read(text), [BEFORE]: "" }));
  const { [BEFORE]: _, ...both } = withTheirs(base, values, theirs);
  return [now, both];
}

/** `mine` with what was changed from `base` in `theirs`; where both changed the same value, mine. */
function withTheirs(base, mine, theirs) {
  if (same(mine, base)) return theirs;
  if (same(theirs, base)) return mine;
  if ([mine, theirs].every(Array.isArray)) return itemsOfBoth(base ?? [], mine, theirs);
  if ([mine, theirs].every((each) => each && typeof each === "object")) {
    const keys = Object.keys({ ...theirs, ...mine });
    return Object.fromEntries(keys.map((key) => [key, withTheirs(base?.[key], mine[key], theirs[key])]));
  }
  return String(mine).includes("\n") ? linesOfBoth(String(base), String(mine), String(theirs)) : mine;
}

/** Items are the same by their id; those without one, by all that they say. */
function itemsOfBoth(...lists) {
  const [base, mine, theirs] = lists.map((list) => new Map(list.map((each) => [each?.id ?? JSON.stringify(each), each])));
  const ids = new Set([...mine.keys(), ...theirs.keys()]);
  const items = [...ids].map((id) => withTheirs(base.get(id), mine.get(id), theirs.get(id)));
  return items.filter((each) => each !== undefined);
}

function linesOfBoth(...texts) {
  const [base, mine, theirs] = texts.map((text) => text.split("\n"));
  const found = diff3Merge(mine, base, theirs, { excludeFalseConflicts: true });
  return found.flatMap(({ ok, conflict }) => ok ?? conflict.a).join("\n");
}

function parsed(text) {
  const document = parseDocument(withSlots(text.replace(/^\uFEFF/, "")), READING);
  if (document.errors.length) {
    const { line } = document.errors[0].linePos?.[0] ?? { line: 1 };
    throw new Error(`Máy không đọc được tệp này, từ dòng ${line}. Hãy nhờ người giúp về kỹ thuật sửa dòng ấy.`);
  }
  return document;
}

/** An empty slot gets a sign, or the blank lines and comments after it would be taken for its value. */
function withSlots(text) {
  const lines = text.split("\n");
  return lines.map((line, at) => (isSlot(line, lines.slice(at + 1)) ? line.replace(/:/, `: ${SLOT}`) : line)).join("\n");
}

function isSlot(line, after) {
  const [, depth] = /^((?: |- )*)[\w-]+:[ \t]*(?:#.*)?$/.exec(line) ?? [];
  const next = after.find((each) => /^\s*[^#\s]/.test(each)) ?? "";
  const deeper = /^ */.exec(next)[0].length - depth?.length;
  return depth !== undefined && (deeper < 0 || (deeper === 0 && !next.trimStart().startsWith("- ")));
}

function plain(node, name) {
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [key.value, plain(value, key.value)]));
  if (isSeq(node)) return node.items.map((each) => plain(each));
  return isScalar(node) ? valueOf(node, name) : "";
}

/** The value of a scalar; nothing of an empty slot, as the library reads it. */
function valueOf({ value: text, type }, name) {
  if (switches.has(name)) return text === "yes" || text === "true";
  return type === "PLAIN" && /^(~|null|\u2205|)$/.test(text) ? "" : (text ?? "");
}

function written(before, values) {
  const document = before.trim() ? parsed(before) : new Document({}, READING);
  if (same(plain(document.contents), values)) return before;
  const unchanged = textOf(document);
  document.contents = merged(document.contents, values);
  return laidOutAs(before, unchanged, textOf(document));
}

function textOf(document) {
  return document.toString(WRITING).replaceAll(`: ${SLOT}`, ":");
}

/** `after` with the lines of `before` wherever they say the same: texts over several lines stay so. */
function laidOutAs(before, unchanged, after) {
  const [was, base, now] = [before, unchanged, after].map((text) => text.split("\n"));
  const found = diff3Merge(was, base, now, { excludeFalseConflicts: true });
  const text = found.flatMap(({ ok, conflict }) => ok ?? conflict.b).join("\n");
  return same(valuesIn(text), valuesIn(after)) ? text : after;
}

function valuesIn(text) {
  const document = parseDocument(withSlots(text), READING);
  return document.errors.length ? undefined : plain(document.contents);
}

/** Whether nothing was changed: an empty value or a switch that is off is the same as none, 30 the same as "30". */
function same(one, other) {
  if (empty(one) || empty(other)) return (empty(one) || one === false) && (empty(other) || other === false);
  if (typeof one !== "object" || typeof other !== "object") return String(one) === String(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one)) return one.length === other.length && one.every((each, at) => same(each, other[at]));
  return Object.keys({ ...one, ...other }).every((key) => same(one[key], other[key]));
}

function empty(data) {
  if (data === undefined || data === null || data === "" || Number.isNaN(data)) return true;
  return typeof data === "object" && Object.values(data).every(empty);
}

/** `node` with `data` in it; what says the same stays the same node. */
function merged(node, data) {
  if (node && same(plain(node), data)) return node;
  if (isMap(node) && !Array.isArray(data) && typeof data === "object") return mergedMap(node, data);
  if (isSeq(node) && Array.isArray(data)) return mergedList(node, data);
  const made = fresh(data);
  made.comment = node?.comment;
  return made;
}

/** New keys stand behind the one that precedes them in the form. */
function mergedMap(map, data) {
  map.items = map.items.filter(({ key, value }) => empty(plain(value)) || !empty(data[key.value]));
  let behind = 0;
  for (const [key, each] of Object.entries(data)) {
    const at = map.items.findIndex((pair) => pair.key.value === key);
    if (at >= 0 && !empty(each)) map.items[at].value = merged(map.items[at].value, each);
    const added = at < 0 && !empty(each) && each !== false; // every switch says false until somebody turns it
    if (added) map.items.splice(behind, 0, new Pair(fresh(key), fresh(each)));
    if (at >= 0 || added) behind = (at < 0 ? behind : at) + 1;
  }
  return map;
}

/** Each item of `data` takes over the item that says the same, or has its id, or is the next that nobody took. */
function mergedList(list, data) {
  const items = data.filter((each) => !empty(each));
  const left = new Set(list.items);
  const take = (test) => {
    const found = [...left].find(test);
    left.delete(found);
    return found;
  };
  const unchanged = items.map((each) => take((item) => same(plain(item), each)));
  const named = items.map((each, at) => unchanged[at] ?? take((item) => each.id && plain(item).id === each.id));
  const [first, second] = list.items;
  list.items = items.map((each, at) => {
    const node = merged(named[at] ?? (each.id ? undefined : take(() => true)), each);
    if (!unchanged[at] && !named[at] && first) node.flow = first.flow;
    node.spaceBefore ||= at > 0 && !!second?.spaceBefore;
    return node;
  });
  if (!first) list.flow = !!fresh(items).flow;
  return list;
}

/** A new piece of YAML; short ones stand on one line, as people write them here. */
function fresh(data) {
  const node = new Document(pruned(data), { ...READING, schema: "core" }).contents;
  visit(node, {
    Scalar: (_, scalar) => void Object.assign(scalar, wordOf(scalar.value)),
    Collection: (_, each) => void (each.flow = JSON.stringify(each).length < WIDEST && !each.items.some(isMap)),
  });
  return node;
}

function pruned(data) {
  if (data === null || typeof data !== "object") return data;
  if (Array.isArray(data)) return data.filter((each) => !empty(each)).map(pruned);
  const { id, ...rest } = data; // asked for last, written first
  const kept = Object.entries({ id, ...rest }).filter(([, each]) => !empty(each));
  return Object.fromEntries(kept.map(([key, each]) => [key, pruned(each)]));
}

/** Texts that look like something else stand in quotes. */
function wordOf(data) {
  if (typeof data === "boolean") return { value: data ? "yes" : "no", type: "PLAIN" };
  const misread = typeof data === "string" && /^([-+]?[\d.,_]+|true|false|null|~)$/i.test(data);
  return { value: String(data), type: misread ? "QUOTE_DOUBLE" : undefined };
}
