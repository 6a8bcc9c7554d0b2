"""The sets that quality is measured on, each cut into what is learnt from, what is tuned on, and what is asked once.

- MovieLens 1M: the split of UltraGCN; a tenth of each user's train row is held out to tune on.
- Amazon Clothing: the published 5-core split with its validation part. Nothing is known of its items.
- Rent the Runway: the shared leave-one-out split. An item's category is a fact of the catalogue; its tags are the
  occasions that people of train and validation rented it for (what test users wrote would give the answer away).
- MovieLens small: a rating of 4 or more is a like; leave-one-out by time. A film's tags are its genres, its category
  the first of them.
"""

import csv
import gzip
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as parquet
from scipy.sparse import csr_array

from modiste.recommender import features as describe
from modiste.recommender.facts import ItemFacts
from modiste.recommender.interactions import Interactions
from modiste.recommender.protocols import both, read_split
from modiste.recommender.splits import at_random, leave_one_out


class Dataset(NamedTuple):
    """One set's parts, and what is known of its items."""

    name: str
    train: Interactions
    validation: Interactions
    test: Interactions
    facts: ItemFacts = ItemFacts()

    @property
    def known(self) -> Interactions:
        """Train and validation together: what may be learnt from once tuning is done."""
        return both(self.train, self.validation)


def movielens_1m(folder: Path) -> Dataset:
    """The published train and test, with a tenth of train to tune on."""
    published = read_split(folder / "split.npz")
    part = at_random(published.train, test=0.1)
    return Dataset("MovieLens 1M", part.train, part.test, published.test)


def amazon_clothing(folder: Path) -> Dataset:
    """The published three parts."""
    train, validation, test = read_split(folder / "split.npz")
    assert validation is not None
    return Dataset("Amazon Clothing", train, validation, test)


def rent_the_runway(folder: Path) -> Dataset:
    """The shared split, with features from the reviews that may be known."""
    train, validation, test = read_split(folder / "split_3core_loo.npz")
    assert validation is not None
    with np.load(folder / "split_3core_loo.npz", allow_pickle=False) as pieces:
        users, items = pieces["user_ids"], pieces["item_ids"]
    table = parquet.read_table(folder / "interactions.parquet").to_pydict()
    row = {int(label): number for number, label in enumerate(users)}
    column = {int(label): number for number, label in enumerate(items)}
    hidden = set(zip(test.rows.tolist(), test.csr.indices.tolist(), strict=True))
    category: dict[int, str] = {}
    occasions: list[set[str]] = [set() for _ in items]
    reviews = zip(table["user_id"], table["item_id"], table["category"], table["rented_for"], strict=True)
    for user, item, kind, occasion in reviews:
        if item not in column:
            continue
        category[column[item]] = kind
        if occasion and user in row and (row[user], column[item]) not in hidden:
            occasions[column[item]].add(occasion)
    kinds = [category.get(number) for number in range(len(items))]
    facts = ItemFacts(numbered(kinds), describe.attributes(occasions))
    return Dataset("Rent the Runway", train, validation, test, facts)


def rentals(folder: Path) -> tuple[Interactions, csr_array]:
    """Every rental with its time, and of each item what a shop knows before anybody had it: its category."""
    table = parquet.read_table(folder / "interactions.parquet")
    times = table["review_date"].to_numpy().astype("datetime64[s]").astype(np.float64)
    log = Interactions.from_events(
        table["user_id"].to_numpy(), table["item_id"].to_numpy(), timestamps=times, duplicates="last"
    )
    category = dict(zip(table["item_id"].to_pylist(), table["category"].to_pylist(), strict=True))
    return log, describe.together(describe.attributes([category[item] for item in labels_of(log)]))


def likes(folder: Path) -> tuple[Interactions, list[list[str]]]:
    """Ratings of 4 or more of MovieLens small, and the genres of each film."""
    with gzip.open(folder / "ratings.csv.gz", "rt", newline="") as opened:
        liked = [rating for rating in csv.DictReader(opened) if float(rating["rating"]) >= 4]
    with gzip.open(folder / "movies.csv.gz", "rt", newline="") as opened:
        genres = {int(film["movieId"]): film["genres"].split("|") for film in csv.DictReader(opened)}
    log = Interactions.from_events(
        [int(like["userId"]) for like in liked],
        [int(like["movieId"]) for like in liked],
        timestamps=[float(like["timestamp"]) for like in liked],
        duplicates="last",
    )
    return log, [[genre for genre in genres[film] if genre[0] != "("] for film in labels_of(log)]


def likes_with_features(folder: Path) -> tuple[Interactions, csr_array]:
    """The same with genres as features."""
    log, genres = likes(folder)
    return log, describe.together(describe.attributes(genres))


def movielens_small(folder: Path) -> Dataset:
    """Each person's last like as test and last but one as validation."""
    log, genres = likes(folder)
    train, validation, test = leave_one_out(log)
    assert validation is not None
    facts = ItemFacts(numbered([film[0] if film else None for film in genres]), describe.attributes(genres))
    return Dataset("MovieLens small", train, validation, test, facts)


def labels_of(log: Interactions) -> list[int]:
    """The items' ids in the order of the columns."""
    assert log.item_labels is not None
    return [int(label) for label in log.item_labels]


def numbered(names: Sequence[str | None]) -> np.ndarray:
    """The number of each name among the different ones; -1 for None."""
    number = {name: place for place, name in enumerate(sorted({name for name in names if name}))}
    return np.array([number.get(name, -1) if name else -1 for name in names])


SETS: dict[str, Callable[[Path], Dataset]] = {
    "ml-1m-ultragcn": movielens_1m,
    "amazon-clothing": amazon_clothing,
    "renttherunway": rent_the_runway,
    "movielens-small": movielens_small,
}
COLD: dict[str, Callable[[Path], tuple[Interactions, csr_array]]] = {
    "renttherunway": rentals,
    "movielens-small": likes_with_features,
}
