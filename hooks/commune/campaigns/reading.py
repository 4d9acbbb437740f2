"""Reads campaigns and materials: a folder each, with pictures and files beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from posixpath import splitext
from typing import Any

from ..core.cache import Cache, NoCache
from ..core.fields import SLUG, says_yes
from ..core.file_names import DEVICES, check_file_name
from ..core.problem import Place, Problems, did_you_mean
from ..core.schema import Document, read_document, read_record, unique_ids
from ..core.source import Source, matches
from ..core.to_type import make
from ..core.yaml_nodes import Loc, Node, split_front_matter
from ..uploads.brought import is_photo
from ..uploads.cleaning import ALLOWED_SUFFIXES, not_accepted
from ..vocabulary import Vocabulary, check_terms
from .checks import check_item, is_picture
from .material_model import Bundle, BundlesFile, Material
from .model import Post
from .piece import Campaigns, P, Piece, newest_first

BUNDLES = "content/bundles.yml"
FOLDERS = POST_FOLDER, MATERIAL_FOLDER = "content/campaigns/", "content/materials/"
_DEPTH = 3  # slashes in content/campaigns/<id>/<file>
_TEXTS = (".md", ".yml")  # what is read and not published as it is: a text, a sheet
POSTS, BESIDE, MATERIALS = f"{POST_FOLDER}*/index.md", f"{POST_FOLDER}*/*.md", f"{MATERIAL_FOLDER}*/index.md"
POST_ID, MATERIAL_ID = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-[a-z0-9]+)+"), re.compile(rf"(?!(?:{DEVICES})$){SLUG}")
_COPY = re.compile(r"( - Copy| - Bản sao| copy| ?\(\d+\))+$", re.IGNORECASE)  # as Windows and browsers name copies


def read_campaigns(source: Source, vocabulary: Vocabulary, problems: Problems, keep: Cache | None = None) -> Campaigns:
    """Every post and material that can be read; what is wrong with the others is in `problems`.

    What their texts become is kept in `keep`.
    """
    reader = _Reader(source, vocabulary, problems, keep or NoCache())
    posts = [post for uri in source.matching(POSTS) if (post := reader.post(uri))]
    beside = [uri for uri in source.matching(BESIDE) if not uri.endswith("/index.md")]
    uris = [*source.matching(MATERIALS), *(uri for uri in beside if reader.is_material(uri))]
    uris.sort(key=lambda uri: bool(_COPY.search(uri.split("/")[-2])))  # of two with one name the copy is told
    materials = [material for uri in uris if (material := reader.material(uri))]
    materials = _unique(materials, problems)
    known = [_material_id(uri) for uri in uris]
    for post in (post for post in posts if not post.record.withdrawn):
        _check_materials(post.document, ("materials",), post.record.materials, known, problems)
    bundles = _read_bundles(source, vocabulary, known, problems)
    _check_places(source, problems)
    return Campaigns(tuple(newest_first(posts)), tuple(newest_first(materials)), bundles)


def _read_bundles(source: Source, vocabulary: Vocabulary, known: list[str], problems: Problems) -> tuple[Bundle, ...]:
    """The bundles of materials, each id once; none where there is no such file, or it cannot be read."""
    document = read_document(BundlesFile, BUNDLES, source, problems)
    if document is None:
        return ()
    bundles = document.record.bundles
    unique_ids(document, "bundles", bundles, problems)
    for number, bundle in enumerate(bundles):
        place = ("bundles", number)
        check_terms(document, (*place, "audience"), bundle.audience, vocabulary.audiences, problems)
        _check_materials(document, (*place, "materials"), bundle.materials, known, problems)
    return tuple({bundle.id: bundle for bundle in bundles}.values())


class _Reader:
    """Reads one text after the other, each with the files of its folder."""

    def __init__(self, source: Source, vocabulary: Vocabulary, problems: Problems, keep: Cache) -> None:
        self.source, self.vocabulary, self.problems, self.keep = source, vocabulary, problems, keep
        self.folders = _files_by_folder(source, problems)
        self.stand_ins = _stand_ins(vocabulary)

    def post(self, uri: str) -> Piece[Post] | None:
        name = uri.split("/")[-2]
        if not POST_ID.fullmatch(name):
            message = f'thư mục "{name}": tên là năm-tháng-tên, chữ thường không dấu. Ví dụ: 2026-11-thang-hanh-dong'
            spare = ". Nếu đây là bản chép thừa thì xóa cả thư mục" if _COPY.search(name) else ""
            self.problems.add(Place(uri), f"{message}{spare}")
        return self._read(Post, uri, name)

    def is_material(self, uri: str) -> bool:
        """Whether a text beside a post is meant to be a material; `Index.md` and copies of index.md are not."""
        folder, _, name = uri.rpartition("/")
        index = f"{folder}/index.md"
        if index in self.source.texts and _COPY.search(splitext(name)[0]):
            self.problems.add(Place(uri), "đây có lẽ là bản chép thừa: giữ bản đúng trong index.md, rồi xóa tệp này")
            return False
        if name.lower() == "index.md" or (index not in self.source.texts and self._is_a_post(uri)):
            self.problems.add(Place(uri), "hãy đổi tên tệp thành index.md, chữ thường")
            self.source.refused.add(index)
            return False
        return True

    def _is_a_post(self, uri: str) -> bool:
        """Whether a text is signed as posts are, and materials are not."""
        return re.search("^author_role:", self.source.texts[uri], re.MULTILINE) is not None

    def material(self, uri: str) -> Piece[Material] | None:
        name = _material_id(uri)
        if not MATERIAL_ID.fullmatch(name):
            windows = "; con, aux … là tên riêng của Windows" if re.fullmatch(SLUG, name) else ""
            message = f'"{name}": tên tài liệu chỉ được dùng chữ thường không dấu, chữ số và gạch nối{windows}'
            self.problems.add(Place(uri), message)
        item = self._read(Material, uri, name)
        if item:
            self._check(item, "kind", [item.record.kind], "kinds")
            self._check(item, "grades", item.record.grades, "grades")
            self._check(item, "licence", [item.record.licence], "licences")
        return item

    def _read(self, model: type[P], uri: str, name: str) -> Piece[P] | None:
        front, body, first_line = split_front_matter(self.source.texts[uri], uri, self.problems)
        if front and not front.value:
            message = "bài phải bắt đầu bằng phần ghi tên bài, ngày …, đặt giữa hai dòng ---. Mẫu có ở sổ tay cán bộ"
            self.problems.add(Place(uri, 1), message)
            return None
        node = front and front.worded(self.source.words)
        document = read_record(model, node, uri, self.problems, self.stand_ins, self._unsaid(front))
        if document is None:
            return None
        files = self.folders.get(uri.rpartition("/")[0], {})
        item = Piece(name, document, body, first_line, files, self.keep)
        self._check(item, "audience", item.record.audience, "audiences")
        self._check(item, "topics", item.record.topics, "topics")
        if not item.record.withdrawn:
            check_item(item, self.source.refused, self.problems)
        return item

    def _unsaid(self, front: Node | None) -> dict[str, object]:
        """What a draft need not say yet: nobody sees it. Its day it says, which tells the plan that it belongs to.

        Of what was withdrawn the front matter may say nothing else: all of it can be taken out.
        """
        slots = front.value if front and isinstance(front.value, dict) else {}
        withdrawn = (slot := slots.get("withdrawn")) is not None and slot.plain() is not None
        if not withdrawn and ((slot := slots.get("draft")) is None or not says_yes(slot.plain())):
            return {}
        waiting = {**self.stand_ins, "consent": {"people": "none"}}
        if not withdrawn:
            del waiting["date"]
        return waiting

    def _check(self, item: Piece[P], key: str, chosen: Any, terms: str) -> None:
        if item.record.withdrawn:  # nobody reads any of it
            return
        check_terms(item.document, (key,), chosen, getattr(self.vocabulary, terms), self.problems)


def _stand_ins(vocabulary: Vocabulary) -> dict[str, object]:
    """What a key with a problem is taken for, so that all else of its text is checked as well: nothing new is wrong.

    Nothing is published from it: there is a problem.
    """
    day = "2000-01-01"
    return {
        **dict.fromkeys(("title", "summary", "author_role", "creator", "alt", "note"), "…"),
        **{"date": day, "audience": [vocabulary.audiences[0].id], "topics": [vocabulary.topics[0].id]},
        **{"kind": vocabulary.kinds[0].id, "licence": vocabulary.licences[0].id},
        "consent": {"people": "adults", "given_on": day, "given_by": ["themselves"]},
        "versions": [{"number": "1", "date": day, "note": "…"}],
    }


def _material_id(uri: str) -> str:
    folder, _, file = uri.rpartition("/")
    return folder.rpartition("/")[2] if file == "index.md" else file.removesuffix(".md")


def _files_by_folder(source: Source, problems: Problems) -> dict[str, dict[str, str]]:
    """The pictures and files that texts may use, by folder and name. What cannot be published is told and refused."""
    folders: dict[str, dict[str, str]] = {}
    for uri in source.uris():
        if not uri.startswith(FOLDERS) or uri.count("/") != _DEPTH or uri.endswith(".md"):
            continue
        folder, _, name = uri.rpartition("/")
        if message := _not_published(uri, folders.get(folder, {})):
            source.refused.add(uri)
            problems.add(Place(uri), message)
        else:
            folders.setdefault(folder, {})[name] = uri
    return folders


def _not_published(uri: str, beside: Iterable[str]) -> str | None:
    """Why a file cannot be published, beside those of its folder that were seen before."""
    name = uri.rpartition("/")[2]
    stem, suffix = splitext(name)
    if suffix.lower() not in {*ALLOWED_SUFFIXES, *_TEXTS}:
        return not_accepted(uri)
    try:
        check_file_name(name)
    except ValueError as error:
        return f"{error}. Hãy gõ: {make('photo' if is_photo(name) else 'file', uri)}"
    twin = next((other for other in beside if is_picture(other) and splitext(other)[0] == stem), None)
    if is_picture(name) and twin:
        return f'ảnh này trùng tên với "{twin}": hãy đổi tên một trong hai, ví dụ {stem}-2{suffix}'
    return None


def _check_places(source: Source, problems: Problems) -> None:
    """What lies where nothing reads it would be passed over in silence."""
    texts = {uri.lower() for uri in (*source.texts, *source.refused)}
    for uri in (uri for uri in source.uris() if uri.startswith(FOLDERS)):
        index = f"{uri.rpartition('/')[0]}/index.md"
        if uri.count("/") != _DEPTH:
            rule = "mỗi bài một thư mục ngay trong content/campaigns hay content/materials, tệp nằm ngay cạnh bài"
            problems.add(Place(uri), f"tệp nằm sai chỗ: {rule}. Hãy chuyển tới đó")
        elif index.lower() not in texts:
            source.report_missing(index, f"thư mục này có tệp mà chưa có bài{_meant_as_index(index, source)}", problems)
        elif matches(uri, f"{MATERIAL_FOLDER}*/*.md") and uri.lower() != index.lower():
            rule = "mỗi tài liệu một thư mục, bài tên là index.md"
            problems.add(Place(uri), f"bài này không hiện ở đâu cả: {rule}. Hãy chuyển đi, hoặc xóa")


def _meant_as_index(index: str, source: Source) -> str:
    """The file of that folder that looks like its text under another name."""
    folder = index.removesuffix("index.md")
    names = [uri.removeprefix(folder) for uri in source.uris() if uri.startswith(folder)]
    near = [name for name in names if name.lower().startswith("index") or name.lower().endswith((".doc", ".docx"))]
    if not near:
        return ""
    if near[0].lower().endswith((".doc", ".docx")):
        return f'. Bài viết bằng Word ("{near[0]}") thì chuyển thành index.md: {make("import", folder + near[0])}'
    return f'. Hãy đổi tên "{near[0]}" thành index.md'


def _unique(materials: list[Piece[Material]], problems: Problems) -> list[Piece[Material]]:
    """Each id once: two materials with one id would share one permanent address, which is a problem."""
    seen: dict[str, Piece[Material]] = {}
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
