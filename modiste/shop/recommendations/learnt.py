"""What a shopper's swipes have taught: the words that set what she liked apart from what she skipped."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from modiste.shop.recommendations.candidates import History
from modiste.shop.recommendations.ranking import profile_of
from modiste.shop.recommendations.shelf import Ints
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.swipes.models import Action
from modiste.shop.swipes.taste import WEIGHTS

GOAL = 15  # swipes after which the deck is past its first guesses
FEWEST = 3  # swipes that a word needs before anything is said of it
SUREST = 12  # words named
LEAST_STRENGTH = 0.6  # below this chance is as good an explanation
PRIOR = 10.0  # items that the catalogue is worth as evidence of how frequent a word is
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A word that she wants more or less of, how sure that is (0 … 1), and on how many swipes it stands."""

    kind: str
    value: str
    label: str
    is_wanted: bool
    strength: float
    liked: int
    skipped: int


def learnt_from(snapshot: Snapshot, history: History) -> list[Learnt]:
    """The words that the swipes in `history` speak for or against, the surest first.

    A word's log-odds among the liked items are compared with those among the skipped ones, with an informative
    Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", equations 16 to 22): before the first swipe every
    word is as frequent on both sides as in the catalogue. With y of n liked items having the word, and y' of n' skipped
    ones, a = PRIOR · share of the catalogue and A = PRIOR:

        d  = ln((y + a) / (n + A − y − a)) − ln((y' + a) / (n' + A − y' − a))
        s² = 1/(y + a) + 1/(n + A − y − a) + 1/(y' + a) + 1/(n' + A − y' − a)
        strength = P(|Z| < |d| / s) = erf(|d| / (s √2))

    Monroe drops the two terms that are nothing in a large text; in fifteen swipes they are not. A dislike so counts as
    much as a like. A word is named when FEWEST swipes or more speak of it, when its strength reaches LEAST_STRENGTH,
    and when the deck's own profile of her points the same way: what is said here is what the next card is ranked by.
    """
    liked = history.rows[history.weights >= WEIGHTS[Action.RIGHT]]
    skipped = history.rows[history.weights <= WEIGHTS[Action.LEFT]]
    size = len(snapshot.rarity)
    for_it, against = _counts(snapshot, liked, size), _counts(snapshot, skipped, size)
    share = np.clip(np.diff(snapshot.postings.starts) / max(1, len(snapshot.shelf)), 1e-4, 1 - 1e-4)
    more, its_variance = _log_odds(for_it, len(liked), share)
    less, other_variance = _log_odds(against, len(skipped), share)
    difference = more - less
    sureness = np.abs(difference) / np.sqrt(its_variance + other_variance)
    profile = profile_of(snapshot, history)
    is_named = (for_it + against >= FEWEST) & (profile * difference > 0)
    words = np.flatnonzero(is_named)
    words = words[np.argsort(-sureness[words], kind="stable")][:SUREST]
    dictionary = snapshot.shelf.dictionary
    found = [
        Learnt(
            kind=dictionary.kinds[word],
            value=dictionary.values[word],
            label=dictionary.labels[word],
            is_wanted=bool(difference[word] > 0),
            strength=round(math.erf(float(sureness[word]) / math.sqrt(2)), 4),
            liked=int(for_it[word]),
            skipped=int(against[word]),
        )
        for word in words.tolist()
    ]
    return [learnt for learnt in found if learnt.strength >= LEAST_STRENGTH]


def _counts(snapshot: Snapshot, rows: Ints, size: int) -> Values:
    """How many of the rows have each word, (words,)."""
    return np.bincount(snapshot.shelf.words.at(rows).values, minlength=size).astype(np.float64)


def _log_odds(having: Values, of: int, share: Values) -> tuple[Values, Values]:
    """The log-odds of having each word, and their variance."""
    present = having + PRIOR * share
    absent = of + PRIOR - present
    return np.log(present / absent), 1 / present + 1 / absent


def label_of(snapshot: Snapshot, kind: str, value: str) -> str:
    """The word as people write it; the value itself when no item has it."""
    number = snapshot.shelf.dictionary.find(kind, value)
    return value if number is None else snapshot.shelf.dictionary.labels[number]
