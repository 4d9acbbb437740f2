"""Pictures and files of a text: what it names becomes addresses, sizes and finished files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from posixpath import splitext

from markupsafe import Markup

from ..core.cache import Cache, Kept, key_of, made_by
from ..core.links import relative
from ..core.page import Asset
from ..core.problem import Place, Problems
from ..core.prose import Token
from ..core.render import render
from ..core.source import Source
from ..core.to_type import make
from ..uploads.cleaning import Cleaned, cleaned
from ..uploads.photos import Version, render_version, versions_of
from ..uploads.previews import GLIMPSE, first_page, glimpse
from .checks import NAMING, below_text, is_picture, listed_pictures, named_files
from .downloads import Download
from .piece import P, Piece

_PREVIEW = "xem-truoc"  # a picture of that name beside the text would have its address
_GLIMPSE = Version(*GLIMPSE, "webp", "-the.webp")  # beside the versions of the whole page
_SIZE = re.compile(r"\d\s?[KM]B\b")
_MADE_BY = (
    ("uploads/*.py", "core/location.py", "core/safe_xml.py", "core/zip_limits.py"),
    ("lxml", "pikepdf", "pillow", "pypdfium2"),
)
_REMOVED = (
    "bản đăng đã bỏ {kinds}, nhưng tệp trong kho vẫn giữ. Hãy gõ: {command}, rồi lưu; đã đưa lên kho từ "
    "trước thì xem sổ tay, mục “Tệp có chữ ẩn”."
)


@dataclass(frozen=True)
class ShownPicture:
    """A picture ready for a page: `base` is its address without the version's own ending."""

    base: str
    alt: str
    versions: tuple[Version, ...]

    @property
    def fallback(self) -> Version:
        return self.versions[-1]

    def html(self, page: str, lazy: bool = True, sizes: str = "(min-width: 46rem) 42rem, 100vw") -> Markup:
        """The picture for the page at the address `page`; `sizes` says how wide it stands there."""
        webp = [version for version in self.versions if version.format == "webp"]
        return render(
            "campaigns/picture.html",
            picture=self,
            webp=webp,
            lazy=lazy,
            sizes=sizes,
            at=lambda version: relative(self.base + version.suffix, page),
        )

    def small(self, page: str) -> Markup:
        """A small version, for a card whose title says what it is."""
        least = next((version for version in self.versions if version.width >= GLIMPSE[0]), self.versions[0])
        return Markup('<img src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">').format(
            relative(self.base + least.suffix, page), least.width, least.height
        )


@dataclass(frozen=True)
class Original:
    """A picture as it was uploaded: what tells it from all others, and the files to make of it."""

    digest: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Media:
    """Finds, checks and makes the pictures and files of every text."""

    source: Source
    cache: Cache
    problems: Problems
    originals: dict[str, Original] = field(default_factory=dict)
    previews: dict[str, ShownPicture | None] = field(default_factory=dict)  # by the address of the file

    def picture(self, item: Piece[P], name: str, alt: str) -> ShownPicture | None:
        """The picture `name` of a text; None where it cannot be read, which is a problem."""
        try:
            made = self._read(item.files[name]).versions
        except (ValueError, OSError, SyntaxError) as error:
            why = str(error) if type(error) is ValueError else "không đọc được ảnh này: hãy mở xem và lưu lại ảnh"
            self.problems.add(Place(item.files[name]), why)
            return None
        return ShownPicture(item.address + splitext(name)[0], alt, made)

    def _read(self, uri: str) -> Original:
        """What is to be known of a picture, read once for its text, its list of files and each of its versions."""
        if uri not in self.originals:
            data = self.source.data(uri)
            original = Original(key_of(data), tuple(versions_of(data)))
            self._version(uri, original, original.versions[0])  # the smallest: a picture cut short is found now
            self.originals[uri] = original
        return self.originals[uri]

    def cover(self, item: Piece[P]) -> ShownPicture | None:
        """The picture at the top of a text, if it has one."""
        cover = item.record.cover
        return self.picture(item, cover.file, cover.alt) if cover and cover.file in item.files else None

    def below(self, item: Piece[P]) -> Markup:
        """The pictures that stand nowhere in the text: many of them lie side by side, to be leafed through."""
        named = [picture for picture in below_text(item) if picture.file in item.files]
        shown = [made for each in named if (made := self.picture(item, each.file, each.alt or ""))]
        return render("campaigns/gallery.html", item=item, pictures=shown) if shown else Markup()

    def files(self, item: Piece[P]) -> dict[str, str]:
        """What stands in the text for the pictures and files that it names, by what was typed."""
        return {token.typed: self._target(item, token) for token in item.prose.files}

    def _target(self, item: Piece[P], token: Token) -> str:
        """What stands in place of a name; the name itself where it is wrong, which has been told."""
        name = token.file
        if name not in item.files or (is_picture(name) and name not in listed_pictures(item)):
            return token.typed
        if not token.picture:
            return f"{self._linked(item, name)}{token.part}"
        shown = self.picture(item, name, token.words)
        return shown.html(item.address) if shown else Markup()

    def _linked(self, item: Piece[P], name: str) -> str:
        """Where a link to a file leads: of a picture to its largest light version, never to the original."""
        shown = self.picture(item, name, "") if is_picture(name) else None
        return shown.base + shown.fallback.suffix if shown else item.address + name

    def with_sizes(self, item: Piece[P], html: Markup) -> Markup:
        """A text in which each link to a file beside it says what one gets, and how much: "Phiếu (Word, 120 KB)"."""
        linked = {token.file for token in item.prose.files if not token.picture and not is_picture(token.file)}
        for name in sorted(linked & item.files.keys()):
            if file := self._download(item, name):
                link = rf'(<a [^>]*href="{re.escape(file.address)}(?:#[^"]*)?"[^>]*>)((?:(?!</a>).)*)</a>'
                html = Markup(re.sub(link, partial(_sized, file), html, flags=re.DOTALL))
        return html

    def _download(self, item: Piece[P], name: str) -> Download | None:
        """A file beside a text as readers get it; None where it cannot be read, which `assets` tells."""
        try:
            return Download(item.address + name, name, self.cleaned(item.files[name]))
        except ValueError:
            return None

    def assets(self, item: Piece[P]) -> list[Asset]:
        """The finished pictures and files of a text, each made when it is asked for."""
        pictures = listed_pictures(item)
        linked = {token.file for token in item.prose.files if not token.picture}
        offered = {upload.file for upload in getattr(item.record, "files", ())}
        sheet = getattr(item.record, "sheet", None)
        named = dict.fromkeys(name for _, name in named_files(item) if name != sheet)
        found: list[Asset] = []
        for name in (name for name in [*named, *sorted(linked - set(named))] if name in item.files):
            found += self._picture_assets(item, name) if name in pictures else ()
            found += self._file_assets(item, name) if name in offered or name not in pictures else ()
        return found

    def _picture_assets(self, item: Piece[P], name: str) -> Iterator[Asset]:
        uri = item.files[name]
        if not (shown := self.picture(item, name, "")):
            return
        for version in shown.versions:
            made = partial(self._version, uri, self._read(uri), version)
            yield Asset(shown.base + version.suffix, "picture", made, uri)

    def _version(self, uri: str, original: Original, version: Version) -> bytes | Kept:
        key = key_of("picture", made_by(*_MADE_BY), version.suffix, original.digest)
        return self.cache.file(key, lambda: render_version(self.source.data(uri), version))

    def preview(self, item: Piece[P], file: Download | None) -> ShownPicture | None:
        """The first page of a PDF, to look at before it is fetched; None where there is none to show."""
        if file and file.address not in self.previews:
            self.previews[file.address] = self._preview(item, file)
        return self.previews[file.address] if file else None

    def _preview(self, item: Piece[P], file: Download) -> ShownPicture | None:
        try:
            versions = versions_of(self._first_page(file))
        except ValueError as error:
            self.problems.add(Place(item.uri), f"{file.address.rpartition('/')[2]}: {error}")
            return None
        return ShownPicture(f"{item.address}{_PREVIEW}", f"Trang thứ nhất: {item.record.title}", tuple(versions))

    def preview_assets(self, item: Piece[P], file: Download | None) -> list[Asset]:
        """The pictures of `preview`."""
        if file is None or not (shown := self.preview(item, file)):
            return []
        return [
            Asset(shown.base + version.suffix, "picture", partial(self._preview_version, file, version), item.uri)
            for version in shown.versions
        ] + [Asset(shown.base + _GLIMPSE.suffix, "picture", partial(self._glimpse, file), item.uri)]

    def glimpse(self, item: Piece[P], file: Download | None) -> ShownPicture | None:
        """The top of that page, for a card of a list."""
        shown = self.preview(item, file)
        return ShownPicture(shown.base, shown.alt, (_GLIMPSE,)) if shown else None

    def _glimpse(self, file: Download) -> bytes | Kept:
        key = key_of("glimpse", made_by(*_MADE_BY), file.sha256)
        return self.cache.file(key, lambda: glimpse(self._first_page(file)))

    def _preview_version(self, file: Download, version: Version) -> bytes | Kept:
        key = key_of("preview", made_by(*_MADE_BY), version.suffix, file.sha256)
        return self.cache.file(key, lambda: render_version(self._first_page(file), version))

    def _first_page(self, file: Download) -> bytes:
        key = key_of("first page", made_by(*_MADE_BY), file.sha256)
        return self.cache.get_or_make(key, lambda: first_page(file.data))

    def _file_assets(self, item: Piece[P], name: str) -> list[Asset]:
        uri = item.files[name]
        try:
            self.cleaned(uri)
        except ValueError as error:
            self.problems.refuse(Place(uri), error)
            return []
        return [Asset(item.address + name, "file", partial(self.cleaned, uri), uri)]

    def cleaned(self, uri: str) -> bytes:
        """An uploaded file without what it hides. Raises ValueError where it cannot be read."""
        data = self.source.data(uri)
        name = uri.rpartition("/")[2]
        key = key_of("cleaned", made_by(*_MADE_BY), name, data)
        kept = self.cache.get_or_make(key, lambda: cleaned(name, data).packed())
        made = Cleaned.unpacked(kept)
        if kinds := made.report.kinds():
            self.problems.tell_removed(
                Place(uri), _REMOVED.format(kinds=kinds, command=make("file", uri)), made.report.words()
            )
        return made.data

    def check_unused(self, items: list[Piece[P]]) -> None:
        """A file that nothing shows was meant for something; not told where a text of its folder was left out.

        Nor where a text names a file that is not there: it may be the one, under another name.
        """
        used: dict[str, set[str]] = {}
        for item in items:
            folder = item.uri.rpartition("/")[0]
            named = {name for _, name in named_files(item)} | {token.file for token in item.prose.files}
            used.setdefault(folder, set()).update(named)
        left_out = {item.uri.rpartition("/")[0] for item in items if item.document.faulty & NAMING}
        left_out |= {
            item.uri.rpartition("/")[0] for item in items if used[item.uri.rpartition("/")[0]] - item.files.keys()
        }
        texts = {uri for uri in (*self.source.texts, *self.source.refused) if uri.endswith(".md")}
        left_out |= {uri.rpartition("/")[0] for uri in texts - {item.uri for item in items}}
        for item in (item for item in items if item.uri.rpartition("/")[0] not in left_out):
            for name in item.files.keys() - used[item.uri.rpartition("/")[0]]:
                self.problems.add(Place(item.files[name]), "tệp này chưa được dùng: nhắc tên nó trong bài, hoặc xóa đi")


def _sized(file: Download, link: re.Match[str]) -> str:
    """A link with the kind and the size of its file behind its words, unless they say how much it is."""
    told = "" if _SIZE.search(link[2]) else f" ({file.kind}, {file.size})"
    return f"{link[1]}{link[2]}{told}</a>"
