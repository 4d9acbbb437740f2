"""Names of files: what phones, Zalo, Windows, scanners and macOS give, and what every system and address can hold.

The web editor has the same rule (web-editor/src/names.js); tests/file_names.yml holds both to one table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from itertools import count
from urllib.parse import quote

# Windows keeps these for its devices, whatever ending follows: a repository with one of them cannot be checked out.
DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
FILE_NAME = rf"(?!(?:{DEVICES})(?:\.|$))[a-z0-9](?:[a-z0-9.-]*[a-z0-9-])?"
LONGEST = 100  # letters of a name, its ending among them
_LONGEST_MADE = 60  # of a name that is made here, without its ending
_PICTURES = frozenset(("jpg", "png", "webp", "heic", "heif", "hif", "avif", "gif", "bmp", "tif", "svg"))
_ENDINGS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "jif": "jpg", "pjpeg": "jpg", "pjp": "jpg", "tiff": "tif"}
_ENDING = re.compile(r"\.([a-z][a-z0-9]{0,4})$")
# A person's number in the name of a file would be in its address for good: telephones, identity cards.
_OF_A_PERSON = re.compile(r"(?<![0-9])(?:0[0-9]{9}|84[0-9]{9}|0[0-9]{11})(?![0-9])")
_NO_LETTERS = {"Mn", "Mc", "Me", "Cf"}
_ONLY = "tên tệp chỉ được dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối"


def file_name(given: str) -> str:
    """The name that a file gets here: "Ảnh hội nghị (12).JPG" → "anh-hoi-nghi-12.jpg". It is its own.

    What holds no letter of ours, and what Windows keeps for itself, is called "anh" (a picture) or "tep".
    """
    plain = _plain(given).rstrip(" .")
    found = _ENDING.search(plain)
    ending = _ENDINGS.get(found[1], found[1]) if found else ""
    stem = _stem(plain[: -len(found[0])] if found else plain)
    word = "anh" if ending in _PICTURES else "tep"
    if not stem or re.fullmatch(DEVICES, stem):
        stem = "-".join(filter(None, (word, stem)))
    return f"{stem}.{ending}" if ending else stem


def _plain(text: str) -> str:
    """Lower case without marks, and without signs that have no width."""
    apart = unicodedata.normalize("NFKD", text).lower().replace("đ", "d").replace("ð", "d")
    return "".join(each for each in apart if unicodedata.category(each) not in _NO_LETTERS)


def _stem(plain: str) -> str:
    dashed = re.sub(r"[^a-z0-9]+", "-", _OF_A_PERSON.sub("-", plain)).strip("-")
    if len(dashed) <= _LONGEST_MADE:
        return dashed
    return dashed[: _LONGEST_MADE + 1].rpartition("-")[0] or dashed[:_LONGEST_MADE]


def free_name(name: str, taken: Collection[str]) -> str:
    """`name`, or the first of name-2, name-3 … that is free.

    Two pictures beside a text differ in more than their ending.
    """
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    is_picture = ending in _PICTURES
    used = {(each.rpartition(".")[0] or each) if is_picture else each for each in map(str.lower, taken)}
    made = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    free = next(each for each in made if (each if is_picture else f"{each}{dot}{ending}") not in used)
    return f"{free}{dot}{ending}"


def check_file_name(value: str) -> str:
    """`value`, when a file beside a text may have that name. Raises ValueError, with the name that it should have."""
    if re.search(r"[/\\~:]|\.\.", value):
        raise ValueError("tệp phải nằm cùng thư mục này; chỉ ghi tên tệp, không có .. hay /")
    if re.fullmatch(FILE_NAME, value) and len(value) <= LONGEST:
        return value
    raise ValueError(f"{_why(value)}: hãy đổi tên tệp thành {file_name(value)}")


def _why(value: str) -> str:
    if re.match(rf"(?:{DEVICES})(?:\.|$)", value):
        return f'"{value.partition(".")[0]}" là tên riêng của Windows, máy Windows không chép được tệp này'
    return f"tên tệp dài quá {LONGEST} chữ" if len(value) > LONGEST else _ONLY


def renamed_in(text: str, old: str, new: str) -> str:
    """A text in which every mention of the file `old` is one of `new`, in whatever form the name was written there."""
    text = unicodedata.normalize("NFC", text)
    for form in sorted(_written(old), key=len, reverse=True):
        name = re.escape(form)
        text = re.sub(rf"<{name}>|(?<![\w./%-]){name}(?![\w%-]|\.\w)", new, text)
    return text


def _written(name: str) -> set[str]:
    """A name as texts may have it: its spaces and signs as addresses do, its letters whole or taken apart (macOS)."""
    whole = unicodedata.normalize("NFC", name)
    forms = (whole, unicodedata.normalize("NFD", name))
    in_yaml = json.dumps(whole, ensure_ascii=False)[1:-1]
    return {
        whole,
        in_yaml,
        whole.replace(" ", "%20"),
        *(quote(form, safe=kept) for form in forms for kept in ("/", "()")),
    }
