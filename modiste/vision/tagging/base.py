"""What a tagging model is given and what it gives, in the words of the shop's catalogue."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from modiste.vision.arrays import Pixels
from modiste.vision.errors import BadAnswer

CATEGORIES = (
    *("dress", "shirt", "blouse", "t-shirt", "knit", "jacket", "coat"),
    *("trousers", "jeans", "shorts", "skirt", "shoes", "bag", "hat"),
)
PATTERNS = ("plain", "stripe", "check", "dot", "floral", "print")
SEASONS = ("spring", "summer", "autumn", "winter")
MOST_COLOURS = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """A value, and the probability that a person who looks at the photo would let it stand, 0 to 1."""

    value: T
    confidence: float


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of a garment: its name, its CIE L*a*b* (D65) and its share of the garment, 0 to 1."""

    name: str
    lab: tuple[float, float, float]
    share: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What a garment is. `colours` stand largest first; `formality` goes from 0, sports, to 1, a ball.

    `category` is one of CATEGORIES, `pattern` one of PATTERNS, `season` some of SEASONS in their order. `model` names
    who said so, with its version.
    """

    category: Guess[str]
    colours: Guess[tuple[Colour, ...]]
    pattern: Guess[str]
    formality: Guess[float]
    season: Guess[tuple[str, ...]]
    model: str


class TaggingModel(Protocol):
    """Says what the garment in a photo is."""

    @property
    def name(self) -> str:
        """The model and its version, as it stands beside every tag that it gave."""
        ...

    def tag(self, photo: Pixels) -> Tags:
        """Tags of the garment in `photo`, (height, width, 3) bytes or cut out with opacity as a fourth channel.

        Raises InvalidImage where `photo` is no picture, NoGarment where nothing can be seen in it.
        """
        ...


def checked_tags(tags: Tags) -> Tags:
    """`tags` themselves; raises BadAnswer unless they keep what `Tags` promises."""
    _check_one(tags.category.value, CATEGORIES, "category")
    _check_one(tags.pattern.value, PATTERNS, "pattern")
    for season in tags.season.value:
        _check_one(season, SEASONS, "season")
    guesses = (tags.category, tags.colours, tags.pattern, tags.formality, tags.season)
    shares = [colour.share for colour in tags.colours.value]
    numbers = [guess.confidence for guess in guesses] + [tags.formality.value, *shares, sum(shares) / 1.001]
    if not all(math.isfinite(number) and 0 <= number <= 1 for number in numbers):
        raise BadAnswer("A confidence, a formality or a colour's share is no number from 0 to 1.")
    if not 1 <= len(shares) <= MOST_COLOURS or shares != sorted(shares, reverse=True):
        raise BadAnswer(f"A garment has one to {MOST_COLOURS} colours, the largest first.")
    return tags


def _check_one(value: str, allowed: Sequence[str], what: str) -> None:
    if value not in allowed:
        raise BadAnswer(f"{value!r} is no {what}: it is one of {', '.join(allowed)}.")
