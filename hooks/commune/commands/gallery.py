"""photo --post: a folder of photos becomes the pictures of a post, each with its words and with who agreed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from ..campaigns.drafting import CASES, checked, with_pictures
from ..campaigns.reading import POST_FOLDER
from ..core.tree import is_plain
from ..disk import write
from ..uploads.brought import brought
from . import Refusal
from .consent import Consent, agreed_on, ask_of_each
from .messages import in_repository
from .questions import Asker

_EXAMPLE = 'make photo FILE=thu-muc-anh ARGS="--post 2026-12-ngay-hoi --people none"'
_CHILDREN = (
    "Ảnh có trẻ em thì hỏi riêng cho từng ảnh: cả em (từ 7 tuổi) và cha, mẹ hoặc người giám hộ. Hãy gõ lại lệnh, không "
    "có --people: máy sẽ hỏi"
)


def add_gallery(options: Namespace, photos: list[Path]) -> int:
    """Puts the photos beside the post and into its list. Of a photo that cannot be used, or may not, none is."""
    in_repository(options.root)
    index = _index(options)
    kept, wrong = _cleaned(photos, index.parent)
    consents = _consents(options, [*kept])
    shown = {name: data for name, data in kept.items() if consents[name]}
    words = {} if options.people else _words([*shown])
    text = index.read_text("utf-8-sig")
    listed = [{"file": name, "alt": words.get(name), "consent": consents[name]} for name in shown]
    try:
        after = with_pictures(text, listed)
    except ValueError as error:
        raise Refusal(f"{index}: {error}") from error
    for name, data in shown.items():
        write(options.root, index.parent / name, data)
    write(options.root, index, after.encode())
    _tell(index, shown, [name for name in kept if name not in shown], bool(words))
    if wrong:
        raise Refusal("\n".join(["Các ảnh này không dùng được, các ảnh khác đã xong:", *wrong]))
    return 0


def _index(options: Namespace) -> Path:
    index: Path = options.root / POST_FOLDER / options.post / "index.md"
    if "/" in options.post or "\\" in options.post or not is_plain(index):
        raise Refusal(f"--post: không có bài {POST_FOLDER}{options.post}. Tạo bài trước: make new")
    return index


def _cleaned(photos: list[Path], beside: Path) -> tuple[dict[str, bytes], list[str]]:
    """(each photo by the name that it gets beside the post, what is wrong with the others)."""
    kept: dict[str, bytes] = {}
    wrong = []
    for path in photos:
        try:
            name, data = brought(path.name, path.read_bytes(), {each.name for each in beside.iterdir()} | kept.keys())
            kept[name] = data
        except ValueError as error:
            wrong.append(f"{path}: {error}")
    return kept, wrong


def _consents(options: Namespace, names: list[str]) -> Mapping[str, Consent]:
    if options.people is None:
        return ask_of_each(Asker(_EXAMPLE), names)
    case = next(case for case in CASES if case.people == options.people)
    if case.people not in ("none", "adults"):
        raise Refusal(_CHILDREN)
    if case.given_by and not options.consent_on:
        raise Refusal("Thiếu --consent-on: ngày họ đồng ý bằng văn bản. Ví dụ: --consent-on 5/12/2026")
    try:
        consent = dict(checked("consent", case.consent(agreed_on(options.consent_on) if case.given_by else "")))
    except ValueError as error:
        raise Refusal(f"--consent-on: {error}") from error
    return dict.fromkeys(names, consent)


def _words(names: list[str]) -> dict[str, str]:
    """The words for each photo, for those who do not see it; Enter leaves them to be written later."""
    asker = Asker(_EXAMPLE)
    print("Tả từng ảnh cho người không nhìn thấy (ví dụ: Hai cha con nấu cơm). Chưa tả được thì bấm Enter.")
    return {name: asker.ask(f"  {name}", lambda text, name=name: _word(name, text)) for name in names}  # type: ignore[misc]


def _word(name: str, text: str) -> str:
    if text:
        checked("pictures", [{"file": name, "consent": {"people": "none"}, "alt": text}])
    return text


def _tell(index: Path, shown: Mapping[str, bytes], unused: list[str], described: bool) -> None:
    print(f"{index}: thêm {len(shown)} ảnh, mỗi ảnh có ghi sự đồng ý. Ảnh không đặt trong bài thì hiện ở cuối bài.")
    if unused:
        print(f"Chưa có giấy đồng ý nên chưa dùng: {', '.join(unused)}")
    if not described:
        print("Còn lại: viết lời tả của từng ảnh (dòng alt) trong tệp ấy, rồi gõ make check-content.")
