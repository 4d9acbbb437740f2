"""What must hold between the front matter of a text, its words, and the pictures and files beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from posixpath import splitext
from typing import TYPE_CHECKING, Any

from ..core.dates import full_day
from ..core.problem import Place, Problems, did_you_mean
from ..core.prose import Token
from ..core.yaml_nodes import Loc
from ..uploads.cleaning import not_accepted
from .material_model import Material
from .model import Post
from .pictures_model import Picture
from .sheets.model import SHEET_KEYS

if TYPE_CHECKING:
    from .piece import Piece

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
NAMING = {"cover", "pictures", "files", "sheet", "versions"}  # the keys that name files
UNWRITTEN = "Viết bài ở đây, rồi xóa dòng này."  # what `make new` leaves to be written over
_Wrong = Iterator[tuple[Loc, str]]  # (place in the front matter, what is wrong)
_WORDS = "lời tả nói trong ảnh có gì, cho người không nhìn thấy. Ví dụ: Hai cha con nấu cơm"


def check_item(item: Piece[Any], refused: Collection[str], problems: Problems) -> None:
    """All that can be said of one text without the others; a file that is `refused` has been told already."""
    for loc, message in (
        *_missing_files(item, refused),
        *_consents(item),
        *_events(item),
        *_days(item),
        *_descriptions(item),
        *_unseen(item),
        *_uploads(item),
        *_films(item),
        *_sheets(item),
    ):
        problems.add(item.document.place(*loc), message)
    if not item.body.strip():
        problems.add(Place(item.uri, item.first_line), "bài chưa có nội dung dưới phần đầu")
    if UNWRITTEN in item.body and not item.record.draft:
        line = item.first_line + item.body[: item.body.index(UNWRITTEN)].count("\n")
        message = f'còn dòng mẫu "{UNWRITTEN}": hãy viết bài rồi xóa dòng ấy. Chưa viết xong thì để draft: yes'
        problems.add(Place(item.uri, line), message)
    item.prose.report(problems, lambda name: _missing(item, name, refused))
    for token in item.prose.files:
        if wrong := _wrong_target(item, token, refused):
            problems.add(item.prose.at(token.line), wrong)


def named_files(item: Piece[Any]) -> Iterator[tuple[Loc, str]]:
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


def is_picture(name: str) -> bool:
    return name.endswith(PICTURES)


def _missing(item: Piece[Any], name: str, refused: Collection[str]) -> str | None:
    beside = item.beside(name).lower()  # a picture "Bia.JPG" has been told already
    if name in item.files or any(uri.lower() == beside for uri in refused):
        return None
    if name.endswith(".md"):
        return not_accepted(name)  # it may well be there
    return f'"{name}": không có tệp này cạnh bài{did_you_mean(name, [*item.files])}'


def _missing_files(item: Piece[Any], refused: Collection[str]) -> _Wrong:
    for loc, name in named_files(item):
        if message := _missing(item, name, refused):
            yield loc, message


def _consents(item: Piece[Any]) -> _Wrong:
    """A story is somebody's, who agreed to it."""
    record = item.record
    if isinstance(record, Post) and record.type == "story" and (not record.consent or record.consent.people == "none"):
        yield ("type",), 'gương điển hình kể về một người: phải có "consent" của người đó'


def _events(item: Piece[Any]) -> _Wrong:
    """What makes an event stands with it, and only there; a draft may wait with it."""
    record = item.record
    if not isinstance(record, Post) or item.document.faulty & {"event", "type"}:
        return
    if record.type != "event" and record.event:
        yield ("event",), '"event" chỉ dùng cho sự kiện: ghi type: event, hoặc xóa phần này'
    elif record.type == "event" and not record.event and not record.draft:
        example = "event: {day: 5/12/2026, begins: 14:00, place: Nhà văn hóa}"
        yield ("type",), f'sự kiện thì phải có "event": ngày nào, mấy giờ, ở đâu. Ví dụ: {example}'
    if record.type == "event" and record.dates:
        yield ("dates",), '"dates" là của chiến dịch: sự kiện ghi ngày ở "event", mục "day" và "to"'
    event = record.event
    if event and event.last < record.date and not (event.held or event.called_off) and not record.draft:
        when = f"bài đăng ngày {full_day(record.date)}, sự kiện xong ngày {full_day(event.last)}"
        yield ("date",), f'{when}: mời thì đăng trước ngày ấy; kể lại thì ghi "held", không làm thì ghi "called_off"'


def _days(item: Piece[Any]) -> _Wrong:
    """A notice has a last day, and alone has one; nothing is corrected or over before it was published."""
    record = item.record
    notice, until = getattr(record, "type", "") == "notice", getattr(record, "until", None)
    if notice and until is None and not record.draft:
        yield ("type",), "thông báo phải có ngày cuối, để tự rời trang chủ. Ví dụ: until: 5/12/2026"
    elif until and not notice:
        yield ("until",), '"until" chỉ dùng cho thông báo (type: notice). Chiến dịch thì ghi "dates"'
    elif until and until < record.date:
        yield ("until",), f'"until" phải từ ngày đăng trở đi, tức là từ {full_day(record.date)}'
    for number, correction in enumerate(record.corrections):
        if correction.date < record.date:
            yield ("corrections", number, "date"), f"bài đăng ngày {full_day(record.date)}: đính chính phải sau đó"


def corrected_ahead(items: Iterable[Piece[Any]], today: date, problems: Problems) -> None:
    """A correction has been made: of a day to come nobody can say so."""
    for item in (item for item in items if not item.record.withdrawn):
        for number, correction in enumerate(item.record.corrections):
            if correction.date > today:
                place = item.document.place("corrections", number, "date")
                problems.add(place, f"ngày đính chính là {full_day(correction.date)}: ngày ấy chưa tới")


def _descriptions(item: Piece[Any]) -> _Wrong:
    """The words for those who do not see a picture are no file name."""
    record = item.record
    if record.cover and _is_name(record.cover.alt, record.cover.file):
        yield ("cover", "alt"), f'"alt" là tên tệp: {_WORDS}'
    for number, picture in enumerate(record.pictures):
        if _is_name(picture.alt, picture.file):
            yield ("pictures", number, "alt"), f'"alt" là tên tệp: {_WORDS}'


def _is_name(words: str | None, file: str) -> bool:
    return words is not None and (words.lower() in (file, splitext(file)[0]) or words.lower().endswith(PICTURES))


def _unseen(item: Piece[Any]) -> _Wrong:
    """A picture that stands nowhere in the text is shown below it, and then says what is on it."""
    waiting = {picture.file for picture in below_text(item) if not picture.alt and not item.record.draft}
    for number, picture in enumerate(item.record.pictures):
        if picture.file in waiting:
            where = f"ghi lời tả ở alt, ảnh sẽ hiện ở cuối bài; hoặc viết ![lời tả ảnh]({picture.file}) ở chỗ cần"
            yield ("pictures", number, "file"), f'ảnh "{picture.file}" chưa có lời tả: {where}'


def below_text(item: Piece[Any]) -> list[Picture]:
    """The pictures that are listed, and stand neither in the text nor among the files to take away, each once."""
    seen = {token.file for token in item.prose.files}
    seen |= {upload.file for upload in getattr(item.record, "files", ())}
    seen |= {item.record.cover.file} if item.record.cover else set()
    found = {picture.file: picture for picture in item.record.pictures if picture.file not in seen}
    return [*found.values()]


def _uploads(item: Piece[Any]) -> _Wrong:
    """Each file is offered once; a photo to take away says too whether people can be recognised."""
    names = [upload.file for upload in getattr(item.record, "files", ())]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield ("files", number, "file"), f'"{name}" đã có ở trên: mỗi tệp ghi một lần'
        elif is_picture(name) and name not in listed_pictures(item):
            yield ("files", number, "file"), _unlisted(name)


def _sheets(item: Piece[Any]) -> _Wrong:
    """A material is one sheet, wherever that stands."""
    own = [key for key in SHEET_KEYS if getattr(item.record, key, None)]
    for key in own[1:] if getattr(item.record, "sheet", None) is None else own:
        yield (key,), f'"{key}": tài liệu này đã có một tờ in khác. Mỗi tài liệu một tờ in: hãy bỏ một trong hai'


def _films(item: Piece[Any]) -> _Wrong:
    """Nothing of another site is shown before somebody goes there, so there is a picture of ours to press."""
    record = item.record
    if isinstance(record, Material) and record.video and not record.cover and not record.draft:
        yield ("video",), 'phim cần một ảnh của mình để bấm vào: ghi ảnh ấy ở "cover"'


def listed_pictures(item: Piece[Any]) -> set[str]:
    """The names of the pictures that the front matter lists, each with its consent."""
    return {picture.file for picture in item.record.all_pictures}


def _unlisted(name: str) -> str:
    return f'ảnh "{name}" chưa ghi ở "pictures": thêm {{file: {name}, consent: {{people: none}}}} ở đầu bài'


def _wrong_target(item: Piece[Any], token: Token, refused: Collection[str]) -> str | None:
    """What is wrong with a picture or a file that the text names."""
    name, words = token.file, token.words.strip()
    if item.beside(name) in refused:
        return None
    if missing := _missing(item, name, refused):
        return missing
    if is_picture(name) and name not in listed_pictures(item):
        return _unlisted(name)
    if token.picture and not words and not item.record.draft:
        return f'ảnh "{name}" chưa có lời tả cho người không nhìn thấy. Ví dụ: ![Hai cha con nấu cơm]({name})'
    return f'lời tả của ảnh "{name}" là tên tệp: {_WORDS}' if token.picture and _is_name(words, name) else None
