"""The look of the site on two pages, for whoever goes on with it: `make look`.

look/index.html is the design language, read from theme/assets/site.css and from the real pages: colours with their
contrast, sizes of text, spaces, each component as it stands on a page. look/pages.html is every kind of page on four
widths, in the light and in the dark, and every print. Both lie outside the site, and are made anew each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html import escape
from io import BytesIO
from itertools import product
from pathlib import Path
from shutil import rmtree

from browser_setup import find_chromium, find_shell, launch
from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from serving import ROOT, Handler, served

SITE, FOLDER = ROOT / "site", ROOT / "look"
WIDTHS = {360: 740, 768: 1000, 1280: 900, 1920: 1000}
SCHEMES = ("light", "dark")
LEAST = 4.5  # to 1, of words on their ground (WCAG 2.2, 1.4.3)

# Words on their ground, by the names of site.css.
PAIRS = (
    *(("ink", "paper"), ("ink", "card"), ("ink", "tint"), ("ink", "orange-tint")),
    *(("soft", "paper"), ("soft", "card"), ("soft", "tint"), ("soft", "orange-tint")),
    *(("violet-link", "paper"), ("violet-link", "card"), ("violet-link", "tint"), ("violet-link", "orange-tint")),
    *(("on-violet", "violet"), ("orange-ink", "paper"), ("orange-ink", "orange-tint")),
)
TEXTS = ("h1", "h2", "h3", ".lead", "main p:not([class])", ".fine", ".tag")

# What it is → where one stands, what shows it, and what it is for.
COMPONENTS = {
    "Header": ("/lich/", ".top", "Name and help on one line; sections and search below. Folds on phones."),
    "Numbers to call": (
        "/",
        "main .first-lines",
        "The two for danger are larger. Always icon and words.",
    ),
    "Way out": ("/hieu-dung/", "main .way-out", "Stays at the foot of pages on violence."),
    "Feature": ("/chien-dich/", ".feature", "A campaign that runs. One at most."),
    "Card": ("/tai-lieu/", ".entries li", "Picture or drawing, kind, title, summary, for whom."),
    "Filter": ("/tai-lieu/", ".facets summary", "One button; what it unfolds narrows the list at once."),
    "Door": ("/ke-hoach/", ".doors", "Three ways into one thing."),
    "Tasks": ("/", ".tasks", "Numbered; the last of an odd number takes the whole row."),
    "Units": ("/", ".units", "Many short names, each with its icon."),
    "Event": ("/", ".event", "What goes on or comes next: state, name, day."),
    "Year": ("/", ".year", "Days in a row; what is past is quiet."),
    "Downloads": ("/t/bai-hoc-35-phut/", ".take", "A look at it, and a row for each file."),
    "Contents": (
        "/quyen-rieng-tu/",
        "details.contents",
        "Of four parts and more; beside the text where there is room.",
    ),
    "Myth": ("/hieu-dung/", "article", "What people say is small; the truth is the larger voice."),
    "Matrix": (
        "/trach-nhiem/",
        ".matrix",
        "A list on narrow screens. A cell holds the first words of a duty.",
    ),
    "Duty": ("/trach-nhiem/cac-thon/", ".duties > li", "Word for word, then what it serves."),
    "Timeline": ("/lich/", ".timeline", "Dots and bars; today is a dashed line."),
    "Notice": ("/ke-hoach/", ".notice", "What must be known before one reads on."),
    "Slot": ("/in/", ".slot", "What is not known yet, and what to do meanwhile."),
    "Buttons": ("/", ".band p:has(> .button)", "One filled button in a row; the others are quiet."),
    "Explained word": ("/gioi-thieu/", ".meaning", "A quiet line beneath the passage."),
    "Document": ("/ke-hoach/2026/", ".sheet", "The plan, set as administrative documents are."),
}
PAGES = (
    *("/", "/ho-tro/", "/chien-dich/", "/tai-lieu/", "/t/bai-hoc-35-phut/", "/chien-dich/2026-11-thang-hanh-dong/"),
    *("/hieu-dung/", "/lich/", "/ke-hoach/", "/ke-hoach/2026/", "/ke-hoach/2026/doc-nhanh/", "/trach-nhiem/"),
    *("/trach-nhiem/cac-thon/", "/giai-nghia/", "/gioi-thieu/", "/in/", "/tim/", "/can-bo/"),
)
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;background:#eee;color:#222}table{border-collapse:collapse}"
    "td,th{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #bbb}.row{display:flex;gap:1rem;overflow-x:auto}"
    "figure{margin:0 0 1rem;flex:none}img{border:1px solid #999}.row img{max-height:26rem}"
    ".swatch{display:inline-block;padding:.4rem .8rem;border:1px solid #999}"
    ".bar{display:block;height:.8rem;background:#3f2470}"
)


def main() -> None:
    """Makes both pages from site/."""
    rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    css = (ROOT / "theme/assets/site.css").read_text("utf-8")
    with served(partial(Handler, directory=str(SITE), base="/")) as site, sync_playwright() as playwright:
        browser = launch(playwright, find_shell() or find_chromium())
        language = [*colours(css), *texts(browser, site), *spaces(css), *components(browser, site)]
        write("index.html", "Design language", language)
        write("pages.html", "Every kind of page", [*pages(browser, site), *prints()])
        browser.close()
    print(f"{FOLDER.name}/index.html, {FOLDER.name}/pages.html")


def write(name: str, title: str, parts: list[str]) -> None:
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    (FOLDER / name).write_text(f"{head}<h1>{title}</h1>{''.join(parts)}", "utf-8")


# --- colours, sizes, spaces ---


def palettes(css: str) -> dict[str, dict[str, str]]:
    """The colours by their names, in the light and in the dark."""
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+)", part)) for part in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    )
    return {"light": light, "dark": light | dark}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio", of two colours like "#3f2470"."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours(css: str) -> Iterator[str]:
    yield "<h2>Colours</h2><table><tr><th>Words on ground<th>Light<th>Dark</tr>"
    for word, ground in PAIRS:
        yield f"<tr><td>--{word} on --{ground}"
        for palette in palettes(css).values():
            ratio = contrast(palette[word], palette[ground])
            look = f"color:{palette[word]};background:{palette[ground]}"
            yield f'<td><span class="swatch" style="{look}">Bình đẳng giới</span> {ratio:.1f}'
            yield "" if ratio >= LEAST else " TOO LOW"
    yield "</table>"


def texts(browser: Browser, site: str) -> Iterator[str]:
    """Measured on real pages: what the browser makes of it."""
    yield f"<h2>Text</h2><table><tr><th>{'<th>'.join(('', *(f'{width} px' for width in (360, 1280))))}</tr>"
    tab = browser.new_page()
    tab.goto(site + "quyen-rieng-tu/")
    look = "part => (s => `${s.fontSize} / ${s.lineHeight}, ${s.fontWeight}`)(getComputedStyle(part))"
    for selector in TEXTS:
        tab.goto(site + ("hieu-dung/" if selector != ".tag" else "lich/"))
        yield f"<tr><th>{escape(selector)}"
        for width in (360, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            part = tab.locator(selector).first
            yield f"<td>{part.evaluate(look) if part.count() else '–'}"
    yield "</table>"


def spaces(css: str) -> Iterator[str]:
    """How often each size of a margin, a padding or a gap is used: what stands alone may be a slip."""
    used = Counter(
        float(size)
        for values in re.findall(r"(?:margin|padding|gap)[\w-]*: ([^;}]+)", css.partition("/* Print")[0])
        for size in re.findall(r"(?<![-\w.])(\d*\.?\d+)rem", values)
    )
    yield "<h2>Spaces</h2><table>"
    for size, count in sorted(used.items()):
        yield f'<tr><td>{size:g} rem<td>{count} times<td><span class="bar" style="width:{size}rem"></span></tr>'
    yield "</table>"


# --- pictures ---


def components(browser: Browser, site: str) -> Iterator[str]:
    yield "<h2>Components</h2>"
    for name, (address, selector, use) in COMPONENTS.items():
        yield f"<h3>{name}</h3><p>{use} <code>{escape(selector)}</code> on <code>{address}</code></p><div class=row>"
        for width, scheme in product((360, 1280), SCHEMES):
            tab = opened(browser, site, address, width, scheme)
            try:
                data = tab.locator(f"{selector} >> visible=true").first.screenshot(timeout=3000)
            except Error:
                yield f"<figure>not on {width} px</figure>"
            else:
                yield kept(data, f"{name}-{width}-{scheme}", f"{width} px, {scheme}")
            tab.close()
        yield "</div>"


def pages(browser: Browser, site: str) -> Iterator[str]:
    for address in PAGES:
        yield f"<h2>{address}</h2><div class=row>"
        for scheme, width in product(SCHEMES, WIDTHS):
            tab = opened(browser, site, address, width, scheme)
            yield kept(tab.screenshot(), f"page{address}{width}-{scheme}", f"{width} px, {scheme}")
            tab.close()
        yield "</div>"


def prints() -> Iterator[str]:
    for file in sorted(SITE.rglob("*.pdf")):
        yield f"<h2>{file.relative_to(SITE)}</h2><div class=row>"
        with PdfDocument(file.read_bytes()) as document:
            for number in range(min(4, len(document))):
                written = BytesIO()
                document[number].render(scale=0.8).to_pil().save(written, "PNG")
                yield kept(written.getvalue(), f"{file.relative_to(SITE)}-{number}", f"page {number + 1}")
        yield "</div>"


def opened(browser: Browser, site: str, address: str, width: int, scheme: str) -> Page:
    dark = scheme == "dark"
    tab = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, color_scheme="dark" if dark else "light")
    tab.goto(site + address[1:])
    return tab


def kept(data: bytes, name: str, words: str) -> str:
    file = re.sub(r"[^a-z0-9-]+", "-", name.lower()) + ".webp"
    Image.open(BytesIO(data)).convert("RGB").save(FOLDER / file, quality=60, method=2)
    return f'<figure><img src="{Path(file).name}" loading="lazy" alt=""><figcaption>{words}</figcaption></figure>'


if __name__ == "__main__":
    main()
