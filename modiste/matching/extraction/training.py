"""Train the scorer of visible prices: `python -m modiste.matching.extraction.training FOLDER` (pages and truth)."""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from modiste.matching.extraction.documents import parse_page, read_document
from modiste.matching.extraction.scoring import MODEL, PriceScorer
from modiste.matching.extraction.visible import as_matrix, find_shown

_SECOND_LEVEL = {"com", "co", "org", "net", "gov", "ac"}


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page: its bytes, its address, the shop family it belongs to, and what is true of it."""

    id: str
    html: bytes
    url: str
    truth: dict[str, Any]

    @property
    def shop(self) -> str:
        """The shop's name without country: amazon.de and amazon.co.uk are one family."""
        words = (urlsplit(self.url).hostname or "").split(".")
        return words[-3] if len(words) > 2 and words[-2] in _SECOND_LEVEL else words[-2]

    @property
    def prices(self) -> set[Decimal]:
        """The right answers; empty where the page has no price."""
        return {Decimal(price) for price in self.truth.get("price", [])}


def read_pages(folder: Path) -> Iterator[SavedPage]:
    """Read `html/*.html.gz` and `ground-truth.json`, the truth corrected by `errata.json`."""
    truths = json.loads((folder / "ground-truth.json").read_text())
    for page_id, erratum in json.loads((folder / "errata.json").read_text()).items():
        truths[page_id]["price"] = erratum["price"]
    for file in sorted((folder / "html").glob("*.html.gz")):
        page_id = file.name.removesuffix(".html.gz")
        yield SavedPage(page_id, gzip.decompress(file.read_bytes()), truths[page_id]["url"], truths[page_id])


def fit_scorer(pages: Iterable[SavedPage]) -> PriceScorer:
    """Learn from pages which of the prices they show is the product's."""
    return fit_examples([describe_page(page) for page in pages])


Example = tuple[str, "np.ndarray[Any, np.dtype[np.float64]]", "np.ndarray[Any, np.dtype[np.bool_]]"]


def describe_page(page: SavedPage) -> Example:
    """A page as the scorer sees it: shop, features (candidates × features), and which candidates are right."""
    shown = find_shown(read_document(parse_page(page.html)))
    return page.shop, as_matrix(shown), np.array([one.amount in page.prices for one in shown], dtype=bool)


def fit_examples(examples: Sequence[Example]) -> PriceScorer:
    """Learn from described pages."""
    return PriceScorer.fit([x for _, x, _ in examples], [y for _, _, y in examples], [shop for shop, _, _ in examples])


def main() -> None:
    """Train on every page of a folder and write the model into the package."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--model", type=Path, default=MODEL)
    given = options.parse_args()
    given.model.parent.mkdir(exist_ok=True)
    fit_scorer(read_pages(given.folder)).booster.save_model(given.model)


if __name__ == "__main__":
    main()
