// What has to hold across the fields of a form, said before anything is saved: the rules are those of the library's
// schema (rules.json), of which this reads the keywords that they are made of.
import { wrongInAlbum } from "./album.js";
import { meant } from "./days.js";

const TESTS = {
  type: (types, value) => [types].flat().includes(typeOf(value)),
  const: (wanted, value) => wanted === value,
  enum: (wanted, value) => wanted.includes(value),
  pattern: (pattern, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: (least, value) => typeof value !== "string" || [...value].length >= least,
  minItems: (least, value) => !Array.isArray(value) || value.length >= least,
  contains: (schema, value) => !Array.isArray(value) || value.some((each) => fits(schema, each)),
  required: (names, value) => typeOf(value) !== "object" || names.every((name) => name in value),
  properties: (schemas, value) =>
    typeOf(value) !== "object" || Object.entries(schemas).every(([name, one]) => !(name in value) || fits(one, value[name])),
  not: (schema, value) => !fits(schema, value),
  allOf: (schemas, value) => schemas.every((one) => fits(one, value)),
  anyOf: (schemas, value) => schemas.some((one) => fits(one, value)),
  oneOf: (schemas, value) => schemas.filter((one) => fits(one, value)).length === 1,
  "x-order": (names, value) => {
    const [first, last] = names.map((name) => meant(`${name.split(".").reduce((at, step) => at?.[step], value) ?? ""}`));
    return !first || !last || first <= last;
  },
  if: (condition, value, { then = {}, else: otherwise = {} }) => fits(fits(condition, value) ? then : otherwise, value),
};
const PICTURE = /!\[[^\]]*\]\(\s*([^)\s:]+)[^)]*\)/g;

/** Whether a value is as a JSON Schema asks. */
function fits(schema, value) {
  return Object.entries(schema).every(([keyword, asked]) => TESTS[keyword]?.(asked, value, schema) ?? true);
}

function typeOf(value) {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

/** Puts the patterns that fields have by name ("@text") in their places. */
export function spellPatterns(fields, patterns) {
  for (const { pattern, fields: inner = [], types = [] } of fields) {
    if (pattern?.[0].startsWith("@")) pattern[0] = patterns[pattern[0].slice(1)];
    spellPatterns([...inner, ...types], patterns);
  }
}

/** The text as a reader sees it: digits of other scripts are digits, and what has no width is not there. */
function asSeen({ body, ...rest }) {
  return body === undefined ? rest : { ...rest, body: body.normalize("NFKC").replace(/[\p{Cf}\p{Mn}\p{Me}]/gu, "") };
}

/** What is not right in what a form holds: a sentence each. */
export function wrongIn(data, rules) {
  const filled = asSeen(withoutEmpty(data) ?? {});
  const broken = rules.flatMap(({ at, called, rule }) =>
    recordsAt(filled, at).filter((record) => !fits(rule, record)).map((record) => placed(called, record, rule.errorMessage)),
  );
  return [...new Set([...broken, ...wrongInAlbum(filled), ...stillOnTheOldDay(filled), ...picturesNotListed(filled)])];
}

function placed(called, { village, name, title, who }, words) {
  return `${[called, village ?? name ?? title ?? who].filter(Boolean).join(": ")}. ${words}`;
}

/** The records at a path in which * stands for each of a list. */
function recordsAt(value, [step, ...rest]) {
  if (value === undefined) return [];
  if (step === undefined) return [value];
  return step === "*" ? value.flatMap((each) => recordsAt(each, rest)) : recordsAt(value[step], rest);
}

/** An empty field is the same as none. */
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((each) => each !== undefined);
  if (typeOf(value) !== "object") return value === "" || value === null ? undefined : value;
  const kept = Object.entries(value).map(([name, each]) => [name, withoutEmpty(each)]);
  const filled = kept.filter(([, each]) => each !== undefined && !(Array.isArray(each) && !each.length));
  return filled.length ? Object.fromEntries(filled) : undefined;
}

/** An event that was moved, and is still where it was: the old day was noted, and the new one forgotten. */
function stillOnTheOldDay({ event }) {
  const old = event?.moved_from?.at(-1);
  const stays = old && ["day", "to", "begins", "ends"].every((name) => old[name] === event[name]);
  if (!stays || (old.place ?? event.place) !== event.place) return [];
  return ["Sự kiện. “Đã dời” giữ ngày giờ cũ. Hãy sửa “Ngày”, “Bắt đầu lúc” của sự kiện thành ngày giờ mới."];
}

function picturesNotListed({ body = "", cover, pictures = [], album }) {
  const listed = [...[cover, ...pictures].map((picture) => picture?.file), ...(album?.files ?? [])];
  const shown = [...body.matchAll(PICTURE)].map(([, file]) => file);
  return shown
    .filter((file) => !listed.includes(file))
    .map((file) => `Nội dung bài có ảnh ${file}. Hãy thêm ảnh ấy ở “Ảnh trong bài”, để ghi sự đồng ý của người trong ảnh.`);
}
