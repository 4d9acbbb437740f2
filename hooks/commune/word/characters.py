"""Letters as Word keeps them → as they should stand in a text; and fonts that are no Unicode, which are refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..core.old_fonts import looks_alike, with_own_letters
from ..core.text import legacy_font
from .model import ImportReport, Span, shortened

# --- old fonts ---

_OLD_FONTS = (
    ("TCVN3 (ABC)", re.compile(r"\.vn", re.IGNORECASE)),
    ("VNI", re.compile(r"vni[ -]", re.IGNORECASE)),
    ("VietWare", re.compile(r"vn(?!i)[a-z]", re.IGNORECASE)),
)
_MARKED = re.compile(r"[^\x00-\x7f\W\d_]|[\u00a1-\u00ff\ue000-\uf8ff]")  # a letter or sign that is not ASCII
# What no old font's text holds: letters that only Unicode's Vietnamese has, and marks that stand apart.
_UNICODE = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_MOST_QUOTED = 5
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class FontRun:
    """Words of one paragraph in one font, as they stand in the document."""

    text: str
    font: str
    paragraph: object = None

    @property
    def old_font(self) -> str:
        """The kind of old font it is set in, by its name; "" for any other."""
        return next((kind for kind, name in _OLD_FONTS if name.match(self.font)), "")


def refuse_old_fonts(passages: Iterable[FontRun]) -> None:
    """Raises ValueError, with what to do, where words are written for a TCVN3 or VNI font.

    The name of the font alone proves nothing: it stays behind on words that were converted. Words that could be both
    are taken for Unicode only where others in the same font surely are.
    """
    passages = [passage for passage in passages if passage.text.strip()]
    clean_fonts = {passage.font for passage in passages if _is_unicode(passage.text)}
    hyphens_are_soft = bool(clean_fonts)
    old = [each for each in passages if _is_old(each, clean_fonts, hyphens_are_soft)]
    if old:
        raise ValueError(_refusal(old))


def _is_unicode(text: str) -> bool:
    return _UNICODE.search(text) is not None and legacy_font(text.replace(_SOFT_HYPHEN, "")) is None


def _is_old(passage: FontRun, clean_fonts: set[str], hyphens_are_soft: bool) -> bool:
    soft = hyphens_are_soft and not passage.old_font
    if legacy_font(passage.text.replace(_SOFT_HYPHEN, "") if soft else passage.text):
        return not (passage.old_font and _is_unicode(passage.text))
    if not passage.old_font or not _MARKED.search(passage.text) or _UNICODE.search(passage.text):
        return False
    return passage.font not in clean_fonts


def _refusal(old: list[FontRun]) -> str:
    fonts = sorted({passage.font for passage in old if passage.old_font})
    kinds = sorted({passage.old_font for passage in old} - {""})
    kind = " và ".join(kinds) or (legacy_font(old[0].text) or ("TCVN3 (ABC) hoặc VNI",))[0]
    quoted = list(dict.fromkeys(f"“{shortened(passage.text)}”" for passage in old))
    shown = "; ".join(quoted[:_MOST_QUOTED]) + (f" và {len(quoted) - _MOST_QUOTED} chỗ nữa" if quoted[5:] else "")
    return (
        f"có chữ không phải Unicode ({kind}{'; phông ' if fonts else ''}{', '.join(fonts)}): {shown}.\n"
        "Hãy chuyển trong Word: bôi đen chỗ ấy, chép (Ctrl+C); bấm Ctrl+Shift+F6 của UniKey, chọn mã nguồn là mã cũ, "
        "mã đích là Unicode, bấm Chuyển mã; dán lại (Ctrl+V), đổi phông sang Times New Roman, xem lại chữ hoa, lưu.\n"
        "Nếu chỉ đổi phông sang Times New Roman mà chữ vẫn đọc được thì không cần chuyển mã. Xong thì gõ lại lệnh."
    )


# --- signs of fonts that hold no letters ---

_WINGDINGS = dict(
    zip(
        b"\x28\x29\x2a\x46\x4a\x4c\x6c\x6e\x6f\x71\x75\x76\x9f\xa7\xa8\xd8\xdf\xe0\xe1\xe2\xe8\xf0\xfb\xfc\xfd\xfe",
        "☎✆✉☞☺☹●■☐❑◆❖•▪☐➢←→↑↓➔⇨✗✓☒☑",
        strict=True,
    )
)
_AS_TYPED = "0123456789!%&()+,./:;<=>?[]_{|}"
_SYMBOL = dict(
    zip(
        (
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
            b"\xa3\xa5\xac\xad\xae\xaf\xb0\xb1\xb3\xb4\xb7\xb8\xb9\xbb\xde"
        ),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ−≤∞←↑→↓°±≥×•÷≠≈⇒",
        strict=True,
    )
) | {ord(char): char for char in _AS_TYPED}
_SIGN_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
_NO_LETTERS = {*_SIGN_FONTS, "wingdings 2", "wingdings 3", "webdings"}


def is_sign_font(font: str) -> bool:
    return font.lower() in _NO_LETTERS


def signs(text: str, font: str) -> tuple[str, str]:
    """The signs that a font of signs draws for `text`, and what of it we do not know, which is left out."""
    known = _SIGN_FONTS.get(font.lower(), {})
    drawn = [known.get(ord(char) & 0xFF, "") if _is_drawn(char) else char for char in text]
    return "".join(drawn), "".join(char for char, sign in zip(text, drawn, strict=True) if not sign)


def _is_drawn(char: str) -> bool:
    """Whether a font of signs has a picture in the place of a letter; Word takes any other from a font of letters."""
    return not char.isspace() and (ord(char) <= 0xFF or 0xF000 <= ord(char) <= 0xF0FF)


# --- tidying ---

_SPACES = "khoảng trắng lạ thành dấu cách"
_DROPPED = "ký tự không nhìn thấy đã bỏ"
_TABS = "dấu Tab thành dấu cách"
_DOUBLE = "dấu cách thừa đã bỏ"
_APART = "chữ gõ rời dấu (NFD) đã ghép lại"
_QUOTES = "dấu nháy cong quay nhầm chiều đã sửa"
_ALIKE = "chữ cái của tiếng khác trông như chữ Việt đã thay"
_HYPHENS = "gạch nối lạ thành gạch nối thường"
_WRONG_OPEN = re.compile(r"(?<![^\s(\[“‘])”(?=\w)")
_WRONG_CLOSE = re.compile(r"(?<=[\w.!?…])“(?=[\s).,;:!?]|$)")

_MENDED = ((_WRONG_OPEN, "“", _QUOTES), (_WRONG_CLOSE, "”", _QUOTES))


def tidied(spans: Iterable[Span], report: ImportReport, as_typed: bool = False) -> tuple[Span, ...]:
    """The same words in Unicode's normal form with plain spaces, neighbours of one look joined.

    What changed is counted; what no font can show is left out and told. `as_typed`: no quotation mark is turned, and no
    letter that only looks like ours is changed.
    """
    joined = _joined(_marks_joined(spans))
    cleaned = [_cleaned(span, report, as_typed) if span.kind == "words" else span for span in joined]
    return _joined(_spaced(cleaned, report.tidied))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in (each for each in spans if each.text or each.kind == "break"):
        last = found[-1] if found else None
        if last and span.kind == "words" and replace(last, text="") == replace(span, text=""):
            found[-1] = replace(last, text=last.text + span.text)
        else:
            found.append(span)
    return tuple(found)


def _marks_joined(spans: Iterable[Span]) -> list[Span]:
    """A tone mark that begins a span goes to its letter, at the end of the one before."""
    found: list[Span] = []
    for span in spans:
        text = span.text
        rest = text.lstrip("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b") if span.kind == "words" else text
        if rest != text and found and found[-1].kind == "words":
            found[-1] = replace(found[-1], text=found[-1].text + text[: len(text) - len(rest)])
            span = replace(span, text=rest)
        found.append(span)
    return found


def _cleaned(span: Span, report: ImportReport, as_typed: bool) -> Span:
    count = report.tidied
    text = unicodedata.normalize("NFC", span.text)
    count[_APART] += sum(map(unicodedata.combining, span.text)) and len(span.text) - len(text)
    private = [char for char in text if unicodedata.category(char) == "Co"]
    if private:
        report.add(f"{len(private)} ký tự của một phông riêng không chuyển được, đã bỏ: hãy xem trong Word là dấu gì")
    text = "".join(_plain(char, count) for char in text)
    for pattern, right, kind in () if as_typed else _MENDED:
        text, changed = pattern.subn(right, text)
        count[kind] += changed
    if not as_typed:
        count[_ALIKE] += sum(1 for _ in looks_alike(text))
        text = with_own_letters(text)
    return replace(span, text=text)


def _plain(char: str, count: Counter[str]) -> str:
    """A character as it should stand; "" for what nobody sees."""
    kind = unicodedata.category(char)
    if char == "\u2011":
        count[_HYPHENS] += 1
        return "-"
    if char in " \n":
        return " "
    if char == "\t":
        count[_TABS] += 1
        return " "
    if kind[0] == "Z":
        count[_SPACES] += 1
        return " "
    if kind in ("Cc", "Cf") or "\ufdd0" <= char <= "\ufdef":
        count[_DROPPED] += 1
        return ""
    # What Unicode has not named yet, as far as we know, may be a sign that is newer than this library.
    return "" if kind in ("Co", "Cs") or ord(char) & 0xFFFE == 0xFFFE else char


def _spaced(spans: Iterable[Span], count: Counter[str]) -> list[Span]:
    """No space at the ends of a line, and none after another."""
    found: list[Span] = []
    ends = True  # whether what stands before ends in a space, or the line begins
    for span in spans:
        if span.kind == "picture":  # it leaves the line, and the words around it stay apart
            found.append(span)
            continue
        if span.kind != "words":
            is_end = span.kind == "break"
            if is_end and found:
                found[-1] = _right_stripped(found[-1])
            if found or span.kind != "break":
                found.append(span)
            ends = is_end or not found
            continue
        text = re.sub(r" +", " ", span.text)
        text = text.lstrip(" ") if ends else text
        count[_DOUBLE] += len(re.findall(r"(?<=\S) {2,}(?=\S)", span.text))
        ends = text.endswith(" ") if text else ends
        found.append(replace(span, text=text))
    while found and (found[-1].kind == "break" or (found[-1].kind == "words" and not found[-1].text.strip())):
        found.pop()
    if found:
        found[-1] = _right_stripped(found[-1])
    return found


def _right_stripped(span: Span) -> Span:
    return replace(span, text=span.text.rstrip(" ")) if span.kind == "words" else span
