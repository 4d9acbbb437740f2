"""How long a site with thousands of posts takes to build: `make benchmark`.

In one run, in turns, the medians: (a) the whole build; (b) MkDocs with the same theme and the hooks off over the very
files that `python -m commune pages` wrote; (c) the whole build of twice the posts. Pictures and share cards are made
before, by a build that is not counted; what one of them costs is printed apart. All of it takes many minutes and some
GB of disk; for a quick look: make benchmark ARGS="--posts 200 --runs 1".
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from shutil import copy, copytree, ignore_patterns, rmtree
from statistics import median
from time import perf_counter

import posts
import yaml
from commune.core.cache import NoCache
from commune.core.names import BRACES
from commune.core.page import Asset
from commune.core.problem import Place, Problems
from commune.core.prose import Prose
from commune.core.sanitising import POST
from commune.core.source import read_source
from commune.output.blocks import blocks_of
from commune.output.pdf import pdf
from commune.plan.reading import read_plans
from commune.site import make_site
from commune.uploads import photos as pictures
from commune.vocabulary import read_vocabulary

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
from communes import assemble  # noqa: E402 - the tests are no package

DAY = date(2027, 3, 24)
EPOCH = "1806000000"  # on that day
HOOKS_LIMIT, DOUBLE_LIMIT = 1.15, 2.2  # of the whole build: to the baseline, and with twice the posts


@dataclass(frozen=True)
class Repository:
    """A copy of the second commune's repository with `count` posts, and where its builds go."""

    root: Path
    count: int

    @property
    def written(self) -> Path:
        """Where `commune pages` writes, and the baseline reads."""
        return self.root / ".written"

    @property
    def built(self) -> Path:
        """Where every build goes."""
        return self.root / ".built"

    def build(self) -> None:
        """The whole build, with hooks."""
        self._mkdocs(self.root / "mkdocs.yml")

    def build_without_hooks(self) -> None:
        """The baseline: the same theme over the written files."""
        self._mkdocs(self.root / ".baseline.yml")

    def write_pages(self) -> None:
        """Writes the files of the baseline, and its settings: those of the site, less what is about the hooks."""
        run("-m", "commune", "--root", str(self.root), "pages", str(self.written), cwd=self.root)
        settings = yaml.safe_load((self.root / "mkdocs.yml").read_text("utf-8"))
        for key in ("hooks", "watch", "validation"):
            settings.pop(key)
        settings["docs_dir"] = str(self.written)
        (self.root / ".baseline.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")

    def clear(self) -> None:
        """Removes what was built, so that every build begins alike."""
        rmtree(self.built, ignore_errors=True)

    def _mkdocs(self, config: Path) -> None:
        run("-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(self.built), cwd=self.root)


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; 1 where a limit is passed."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        print_costs(repository(Path(folder) / "few", 2).root)
        one = repository(Path(folder) / "one", options.posts)
        two = repository(Path(folder) / "two", 2 * options.posts)
        one.write_pages()
        for each in (one, two):
            tell(f"Dựng trước {each.count} bài, để có sẵn ảnh và thẻ chia sẻ …")
            each.build()
        times = measure(
            {"a": (one, one.build), "b": (one, one.build_without_hooks), "c": (two, two.build)}, options.runs
        )
    return print_ratios({name: median(seconds) for name, seconds in times.items()}, options.posts)


def repository(root: Path, count: int, text: posts.Text = posts.body) -> Repository:
    """Makes a repository of the second commune with `count` posts in `root`; `text` writes what they say."""
    assemble(root)
    for shared in ("hooks", "theme"):
        copytree(ROOT / shared, root / shared, ignore=ignore_patterns("__pycache__"))
    copy(ROOT / "mkdocs.yml", root)
    choices = choices_in(root)
    posts.write_materials(root, choices)
    posts.write_posts(root, count, choices, text)
    return Repository(root, count)


def choices_in(root: Path) -> posts.Choices:
    """What posts may name in this repository. Raises ValueError where its content cannot be read."""
    problems = Problems()
    source = read_source(root, problems)
    vocabulary, plans = read_vocabulary(source, problems), read_plans(source, problems)
    if vocabulary is None or not plans:
        raise ValueError(str(problems))
    duties = [duty.item.id for unit in plans[0].units for duty in unit.responsibilities]
    return posts.Choices(
        audiences=[term.id for term in vocabulary.record.audiences],
        topics=[term.id for term in vocabulary.record.topics],
        plan_items=[*(task.item.id for task in plans[0].tasks), *duties],
        materials=posts.material_ids(),
    )


def measure(builds: dict[str, tuple[Repository, Callable[[], None]]], runs: int) -> dict[str, list[float]]:
    """The seconds of each build, one after the other in every run: what slows the machine slows them all."""
    times: dict[str, list[float]] = {name: [] for name in builds}
    for number in range(1, runs + 1):
        for name, (repository, build) in builds.items():
            repository.clear()
            times[name].append(seconds(build))
            tell(f"Lượt {number}/{runs}, {name}: {shown(times[name][-1])}")
    return times


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


# --- what one thing costs that has not been made before ---


def print_costs(root: Path) -> None:
    """Prints what a picture, a PDF and a share card (an Asset of kind "card") cost, each made for the first time."""
    _, manifest = make_site(root, DAY, DAY)
    cards = [item for item in manifest.assets if item.kind == "card"]
    tell("Làm lần đầu, không tính vào các tỉ lệ:")
    tell(f"  một ảnh, mọi cỡ:  {shown(picture_cost())}")
    tell(f"  một tệp PDF:      {shown(pdf_cost())}")
    tell(f"  một thẻ chia sẻ:  {cost_of(cards)}")


def picture_cost() -> float:
    """The seconds that all versions of one picture take."""
    data = posts.picture(0)
    made = pictures.versions(pictures.picture_size(data))
    return seconds(lambda: [pictures.render_version(data, version) for version in made])


def pdf_cost() -> float:
    """The seconds that a print of a text takes."""
    prose = Prose(BRACES.sub("113", posts.body(Random(0), None)), Place("index.md", 1), POST)
    blocks = [block.as_data() for block in blocks_of(prose.made.html)]
    said = {"title": "Bài để đo", "kicker": "Ý chính", "blocks": blocks, "aloud": False, "lines": [], "qr": None}
    about = {
        "people_committee": "UBND",
        "place": "Xã",
        "licence": "CC BY 4.0",
        "version": 1,
        "dated": "",
        "address": None,
    }
    return seconds(lambda: pdf("campaigns/text.typ", {**said, **about}, DAY, NoCache()))


def cost_of(assets: Iterable[Asset]) -> str:
    """The median of making each of these files, in words."""
    times = [seconds(lambda: asset.data) for asset in assets]  # noqa: B023 - called at once
    return f"{shown(median(times))} (giữa {len(times)} tệp)" if times else "chưa có tệp nào như vậy"


# --- words ---


def print_ratios(times: dict[str, float], count: int) -> int:
    """Prints the medians and how they stand to each other; 1 where a limit is passed."""
    tell(f"a. Cả trang, {count} bài:              {shown(times['a'])}")
    tell(f"b. MkDocs không có hook, {count} bài:  {shown(times['b'])}")
    tell(f"c. Cả trang, {2 * count} bài:              {shown(times['c'])}")
    within = [
        _within("a / b", times["a"] / times["b"], HOOKS_LIMIT),
        _within("c / a", times["c"] / times["a"], DOUBLE_LIMIT),
    ]
    return 0 if all(within) else 1


def _within(name: str, ratio: float, limit: float) -> bool:
    verdict = "đạt" if ratio <= limit else "VƯỢT"
    tell(f"{name} = {ratio:.2f} (tối đa {limit}): {verdict}")
    return ratio <= limit


def shown(duration: float) -> str:
    return f"{duration:.2f} giây"


def tell(words: str) -> None:
    print(words, flush=True)


def run(*arguments: str, cwd: Path) -> None:
    """Runs Python on the benchmark's day. Raises RuntimeError with what was printed where it fails."""
    settings = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-P", *arguments]
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Đo thời gian dựng trang có nhiều bài.")
    parser.add_argument("--posts", type=int, default=2000, help="số bài; cũng đo với gấp đôi số ấy")
    parser.add_argument("--runs", type=int, default=3, help="số lượt đo")
    return parser


if __name__ == "__main__":
    sys.exit(main())
