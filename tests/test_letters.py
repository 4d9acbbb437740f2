"""The pages hold with the letters that people have: numbers above all, at every width and at twice the size."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from browser_setup import FONTS, LETTERS
from PIL import ImageFont

PACKAGES = LETTERS / "node_modules"

# Phones small and common, a desktop; and WCAG 1.4.4 on a phone: (width, height, size of the text in percent).
VIEWS = ((320, 640, 100), (360, 740, 100), (1280, 800, 100), (360, 740, 200))

# What sticks out of the page, or of the box that a number stands in, and what lies over a number. Letters are measured
# from their highest to their lowest, so that no accent is cut. Of an open panel only its own numbers count.
WRONG = """size => {
  document.documentElement.style.setProperty("font-size", `${size}%`, "important");
  const wrong = [], page = document.documentElement, whole = document.querySelector("dialog[open]") || document.body;
  if (page.scrollWidth > page.clientWidth) wrong.push("scrolls sideways");
  if (size > 100)
    for (const part of document.querySelectorAll("body *"))
      if (part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1
          && !part.closest("svg, .hidden-text, .skip, thead, tbody"))  // a wide table scrolls in itself
        wrong.push(`${part.tagName}.${part.className} is cut off`);
  const text = document.createRange();
  const numbers = [...whole.querySelectorAll("a[href^='tel:'] b, a[href^='tel:']:not(:has(b))")];
  for (const number of numbers.filter(each => each.checkVisibility())) {
    number.scrollIntoView({ block: "center", behavior: "instant" });
    text.selectNodeContents(number);
    for (const line of text.getClientRects()) {
      for (let box = number; box !== whole; box = box.parentElement) {
        const { display, backgroundColor, borderTopWidth, overflow } = getComputedStyle(box);
        const seen = backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(borderTopWidth) || overflow !== "visible";
        const edge = box.getBoundingClientRect();
        if (display !== "inline" && seen && (line.left < edge.left || line.right > edge.right
            || line.top < edge.top || line.bottom > edge.bottom))
          wrong.push(`${number.textContent} is higher or wider than its ${box.tagName}.${box.className}`);
      }
      for (const x of [.1, .5, .9])
        for (const y of [.2, .5, .8]) {
          const there = document.elementFromPoint(line.left + x * line.width, line.top + y * line.height);
          if (!there || !number.contains(there) && !there.contains(number))
            wrong.push(`${number.textContent} is covered by ${there && there.tagName}`);
        }
    }
  }
  return [...new Set(wrong)].slice(0, 5);
}"""


def faults(tab) -> list[str]:
    """What is wrong with the page that is open, in any of the views."""
    found = []
    for width, height, size in VIEWS:
        tab.set_viewport_size({"width": width, "height": height})
        found += [f"{width} px, {size} %: {fault}" for fault in tab.evaluate(WRONG, size)]
    return found


def test_every_page_holds_with_the_letters_of_a_phone(page, serve, site_dir, pages_to_open):
    tab = page(font=FONTS[0])
    wrong = {}
    for address in pages_to_open:
        tab.goto(serve(site_dir) + address[1:])
        wrong[address] = faults(tab)
    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.parametrize("font", FONTS[1:])
def test_every_kind_of_page_holds_with_other_letters(font, page, serve, site_dir, one_of_each_kind):
    tab = page(font=font)
    wrong = {}
    for address in one_of_each_kind:
        tab.goto(serve(site_dir) + address[1:])
        wrong[address] = faults(tab)
    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.parametrize("font", FONTS)
def test_the_panel_holds_with_all_letters(font, page, serve, site_dir):
    tab = page(serve(site_dir), font=font)
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    assert tab.get_by_role("dialog").is_visible()
    assert faults(tab) == []


# --- what the tests above stand on ---


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig says which letters there are")
@pytest.mark.parametrize("font", FONTS)
def test_the_browser_shows_these_letters_and_no_others(font, page, serve, site_dir):
    """Whatever fonts the machine has."""
    tab = page(serve(site_dir) + "ho-tro/", font=font)
    wire = tab.context.new_cdp_session(tab)
    wire.send("DOM.enable")
    wire.send("CSS.enable")
    page_itself = wire.send("DOM.getDocument")["root"]["nodeId"]
    heading = wire.send("DOM.querySelector", {"nodeId": page_itself, "selector": "h1"})
    shown = wire.send("CSS.getPlatformFontsForNode", heading)["fonts"]
    assert {each["familyName"] for each in shown} == {font}


def test_they_have_every_letter_of_vietnamese():
    faces = [
        *PACKAGES.glob("@expo-google-fonts/*/[47]00*/*.ttf"),
        *PACKAGES.glob("dejavu-fonts-ttf/ttf/DejaVuSans*.ttf"),
    ]
    assert len(faces) > 8
    assert {face.name: lacking for face in faces if (lacking := without(face))} == {}


def without(face: Path) -> list[str]:
    """The letters for which this file has only the sign of a letter that is missing."""
    font = ImageFont.truetype(face, 32)
    missing = bytes(font.getmask("\uffff"))
    return [letter for letter in vietnamese() if bytes(font.getmask(letter)) == missing]


def vietnamese() -> list[str]:
    """Each vowel with each tone, and đ, small and capital."""
    tones = ("", *"\u0300\u0301\u0303\u0309\u0323")
    small = ["đ", *(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones)]
    return small + [letter.upper() for letter in small]
