"""The report: complete, self-contained, safe with any name, and drawn to scale."""

import doctest
import importlib
import pkgutil
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from rich.console import Console

import modiste.recommender.report
from modiste.recommender.blend import Blend
from modiste.recommender.bootstrap import Interval
from modiste.recommender.comparison import Comparison, compare
from modiste.recommender.ease import EASE
from modiste.recommender.facts import ItemFacts
from modiste.recommender.measurement import Settings
from modiste.recommender.popularity import Popularity
from modiste.recommender.protocols import leave_last_out
from modiste.recommender.report import charts
from modiste.recommender.report.markdown import as_markdown
from modiste.recommender.report.page import as_page, verdict
from modiste.recommender.report.scales import ticks
from modiste.recommender.report.terminal import print_comparison
from modiste.recommender.testing import planted_tastes

EVIL = '<script>alert("x")</script>&'
QUICK = Settings(k=5, depth=20, resamples=100, random_state=3)


@pytest.fixture(scope="module")
def found() -> Comparison:
    models = {"popularity": Popularity(), EVIL: EASE(5.0), "broken": EASE(-1.0)}
    facts = ItemFacts(categories=np.arange(80) % 4)
    return compare(models, leave_last_out(planted_tastes(users=300)), settings=QUICK, facts=facts)


@pytest.fixture(scope="module")
def page(found: Comparison) -> str:
    return as_page(found, title=f"Own {EVIL}", created_at="2026-11-27")


class Structure(HTMLParser):
    """What tags a page has, and whether every one is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value or "" for name, value in attributes if name in {"src", "href"}]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_nothing_of_anybody(page: str) -> None:
    parser = Structure()
    parser.feed(page)
    assert parser.open == []
    assert parser.links == []
    assert not {"script", "link", "img", "iframe"} & set(parser.seen)
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|https?://", page)


def test_a_name_cannot_write_into_the_page(page: str) -> None:
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_says_what_was_asked_and_how(found: Comparison, page: str) -> None:
    for words in (
        "leave-last-out",
        "last like of each shopper",
        "Lists of 5, curves to 20, 100 bootstrap samples, seed 3",
        "regularisation 5",
        "broken was left out",
        found.protocol.fingerprint()[:16],
        "2026-11-27",
    ):
        assert words in page


def test_every_mean_on_the_page_is_the_measured_one(found: Comparison, page: str) -> None:
    for entry in found.measurements:
        for figure in entry.accuracy.values():
            assert f"{figure.mean:.4f}" in page


def test_every_chart_says_itself_in_words(page: str) -> None:
    drawings = re.findall(r"<svg[^>]*>", page)
    assert len(drawings) == 4 + 2  # two of bars, two of lines, one of honesty per model
    assert all('role="img"' in drawing and len(drawing) > 120 for drawing in drawings)


def test_a_bar_is_as_long_as_its_mean() -> None:
    rows = [("one", 1, Interval(0.2, 0.1, 0.3)), ("half", 2, Interval(0.1, 0.1, 0.1))]
    widths = [float(width) for width in re.findall(r'<rect[^>]*width="([\d.]+)"', charts.bars("NDCG", rows, "one"))]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)


def test_labels_at_the_ends_of_lines_never_cover_each_other() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        places = rng.uniform(20, 280, size=9).tolist()
        apart = charts._apart(places, 20, 290)
        assert np.diff(np.sort(apart)).min() >= charts.LABEL_GAP - 1e-6
        assert 20 - 1e-6 <= min(apart) and max(apart) <= 290 + 1e-6


@pytest.mark.parametrize("high", [1e-6, 0.0033, 0.07, 0.5, 0.99, 1.0, 7.3, 1_234.0])
def test_ticks_are_few_round_and_reach_the_top(high: float) -> None:
    steps = ticks(high)
    assert 3 <= len(steps) <= 7
    assert steps[-1] >= high * 0.999


def test_the_verdict_tells_a_lead_from_chance(found: Comparison) -> None:
    assert "beyond chance" in verdict(found)
    twins = compare({"a": EASE(5.0), "b": EASE(5.001)}, found.protocol, settings=QUICK)
    assert "may be chance" in verdict(twins)
    assert "ahead" not in verdict(compare({"a": Popularity()}, found.protocol, settings=QUICK))


def test_the_terminal_shows_every_model_and_what_was_left_out(found: Comparison) -> None:
    console = Console(width=120, record=True, quiet=False, file=open("/dev/null", "w"))  # noqa: SIM115
    with console.file:
        print_comparison(found, console)
        shown = console.export_text()
    assert "popularity" in shown and "NDCG@5" in shown
    assert "broken was left out" in shown


def test_a_blend_is_described_by_the_names_of_its_models(found: Comparison) -> None:
    blend = Blend([Popularity(), EASE(5.0)], weights=[1.0, 0.25])
    page = as_page(compare({"blend": blend}, found.protocol, settings=QUICK), title="x", created_at="2026")
    assert "models (Popularity, EASE), weights (1, 0.25)" in page


def test_the_markdown_table_has_the_best_first(found: Comparison) -> None:
    lines = as_markdown(found).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert f"{found.best().accuracy['ndcg'].mean:.4f}" in lines[2]


@pytest.mark.parametrize("name", [m.name for m in pkgutil.iter_modules(modiste.recommender.report.__path__)])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"modiste.recommender.report.{name}")
    assert doctest.testmod(module).failed == 0
