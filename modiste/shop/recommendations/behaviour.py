"""Document 4's view of a shopper: what she did lately in a sentence, and recommendations by its content scoring."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.catalogue.schemas import Card
from modiste.shop.recommendations.candidates import document_points, top_words, words_on
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.told import told_by
from modiste.shop.swipes.models import Action
from modiste.shop.swipes.taste import list_recent

NAMED = 3  # items named per kind of behaviour
SPARE = 20
LOOKED_AT = (Action.VIEW, Action.CLICK)
LIKED = (Action.RIGHT, Action.FAVOURITE)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Names of what the shopper bought, liked and looked at, latest first, and the categories she is interested in."""

    purchased: list[str]
    liked: list[str]
    viewed: list[str]
    interests: list[str]

    def summary(self) -> str:
        """`Recently purchased: X, Y; Recently viewed: A; Interested in: Coats`; says so when there is nothing."""
        parts = {
            "Recently purchased": self.purchased,
            "Recently liked": self.liked,
            "Recently viewed": self.viewed,
            "Interested in": self.interests,
        }
        told = [f"{head}: {', '.join(names)}" for head, names in parts.items() if names]
        return "; ".join(told) or "No interactions yet"


def behaviour_of(session: Session, snapshot: Snapshot, user_id: int) -> Behaviour:
    """What the shopper did lately."""
    recent = list_recent(session, user_id, limit=200)
    positive = [item_id for item_id, action in recent if action != Action.LEFT]
    cards = {card.item_id: card for card in catalogue.list_cards(session, list(dict.fromkeys(positive))[:60])}

    def names(actions: tuple[str, ...]) -> list[str]:
        ids = dict.fromkeys(item_id for item_id, action in recent if action in actions and item_id in cards)
        return [cards[item_id].name for item_id in list(ids)[:NAMED]]

    rows, known = snapshot.shelf.rows_of(positive)
    removed = words_on(snapshot, told_by(session, user_id).removed)
    categories, _ = top_words(snapshot, np.unique(rows[known]), without=removed)
    labels = snapshot.shelf.dictionary.labels
    return Behaviour(
        purchased=names((Action.PURCHASE,)),
        liked=names(LIKED),
        viewed=names(LOOKED_AT),
        interests=[labels[word] for word in categories],
    )


def recommend_by_content(session: Session, snapshot: Snapshot, user_id: int, *, limit: int) -> list[tuple[Card, float]]:
    """Document 4's recommendations with their points: 10 for a top category, 3 for each top tag.

    Everything she had to do with is skipped; without history, or where nothing matches, the popular items come with 0.
    """
    recent = list_recent(session, user_id, limit=5_000)
    had, known = snapshot.shelf.rows_of([item_id for item_id, _ in recent])
    positive, is_there = snapshot.shelf.rows_of([item_id for item_id, action in recent if action != Action.LEFT])
    removed = words_on(snapshot, told_by(session, user_id).removed)
    points = document_points(snapshot, np.unique(positive[is_there]), without=removed).astype(np.int64)
    may = snapshot.shelf.may_show.copy()
    may[had[known]] = False
    rows = np.flatnonzero(may & (points > 0))
    if not len(rows):
        rows = snapshot.popular[may[snapshot.popular]]
        points[:] = 0
    order = rows[np.lexsort((-snapshot.popularity[rows], -points[rows]))][: limit + SPARE]
    worth = dict(zip(snapshot.shelf.ids[order].tolist(), points[order].tolist(), strict=True))
    cards = [card for card in catalogue.list_cards(session, list(worth)) if card.in_stock][:limit]
    return [(card, float(worth[card.item_id])) for card in cards]
