"""What there is to learn from: every shopper's events as one matrix, and what each item is like."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sqlalchemy import text
from sqlalchemy.orm import Session

from modiste.recommender.content import ContentProfile
from modiste.recommender.interactions import Interactions
from modiste.recommender.splits import leave_one_out
from modiste.shop.kit.db import Database
from modiste.shop.recommendations.shelf import TAGS, Ints, Shelf, read_shelf
from modiste.shop.recommendations.tastemodel import MODEL_WORD, Vectors
from modiste.shop.swipes.taste import LOOKS, WEIGHTS, list_events

LIKE = 1.0  # from this weight on an event is a like: what models are asked for, and what popularity counts
FEWEST_LIKES = 3  # a shopper with fewer is learnt from, and not asked about
FEWEST_SHOPPERS = 5  # with fewer to ask about there is too little for a factorisation
MOST_ASKED = 10_000
MOST_WORDS = 3_000
SHRINK_WORDS = 5.0  # likes that a word must collect before its vector is half believed
Report = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Material:
    """The log, the shelf it is about (same items, same order), and the parts for an honest test.

    `train` lacks each shopper's last like, which is `test`; both are None when too few shoppers have enough likes.
    """

    shelf: Shelf
    log: Interactions | None
    likes: int
    train: Interactions | None = None
    test: Interactions | None = None


def gather(database: Database, report: Report) -> Material:
    """Read shelf and events, and hold the last likes out."""
    with database.reading() as session:
        if not database.is_sqlite:
            session.execute(text("SET LOCAL statement_timeout = 0"))
        shelf = read_shelf(session)
        users, items, weights, times = _events(session, report)
    rows, known = shelf.rows_of(items)
    known &= weights != 0
    if not known.any():
        return Material(shelf, None, 0)
    log = Interactions.from_events(
        users[known],
        rows[known],
        weights[known],
        times[known],
        duplicates="last",
        dislikes=True,
        all_items=np.arange(len(shelf)),
    )
    return with_test(Material(shelf, log, int((log.csr.data >= LIKE).sum())))


def _events(session: Session, report: Report) -> tuple[Ints, Ints, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """(user, item, weight, seconds) of each pair, by its latest explicit event or else its latest look."""
    columns: list[tuple[Ints, Ints, npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.float64]]] = []
    last = 0
    while part := list_events(session, after_id=last):
        ids, users, items, actions, seconds = zip(*part, strict=True)
        last = ids[-1]
        columns.append(
            (
                np.array(users, np.int64),
                np.array(items, np.int64),
                np.array([WEIGHTS[action] for action in actions]),
                np.array([action not in LOOKS for action in actions]),
                np.array(seconds, np.float64),
            )
        )
        report(0.02, f"{sum(len(column[0]) for column in columns)} events read")
    if not columns:
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0), np.zeros(0)
    user, item, weight, is_explicit, time = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.lexsort((np.arange(len(user)), is_explicit, item, user))
    user, item, weight, time = user[order], item[order], weight[order], time[order]
    is_last = np.append((user[1:] != user[:-1]) | (item[1:] != item[:-1]), True)
    return user[is_last], item[is_last], weight[is_last], time[is_last]


def with_test(material: Material) -> Material:
    """The material with the last like of at most MOST_ASKED shoppers held out; as it is where too few have enough."""
    log = material.log
    assert log is not None
    liked = log.csr.data >= LIKE
    likes_of = np.bincount(log.rows[liked], minlength=log.shape[0])
    if np.count_nonzero(likes_of >= FEWEST_LIKES) < FEWEST_SHOPPERS:
        return material
    test = leave_one_out(log.where(liked), validation=False, minimum=FEWEST_LIKES).test
    held = np.isin(log.rows * log.shape[1] + log.csr.indices, test.rows * log.shape[1] + test.csr.indices)
    asked = np.unique(test.rows)
    if len(asked) > MOST_ASKED:
        asked = np.random.default_rng(0).choice(asked, MOST_ASKED, replace=False)
        test = test.where(np.isin(test.rows, asked))
    return Material(material.shelf, log, material.likes, log.where(~held), test)


def likes_per_item(log: Interactions) -> Vectors:
    """How many likes each item has, (items,)."""
    return np.bincount(log.csr.indices[log.csr.data >= LIKE], minlength=log.shape[1]).astype(np.float32)


def content_of(shelf: Shelf) -> ContentProfile:
    """Document 4's model of this shelf."""
    words, kinds = shelf.words, np.array(shelf.dictionary.kinds)
    owners, values = words.owners(), words.values
    is_tag = np.isin(kinds, list(TAGS))[values]
    shape = (len(shelf), max(1, len(kinds)))
    tags = csr_array((np.ones(is_tag.sum(), np.float32), (owners[is_tag], values[is_tag])), shape=shape)
    return ContentProfile(shelf.category.astype(np.int64), tags)


def word_vectors(shelf: Shelf, vectors: Vectors, strength: Vectors) -> tuple[npt.NDArray[np.str_], Vectors]:
    """What each word adds to an item's vector: a ridge regression of the vectors on the words.

    Items with more likes behind their vector count more; words that few items have are drawn towards nothing.
    """
    warm = np.flatnonzero(strength > 0)
    words = shelf.words.at(warm)
    frequency = np.bincount(words.values, minlength=len(shelf.dictionary))
    chosen = np.argsort(-frequency, kind="stable")[:MOST_WORDS]
    chosen = np.sort(chosen[frequency[chosen] >= 2])
    if not len(chosen):
        return np.zeros(0, "U1"), np.zeros((0, vectors.shape[1]), np.float32)
    column = np.full(len(shelf.dictionary), -1)
    column[chosen] = np.arange(len(chosen))
    owners, columns = words.owners(), column[words.values]
    keep = columns >= 0
    design = csr_array((np.ones(keep.sum()), (owners[keep], columns[keep])), shape=(len(warm), len(chosen)))
    weight = strength[warm] / (strength[warm] + SHRINK_WORDS)
    weighted = design.T.multiply(weight).tocsr()
    left = (weighted @ design).toarray() + SHRINK_WORDS * np.eye(len(chosen))
    right = weighted @ vectors[warm].astype(np.float64)
    kinds, values = shelf.dictionary.kinds, shelf.dictionary.values
    names = np.array([f"{kinds[word]}{MODEL_WORD}{values[word]}" for word in chosen.tolist()])
    return names, np.linalg.solve(left, right).astype(np.float32)
