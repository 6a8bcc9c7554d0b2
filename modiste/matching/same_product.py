"""Are two records the same product? A calibrated probability, a decision that is seldom wrong, and why."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm

from modiste.matching.comparison.corpus import Corpus
from modiste.matching.comparison.features import NAMES, features_of
from modiste.matching.comparison.readings import read
from modiste.matching.comparison.reasons import reasons_of
from modiste.matching.comparison.trees import apply_line, ask
from modiste.matching.errors import MatchingError
from modiste.matching.gtins import decide_by_gtin
from modiste.matching.records import Match, ProductRecord

SHIPPED = Path(__file__).parent / "models" / "same_product"
MANIFEST, WORDS = "manifest.json", "words.json.gz"


class UnfitModel(MatchingError):
    """A saved matcher knows other features than this code computes."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Trees over the features of pairs; `slope` and `shift` make their answers probabilities (Platt).

    Colour and size fields are of the variant, not of the product: they are told as reasons and decide nothing.

    Examples
    --------
    >>> matcher = Matcher.load()
    >>> left = ProductRecord("Sony WH-1000XM4 headphones, black", brand="Sony")
    >>> str(matcher.compare(left, ProductRecord("Sony WH1000XM4 Wireless Headphones Black")).reasons[0])
    'same model number: WH1000XM4'
    """

    corpus: Corpus
    trees: tuple[lightgbm.Booster, ...]
    slope: float
    shift: float
    threshold: float

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> "Matcher":
        """Open a saved matcher, by default the one that ships."""
        manifest = json.loads((folder / MANIFEST).read_text())
        if manifest["features"] != list(NAMES):
            raise UnfitModel(f"{folder} was trained on other features: train it anew.")
        words = json.loads(gzip.decompress((folder / WORDS).read_bytes()))
        trees = tuple(
            lightgbm.Booster(model_str=gzip.decompress(file.read_bytes()).decode())
            for file in sorted(folder.glob("trees-*.txt.gz"))
        )
        figures = (manifest[name] for name in ("slope", "shift", "threshold"))
        return cls(Corpus(words["size"], words["counts"]), trees, *figures)

    def save(self, folder: Path) -> None:
        """Write texts and numbers, nothing that runs when it is read."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("trees-*.txt.gz"):
            old.unlink()
        for number, trees in enumerate(self.trees):
            _write(folder / f"trees-{number}.txt.gz", trees.model_to_string())
        _write(
            folder / WORDS, json.dumps({"size": self.corpus.size, "counts": dict(sorted(self.corpus.counts.items()))})
        )
        figures = {"slope": self.slope, "shift": self.shift, "threshold": self.threshold}
        (folder / MANIFEST).write_text(json.dumps(figures | {"features": NAMES}, indent=1) + "\n")

    def compare(self, left: ProductRecord, right: ProductRecord) -> Match:
        """Compare two records."""
        return self.compare_all(left, [right])[0]

    def compare_all(self, left: ProductRecord, rights: Sequence[ProductRecord]) -> list[Match]:
        """Compare a record with each of several; equal or differing GTINs decide where both have one."""
        if not rights:
            return []
        pairs = [(mine, other) for mine in (read(left),) for other in map(read, rights)]
        answers = apply_line(ask(self.trees, features_of(pairs, self.corpus)), self.slope, self.shift)
        matches = []
        for (mine, other), answer in zip(pairs, answers.tolist(), strict=True):
            reasons = reasons_of(mine, other, self.corpus)
            if decided := decide_by_gtin(left.gtins, other.record.gtins):
                is_same, why = decided
                matches.append(Match(float(is_same), is_same, (why, *reasons)))
            else:
                matches.append(Match(answer, answer >= self.threshold, reasons))
        return matches


def _write(file: Path, text: str) -> None:
    file.write_bytes(gzip.compress(text.encode(), mtime=0))
