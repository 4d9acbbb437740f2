"""Searches and how well they find: the queries of people, what the site's own search answers, and the figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).resolve().parent / "this_commune" / "search" / "queries.yml"
# Written before anybody looked at the wordings or the index. From all but the last the wordings were learnt since.
OTHERS = sorted(QUERIES.parent.glob("queries-*.yml"))
AT_ONCE = 8  # results that ours shows before "Xem thêm"; of every search no more than these count
LEAST_FIRST, LEAST_FIVE = 0.92, 0.98  # of the queries: a page that must come up stands first; among the first five

# What typing and Enter do, and what they show: hundreds of queries in one step take seconds.
_ASK = """async queries => {
  const shown = [];
  const ask = query => new Promise(resolve => {
    const field = document.querySelector(".find input"), found = document.querySelector(".found");
    new MutationObserver((_, observer) => {
      if (found.getAttribute("aria-busy") === "true") return;
      observer.disconnect();
      resolve();
    }).observe(found, { attributes: true, attributeFilter: ["aria-busy"] });
    field.value = query;
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  });
  for (const query of queries) {
    await ask(query);
    shown.push([...document.querySelectorAll(".found ol li a")].map(link => link.href));
  }
  return shown;
}"""


_LETTERS = """words => {
  const field = document.querySelector(".find input");
  for (let end = 1; end <= words.length; end++) {
    field.value = words.slice(0, end);
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  }
}"""


@dataclass(frozen=True)
class Query:
    """What somebody typed, in which of the ways people type, and the pages that answer it."""

    text: str
    kind: str
    pages: frozenset[str]

    def rank(self, found: Sequence[str]) -> int:
        """The place, from 1, of the first page that answers; 0 where none of `found` does."""
        return next((place for place, page in enumerate(found[:AT_ONCE], 1) if page in self.pages), 0)


@dataclass(frozen=True)
class Figures:
    """Shares of the queries with an answer at the first place and among the first five; the mean of 1/place."""

    first: float
    five: float
    mrr: float

    @property
    def good(self) -> bool:
        return self.first >= LEAST_FIRST and self.five >= LEAST_FIVE


def read_queries(path: Path = QUERIES) -> list[Query]:
    if not path.exists():
        raise SystemExit(f"{path}: chưa có câu hỏi nào. Mỗi xã tự ghi những gì người của mình hay gõ.")
    asked = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return [Query(each["query"], each["kind"], frozenset(each["pages"])) for each in asked]


def figures(ranks: Iterable[int]) -> Figures:
    """The figures of the ranks of at least one query."""
    places = list(ranks)
    return Figures(
        sum(place == 1 for place in places) / len(places),
        sum(0 < place <= 5 for place in places) / len(places),
        sum(1 / place for place in places if place) / len(places),
    )


def index_paths(site: Path) -> list[str]:
    """The files of the index of a built site, in the order they are loaded in: "tim/muc-luc.json" …"""
    first = json.loads((site / "tim/muc-luc.json").read_text("utf-8"))
    numbers = range(1, first["steps"] + first["more"] + 1)
    return ["tim/muc-luc.json", *(f"tim/{first['version']}/{number}.json" for number in numbers)]


def index_files(site: Path) -> list[dict[str, Any]]:
    """What they say."""
    return [json.loads((site / path).read_text("utf-8")) for path in index_paths(site)]


def type_letters(tab: Page, words: str) -> None:
    """Types `words` letter by letter, with a search after each: somebody who types slowly."""
    tab.evaluate(_LETTERS, words)
    tab.wait_for_selector(".found[aria-busy=false]", state="attached")


def open_ours(tab: Page, site: str) -> None:
    """Opens the first page of the built site, served at `site`, and goes to the field: that loads the search."""
    tab.goto(site)
    tab.click(".find input")
    tab.wait_for_selector(".found", state="attached")


def ask_ours(tab: Page, site: str, query: str) -> list[str]:
    """Puts `query` into the field, with Enter, which waits for no pause; the addresses of the pages that are shown."""
    return ask_all(tab, site, [query])[0]


def ask_all(tab: Page, site: str, queries: Sequence[str]) -> list[list[str]]:
    """The same of many, one after the other."""
    return [_pages(urls, site) for urls in tab.evaluate(_ASK, queries)]


def addresses(tab: Page, links: str, site: str) -> list[str]:
    """The pages that these links lead to, each once: "/lich/" of "{site}lich/?h=x#y"."""
    return _pages(tab.eval_on_selector_all(links, "links => links.map(link => link.href)"), site)


def _pages(urls: Iterable[str], site: str) -> list[str]:
    return list(dict.fromkeys(page_of(each, site) for each in urls))


def page_of(url: str, site: str) -> str:
    return "/" + urlsplit(url).path.removeprefix(urlsplit(site).path)
