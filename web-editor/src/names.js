// The name that a file gets: the rule of the library (hooks/commune/core/file_names.py), which says why.
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const ENDING = /\.([a-z][a-z0-9]{0,4})$/;
const PICTURES = ["jpg", "png", "webp", "heic", "heif", "hif", "avif", "gif", "bmp", "tif", "svg"];
const ENDINGS = { jpeg: "jpg", jpe: "jpg", jfif: "jpg", jif: "jpg", pjpeg: "jpg", pjp: "jpg", tiff: "tif" };
const OF_A_PERSON = /(?<![0-9])(?:0[0-9]{9}|84[0-9]{9}|0[0-9]{11})(?![0-9])/g;
const LONGEST = 60;

/** "Ảnh hội nghị (12).JPG" → "anh-hoi-nghi-12.jpg". */
export function fileName(given) {
  const name = plain(given).replace(/[ .]+$/, "");
  const [all, found] = ENDING.exec(name) ?? ["", ""];
  const ending = ENDINGS[found] ?? found;
  let stem = stemOf(all ? name.slice(0, -all.length) : name);
  if (!stem || DEVICES.test(stem)) stem = [PICTURES.includes(ending) ? "anh" : "tep", stem].filter(Boolean).join("-");
  return ending ? `${stem}.${ending}` : stem;
}

function plain(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[đð]/g, "d").replace(/[\p{M}\p{Cf}]/gu, "");
}

function stemOf(name) {
  const dashed = name.replace(OF_A_PERSON, "-").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (dashed.length <= LONGEST) return dashed;
  const words = dashed.slice(0, LONGEST + 1);
  return words.slice(0, Math.max(words.lastIndexOf("-"), 0)) || dashed.slice(0, LONGEST);
}
