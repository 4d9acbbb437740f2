"""The site's own search finds what people look for: the figures of `make search-quality`, for ours alone."""

from __future__ import annotations

import pytest
from finding import LEAST_FIRST, LEAST_FIVE, OTHERS, ask_all, figures, open_ours, read_queries
from finding import QUERIES as FIRST

QUERIES = read_queries()
OFFICERS = "/can-bo/"


def test_queries_are_many_and_of_every_kind():
    kinds = {query.kind for query in QUERIES}
    assert len({query.text for query in QUERIES}) == len(QUERIES) >= 120
    assert kinds >= {"marks", "no-marks"}


def test_queries_ask_for_pages_that_there_are(site_dir):
    for query in [*QUERIES, *(query for path in OTHERS for query in read_queries(path))]:
        assert query.pages, query.text
        for address in query.pages:
            assert (site_dir / address.strip("/") / "index.html").exists(), f"{query.text}: {address}"


@pytest.mark.parametrize("path", [FIRST, *OTHERS], ids=lambda path: path.stem)
def test_a_page_that_answers_comes_up(path, site_dir, serve, page):
    site, queries = serve(site_dir), read_queries(path)
    tab = page()
    open_ours(tab, site)
    answers = dict(zip(queries, ask_all(tab, site, [query.text for query in queries]), strict=True))
    ranks = {query.text: query.rank(found) for query, found in answers.items()}
    found = figures(ranks.values())
    missed = [text for text, rank in ranks.items() if not 0 < rank <= 5]
    assert found.five >= LEAST_FIVE, missed
    assert found.first >= LEAST_FIRST, [text for text, rank in ranks.items() if rank != 1]
    for query, found_pages in answers.items():
        asks_officers = any(address.startswith(OFFICERS) for address in query.pages)
        assert asks_officers or not found_pages[0].startswith(OFFICERS), query.text
