// Many photos of one event: picked at once, a line of words for each, and asked once who is on them. In the file each is
// a picture like any other, with its own consent.
const LONGEST = 250;

const linesOf = ({ alts = "" }) => alts.split("\n").map((line) => line.trim()).filter(Boolean);

/** What is not right in an album: a sentence each. */
export function wrongInAlbum({ album }) {
  if (!album?.files?.length) return [];
  const [photos, lines] = [album.files.length, linesOf(album)];
  return [
    photos !== lines.length &&
      `Nhiều ảnh một lúc: có ${photos} ảnh và ${lines.length} dòng lời tả. Mỗi ảnh cần một dòng, theo thứ tự các ảnh.`,
    lines.some((line) => line.length > LONGEST) && `Nhiều ảnh một lúc: mỗi dòng lời tả không quá ${LONGEST} chữ.`,
    album.people === "adults" &&
      !album.given_on &&
      "Nhiều ảnh một lúc: nhận ra được người lớn thì điền “Ngày đồng ý”. Chưa có giấy thì chưa đăng.",
  ].filter(Boolean);
}

/** A record whose album has become pictures; those that are listed already stay as they are. */
export function unfolded({ album, ...record }) {
  if (!album?.files?.length) return record;
  const { people = "none", given_on } = album;
  const consent = people === "none" ? { people } : { people, given_on, given_by: ["themselves"] };
  const listed = new Set((record.pictures ?? []).map(({ file }) => file));
  const lines = linesOf(album);
  const added = album.files.map((file, at) => ({ file, alt: lines[at] ?? "", consent })).filter(({ file }) => !listed.has(file));
  return { ...record, pictures: [...(record.pictures ?? []), ...added] };
}
