"""How well the search finds what people look for, beside Material's search and Pagefind: `make search-quality`.

The queries are those of tests/this_commune/search/queries.yml, in the ways people type, each with the pages that answer
it; others: make search-quality ARGS="--queries FILE". All three search the same pages of this site, each in Chromium as
a reader uses it. A page counts among the first eight, which is what ours shows at once.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import engines
from build import ROOT, run, tell
from engines import Engine
from finding import LEAST_FIRST, LEAST_FIVE, QUERIES, Figures, Query, figures, read_queries
from playwright.sync_api import Browser


def main(arguments: list[str] | None = None) -> int:
    """Asks all three and prints; 1 where ours finds too little."""
    options = _parser().parse_args(arguments)
    queries = read_queries(options.queries)
    with tempfile.TemporaryDirectory() as folder, engines.chromium() as browser:
        found = {engine.name: ranks(engine, queries, browser) for engine in searches(Path(folder))}
    own = next(iter(found.values()))
    print_figures(queries, found)
    if options.missed:
        print_missed(queries, own)
    return print_verdict(figures(own))


def searches(folder: Path) -> list[Engine]:
    """Builds this site and its pages for the other searches; ours is the first."""
    site, written = folder / "site", folder / "written"
    run("-m", "mkdocs", "build", "--quiet", "-d", str(site), cwd=ROOT)
    run("-m", "commune", "pages", str(written), cwd=ROOT)
    pages = engines.findable(site)
    tell(f"{len(pages)} trang, như nhau cho cả ba.")
    return [
        engines.ours(site),
        engines.material(written, pages, folder / "material"),
        engines.pagefind(site, pages, folder / "pagefind"),
    ]


def ranks(engine: Engine, queries: Sequence[Query], browser: Browser) -> list[int]:
    """For each query the place of the first page that answers it, 0 where there is none."""
    with engines.served(engine.site) as (address, _), engines.new_tab(browser) as tab:
        engine.open(tab, address)
        return [query.rank(engine.ask(tab, address, query.text)) for query in queries]


# --- words ---


def print_figures(queries: Sequence[Query], found: dict[str, list[int]]) -> None:
    """A line for the whole and one for each kind, with the figures of each search."""
    tell(" " * 19 + "".join(f"{name:^27}" for name in found))
    tell(f"{'':14}{'số':>4} " + f"{'đầu':>9}{'trong 5':>9}{'MRR':>7}  " * len(found))
    kinds = dict.fromkeys(query.kind for query in queries)
    _print_line("tất cả", list(range(len(queries))), found)
    for kind in kinds:
        _print_line(kind, [at for at, query in enumerate(queries) if query.kind == kind], found)


def _print_line(name: str, places: Sequence[int], found: dict[str, list[int]]) -> None:
    line = f"{name:14}{len(places):>4} "
    for ranks in found.values():
        shown = figures(ranks[at] for at in places)
        line += f"{shown.first:>9.3f}{shown.five:>9.3f}{shown.mrr:>7.3f}  "
    tell(line)


def print_missed(queries: Sequence[Query], ranks: Sequence[int]) -> None:
    """The queries whose answer does not come first, with its place ("-" where there is none)."""
    for query, rank in zip(queries, ranks, strict=True):
        if rank != 1:
            tell(f"  {rank or '-'}  {query.kind}: {query.text}")


def print_verdict(own: Figures) -> int:
    """Whether ours finds enough; 1 where it does not."""
    tell(f"Của trang: đầu {own.first:.3f} (ít nhất {LEAST_FIRST}), trong 5 {own.five:.3f} (ít nhất {LEAST_FIVE}): "
         f"{'đạt' if own.good else 'CHƯA ĐẠT'}")  # fmt: skip
    return 0 if own.good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Đo xem ô tìm có ra đúng trang không, bên cạnh hai cách tìm khác.")
    parser.add_argument("--queries", type=Path, default=QUERIES, help="tệp câu hỏi khác")
    parser.add_argument("--missed", action="store_true", help="kể những câu mà trang đúng không đứng đầu")
    return parser


if __name__ == "__main__":
    sys.exit(main())
