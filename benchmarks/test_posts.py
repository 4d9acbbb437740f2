"""The invented posts are posts: each is read by the model of campaigns. Run with: .venv/bin/pytest benchmarks"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import posts
import pytest
import varied
import yaml
from commune.campaigns.material_model import Material
from commune.campaigns.model import Post
from commune.core.problem import Problems
from commune.core.schema import read_record
from commune.core.yaml_nodes import split_front_matter
from commune.search.folding import exact, folded, tokens
from words import WORDS

CHOICES = posts.Choices(
    audiences=("nam-gioi", "thon", "toan-dan"),
    topics=("phap-luat", "tre-em", "binh-dang-gioi"),
    plan_items=("ii-1", "ii-2", "ii-3-1"),
    materials=posts.material_ids(),
)
COUNT = 60


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("posts")
    posts.write_materials(folder, CHOICES)
    posts.write_posts(folder, COUNT, CHOICES, posts.body)
    return folder


def read(path, model):
    problems = Problems()
    front, body, _ = split_front_matter(path.read_text("utf-8"), path.name, problems)
    document = read_record(model, front, path.name, problems)
    assert str(problems) == ""
    return document.record, body


def test_words_are_many_and_different():
    assert len(set(WORDS)) == len(WORDS) >= 590


def test_every_post_is_a_post_with_every_field(root):
    files = sorted(root.glob("content/campaigns/*/index.md"))
    assert len(files) == COUNT
    for path in files:
        post, body = read(path, Post)
        assert post.model_fields_set == set(Post.model_fields)
        assert path.parent.name.startswith(f"{post.date:%Y-%m}-")
        assert 250 <= len(body.split()) <= 500
        assert all((path.parent / each.file).exists() for each in post.all_pictures)


def test_every_material_is_a_material(root):
    assert [read(path, Material)[0].kind for path in sorted(root.glob("content/materials/*/index.md"))] == [
        "y-chinh"
    ] * 8


def test_posts_are_on_every_list(root):
    fronts = [yaml.safe_load(path.read_text("utf-8").split("---")[1]) for path in root.glob("content/campaigns/*/*.md")]
    for field in ("audience", "topics", "plan_items", "materials"):
        terms = getattr(CHOICES, "audiences" if field == "audience" else field)
        assert {term for front in fronts for term in front[field]} == set(terms)
    assert {front["type"] for front in fronts} == {"campaign", "story"}
    assert {front["date"][:4] for front in fronts} == {str(year) for year in range(2020, 2028)}


def test_twice_the_same_bytes(root, tmp_path):
    posts.write_posts(tmp_path, 5, CHOICES, posts.body)
    for path in tmp_path.rglob("content/campaigns/*/*"):
        assert path.read_bytes() == (root / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.parametrize("number", range(posts.PICTURES))
def test_pictures_weigh_about_200_kb(number):
    assert 150_000 < len(posts.picture(number)) < 260_000


def test_varied_posts_have_common_and_seldom_syllables():
    said = [varied.body(Random(number), None) for number in range(200)]
    assert all(250 <= len(text.split()) <= 520 for text in said)
    on = Counter(
        one for text in said for one in {folded(exact(word)) for word in tokens(text.removesuffix(posts.CALL + "\n"))}
    )
    shares = [count / len(said) for count in on.values()]
    assert sum(share > 0.9 for share in shares) < 0.03 * len(shares)
    assert sum(share < 0.05 for share in shares) > 0.5 * len(shares) > 500
