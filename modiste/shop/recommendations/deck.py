"""The deck: from a shopper's latest swipes to the next cards, in one go on every request."""

from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.kit.cache import Cache, recommendations_key
from modiste.shop.recommendations.candidates import (
    History,
    Wish,
    find_candidates,
    history_of,
    may_be_shown,
    words_on,
)
from modiste.shop.recommendations.diversity import first_cards
from modiste.shop.recommendations.ending import end_of_deck
from modiste.shop.recommendations.ranking import rank, spread_out
from modiste.shop.recommendations.reasons import Reason, look_around, reason_out, reasons_for
from modiste.shop.recommendations.schemas import DeckCard, DeckOut, ReasonOut
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.shelf import Bools, Ints
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.stated import stated_on
from modiste.shop.recommendations.told import Told, told_by, with_told
from modiste.shop.swipes.taste import Taste, taste_of

SPARE = 2  # more than asked for: the catalogue may have sold some since the snapshot
FIRST_STATED = 4.0  # what a newcomer's own words weigh in her first hand, against a draw of 0 … 0.7
TOO_FEW = 300  # rows among which a newcomer's cards are found when her filters leave little of the pool


@dataclass(frozen=True, slots=True)
class Dealt:
    """One card before SQL has the last word on it."""

    item_id: int
    score: float
    reasons: list[Reason]


def recommend_items(
    session: Session, serving: Serving, user_id: int, wish: Wish, *, cache: Cache | None = None
) -> DeckOut:
    """The next cards for a shopper, never one that she has swiped, bought or still holds.

    In the first moments after a start, before the catalogue has been read, the list that was kept last is given when
    there is one. Raises NotReady.
    """
    if cache is not None and not serving.is_ready:
        kept = _kept_recommendations(session, cache, user_id, wish)
        if kept is not None:
            return kept
    snapshot = serving.current()
    taste = taste_of(session, user_id)
    told = told_by(session, user_id)
    wider = replace(with_told(wish, told), limit=wish.limit + SPARE)
    cards = _cards(session, deal(snapshot, taste, user_id, wider, told), wish.limit)
    return DeckOut(
        items=cards,
        model=snapshot.name,
        strategy="personal" if taste.weights else "diverse",
        seen_count=len(taste.seen),
        liked_count=taste.liked_count,
        end=end_of_deck(snapshot, taste, wish, told) if len(cards) < wish.limit else None,
    )


def deal(snapshot: Snapshot, taste: Taste, user_id: int, wish: Wish, told: Told) -> list[Dealt]:
    """Choose, rank and spread out; SQL is not asked."""
    may = may_be_shown(snapshot, taste, wish)
    history = history_of(snapshot, taste, told.removed)
    if not len(history.rows):
        return _first_hand(snapshot, told, may, user_id, wish.limit)
    return _personal_hand(snapshot, history, told, may, wish)


def _personal_hand(snapshot: Snapshot, history: History, told: Told, may: Bools, wish: Wish) -> list[Dealt]:
    rows = find_candidates(snapshot, history, may, wish)
    if not len(rows):
        return []
    ranked = spread_out(snapshot, rank(snapshot, history, rows, told.preferences), wish.limit)
    reasons = reasons_for(snapshot, history, ranked)
    ids, scores = snapshot.shelf.ids[ranked.rows].tolist(), ranked.score.tolist()
    return [Dealt(item_id, score, why) for item_id, score, why in zip(ids, scores, reasons, strict=True)]


def _first_hand(snapshot: Snapshot, told: Told, may: Bools, user_id: int, limit: int) -> list[Dealt]:
    """Cards for somebody of whom nothing is known; what her deck holds already stays in the order, and is left out."""
    pool = snapshot.pool
    open_rows = np.flatnonzero(may) if np.count_nonzero(may[pool]) < limit else pool
    rows: Ints = open_rows[may[open_rows]][:TOO_FEW] if open_rows is not pool else pool
    looks = snapshot.looks.at(snapshot.shelf, rows)
    held = len(rows) - np.count_nonzero(may[rows])
    worth = 0.3 * snapshot.popularity[rows] + FIRST_STATED * stated_on(snapshot, told.preferences, rows).score
    order = rows[first_cards(worth, looks, user_id, limit + int(held))]
    order = order[may[order]][:limit]
    ids, scores = snapshot.shelf.ids[order].tolist(), snapshot.popularity[order].tolist()
    removed = words_on(snapshot, told.removed)
    return [
        Dealt(item_id, score, [look_around(snapshot, row, removed)])
        for item_id, score, row in zip(ids, scores, order.tolist(), strict=True)
    ]


def _cards(session: Session, dealt: list[Dealt], limit: int) -> list[DeckCard]:
    """The cards as SQL has them now, with the names of the liked items that the reasons speak of; one statement."""
    liked = {reason.item_id for card in dealt for reason in card.reasons if reason.item_id is not None}
    wanted = [card.item_id for card in dealt]
    found = {card.item_id: card for card in catalogue.list_cards(session, [*wanted, *(liked - set(wanted))])}
    names = {item_id: card.name for item_id, card in found.items()}
    shown = [card for card in dealt if card.item_id in found and found[card.item_id].in_stock][:limit]
    return [
        DeckCard(
            **dict(found[card.item_id]),
            score=round(card.score, 4),
            reasons=[reason_out(reason, names) for reason in card.reasons],
        )
        for card in shown
    ]


def keep_recommendations(cache: Cache, user_id: int, made: DeckOut, *, seconds: int) -> None:
    """Keep the ids of a list under the key that document 1 names; a swipe forgets them."""
    cache.set(recommendations_key(user_id), [card.item_id for card in made.items], seconds=seconds)


def _kept_recommendations(session: Session, cache: Cache, user_id: int, wish: Wish) -> DeckOut | None:
    """A deck from the ids kept last, for the moments after a start when nothing can be ranked yet; None without any."""
    ids = cache.get(recommendations_key(user_id))
    if not ids or wish.category or wish.price_max is not None:
        return None
    taste = taste_of(session, user_id)
    hidden = {*taste.seen, *wish.exclude}
    cards = catalogue.list_cards(session, [item_id for item_id in ids if item_id not in hidden])
    reason = ReasonOut(kind="popular", text="Chosen for you a little earlier", share=0.0)
    return DeckOut(
        items=[DeckCard(**dict(card), score=0.0, reasons=[reason]) for card in cards if card.in_stock][: wish.limit],
        model="kept",
        strategy="personal" if taste.weights else "diverse",
        seen_count=len(taste.seen),
        liked_count=taste.liked_count,
    )
