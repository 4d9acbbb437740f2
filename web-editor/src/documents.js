// A forge keeps what it once got: a document goes there only when it can be shown that it hides nothing. `make file`
// shows that by a mark at its end, which fits these bytes and the lists of today alone. Of any other document the lists
// (documents.json, the library's own) say what is wrong with it.
const NOT_SHOWN = (name, why) =>
  `${name}: trang soạn bài không chắc tệp này sạch (${why}). Kho giữ mãi mọi thứ đã đưa lên, nên tệp chưa được nhận. ` +
  `Hãy nhờ người giữ kho, hoặc trên máy có kho, gõ: make file FILE=${name} rồi chọn tệp vừa dọn.`;
const DROPPED = "Tài liệu thì hãy bấm nút chọn tệp, đừng kéo thả hay dán: trang soạn bài phải xem trong tệp trước đã.";
const PHOTO = /Exif\0\0|xmpmeta|Photoshop 3\.0|GPSLatitude/; // where, when, by whom a photo was taken
const IN_PHOTO = "một ảnh còn ghi nơi chụp, giờ chụp";
const MOST = 60_000_000; // letters of a part

/** Why a file may not be uploaded; nothing where it may. `list` is documents.json. */
export async function whyNot({ name, data }, list) {
  const kind = list.kinds[name.toLowerCase().split(".").pop()];
  if (!kind) return "";
  try {
    if (await isSealed(kind, data, list)) return "";
    return NOT_SHOWN(name, (await LOOKS[kind](data, list[kind])) || "chưa qua máy dọn, hay đã sửa sau khi dọn");
  } catch {
    return NOT_SHOWN(name, "không mở xem được ở đây");
  }
}

const LOOKS = { office, odf, pdf, svg };

// --- the mark

const AROUND = { pdf: ["\n%", "\n"], svg: ["\n<!--", "-->"] };

async function isSealed(kind, data, { word, seal }) {
  const [before, after] = AROUND[kind] ?? ["", ""];
  const length = before.length + word.length + 64 + after.length;
  const tail = await data.slice(-length).text();
  if (!tail.startsWith(before + word)) return false;
  const plain = new Uint8Array(await data.slice(0, -length).arrayBuffer());
  if (!AROUND[kind]) plain.fill(0, -2); // how long the words at the end of a ZIP are
  const digest = await crypto.subtle.digest("SHA-256", await new Blob([seal, plain]).arrayBuffer());
  const said = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return tail === before + word + said + after;
}

// --- ZIP

async function unzipped(data) {
  const bytes = new Uint8Array(await data.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const parts = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left; left -= 1) {
    const [packed, size, named, extra, noted, place] = [20, 24].map((from) => view.getUint32(at + from, true))
      .concat([28, 30, 32].map((from) => view.getUint16(at + from, true)), view.getUint32(at + 42, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + named));
    if (parts.has(name) || size > MOST) throw new Error(name);
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
    parts.set(name, { packed: bytes.subarray(start, start + packed), method: view.getUint16(at + 10, true) });
    at += 46 + named + extra + noted;
  }
  return parts;
}

async function text({ packed, method }, encoding = "utf-8") {
  const decoder = new TextDecoder(encoding, { fatal: true });
  if (!method) return decoder.decode(packed);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return decoder.decode(await new Response(stream).arrayBuffer());
}

async function tellsOfPhoto(part) {
  return PHOTO.test(await text(part, "latin1"));
}

const tags = (xml) => [...xml.matchAll(/<([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g)];
const local = (name) => name.replace(/^.*:/, "");

async function office(data, { exact, kinds, linked, unseen, hidden }) {
  const parts = await unzipped(data);
  for (const [name, part] of parts) {
    if (!/\.(xml|rels|vml)$/.test(name)) {
      if (await tellsOfPhoto(part)) return IN_PHOTO;
      continue;
    }
    const xml = await text(part);
    if (name in exact && xml !== exact[name]) return "còn tên người soạn";
    if (name.endsWith(".rels") && !tags(xml).every(([, tag, said]) => tag !== "Relationship" || kept(said, kinds, linked, exact)))
      return "còn nhận xét, ghi chú hay thứ lấy từ nơi khác";
    if (tags(xml).some(([, tag]) => unseen.includes(local(tag)))) return "còn chữ đã xóa, chữ ẩn hay nhận xét";
    if (/<!--|<!DOCTYPE/.test(xml) || hidden.some((one) => new RegExp(one).test(xml))) return "còn phần đang ẩn";
  }
  return "";
}

function kept(said, kinds, linked, exact) {
  const [kind, target] = ["Type", "Target"].map((key) => new RegExp(`\\b${key}="([^"]*)"`).exec(said)?.[1] ?? "");
  if (/(core|extended)-properties$/.test(kind) && !(target.replace(/^\//, "") in exact)) return false;
  return kinds.includes(kind.split("/").pop()) && (!/TargetMode="External"/.test(said) || linked.some((one) => target.toLowerCase().startsWith(one)));
}

async function odf(data, { exact, parts: known, unseen, hidden }) {
  const parts = await unzipped(data);
  for (const [name, part] of parts) {
    if (!new RegExp(`^(?:${known})$`).test(name)) return "còn phần phụ của phần mềm";
    if (!name.endsWith(".xml")) {
      if (await tellsOfPhoto(part)) return IN_PHOTO;
      continue;
    }
    const xml = await text(part);
    if (name in exact && xml !== exact[name]) return "còn tên người soạn";
    if (tags(xml).some(([, tag]) => unseen.includes(local(tag)))) return "còn nhận xét, chữ đã xóa hay chữ ẩn";
    if (/<!--|<!DOCTYPE/.test(xml) || hidden.some((one) => new RegExp(one).test(xml))) return "còn phần đang ẩn";
  }
  return "";
}

// --- PDF and SVG

async function pdf(data, { nowhere, annotations }) {
  const bytes = new TextDecoder("latin1").decode(await data.arrayBuffer());
  if (PHOTO.test(bytes)) return IN_PHOTO;
  const plain = bytes.replace(/stream\r?\n[\s\S]*?endstream/g, " ").replace(/\((?:\\[\s\S]|[^\\()])*\)/g, "()");
  const names = new Set(plain.match(/\/[^\s/<>[\](){}%]+/g));
  if ([...names].some((name) => name.includes("#") || nowhere.includes(name))) return "còn thông tin người soạn hay phần máy không xem được";
  const drawn = [...plain.matchAll(/\/Type\s*\/Annot\b[^>]*?\/Subtype\s*(\/\w+)|\/Subtype\s*(\/\w+)[^>]*?\/Type\s*\/Annot\b/g)];
  return drawn.some(([, one, other]) => !annotations.includes(one ?? other)) ? "còn nhận xét" : "";
}

async function svg(data, { elements, attributes, refused, linked }) {
  const xml = (await data.text()).replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, "");
  if ([...xml.matchAll(/;base64,([\w+/=\s]+)/g)].some(([, photo]) => PHOTO.test(atob(photo.replace(/\s/g, ""))))) return IN_PHOTO;
  const found = /<\/?([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
  for (const [, name, said] of xml.matchAll(found)) {
    const own = [...said.matchAll(/([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g)];
    if (!elements.includes(name) || own.some(([, key]) => !attributes.includes(key) && !key.startsWith("xmlns"))) return "còn phần của phần mềm vẽ";
    const values = own.filter(([, key]) => !key.startsWith("xmlns") && !key.endsWith("href")).map(([, key, value]) => `${key}:${value.slice(1, -1)}`);
    const links = own.filter(([, key]) => key.endsWith("href")).map(([, , value]) => value.slice(1, -1));
    if (values.some((value) => refused.some((one) => new RegExp(one, "i").test(value))) || links.some((link) => !new RegExp(linked[name] ?? linked[""], "i").test(link))) return "còn hình ẩn hay ảnh lấy từ nơi khác";
  }
  return xml.replace(found, "").includes("<") ? "còn ghi chú của phần mềm vẽ" : "";
}

// --- in the page

/** Files that are chosen go on when they were looked into; dropped and pasted documents have to be chosen. */
export function watch(list, say = alert) {
  const looked = new WeakSet();
  addEventListener("change", async (event) => {
    const { target } = event;
    if (target?.type !== "file" || looked.has(event) || ![...target.files].some((file) => isListed(file, list))) return;
    event.stopImmediatePropagation();
    const told = (await Promise.all([...target.files].map((file) => whyNot({ name: file.name, data: file }, list)))).filter(Boolean);
    if (told.length) {
      target.value = "";
      say(told.join("\n\n"));
      return;
    }
    const again = new Event("change", { bubbles: true });
    looked.add(again);
    target.dispatchEvent(again);
  }, { capture: true });
  for (const kind of ["drop", "paste"]) {
    addEventListener(kind, (event) => {
      const given = event.dataTransfer ?? event.clipboardData;
      const folders = [...(given?.items ?? [])].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
      if (!folders && ![...(given?.files ?? [])].some((file) => isListed(file, list))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(DROPPED);
    }, { capture: true });
  }
}

function isListed({ name }, list) {
  return name.toLowerCase().split(".").pop() in list.kinds;
}
