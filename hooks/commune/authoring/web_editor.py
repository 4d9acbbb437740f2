"""The web editor: which forms it has, where it keeps what officers write, and what its page may talk to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from ..core.content_file import ContentFile, Form, FormKind
from ..core.fields import WebAddress
from ..core.json_schema import having, never
from ..core.number_patterns import pattern_as_typed
from ..core.schema import Record
from .forms import Choices, choice, day_field, form, picture_field, relation, rules
from .forms import Field as FormField

Repo = Annotated[str, Field(pattern=r"^[\w.-]+(/[\w.-]+)+$", examples=["ten-to-chuc/ten-kho"])]
Branch = Annotated[str, Field(pattern=r"^[\w./-]+$", examples=["main"])]
_NOWHERE = "chua-ghi/kho-ma"  # the editor wants a name even where it only works on a folder


class EditorSettings(Record):
    """web-editor/settings.yml: where the repository is, and how one signs in."""

    service: Literal["github", "gitlab"] = "github"
    repo: Repo | None = None
    branch: Branch = "main"
    server: WebAddress | None = None
    sign_in_url: WebAddress | None = None
    application_id: Annotated[str, Field(pattern=r"^[\w-]+$")] | None = None

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> EditorSettings:
        if self.service == "github" and (self.server or self.application_id):
            raise ValueError('"server" và "application_id" chỉ dùng với service: gitlab')
        if self.service == "gitlab" and self.sign_in_url:
            raise ValueError('"sign_in_url" chỉ dùng với service: github; gitlab dùng "application_id"')
        return self

    @property
    def host(self) -> str:
        """Where the pages of the service stand."""
        return (self.server or f"https://{self.service}.com").rstrip("/")

    @property
    def asked(self) -> str:
        """The origin that the editor talks to. Who signs in at `sign_in_url` does so in a window of its own."""
        return "https://api.github.com" if self.service == "github" else _origin(self.host)

    def backend(self) -> dict[str, Any]:
        """The settings that Sveltia CMS calls "backend"."""
        signing_in: dict[str, Any] = {"auth_methods": ["token"]}
        if self.service == "github" and self.sign_in_url:
            signing_in = {"base_url": self.sign_in_url.rstrip("/")}
        if self.service == "gitlab" and self.application_id:
            signing_in = {"auth_type": "pkce", "app_id": self.application_id}
        own = {"base_url": self.host, "api_root": f"{self.host}/api/v4"} if self.server else {}
        place = {"name": self.service, "repo": self.repo or _NOWHERE, "branch": self.branch}
        return {**place, **own, **signing_in, "commit_messages": _MESSAGES}


def _origin(address: str) -> str:
    """A policy takes a path for one page alone, so there is none in it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


_MESSAGES = {
    "create": "Thêm {{collection}}: {{slug}}",
    "update": "Sửa {{collection}}: {{slug}}",
    "delete": "Xóa {{collection}}: {{slug}}",
    "uploadMedia": "Đưa lên tệp {{path}}",
    "deleteMedia": "Xóa tệp {{path}}",
}


_BODY: FormField = {
    "name": "body",
    "label": "Nội dung bài",
    "widget": "richtext",
    "hint": "Muốn ghi số điện thoại: bấm nút hình điện thoại. Ảnh đặt ở đây thì ghi thêm ở mục Ảnh trong bài.",
    "modes": ["rich_text", "raw"],
    "buttons": ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"],
    "editor_components": ["image", "call"],
    "linked_images": False,
    "use_emoji_autocomplete": False,
}


# Many photos at once, which become pictures like any other when they are saved (album.js in web-editor/src).
ALBUM: FormField = {
    "name": "album",
    "label": "Nhiều ảnh một lúc",
    "widget": "object",
    "required": False,
    "collapsed": "auto",
    "hint": "Ảnh cùng một buổi, cùng những người ấy: hỏi đồng ý một lần, ghi vào từng ảnh. Ảnh hiện ở cuối bài. "
    "Ảnh có trẻ em thì thêm riêng ở Ảnh trong bài.",
    "fields": [
        {**picture_field("files", "Các ảnh"), "multiple": True, "hint": "Chọn nhiều ảnh cùng lúc."},
        {
            "name": "alts",
            "label": "Lời tả từng ảnh",
            "widget": "text",
            "hint": "Mỗi dòng tả một ảnh, theo thứ tự các ảnh ở trên, cho người không nhìn thấy.",
            "pattern": ["@text", "Không có số điện thoại, số giấy tờ, biểu tượng cảm xúc."],
        },
        {
            "name": "people",
            "label": "Có nhận ra được ai không",
            "widget": "select",
            "options": [
                {"label": "Không nhận ra được ai", "value": "none"},
                {"label": "Có người lớn; họ đã đồng ý bằng văn bản", "value": "adults"},
            ],
        },
        {**day_field("given_on", "Ngày đồng ý"), "required": False, "hint": "Có người lớn nhận ra được thì điền."},
    ],
}


def _no_number() -> FormField:
    """What the check says of a text with a number typed in it."""
    words = (
        "Có số điện thoại, hoặc số giấy tờ của một người. Số của đường dây thì bấm nút hình điện thoại; của cơ quan "
        "thì ghi trong danh bạ; số căn cước và giấy tờ thì xóa."
    )
    return {"at": [], "called": "Nội dung bài", "rule": never(having(body={"pattern": pattern_as_typed()}), words)}


_PICTURES = {"raster_image": {"format": "webp", "quality": 80, "width": 1600, "height": 1600}}
_LARGEST = 20_000_000
_FIRST = ("title", "summary")
_LONGEST_FOLDER = 48  # letters: year, month and the first words of a title


def editor_config(
    settings: EditorSettings, title: str, file_kinds: Sequence[ContentFile], year: int, choices: Choices
) -> dict[str, Any]:
    """The configuration of Sveltia CMS: a form for each of `file_kinds` that has one; `year` is the newest plan's.

    What a commune keeps for itself stands before what all share.
    """
    shown = sorted(file_kinds, key=lambda kind: kind.owner == "everybody")
    library = {"max_file_size": _LARGEST, "slugify_filename": True, "transformations": _PICTURES}
    return {
        "backend": settings.backend(),
        "app_title": title,
        "logo": {"src": "logo.svg"},
        "media_folder": "content",
        "media_libraries": {"default": {"config": library}, "stock_assets": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _LONGEST_FOLDER, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "show_preview_links": False,
        "collections": _collections([kind for kind in shown if kind.form and kind.folder], choices),
        "singletons": [_file(kind.form, kind, year, choices) for kind in shown if kind.form and not kind.folder],
    }


def editor_rules(file_kinds: Sequence[ContentFile]) -> dict[str, list[FormField]]:
    """Name of a form → what has to hold across its fields; the editor says it before it saves."""
    return {
        kind.form.called: [*rules(kind.schema()), *([_no_number()] if kind.folder else [])]
        for kind in file_kinds
        if kind.form
    }


def editor_patterns(kinds: Sequence[ContentFile]) -> dict[str, str]:
    """What a field of a form means by a pattern that is named "@text"."""
    named = (kind.schema()["definitions"] for kind in kinds if kind.form)
    return {name: str(one["pattern"]) for found in named for name, one in found.items()}


def _collections(file_kinds: Sequence[ContentFile], choices: Choices) -> list[dict[str, Any]]:
    """The lists of texts that have a folder each: of every kind by its name, then of all of them; a line after each."""
    found: list[dict[str, Any]] = []
    for kind in file_kinds:
        if kind.form:
            found += [_of_kind(one, kind.form, kind, choices) for one in kind.form.kinds]
            found += [_folder(kind.form, kind, choices), {"name": f"after-{kind.form.called}", "divider": True}]
    return found


def _of_kind(one: FormKind, folder: Form, kind: ContentFile, choices: Choices) -> dict[str, Any]:
    """The texts of one kind, with a form that holds what it needs."""
    key, values = one.by
    fields = {each["name"]: each for each in form(kind.schema(), choices)}
    said = [{**_named(fields[name]), "widget": "hidden", "default": value} for name, value in one.says.items()]
    needed = {"required": True, "collapsed": False}
    asked = [{**each, **(needed if name in one.needed else {})} for name, each in fields.items() if name in one.fields]
    own = [name for name in one.needed if not fields[name]["required"]]
    asked.sort(key=lambda each: _turn(each["name"], own))
    return {
        **_folder(folder, kind, choices),
        **{"name": one.called, "label": one.title, "label_singular": one.title, "icon": one.icon, "create": True},
        "summary": f"{{{{{one.day} | date('DD/MM/YYYY')}}}} · {{{{title}}}}",
        "filter": {"field": key, "value": [*values]},
        "fields": [*said, *_with_body(asked, folder)],
    }


def _turn(name: str, own: Sequence[str]) -> int:
    """When a field is asked for: what it is called and about, what makes it of its kind, the rest."""
    return 0 if name in _FIRST else 1 if name in own else 2


def _named(field: FormField) -> FormField:
    return {key: field[key] for key in ("name", "label")}


def _folder(folder: Form, kind: ContentFile, choices: Choices) -> dict[str, Any]:
    refused = f"Chưa đúng. {folder.hint}"
    return {
        "name": folder.called,
        "label": folder.every or kind.title.partition(",")[0],  # there is little room
        "label_singular": folder.begun or kind.title.partition(",")[0],
        "create": bool(folder.begun) or not folder.kinds,
        "icon": folder.icon,
        "folder": kind.patterns[0].partition("/*/")[0],
        "path": "{{slug}}/index",
        "format": "commune-frontmatter",
        "extension": "md",
        "media_folder": "",
        "public_folder": "",
        "publish_mode": "editorial_workflow",
        "summary": "{{date | date('DD/MM/YYYY')}} · {{title}}",
        "sortable_fields": {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
        "slug": {
            "template": folder.named,  # on a phone the field for another name lies behind a button
            "editable": ["create"],
            "hint": folder.hint,
            "pattern": [f"^{kind.folder}$", refused],
        },
        "fields": _with_body(form(kind.schema(), choices, folder.without), folder),
    }


def _with_body(fields: Sequence[FormField], folder: Form) -> list[FormField]:
    """What must be filled in stands before the text, the rest after it."""
    fields = [
        {**field, "default": folder.usual[field["name"]]} if field["name"] in folder.usual else field
        for field in fields
    ]
    before = [field for field in fields if field["required"] or field["name"] in folder.first]
    before = [field for field in before if field["name"] not in folder.usual]
    after = [field for field in fields if field not in before]
    at = next((number for number, field in enumerate(after, 1) if field["name"] == "pictures"), len(after))
    after = [*after[:at], ALBUM, *after[at:]]
    return [*before, _BODY, *after]


def _file(file: Form, kind: ContentFile, year: int, choices: Choices) -> dict[str, Any]:
    return {
        "name": file.called,
        "label": kind.title,
        "icon": file.icon,
        "file": kind.patterns[0].replace("*", str(year)),
        "format": "commune-yaml",
        "fields": form(kind.schema(), choices, file.without),
    }


def choices(ids: Mapping[str, Sequence[tuple[str, str]]], file_kinds: Sequence[ContentFile]) -> Choices:
    """What each id may be: from the content as the editor sees it, or (`ids`) as it is now: pairs of id and name."""
    offered = {
        name: _among(kind.form, kind, name, shown)
        for kind in file_kinds
        if kind.form
        for name, *shown in kind.form.offers
    }
    return Choices({**offered, **{name: choice(pairs) for name, pairs in ids.items()}})


def _among(form: Form, kind: ContentFile, name: str, shown: Sequence[str]) -> FormField:
    """To choose from a list in a file, or from texts that have a folder each."""
    if kind.folder:
        return relation(form.called, "{{slug}}", *shown)
    return relation("_singletons", f"{name}.*.id", *(f"{name}.*.{each}" for each in shown), file=form.called)


def page(template: str, settings: EditorSettings) -> str:
    """index.html: the page itself, with whom it may talk to."""
    return template.replace("@policy@", policy(settings))


def policy(settings: EditorSettings) -> str:
    """The Content-Security-Policy of the page."""
    return "; ".join(f"{name} {' '.join(value)}" for name, value in _policy(settings))


def opener_policy(settings: EditorSettings) -> str:
    """Who signs in with an account does so in a window that talks to the one it was opened from."""
    if settings.application_id:  # it comes back to the editor's own page, which must find that window too
        return "unsafe-none"
    return "same-origin-allow-popups" if settings.sign_in_url else "same-origin"


def _policy(settings: EditorSettings) -> list[tuple[str, list[str]]]:
    """Nothing but the editor's own files and the chosen service."""
    faces = "https://avatars.githubusercontent.com" if settings.service == "github" else settings.asked
    return [
        ("default-src", ["'none'"]),
        ("script-src", ["'self'", "'wasm-unsafe-eval'"]),  # photos of iPhones, and WebP where a browser writes none
        ("style-src", ["'self'"]),
        ("font-src", ["'self'"]),
        ("img-src", ["'self'", "blob:", "data:", faces]),
        ("connect-src", ["'self'", "blob:", "data:", settings.asked]),
        ("worker-src", ["'self'", "blob:"]),
        ("manifest-src", ["blob:"]),
        ("base-uri", ["'none'"]),
        ("form-action", ["'none'"]),
    ]
