"""What the search costs with thousands of posts, beside Material's own: `make search-benchmark`.

The posts are of varied Vietnamese text (varied.py). Measured: the seconds of making the index, for these posts and for
twice as many, and their share of a whole build with its pictures made before; in Chromium, slowed to a quarter as a
phone is, the bytes on the wire and the milliseconds from the end of a pause in typing to the results. Each query is
once the first of a tab, for its bytes, and then one among others, for its time: the shortest of the runs, since what
else the machine does only adds to it. What a network adds is not in it, and Material searches in a worker, which is not
slowed.

Then what a log of the host tells: queries out of words that were not chosen for it, each typed letter by letter by
somebody else, and how many of them have the same list of requests, in the same order. And on this commune's own site,
over a line of 50 kbit/s and 800 ms, when the lines to call, the first results and all of them are there.

For a quick look: make search-benchmark ARGS="--posts 200 --asked 50".
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copy
from statistics import median
from time import perf_counter

import engines
import varied
from build import DAY, ROOT, Repository, repository, run, seconds, shown, tell
from commune.search.folding import exact, folded
from commune.search.pages import search_assets
from commune.search.reading import URI as WORDINGS
from commune.site import make_site
from engines import Engine, Sent
from finding import OTHERS, read_queries, type_letters
from playwright.sync_api import Browser, Page, Request
from posts import SEED

PER_KIND = 2  # queries of each of the ways people type
SLOWED = 4
WIRE_LIMIT, PAUSE_LIMIT, DOUBLE_LIMIT = 150_000, 100, 2.2  # bytes of a first query; milliseconds; twice the posts
LEAST_SHARED = 1 / 25  # of the queries: 20 of 500 with the same requests
SLOW_LINE, FIRST_LIMIT = {"offline": False, "latency": 800, "downloadThroughput": 6250, "uploadThroughput": 6250}, 12

# What typing does, to what is shown; the milliseconds in between.
_TYPE_OURS = """query => new Promise(resolve => {
  const field = document.querySelector(".find input"), found = document.querySelector(".found");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (found.getAttribute("aria-busy") === "true") return;
    observer.disconnect();
    found.offsetHeight;
    resolve(performance.now() - start);
  }).observe(found, { attributes: true, attributeFilter: ["aria-busy"] });
  field.value = query;
  field.dispatchEvent(new Event("input"));
})"""


@dataclass(frozen=True)
class Cost:
    """`unasked`: files loaded before any search. Of every query: bytes where it is the first in its tab; then, among
    others, bytes, files and milliseconds."""

    unasked: int
    first: list[int]
    later: list[int]
    requests: list[int]
    pauses: list[float]


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; 1 where ours passes a limit."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        one, two = (posts_to_find(Path(folder) / str(count), count) for count in (options.posts, 2 * options.posts))
        linear = print_making(one, two, options.runs)
        within = print_use(one, options.runs)
        unknown = print_sharing(engines.ours(one.built), asked_by_others(options.asked))
        soon = print_slow_line(Path(folder) / "own")
    return 0 if linear and within and unknown and soon else 1


def posts_to_find(root: Path, count: int) -> Repository:
    """A repository with `count` posts of varied text, and the wordings of this one: they look for more words."""
    made = repository(root, count, varied.body)
    copy(ROOT / WORDINGS, root / WORDINGS)
    return made


def print_use(built: Repository, runs: int) -> bool:
    """Prints sizes, bytes and times of ours and of Material's search; whether ours keeps within the limits."""
    built.write_pages()
    own = engines.ours(built.built)
    material = engines.material(built.written, engines.findable(own.site), built.root / ".material")
    queries = chosen_queries()
    for engine in (own, material):
        print_size(engine)
    with engines.chromium() as browser:
        ours = cost(own, _TYPE_OURS, pause_of(own), browser, queries, runs)
        theirs = cost(material, engines.TYPE_MATERIAL, 0, browser, queries, 1)
    print_cost(own, ours)
    print_cost(material, theirs)
    within = [
        _within("Lần tìm đầu nặng nhất, KB", max(ours.first) / 1000, WIRE_LIMIT / 1000),
        _within("Chờ sau khi ngừng gõ, giữa các câu, mili giây", median(ours.pauses), PAUSE_LIMIT),
        _within("Số tệp tải khi chưa ai tìm", ours.unasked, 0),
    ]
    return all(within)


# --- making the index ---


def print_making(one: Repository, two: Repository, runs: int) -> bool:
    """Builds `one`, and prints how long its index takes, beside the whole build and an index of twice the posts."""
    tell(f"Dựng trước {one.count} bài, để có sẵn ảnh và thẻ chia sẻ …")
    one.build()
    one.clear()
    whole = seconds(one.build)
    few, many = (index_seconds(each.root, runs) for each in (one, two))
    tell(f"Cả trang, {one.count} bài:      {shown(whole)}")
    tell(f"Mục lục tìm, {one.count} bài:   {shown(few)}, {few / whole:.1%} của cả trang")
    tell(f"Mục lục tìm, {two.count} bài:   {shown(many)}")
    return _within("Gấp đôi số bài, số lần", many / few, DOUBLE_LIMIT)


def index_seconds(root: Path, runs: int) -> float:
    """The seconds of making the files of the search, the median; the pages have been made before."""
    content, manifest = make_site(root, DAY, DAY)
    wordings = content.wordings.wordings()

    def make() -> None:
        exact.cache_clear()
        folded.cache_clear()
        search_assets(manifest, {}, wordings)

    return median(seconds(make) for _ in range(runs))


# --- using it ---


def chosen_queries() -> list[str]:
    """The first queries of each kind of tests/this_commune/search/queries.yml."""
    queries = read_queries()
    kinds = dict.fromkeys(query.kind for query in queries)
    return [one.text for kind in kinds for one in [each for each in queries if each.kind == kind][:PER_KIND]]


def pause_of(engine: Engine) -> float:
    """The milliseconds of quiet that ours waits for after a letter."""
    script = (engine.site / "tim/search.js").read_text("utf-8")
    if not (found := re.search(r"\bWAIT = (\d+)", script)):
        raise ValueError("search.js: không thấy WAIT")
    return float(found[1])


def cost(engine: Engine, typing: str, pause: float, browser: Browser, queries: Sequence[str], runs: int) -> Cost:
    """What the queries cost; `typing` is the script that types one and returns the milliseconds, with the `pause`."""
    with engines.served(engine.site) as (address, sent):
        once = queries if engine.each_first else queries[:1]
        firsts = [first_bytes(engine, typing, browser, address, sent, query) for query in once]
        tabs = [among_others(engine, typing, browser, address, sent, queries) for _ in range(runs)]
    return Cost(
        unasked=max(unasked for unasked, _ in firsts),
        first=[size for _, size in firsts],
        later=[sum(sizes) for sizes, _ in tabs[0]],
        requests=[len(sizes) for sizes, _ in tabs[0]],
        pauses=[min(times) - pause for times in zip(*([time for _, time in tab] for tab in tabs), strict=True)],
    )


def first_bytes(engine: Engine, typing: str, browser: Browser, address: str, sent: Sent, query: str) -> tuple[int, int]:
    """What is loaded for the search before anybody goes to the field, in files; and in bytes, with a first query."""
    with engines.new_tab(browser) as tab:
        tab.goto(address, wait_until="networkidle")
        before = sizes(engine, sent)
        engine.open(tab, address)
        tab.evaluate(typing, query)
        tab.wait_for_load_state("networkidle")
    return len(before), sum(before) + sum(sizes(engine, sent))


def among_others(
    engine: Engine, typing: str, browser: Browser, address: str, sent: Sent, queries: Sequence[str]
) -> list[tuple[list[int], float]]:
    """The bytes of what each query loads, one after the other in a slowed tab, and its milliseconds."""
    with engines.new_tab(browser) as tab:
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        engine.open(tab, address)
        tab.wait_for_load_state("networkidle")
        sizes(engine, sent)
        found = []
        for query in queries:
            time = tab.evaluate(typing, query)
            found.append((sizes(engine, sent), time))
    return found


def sizes(engine: Engine, sent: Sent) -> list[int]:
    """The bytes of each file of the search that was sent since the last time."""
    return [size for path, size in sent.take() if engine.is_search(path)]


# --- what a log tells ---


def asked_by_others(count: int) -> list[str]:
    """Queries of one to five words, of everyday language, of the wordings, of names and of what people asked.

    Half are without marks, as most people type.
    """
    random, words = Random(SEED + 1), varied.vocabulary()[0]
    said = [*words[: len(words) // 2], *(query.text for path in OTHERS for query in read_queries(path))]
    queries = [" ".join(random.choices([*said, *words], k=random.randint(1, 3))) for _ in range(count)]
    return [query if random.random() < 0.5 else " ".join(map(folded, map(exact, query.split()))) for query in queries]


def print_sharing(engine: Engine, queries: Sequence[str]) -> bool:
    """Prints how many queries have the same requests; whether none has them with too few others."""
    with engines.chromium() as browser, engines.served(engine.site) as (address, _), engines.new_tab(browser) as tab:
        lists = Counter(requests_of(tab, address, query) for query in queries)
    sizes = sorted(lists.values())
    tell(f"{engine.name}, {len(queries)} câu gõ từng chữ cái: {len(lists)} danh sách tệp khác nhau")
    tell(f"  số câu chung một danh sách, từ ít nhất: {', '.join(map(str, sizes[:10]))}{' …' if sizes[10:] else ''}")
    enough = sizes[0] >= LEAST_SHARED * len(queries)
    tell(f"Ít câu nhất chung một danh sách: {sizes[0]} (ít nhất {LEAST_SHARED * len(queries):.0f}): {_verdict(enough)}")
    return enough


def requests_of(tab: Page, address: str, query: str) -> tuple[str, ...]:
    """What is asked for when `query` is typed letter by letter, in its order, on a page that was opened anew."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.goto(address)
    tab.on("request", note)
    tab.focus(".find input")
    tab.wait_for_selector(".found", state="attached")
    type_letters(tab, query)
    tab.wait_for_timeout(50)  # for what should not be asked for any more
    tab.remove_listener("request", note)
    return tuple(asked)


# --- on a slow line ---


def print_slow_line(folder: Path) -> bool:
    """Prints when things are there on this commune's own site, over a slow line; whether results are soon enough."""
    run("-m", "mkdocs", "build", "--quiet", "-d", str(folder), cwd=ROOT)
    with engines.chromium() as browser:
        times = [slow_times(engines.ours(folder), browser, query) for query in chosen_queries()[:PER_KIND]]
    calls, first, whole = (max(each) for each in zip(*times, strict=True))
    tell(f"Trang này, 50 kbit/s, 800 ms: số để gọi sau {calls:.1f} giây, kết quả đầu {first:.1f}, đủ {whole:.1f}")
    return _within("Kết quả đầu trên đường mạng chậm, giây", first, FIRST_LIMIT)


def slow_times(engine: Engine, browser: Browser, query: str) -> list[float]:
    """The seconds from going to the field to the lines to call, the first result, and the last of the index."""
    with engines.served(engine.site) as (address, _), engines.new_tab(browser) as tab:
        tab.goto(address + "lich/", wait_until="networkidle")
        tab.context.new_cdp_session(tab).send("Network.emulateNetworkConditions", SLOW_LINE)
        start = perf_counter()
        tab.click(".find input")
        tab.keyboard.type(query)
        return [_since(start, tab, what) for what in (".found-help", ".found ol li", ".found[aria-busy=false]")]


def _since(start: float, tab: Page, what: str) -> float:
    tab.wait_for_selector(what, timeout=60_000)
    return perf_counter() - start


# --- words ---


def print_size(engine: Engine) -> None:
    files = [file for begin in engine.begins for file in (engine.site / begin.strip("/")).rglob("*") if file.is_file()]
    tell(f"{engine.name}: mọi tệp của việc tìm: {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


def print_cost(engine: Engine, cost: Cost) -> None:
    tell(f"{engine.name}, {len(cost.pauses)} câu (giữa; nhiều nhất):")
    tell(f"  lần tìm đầu:           {median(cost.first) / 1000:.0f}; {max(cost.first) / 1000:.0f} KB")
    tell(f"  mỗi lần sau:           {median(cost.later) / 1000:.0f}; {max(cost.later) / 1000:.0f} KB")
    tell(f"  số tệp mỗi lần sau:    {median(cost.requests):.0f}; {max(cost.requests)}")
    tell(f"  chờ sau khi ngừng gõ:  {median(cost.pauses):.0f}; {max(cost.pauses):.0f} mili giây")
    tell(f"  tệp tải khi chưa tìm:  {cost.unasked}")


def _within(name: str, value: float, limit: float) -> bool:
    tell(f"{name}: {value:.4g} (tối đa {limit:g}): {_verdict(value <= limit)}")
    return value <= limit


def _verdict(good: bool) -> str:
    return "đạt" if good else "KHÔNG ĐẠT"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Đo ô tìm của trang có nhiều bài.")
    parser.add_argument("--posts", type=int, default=2000, help="số bài; mục lục cũng đo với gấp đôi số ấy")
    parser.add_argument("--asked", type=int, default=500, help="số câu, để xem máy chủ biết được gì")
    parser.add_argument("--runs", type=int, default=5, help="số lượt đo")
    return parser


if __name__ == "__main__":
    sys.exit(main())
