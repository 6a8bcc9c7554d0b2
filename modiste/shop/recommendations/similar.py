"""Items like another: liked by the same shoppers, and described by the same words."""

import numpy as np
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.catalogue.schemas import Card
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.recommendations.shelf import Ints
from modiste.shop.recommendations.snapshot import Snapshot

NEAREST = 150  # candidates by vector, and as many by words
BY_VECTOR = 0.5  # the weight of being liked by the same shoppers, against sharing words
SPARE = 6


def list_similar(session: Session, snapshot: Snapshot, item_id: int, *, limit: int) -> list[Card]:
    """The cards most like an item's, the most alike first. Raises ItemUnknown."""
    rows, known = snapshot.shelf.rows_of([item_id])
    if not catalogue.list_cards(session, [item_id]):
        raise ItemUnknown
    if not known[0]:
        return []  # newer than the snapshot
    ids = snapshot.shelf.ids[most_alike(snapshot, int(rows[0]), limit + SPARE)].tolist()
    return [card for card in catalogue.list_cards(session, ids) if card.in_stock][:limit]


def most_alike(snapshot: Snapshot, row: int, k: int) -> Ints:
    """The k rows most like `row`, the most alike first."""
    shelf = snapshot.shelf
    may = shelf.may_show.copy()
    may[row] = False
    found = [_by_words(snapshot, row)]
    if snapshot.vectors.shape[1]:
        found.append(snapshot.index.search(snapshot.vectors[row], NEAREST, allowed=may)[0])
    rows = np.unique(np.concatenate(found))
    rows = rows[may[rows]]
    if not len(rows):
        return rows
    score = (1 - BY_VECTOR) * _shared_words(snapshot, row, rows)
    if snapshot.vectors.shape[1]:
        score += BY_VECTOR * _cosines(snapshot, row, rows)
    return rows[np.argsort(-score, kind="stable")[:k]]


def _by_words(snapshot: Snapshot, row: int) -> Ints:
    """The rows that share most of the row's words, rare words counting more."""
    weight = np.zeros(len(snapshot.shelf), np.float32)
    for word in snapshot.shelf.words.of_row(row).tolist():
        weight[snapshot.postings.of_row(word)] += np.float32(snapshot.rarity[word])
    weight[row] = 0
    sharing = np.flatnonzero(weight)
    return sharing[np.argsort(-weight[sharing], kind="stable")[:NEAREST]]


def _shared_words(snapshot: Snapshot, row: int, rows: Ints) -> np.ndarray:
    """The share of the rarity of all their words that both have, 0 … 1 (weighted Jaccard)."""
    mine = np.zeros(len(snapshot.rarity))
    own = snapshot.shelf.words.of_row(row)
    mine[own] = snapshot.rarity[own]
    words = snapshot.shelf.words.at(rows)
    shared = np.add.reduceat(mine[words.values], words.starts[:-1])
    theirs = np.add.reduceat(snapshot.rarity[words.values], words.starts[:-1])
    return np.asarray(shared / (mine.sum() + theirs - shared))


def _cosines(snapshot: Snapshot, row: int, rows: Ints) -> np.ndarray:
    vectors, target = snapshot.vectors[rows], snapshot.vectors[row]
    length = np.linalg.norm(vectors, axis=1) * np.linalg.norm(target)
    return np.asarray(np.divide(vectors @ target, length, out=np.zeros(len(rows), np.float32), where=length > 0))
