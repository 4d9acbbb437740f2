"""Sound and film for the public, without what a phone writes beside them: where, when, by whom. Bytes in, bytes out.

Nothing is encoded anew: what is no sound and no picture is taken out (MP3) or blanked in its place (MP4, whose index
counts bytes from the start of the file).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# --- MP3: a row of frames (ISO/IEC 11172-3, 13818-3), with tags before and behind ---

_SYNC = re.compile(rb"\xff[\xe2-\xfb]", re.DOTALL)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # by version: 1, 2, 2.5
_KILOBITS = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


_MOST_MISSED = 200_000  # places that look like a frame and are none


def clean_mp3(data: bytes) -> bytes:
    """The frames of sound alone. Raises ValueError, with a sentence for an officer, where there are none."""
    sound = b"".join(_frames(data, _after_tags(data)))
    if not sound:
        raise ValueError("không đọc được tệp MP3 này: hãy lưu lại tệp dưới dạng MP3 rồi đưa lên")
    return sound


def _after_tags(data: bytes) -> int:
    """Where the tags at the start (ID3v2) end."""
    at = 0
    while data[at : at + 3] == b"ID3":
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size
    return at


def _frames(data: bytes, at: int) -> Iterator[bytes]:
    last = -1  # where the frame before ended: what looks like a frame by itself is none
    missed = 0
    while missed < _MOST_MISSED and (found := _SYNC.search(data, at)):
        at = found.start()
        end = at + _frame_length(data[at : at + 4])
        if at < end <= len(data) and (at == last or _frame_length(data[end : end + 4])):
            yield data[at:end]
            at = last = end
        else:
            at, missed = at + 1, missed + 1


def _frame_length(head: bytes) -> int:
    """The bytes of the frame of Layer III that begins so; 0 where none does."""
    if len(head) < 4 or not _SYNC.match(head):
        return 0
    version, layer, bits, rate = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if layer != 1 or version not in _RATES or rate == 3 or not 1 <= bits <= 14:
        return 0
    one = version == 3
    per_second = 1000 * _KILOBITS[1 if one else 2][bits - 1]
    return (144 if one else 72) * per_second // _RATES[version][rate] + (head[2] >> 1 & 1)


# --- MP4: boxes in boxes (ISO/IEC 14496-12) ---

# What is kept in the file and in each box that is looked into. All else is blanked: udta, meta, uuid, makers' own.
_KEPT: dict[bytes, set[bytes]] = {
    b"": {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp"},
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"mdia", b"edts", b"tref"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
}
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_SHOWN = {b"vide", b"soun", b"subt", b"text", b"sbtl", b"clcp", b"hint", b"tmcd"}


_MOST_BOXES = 100_000  # at the top of a film


def clean_mp4(data: bytes) -> bytes:
    """The film alone, each byte of it in its place. Raises ValueError, with a sentence for an officer.

    A track that is neither seen nor heard (where the camera was, from second to second) is refused.
    """
    if sum(1 for _ in islice(_boxes(data, 0, len(data)), _MOST_BOXES)) == _MOST_BOXES:
        raise ValueError("tệp này ghép từ quá nhiều mảnh, máy không đọc: hãy xuất lại bằng một phần mềm sửa phim")
    if data[4:8] != b"ftyp" or not any(kind == b"moov" for kind, _, _, _ in _boxes(data, 0, len(data))):
        raise ValueError("không đọc được tệp này: tệp hỏng, thiếu, hoặc không phải MP4. Hãy lưu lại thành MP4")
    cleaned = bytearray(data)
    end = _blank(cleaned, b"", 0, len(data))
    return bytes(cleaned[:end])


def _boxes(data: bytes | bytearray, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """(kind, start, start of its content, end) of each box; what is no whole box ends the row."""
    while at + 8 <= end:
        size, content = int.from_bytes(data[at : at + 4]), at + 8
        if size == 1:
            size, content = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = at + size if size else end
        if stop < content or stop > end:
            return
        yield bytes(data[at + 4 : at + 8]), at, content, stop
        at = stop


def _blank(data: bytearray, within: bytes, at: int, end: int) -> int:
    """Blanks what hides in the boxes from `at` to `end`; where the last of them ends."""
    for kind, start, content, stop in _boxes(data, at, end):
        if kind not in _KEPT[within]:
            data[start + 4 : start + 8] = b"free"
            data[content:stop] = bytes(stop - content)
        elif kind in _KEPT:
            _blank(data, kind, content, stop)
        elif kind in _DATED:
            size = 16 if data[content] == 1 else 8  # created and changed, of 64 or 32 bits each
            data[content + 4 : content + 4 + size] = bytes(size)
        elif kind == b"hdlr" and bytes(data[content + 8 : content + 12]) not in _SHOWN:
            raise ValueError("phim này có kèm dữ liệu ghi nơi quay: hãy xuất lại bằng một phần mềm sửa phim, chọn MP4")
        at = stop
    return at
