"""Reads campaigns and materials: a folder each, with pictures and files beside the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from ..core.nodes import Loc, split_front_matter
from ..core.problem import Place, Problems, did_you_mean
from ..core.schema import Document, read_document, read_record, unique_ids
from ..core.source import Source
from ..vocabulary import Vocabulary, check_terms
from .model import Bundle, BundlesFile, Material, Post, Publication

BUNDLES = "content/bundles.yml"
FILES = ("content/campaigns/*/*", "content/materials/*/*", BUNDLES)
_POSTS, _BESIDE, _MATERIALS = "content/campaigns/*/index.md", "content/campaigns/*/*.md", "content/materials/*/index.md"
_POST_ID = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-[a-z0-9]+)+")
_MATERIAL_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_CODE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)
# What a text may not hold, and what to write in its place.
_PICTURE = "ảnh viết theo mẫu ![lời tả ảnh](ten-anh.jpg), với tệp ảnh nằm cạnh bài"
_NOT_HERE = {
    re.compile(r"^# .*|<h1\b", re.MULTILINE): 'tên bài đã có ở "title": trong bài bắt đầu từ đề mục ##',
    re.compile(r"<img\b|!\[[^\]\n]*\](?:\[|\(\s*<|\([^)\s]+\s)|!\[[^\]\n]*\]\(\w+:"): _PICTURE,
    re.compile(r"<(?:script|iframe|object|embed|link|style|form|video|audio)\b|\son\w+=", re.IGNORECASE): (
        "trang không nhúng gì từ nơi khác và không chạy mã trong bài: hãy bỏ thẻ này, ghi liên kết thường"
    ),
}

P = TypeVar("P", bound=Publication)


@dataclass(frozen=True)
class Item(Generic[P]):
    """A post or a material: its front matter, its text, and the files of its folder by name."""

    id: str
    document: Document[P]
    body: str
    first_line: int
    files: dict[str, str]

    @property
    def record(self) -> P:
        return self.document.record

    @property
    def uri(self) -> str:
        return self.document.uri

    @property
    def address(self) -> str:
        """Where it stands for good: the folder's name, never the title, makes the address."""
        return f"/t/{self.id}/" if isinstance(self.record, Material) else f"/chien-dich/{self.id}/"

    def beside(self, name: str) -> str:
        """The uri of a file of that name in its folder."""
        return f"{self.uri.rpartition('/')[0]}/{name}"

    def shown_on(self, today: date) -> bool:
        """Whether readers may see it: drafts and what is dated ahead stay out."""
        return not self.record.draft and self.record.date <= today


@dataclass(frozen=True)
class Campaigns:
    """Posts and materials, newest first; bundles as they are written."""

    posts: tuple[Item[Post], ...] = ()
    materials: tuple[Item[Material], ...] = ()
    bundles: tuple[Bundle, ...] = ()

    @cached_property
    def material_by_id(self) -> dict[str, Item[Material]]:
        return {item.id: item for item in self.materials}

    @property
    def all(self) -> tuple[Item[Any], ...]:
        return (*self.posts, *self.materials)

    def shown_on(self, today: date) -> Campaigns:
        """What readers may see on that day; a bundle as soon as they may see something in it."""
        posts = tuple(item for item in self.posts if item.shown_on(today))
        shown = Campaigns(posts, tuple(item for item in self.materials if item.shown_on(today)))
        return replace(shown, bundles=tuple(bundle for bundle in self.bundles if shown.in_bundle(bundle)))

    def by_plan_item(self, year_of: Callable[[date], int]) -> dict[tuple[int, str], list[Item[Any]]]:
        """(year of the plan, item) → what was published for it, newest first."""
        found: dict[tuple[int, str], list[Item[Any]]] = {}
        for item in newest_first(self.all):
            for name in item.record.plan_items:
                found.setdefault((year_of(item.record.date), name), []).append(item)
        return found

    def in_bundle(self, bundle: Bundle) -> list[Item[Material]]:
        """The materials of a bundle, in its order."""
        names = dict.fromkeys(bundle.materials)
        return [self.material_by_id[name] for name in names if name in self.material_by_id]


def read_campaigns(source: Source, words: Vocabulary, problems: Problems) -> Campaigns:
    """Every post and material that can be read; what is wrong with the others is in `problems`."""
    reader = _Reader(source, words, problems)
    posts = [post for uri in source.matching(_POSTS) if (post := reader.post(uri))]
    beside = [uri for uri in source.matching(_BESIDE) if not uri.endswith("/index.md")]
    uris = [*source.matching(_MATERIALS), *(uri for uri in beside if reader.is_material(uri))]
    materials = [material for uri in uris if (material := reader.material(uri))]
    materials = _unique(materials, problems)
    known = [item.id for item in materials]
    for post in posts:
        _check_materials(post.document, ("materials",), post.record.materials, known, problems)
    bundles = _read_bundles(source, words, known, problems)
    reader.check_folders()
    return Campaigns(tuple(newest_first(posts)), tuple(newest_first(materials)), bundles)


def _read_bundles(source: Source, words: Vocabulary, known: list[str], problems: Problems) -> tuple[Bundle, ...]:
    """The bundles of materials, each id once; none where there is no such file, or it cannot be read."""
    document = read_document(BundlesFile, BUNDLES, source, problems)
    if document is None:
        return ()
    bundles = document.record.bundles
    unique_ids(document, "bundles", bundles, problems)
    for number, bundle in enumerate(bundles):
        place = ("bundles", number)
        check_terms(document, (*place, "audience"), bundle.audience, words.audiences, problems)
        _check_materials(document, (*place, "materials"), bundle.materials, known, problems)
    return tuple({bundle.id: bundle for bundle in bundles}.values())


def newest_first(
    items: Iterable[Item[P]], day: Callable[[Item[P]], date] = lambda item: item.record.date
) -> list[Item[P]]:
    """The items by `day`, the last first; those of one day by their id, so that the order is always the same."""
    return sorted(items, key=lambda item: (-day(item).toordinal(), item.id))


class _Reader:
    """Reads one text after the other, each with the files of its folder."""

    def __init__(self, source: Source, words: Vocabulary, problems: Problems) -> None:
        self.source, self.words, self.problems = source, words, problems
        self.folders: dict[str, dict[str, str]] = {}
        for uri in source.uris():
            if uri.startswith(("content/campaigns/", "content/materials/")) and not uri.endswith(".md"):
                folder, _, name = uri.rpartition("/")
                self.folders.setdefault(folder, {})[name] = uri

    def post(self, uri: str) -> Item[Post] | None:
        name = uri.split("/")[-2]
        if not _POST_ID.fullmatch(name):
            message = f'thư mục "{name}": tên là năm-tháng-tên, chữ thường không dấu. Ví dụ: 2026-11-thang-hanh-dong'
            self.problems.add(Place(uri), message)
        return self._read(Post, uri, name)

    def is_material(self, uri: str) -> bool:
        """Whether a text beside a post is meant to be a material; `Index.md` is not."""
        if uri.rpartition("/")[2].lower() != "index.md":
            return True
        self.problems.add(Place(uri), "hãy đổi tên tệp thành index.md, chữ thường")
        return False

    def material(self, uri: str) -> Item[Material] | None:
        folder, _, file = uri.rpartition("/")
        name = folder.rpartition("/")[2] if file == "index.md" else file.removesuffix(".md")
        if not _MATERIAL_ID.fullmatch(name):
            message = f'"{name}": tên tài liệu chỉ được dùng chữ thường không dấu, chữ số và gạch nối'
            self.problems.add(Place(uri), message)
        item = self._read(Material, uri, name)
        if item:
            self._check(item, "kind", [item.record.kind], "kinds")
            self._check(item, "grades", item.record.grades, "grades")
            self._check(item, "licence", [item.record.licence], "licences")
        return item

    def _read(self, model: type[P], uri: str, name: str) -> Item[P] | None:
        if not self.source.texts[uri].startswith("---"):
            message = "bài phải bắt đầu bằng phần ghi tên bài, ngày …, đặt giữa hai dòng ---. Mẫu có ở sổ tay cán bộ"
            self.problems.add(Place(uri, 1), message)
            return None
        front, body, first_line = split_front_matter(self.source.texts[uri], uri, self.problems)
        document = read_record(model, front, uri, self.problems)
        if document is None:
            return None
        item = Item(name, document, body, first_line, self.folders.get(uri.rpartition("/")[0], {}))
        self._check(item, "audience", item.record.audience, "audiences")
        self._check(item, "topics", item.record.topics, "topics")
        _check_text(item, self.problems)
        for loc, file in named_files(item):
            if file not in item.files and item.beside(file) not in self.source.refused:
                message = f'"{file}": không có tệp này cạnh bài{did_you_mean(file, [*item.files])}'
                self.problems.add(document.place(*loc), message)
        return item

    def _check(self, item: Item[P], key: str, chosen: Any, terms: str) -> None:
        check_terms(item.document, (key,), chosen, getattr(self.words, terms), self.problems)

    def check_folders(self) -> None:
        """A folder without a text would be passed over in silence."""
        for folder, files in self.folders.items():
            if f"{folder}/index.md" not in self.source.texts and f"{folder}/index.md" not in self.source.refused:
                for uri in files.values():
                    self.problems.add(Place(uri), "thư mục này chưa có bài: thiếu tệp index.md cạnh tệp này")


def named_files(item: Item[P]) -> Iterator[tuple[Loc, str]]:
    """(place in the front matter, name) of every file that the front matter names."""
    record = item.record
    if record.cover:
        yield ("cover", "file"), record.cover.file
    for number, picture in enumerate(record.pictures):
        yield ("pictures", number, "file"), picture.file
    if isinstance(record, Material):
        for number, upload in enumerate(record.files):
            yield ("files", number, "file"), upload.file
        for number, edition in enumerate(record.versions):
            for each, upload in enumerate(edition.files):
                yield ("versions", number, "files", each, "file"), upload.file
        if record.sheet:
            yield ("sheet",), record.sheet


def _check_text(item: Item[P], problems: Problems) -> None:
    if not item.body.strip():
        problems.add(Place(item.uri, item.first_line), "bài chưa có nội dung dưới phần đầu")
    shown = _CODE.sub(lambda code: "\n" * code.group().count("\n"), item.body)  # what is code is not followed
    for sign, message in _NOT_HERE.items():
        for found in sign.finditer(shown):
            problems.add(Place(item.uri, item.first_line + shown[: found.start()].count("\n")), message)


def _unique(materials: list[Item[Material]], problems: Problems) -> list[Item[Material]]:
    """Each id once: two materials with one id would share one permanent address, which is a problem."""
    seen: dict[str, Item[Material]] = {}
    for item in materials:
        other = seen.setdefault(item.id, item)
        if other is not item:
            problems.add(Place(item.uri), f'tài liệu "{item.id}" đã có ở {other.uri}: mỗi tài liệu một tên riêng')
    return list(seen.values())


def _check_materials(
    document: Document[Any], loc: Loc, names: Sequence[str], known: list[str], problems: Problems
) -> None:
    """Each name of the list at `loc` must be that of a material."""
    for number, name in enumerate(names):
        if name not in known:
            message = f'"materials" có "{name}": không có tài liệu nào tên này{did_you_mean(name, known)}'
            problems.add(document.place(*loc, number), message)
