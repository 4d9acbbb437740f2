"""A part of a Word document with the words that a page shows: changes accepted, hidden text and comments gone."""

# ruff: noqa: SIM118 (an element is no mapping)

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..core.safe_xml import Tree
from .hidden import Report
from .office_marks import ACCEPTED, DELETED, FIELDS, LINKED_SCHEMES, REFUSED, SETTINGS, UNSEEN, UNWRAPPED
from .office_xml import TOO_DEEP, name_of, remove, remove_whole, unwrap, words_of
from .word_unseen import refuse_unseen

_WORD = "wordprocessingml"
_SPACES = (
    *(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    *(f"http://schemas.microsoft.com/office/word/{year}/wordml" for year in ("2010", "2012")),
)
_OFF = ("0", "false", "off", "none")
_LINK = re.compile(r"""\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))""", re.IGNORECASE)
_WITHIN = re.compile(r"""\\l\s+(?:"([^"]*)"|(\S+))""", re.IGNORECASE)
_MARKS = {"rPr", "fldChar", "instrText"}
_SHOWN = {"t", "drawing", "pict", "sym", "object"}
_NO_PAGES = {"styles", "settings", "numbering", "fonts", "webSettings"}
_DEEPEST = 10
_NOT_LOCAL = "hãy mở tệp đó, chép nội dung vào tệp này, rồi lưu lại"
_ATTRIBUTES = {"tooltip", "docLocation", "tgtFrame", "author", "initials", "date"}


def clean(tree: Tree, styles: Tree | None, report: Report) -> None:
    """Takes out of a part what Word does not print. Raises ValueError, with a sentence for an officer."""
    if name_of(tree) == "settings":
        for each in [each for each in tree if name_of(each) not in SETTINGS]:
            remove(each)
    for each in list(tree.iterfind("{*}abstractNum/{*}name")):
        remove(each)
    own = list(tree.iter(*(f"{{{space}}}*" for space in _SPACES)))
    if _is_wrapped_too_deep(own):
        raise ValueError(TOO_DEEP)
    emptied: dict[Tree, None] = {}
    gone: set[Tree] = set()
    for each in own:
        if each not in gone:
            _clean_element(each, emptied, gone, report)
    for each in emptied:
        _remove_empty(each)
    _hide(tree, styles, report)
    _show_the_rest(tree)
    _join(own)
    _fields(tree, report)
    if name_of(tree) not in _NO_PAGES:
        refuse_unseen(tree, styles)


def _is_wrapped_too_deep(own: list[Tree]) -> bool:
    """Whether wrappers that are to be taken off stand in one another as no program writes them."""
    depths: dict[Tree, int] = {}
    for each in own:
        wraps = name_of(each) in ACCEPTED or name_of(each) in UNWRAPPED
        depths[each] = depths.get(each.getparent(), 0) + wraps
        if wraps and depths[each] > _DEEPEST:
            return True
    return False


def _clean_element(element: Tree, emptied: dict[Tree, None], gone: set[Tree], report: Report) -> None:
    name = name_of(element)
    if name in REFUSED:
        raise ValueError(f"trong tệp có {REFUSED[name]}: {_NOT_LOCAL}")
    for key in [key for key in element.keys() if _tells(key)]:
        del element.attrib[key]
    if name in ACCEPTED or name in UNWRAPPED:
        unwrap(element)
    elif name in DELETED:
        _delete(element, emptied, gone, report)
    elif name in UNSEEN:
        remove_whole(element, gone)


@lru_cache(maxsize=10_000)
def _tells(key: str) -> bool:
    name = key.rpartition("}")[2]
    return (name.startswith("rsid") or name in _ATTRIBUTES) and _WORD in key


def _delete(element: Tree, emptied: dict[Tree, None], gone: set[Tree], report: Report) -> None:
    """What somebody crossed out: words, a row, a cell; of the end of a paragraph, which `_join` sees to, the mark."""
    parent = element.getparent()
    around = name_of(parent) if parent is not None else ""
    whole = parent.getparent() if around in ("trPr", "tcPr") else element
    if around == "rPr":
        paragraph = parent.getparent()
        if paragraph is not None and name_of(paragraph) == "pPr":
            paragraph.set("joined", "1")
    elif whole is not None:
        report.remove("chữ đã xóa (Track Changes)", words_of(whole))
    if whole is not None and whole.getparent() is not None and whole is not element:
        emptied[whole.getparent()] = None
    remove_whole(whole if whole is not None else element, gone)


def _remove_empty(element: Tree) -> None:
    """A table without rows, a row without cells."""
    inner = {"tbl": "tr", "tr": "tc"}.get(name_of(element))
    if inner and not any(name_of(each) == inner for each in element):
        remove(element)


def _join(own: list[Tree]) -> None:
    """A paragraph whose end was crossed out runs on in the next."""
    joined = [each.getparent() for each in own if name_of(each) == "pPr" and "joined" in each.attrib]
    for parent in dict.fromkeys(each.getparent() for each in joined if each is not None):
        if parent is not None:
            _join_in(parent)


def _join_in(parent: Tree) -> None:
    waiting: list[Tree] = []
    hollow: list[Tree] = []
    for each in list(parent):
        if name_of(each) != "p":
            continue
        properties = next((one for one in each if name_of(one) == "pPr"), None)
        following = each.getnext()
        is_joined = properties is not None and properties.attrib.pop("joined", None) is not None
        if is_joined and following is not None and name_of(following) == "p":
            waiting += [one for one in each if one is not properties]
            hollow.append(each)
            continue
        for one in reversed(waiting):
            each.insert(0, one) if properties is None else properties.addnext(one)
        waiting = []
    for each in hollow:
        remove(each)


# --- hidden text (17.3.2.41)


def _hide(tree: Tree, styles: Tree | None, report: Report) -> None:
    hiding, is_default = _hiding_styles(styles)
    for run in list(tree.iter("{*}r")):
        properties = next((each for each in run if name_of(each) == "rPr" and _WORD in each.tag), None)
        if _is_hidden(run, properties, hiding, is_default):
            report.remove("chữ ẩn (Hidden)", words_of(run))
            for each in [each for each in run if name_of(each) not in _MARKS]:
                remove(each)
            if all(name_of(each) == "rPr" for each in run):
                remove(run)


def _show_the_rest(tree: Tree) -> None:
    """What is left of hiding: styles that hid, and ends of paragraphs, which Word joins to the next."""
    for each in [each for each in tree.iter("{*}vanish") if _is_on(each)]:
        around = each.getparent().getparent()
        if around is not None and name_of(around) == "pPr":
            around.set("joined", "1")
        remove(each)


def _is_hidden(run: Tree, properties: Tree | None, hiding: set[str], is_default: bool) -> bool:
    said = {} if properties is None else {name_of(each): each for each in properties}
    if "vanish" in said:
        return _is_on(said["vanish"])
    if not hiding:
        return is_default
    if "rStyle" in said and _value(said["rStyle"]) in hiding:
        return True
    paragraph = next((each for each in run.iterancestors() if name_of(each) == "p"), None)
    style = None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
    return is_default or (style is not None and _value(style) in hiding)


def _hiding_styles(styles: Tree | None) -> tuple[set[str], bool]:
    """(the styles whose text is hidden, whether all text is that says nothing of it)."""
    if styles is None:
        return set(), False
    default = any(_is_on(each) for box in styles.iter("{*}rPrDefault") for each in box.iter("{*}vanish"))
    known = {_value(each, "styleId"): each for each in styles.iter("{*}style")}
    own = {key: next((_is_on(each) for each in one.iterfind("{*}rPr/{*}vanish")), None) for key, one in known.items()}
    based = {key: next((_value(each) for each in one.iterfind("{*}basedOn")), "") for key, one in known.items()}
    return {key for key in known if _inherited(key, own, based)}, default


def _inherited(key: str, own: dict[str, bool | None], based: dict[str, str]) -> bool:
    for _ in range(20):  # deeper than Word lets styles stand on each other
        if (said := own.get(key)) is not None:
            return said
        key = based.get(key, "")
    return False


def _value(element: Tree, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_on(element: Tree) -> bool:
    return _value(element).lower() not in _OFF


# --- fields (17.16)


@dataclass
class _Field:
    marks: list[Tree]
    around: bool  # whether it stands in the code of another
    code: list[Tree] = field(default_factory=list)
    in_code: bool = True

    @property
    def is_unseen(self) -> bool:
        return self.in_code or self.around


def _fields(tree: Tree, report: Report) -> None:
    """Of fields that fetch, run or tell of the author only the words shown stay."""
    waiting: list[_Field] = []
    for element in list(tree.iter("{*}fldChar", "{*}instrText", "{*}fldSimple", *(f"{{*}}{name}" for name in _SHOWN))):
        name = name_of(element)
        if name == "fldChar":
            _mark(element, waiting, report)
        elif name == "instrText":
            if waiting and waiting[-1].in_code:
                waiting[-1].code.append(element)
            else:
                remove(element)
        elif name == "fldSimple":
            _simple(element, report)
        elif waiting and waiting[-1].is_unseen and _WORD in element.tag:
            remove(element)
    for each in waiting:
        _drop(each)


def _mark(element: Tree, waiting: list[_Field], report: Report) -> None:
    kind = _value(element, "fldCharType")
    if kind == "begin":
        waiting.append(_Field([element], bool(waiting) and waiting[-1].is_unseen))
    elif not waiting:
        remove(element)
    else:
        waiting[-1].marks.append(element)
        waiting[-1].in_code = False
        if kind == "end":
            _end(waiting.pop(), report)


def _end(one: _Field, report: Report) -> None:
    plain = _allowed("".join(each.text or "" for each in one.code), report)
    if plain is None:
        _drop(one)
        return
    for each in one.code[1:]:
        remove(each)
    one.code[0].text = plain


def _drop(one: _Field) -> None:
    for each in (*one.marks, *one.code):
        remove(each)


def _simple(element: Tree, report: Report) -> None:
    key = next((key for key in element.attrib if key.endswith("}instr")), None)
    plain = _allowed(element.attrib[key], report) if key else None
    if key is None or plain is None:
        unwrap(element)
    else:
        element.set(key, plain)


def _allowed(code: str, report: Report) -> str | None:
    """The code of a field that may stay; of a link its target alone."""
    kind = (code.split() or [""])[0].upper()
    if kind not in FIELDS:
        report.remove("mã trường (field)", code)
        return None
    if kind != "HYPERLINK":
        return code
    link, within = _LINK.match(code), _WITHIN.search(code)
    target = (link[1] or link[2] or "") if link else ""
    if target and not target.lower().startswith(LINKED_SCHEMES):
        report.remove("liên kết vào máy hoặc mạng của người soạn", target)
        return None
    if target:
        report.keep("liên kết dẫn tới", target)
    place = (within[1] or within[2]) if within else ""
    return " ".join(filter(None, [" HYPERLINK", f'"{target}"' if target else "", f'\\l "{place}"' if place else ""]))
