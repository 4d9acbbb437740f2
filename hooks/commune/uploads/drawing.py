"""SVG as the public may have it: elements and attributes of a list (SVG 2), nothing that runs, moves or fetches."""

# ruff: noqa: SIM905 (names to be read in a row)

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator

from ..core.safe_xml import TooMuch, Tree, emptied, parsed, without_strange_names, written
from .hidden import Report
from .photos import MOST_DRAWN, clean_picture, weight

_SVG, _XLINK, _XML = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
# What draws (SVG 2, chapters 5 to 14 and appendix on elements) and Filter Effects 1; no animation, no script, no frame.
ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "switch", "a", "title", "desc", "style", "view"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
        *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "marker"),
        *("clipPath", "mask", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite"),
        *("feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood"),
        *("feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology"),
        *("feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"),
    }
)
# How it looks (SVG 2, property index): as attributes, and in styles.
PROPERTIES = frozenset(
    """alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight font-feature-settings font-variant-caps font-variant-ligatures font-variant-numeric
    font-variant-east-asian font-variation-settings image-rendering inline-size isolation kerning letter-spacing
    lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events shape-inside shape-margin shape-padding shape-rendering stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-align text-anchor text-decoration text-decoration-color text-decoration-line text-decoration-style
    text-indent text-orientation text-overflow text-rendering text-transform transform transform-box transform-origin
    unicode-bidi vector-effect visibility white-space word-spacing writing-mode""".split()
)
ATTRIBUTES = PROPERTIES | frozenset(
    """amplitude azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode
    elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height href id in in2 intercept
    k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
    maskContentUnits maskUnits method mode numOctaves offset operator order orient pathLength patternContentUnits
    patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits
    r radius refX refY result role rotate rx ry scale seed side slope spacing specularConstant specularExponent
    spreadMethod startOffset stdDeviation stitchTiles style surfaceScale tableValues targetX targetY textLength type
    values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z aria-label aria-labelledby
    aria-hidden aria-describedby""".split()
)
_SPACED = {f"{_XLINK}href", f"{_XML}space", f"{_XML}lang"}
_LINKED = ("https://", "http://", "mailto:", "tel:")
_PHOTO = re.compile(r"data:image/(?:jpe?g|png|webp);base64,([A-Za-z0-9+/=\s]*)")
_MOST_USES = 10_000  # one that uses another ten times, which uses another ten times …

# A value says colours, numbers, words and names of this drawing; url() leads to an id here.
_CALLED = re.compile(r"([\w-]{0,40})\s{0,3}$")  # what stands before a bracket
_FUNCTIONS = frozenset(
    """rgb rgba hsl hsla hwb lab lch oklab oklch color calc min max clamp var matrix translate translatex translatey
    scale scalex scaley rotate skewx skewy matrix3d translate3d blur brightness contrast drop-shadow grayscale
    hue-rotate invert opacity saturate sepia circle ellipse inset polygon path rect url""".split()
)
_URL = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_FONT = re.compile(r"@font-face\s*\{([^{}]*)\}", re.IGNORECASE)
_FONT_DATA = re.compile(
    r"""url\(\s*(["']?)data:(?:font|application)/[\w.+-]+;(?:charset=[\w-]+;)?base64,[\w+/=\s]+\1\s*\)"""
)
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+)\s*(?:!|;|$)"
)
_CLASS = re.compile(r"\.([\w-]+)")
_NAMED = re.compile(r"#([\w.:-]+)")
_BROKEN = "không đọc được tệp SVG: tệp hỏng. Hãy xuất lại từ phần mềm vẽ"
_HUGE = "tệp SVG quá lớn hoặc lồng quá sâu, máy không đọc: hãy xuất lại gọn hơn, hoặc xuất ra PNG"
_NO_SVG = "không phải tệp SVG: hãy xuất lại từ phần mềm vẽ (Plain SVG)"
_PHOTO_BROKEN = "một ảnh trong tệp SVG bị hỏng: hãy chèn lại ảnh ấy rồi xuất lại"
_OUTSIDE = "tệp SVG có ảnh không nằm trong tệp mà lấy từ nơi khác: hãy chèn chính ảnh ấy vào (Embed), rồi xuất lại"


def clean_svg(data: bytes, report: Report | None = None) -> bytes:
    """The drawing alone. Raises ValueError, with a sentence for an officer."""
    try:
        root = parsed(data, doctype=True)
    except TooMuch as error:
        raise ValueError(_HUGE) from error
    except ValueError as error:
        raise ValueError(_BROKEN) from error
    if root.tag != f"{_SVG}svg":
        raise ValueError(_NO_SVG)
    if sum(map(_weight, root.iter(f"{_SVG}image"))) > MOST_DRAWN:
        raise ValueError(_HUGE)
    _draw(root, report or Report())
    if sum(1 for _ in root.iter(f"{_SVG}use")) > _MOST_USES or _grows(root):
        raise ValueError(_HUGE)
    without_strange_names(root, ())
    return written(root)


def _draw(root: Tree, report: Report) -> None:
    styles = [each.text or "" for each in root.iter(f"{_SVG}style")]
    hidden = _hidden_classes("".join(styles))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in ELEMENTS:
            _remove(element, report, "phần không phải hình")
        elif _is_hidden(element, hidden):
            _remove(element, report, "hình, chữ đã ẩn")
        else:
            _clean(element, report)
    _drop_unused(root, report)


def _clean(element: Tree, report: Report) -> None:
    for key, value in element.attrib.items():
        kept = _kept_value(element, key, value, report)
        if kept is None:
            del element.attrib[key]
        else:
            element.set(key, kept)
    if element.tag == f"{_SVG}style":
        element.text = safe_sheet("".join(element.itertext()))
        for each in list(element):
            element.remove(each)
    elif element.tag in (f"{_SVG}title", f"{_SVG}desc"):
        report.keep("lời tả hình", "".join(element.itertext()))


def _kept_value(element: Tree, key: str, value: str, report: Report) -> str | None:
    if key not in _SPACED and key not in ATTRIBUTES:
        return None
    if key.endswith("href"):
        return _link(element, value.strip(), report)
    if key == "style":
        return safe_declarations(value)
    return value if not _calls(value) else None


def _link(element: Tree, value: str, report: Report) -> str | None:
    name = element.tag.removeprefix(_SVG)
    if value.startswith("#"):
        return value
    if name == "a" and value.lower().startswith(_LINKED):
        report.keep("liên kết dẫn tới", value)
        return value
    if name == "image" and (photo := _PHOTO.fullmatch(value)):
        return f"{value[: photo.start(1)]}{_clean_inside(photo[1])}"
    report.remove("thứ lấy từ nơi khác khi mở tệp", value)
    return None


def _weight(image: Tree) -> int:
    """How many bytes a picture in the drawing becomes; what is none is told when it is cleaned."""
    photo = _PHOTO.fullmatch((image.get("href") or image.get(f"{_XLINK}href") or "").strip())
    try:
        return weight(b64decode(photo[1])) if photo else 0
    except ValueError:
        return 0


def _clean_inside(encoded: str) -> str:
    """A photo that lies in a drawing, in base64."""
    try:
        data = b64decode(encoded)
        return b64encode(clean_picture(data)).decode()
    except ValueError as error:
        raise ValueError(_PHOTO_BROKEN) from error


def _remove(element: Tree, report: Report, what: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    words = (
        [word for word, _ in zip(element.itertext(), range(50), strict=False)] if isinstance(element.tag, str) else []
    )
    report.remove(what, " ".join(words))
    emptied(element)
    if element.tail and isinstance(element.tag, str):  # words between elements stay where they are
        element.clear(keep_tail=True)
        element.tag = f"{_SVG}tspan" if parent.tag in (f"{_SVG}text", f"{_SVG}tspan") else f"{_SVG}g"
    else:
        parent.remove(element)


# --- styles


def _calls(value: str) -> bool:
    """Whether a value of CSS could lead out of the drawing, or says what cannot be read plainly."""
    if any(mark in value for mark in ("\\", "@", "://")):
        return True
    if ":" in value and "javascript:" in re.sub(r"\s", "", value).lower():
        return True
    if "(" not in value:
        return False
    brackets = (found.start() for found in re.finditer(r"\(", value))
    called = {_CALLED.search(value[max(0, at - 45) : at])[1].lower() for at in brackets}  # type: ignore[index]
    return bool(called - _FUNCTIONS) or len(re.findall(r"url\s*\(", value, re.IGNORECASE)) != len(_URL.findall(value))


def safe_declarations(text: str) -> str:
    """The declarations of a style of which each property and value is known."""
    kept = []
    for declaration in _COMMENT.sub("", text).split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in PROPERTIES and not _calls(value) and not re.search(r"[<>{}]", value):
            kept.append(f"{name.strip()}:{value.strip()}")
    return ";".join(kept)


def safe_sheet(text: str) -> str:
    """A style sheet of plain rules, and the fonts that lie in the drawing itself."""
    plain = _COMMENT.sub("", text)
    fonts = [_font(found[1]) for found in _FONT.finditer(plain)]
    rules = [(name, safe_declarations(said)) for name, said in _rules(_FONT.sub("", plain))]
    return "\n".join([*filter(None, fonts), *(f"{name}{{{said}}}" for name, said in rules if _is_plain(name) and said)])


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selector, declarations) of each rule; what is only said for programs or for some screens is none."""
    for piece in sheet.split("}"):
        before, brace, said = piece.rpartition("{")
        if brace:
            yield re.split(r"[{};@]", before)[-1].strip(), said


def _is_plain(selector: str) -> bool:
    return (
        bool(selector) and "\\" not in selector and re.fullmatch(r"""[\w\s.#>+~,:*()\[\]="'-]+""", selector) is not None
    )


def _font(said: str) -> str:
    source = _FONT_DATA.search(said)
    family = re.search(r"""font-family\s*:\s*(["']?[\w\s-]+["']?)\s*(?:;|$)""", said)
    return f"@font-face{{font-family:{family[1]};src:{source[0]}}}" if source and family else ""


# --- what is drawn nowhere


def _hidden_classes(sheet: str) -> set[str]:
    rules = _rules(_COMMENT.sub("", sheet))
    return {name for selector, said in rules if _NOT_SHOWN.search(said) for name in _CLASS.findall(selector)}


def _is_hidden(element: Tree, hidden: set[str]) -> bool:
    if element.getparent() is None:
        return False
    said = {key: (element.get(key) or "").strip() for key in ("display", "visibility", "opacity")}
    by_attribute = said["display"] == "none" or said["visibility"] in ("hidden", "collapse") or said["opacity"] == "0"
    by_class = not hidden.isdisjoint((element.get("class") or "").split())
    return by_attribute or by_class or _NOT_SHOWN.search(element.get("style") or "") is not None


def _drop_unused(root: Tree, report: Report) -> None:
    """Names that nothing leads to say what the author called a layer; a definition that nothing uses is not drawn."""
    used: set[str] = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if key != "id" and ("#" in value or key.startswith("aria-")):
                used.update(_NAMED.findall(value) if "#" in value else value.split())
        if element.tag == f"{_SVG}style":
            used.update(_NAMED.findall(element.text or ""))
    for element in list(root.iter()):
        if (name := element.get("id")) and name not in used:
            del element.attrib["id"]
        parent = element.getparent()
        defined = (parent is not None and parent.tag == f"{_SVG}defs") or element.tag == f"{_SVG}symbol"
        if defined and element.tag != f"{_SVG}style" and not any(each.get("id") in used for each in element.iter()):
            _remove(element, report, "hình, chữ đã ẩn")


def _grows(root: Tree) -> bool:
    """Whether what is used again and again would become more than a machine can draw."""
    named = {each.get("id"): each for each in root.iter() if each.get("id")}
    sizes: dict[str, int] = {}

    def size(name: str, within: tuple[str, ...]) -> int:
        if name in within or len(within) > 30:
            return _MOST_USES * 100
        if name not in sizes:
            target = named.get(name)
            uses = [] if target is None else [_used(each) for each in target.iter(f"{_SVG}use")]
            sizes[name] = 1 + sum(size(each, (*within, name)) for each in uses if each)
        return sizes[name]

    total = sum(size(name, ()) for name in (_used(each) for each in root.iter(f"{_SVG}use")) if name)
    return total > _MOST_USES * 10


def _used(element: Tree) -> str:
    return (element.get("href") or element.get(f"{_XLINK}href") or "").removeprefix("#")
