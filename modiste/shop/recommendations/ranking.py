"""Putting candidates in order: what each source and she herself say about them, mixed into one score,
then spread out by MMR."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.recommender.ranking import mmr, normalise
from modiste.shop.kit import clock
from modiste.shop.recommendations.candidates import History
from modiste.shop.recommendations.shelf import Ints, Lists
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.stated import Stated, stated_on

# The most that each source may add to a score. Collaborative and content grow with the number of likes behind them.
COLLABORATIVE, CONTENT, POPULAR, NEW = 0.6, 0.3, 0.07, 0.03
DISLIKE = 0.7  # what a dislike takes away from a word, against what a like adds
NEW_SECONDS = 7 * 24 * 3600
CLOSE = 60  # candidates that MMR looks at
SPREAD = 0.75  # MMR's trade-off: mostly the score
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ranked:
    """Candidates with what each source adds to their score, all of length k; `score` lies in about -0.5 … 1.3."""

    rows: Ints
    collaborative: Values
    content: Values
    popular: Values
    new: Values
    profile: Values  # (words,) what each word is worth to this shopper
    stated: Stated

    @property
    def score(self) -> Values:
        return self.collaborative + self.content + self.popular + self.new + self.stated.score

    def at(self, places: Ints) -> "Ranked":
        return Ranked(
            self.rows[places],
            self.collaborative[places],
            self.content[places],
            self.popular[places],
            self.new[places],
            self.profile,
            self.stated.at(places),
        )


def rank(
    snapshot: Snapshot, history: History, rows: Ints, preferences: Mapping[str, Any] = MappingProxyType({})
) -> Ranked:
    """Score the candidates for a shopper of whom something is known."""
    likes = history.likes
    profile = profile_of(snapshot, history)
    affinity = affinities(snapshot, rows, profile)
    strongest = np.abs(affinity).max(initial=1e-9)
    collaborative = np.zeros(len(rows))
    if len(history.vector):
        collaborative = COLLABORATIVE * likes / (likes + 1) * normalise(closeness(snapshot, history, rows))
    age = clock.now().timestamp() - snapshot.shelf.created[rows]
    return Ranked(
        rows,
        collaborative,
        CONTENT * affinity / strongest,
        POPULAR * snapshot.popularity[rows].astype(np.float64),
        NEW * np.clip(1 - age / NEW_SECONDS, 0, 1),
        profile,
        stated_on(snapshot, preferences, rows),
    )


def closeness(snapshot: Snapshot, history: History, rows: Ints) -> Values:
    """What the model says of each row for her, without what it says for the sake of the words that she removed.

    A vector holds no word by itself. What her vector says of a word is what it says of the word's items on average,
    more or less than of the whole shelf; that much is taken off each of them, so that on average they come out even
    and only what sets them apart from each other still counts.
    """
    said: Values = (snapshot.vectors[rows] @ history.vector).astype(np.float64)
    words = snapshot.shelf.words.at(rows)
    for word in history.removed.tolist():
        has_it = np.add.reduceat(words.values == word, words.starts[:-1]).astype(bool)
        said[has_it] -= float(snapshot.pull_of(word) @ history.vector)
    return said


def profile_of(snapshot: Snapshot, history: History) -> Values:
    """What each word is worth to her: how often she liked and disliked it, rarer words more, removed ones nothing;
    (words,)."""
    words = snapshot.shelf.words.at(history.rows)
    weights = np.repeat(history.weights, np.diff(words.starts))
    size = len(snapshot.rarity)
    liked = np.bincount(words.values, np.maximum(weights, 0), size)
    disliked = np.bincount(words.values, np.maximum(-weights, 0), size)
    total_liked = np.maximum(history.weights, 0).sum()
    total_disliked = np.maximum(-history.weights, 0).sum()
    balance = liked / (total_liked + 1) - DISLIKE * disliked / (total_disliked + 1)
    worth: Values = balance * snapshot.rarity
    worth[history.removed] = 0
    return worth


def affinities(snapshot: Snapshot, rows: Ints, profile: Values) -> Values:
    """How much of what she likes is in each row: the worth of its words over the most that they could be worth."""
    words: Lists = snapshot.shelf.words.at(rows)
    if not len(rows):
        return np.zeros(0)
    worth = np.add.reduceat(profile[words.values], words.starts[:-1])
    possible = np.add.reduceat(snapshot.rarity[words.values], words.starts[:-1])
    result: Values = worth / possible
    return result


def spread_out(snapshot: Snapshot, ranked: Ranked, k: int) -> Ranked:
    """The k to show, in order: good, and unlike each other in vector and in looks."""
    score = ranked.score
    close = np.argsort(-score, kind="stable")[: max(CLOSE, 3 * k)]
    rows = ranked.rows[close]
    looks = snapshot.looks.at(snapshot.shelf, rows)
    vectors = snapshot.vectors[rows]
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
    return ranked.at(close[mmr(score[close], np.hstack([unit, looks]), k, SPREAD)])
