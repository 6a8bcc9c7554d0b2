"""Which items may be shown to a shopper, and which are worth ranking: collaborative, content, popular, new, diverse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from modiste.shop.catalogue.service import slug_of
from modiste.shop.recommendations.shelf import TAGS, Bools, Ints
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.tastemodel import Vectors
from modiste.shop.swipes.taste import Taste

HISTORY = 300  # the latest events that make the vector; all of them are kept from being shown again
MOST_CATEGORIES, MOST_TAGS = 3, 5  # document 4: the top categories and tags of a profile …
MOST_PER_WORD = 1_200  # rows that a word brings as candidates, the most popular first
CATEGORY_POINTS, TAG_POINTS = 10, 3  # … and what matching one is worth
POSSIBLE_POINTS = sorted({10 * a + 3 * b for a in (0, 1) for b in range(MOST_TAGS + 1)} - {0}, reverse=True)
FROM = {"collaborative": 160, "content": 80, "popular": 40, "new": 30, "diverse": 30}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the shopper asked for: how many cards, which ids her deck still holds, and her filters."""

    limit: int = 10
    exclude: tuple[int, ...] = ()
    category: str | None = None  # a name or a slug
    price_max: int | None = None
    sizes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # that fit, by category slug; others: any


@dataclass(frozen=True, eq=False)
class History:
    """A shopper's events as rows of the shelf, oldest first; `vector` is hers, folded in just now (empty: none).

    `removed` are the words that shall not count for her.
    """

    rows: Ints
    weights: npt.NDArray[np.float64]
    vector: Vectors
    removed: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def likes(self) -> int:
        return int(np.count_nonzero(self.weights > 0))


def history_of(snapshot: Snapshot, taste: Taste, removed: Iterable[tuple[str, str]] = ()) -> History:
    """Find the shopper's items and removed words on the shelf and fold her in."""
    ids = np.fromiter(taste.weights.keys(), np.int64, len(taste.weights))
    weights = np.fromiter(taste.weights.values(), np.float64, len(ids))
    rows, known = snapshot.shelf.rows_of(ids)
    keep = np.flatnonzero(known & (weights != 0))[-HISTORY:]
    rows, weights = rows[keep], weights[keep]
    vector = np.zeros(0, np.float32)
    if snapshot.als is not None and (weights > 0).any():
        vector = snapshot.als.fold_in(rows, weights)
    return History(rows, weights, vector, words_on(snapshot, removed))


def words_on(snapshot: Snapshot, named: Iterable[tuple[str, str]]) -> Ints:
    """The numbers of these (kind, value) words, without those that no item of the snapshot has."""
    numbers = (snapshot.shelf.dictionary.find(kind, value) for kind, value in named)
    return np.array([number for number in numbers if number is not None and number < len(snapshot.rarity)], np.int64)


def rows_with(snapshot: Snapshot, words: Ints) -> Bools:
    """Which rows have one of these words."""
    have = np.zeros(len(snapshot.shelf), bool)
    for word in words.tolist():
        have[snapshot.postings.of_row(word)] = True
    return have


def may_be_shown(snapshot: Snapshot, taste: Taste, wish: Wish) -> Bools:
    """Which rows may be shown: in stock, not seen, not held by the client, of the wanted kind, price and size."""
    may = snapshot.shelf.may_show & fitting(snapshot, wish)
    for ids in (taste.seen, wish.exclude):
        rows, known = snapshot.shelf.rows_of(np.array(ids, np.int64))
        may[rows[known]] = False
    return may


def fitting(snapshot: Snapshot, wish: Wish) -> Bools:
    """Which rows are of the wanted kind, price and size."""
    shelf = snapshot.shelf
    fits = np.ones(len(shelf), bool)
    if wish.category is not None:
        number = shelf.dictionary.find("category", slug_of(wish.category))
        fits &= shelf.category == (-1 if number is None else number)
    if wish.price_max is not None:
        fits &= shelf.price <= wish.price_max
    for kind, sizes in wish.sizes.items():
        number = shelf.dictionary.find("category", kind)
        if number is not None and sizes:
            fits &= (shelf.category != number) | _comes_in(snapshot, sizes)
    return fits


def _comes_in(snapshot: Snapshot, sizes: Iterable[str]) -> Bools:
    """Which rows come in one of these sizes or in no size at all."""
    comes: Bools = np.diff(snapshot.shelf.sizes.starts) == 0
    for number in (snapshot.shelf.size_words.find("size", size) for size in sizes):
        if number is not None and number + 1 < len(snapshot.by_size.starts):
            comes[snapshot.by_size.of_row(number)] = True
    return comes


def find_candidates(snapshot: Snapshot, history: History, may: Bools, wish: Wish) -> Ints:
    """The rows worth ranking, each once."""
    sources = [
        _shown(snapshot.popular, may, FROM["popular"]),
        _shown(snapshot.newest, may, FROM["new"]),
        _shown(snapshot.pool, may, FROM["diverse"]),
        content_candidates(snapshot, history, may, FROM["content"]),
    ]
    if len(history.vector):
        sources += [
            snapshot.index.search(history.vector, FROM["collaborative"], allowed=part)[0]
            for part in _parts(snapshot, history, may)
        ]
    found = np.unique(np.concatenate(sources))
    if len(found) < 3 * wish.limit:  # narrow filters: the sources kept ready hold too little, so look everywhere
        found = np.unique(np.concatenate([found, np.flatnonzero(may)[-FROM["collaborative"] :]]))
    return found


def _parts(snapshot: Snapshot, history: History, may: Bools) -> list[Bools]:
    """`may` in one piece; without and with removed words when there are any, so that neither crowds the other out."""
    if not len(history.removed):
        return [may]
    has_removed = rows_with(snapshot, history.removed)
    return [may & ~has_removed, may & has_removed]


def _shown(rows: Ints, may: Bools, k: int) -> Ints:
    return rows[may[rows]][:k]


def content_candidates(snapshot: Snapshot, history: History, may: Bools, k: int) -> Ints:
    """The best rows by document 4's scoring, equal ones by popularity.

    Each word brings its most popular rows; on a shelf of 100,000 that is a fraction of all that have it, and what an
    item without likes has to say comes in by the new and the collaborative source.
    """
    categories, tags = top_words(snapshot, history.rows[history.weights > 0], without=history.removed)
    if not categories and not tags:
        return np.zeros(0, np.int64)
    points = np.zeros(len(snapshot.shelf), np.int8)
    for words, worth in ((categories, CATEGORY_POINTS), (tags, TAG_POINTS)):
        for word in words:
            points[snapshot.postings.of_row(word)[:MOST_PER_WORD]] += np.int8(worth)
    points *= may
    for least in POSSIBLE_POINTS:
        rows = np.flatnonzero(points >= least)
        if len(rows) > k:
            order = np.argpartition(-points[rows] - 0.999 * snapshot.popularity[rows], k)
            return rows[order[:k]]
    return rows


def document_points(snapshot: Snapshot, liked: Ints, *, without: Ints) -> npt.NDArray[np.int8]:
    """Document 4's score of every row: 10 for one of the profile's top 3 categories, 3 for each of its top 5 tags.

    Works on the postings of those eight words, not on the items: at most 25 points, so a byte each.
    """
    points = np.zeros(len(snapshot.shelf), np.int8)
    categories, tags = top_words(snapshot, liked, without=without)
    for words, worth in ((categories, CATEGORY_POINTS), (tags, TAG_POINTS)):
        for word in words:
            points[snapshot.postings.of_row(word)] += np.int8(worth)
    return points


def top_words(snapshot: Snapshot, liked: Ints, *, without: Ints) -> tuple[list[int], list[int]]:
    """The most frequent categories and tags of these rows; equally frequent ones by the lower number."""
    counts = np.bincount(snapshot.shelf.words.at(liked).values, minlength=len(snapshot.rarity))
    counts[without] = 0
    numbers = np.flatnonzero(counts)
    order = np.argsort(-counts[numbers], kind="stable")
    kinds = snapshot.shelf.dictionary.kinds
    ranked = numbers[order].tolist()
    return (
        [word for word in ranked if kinds[word] == "category"][:MOST_CATEGORIES],
        [word for word in ranked if kinds[word] in TAGS][:MOST_TAGS],
    )
