"""The deck: from a shopper's latest swipes to the next cards, in one go on every request."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.catalogue import service as catalogue
from modiste.shop.kit.cache import Cache, recommendations_key
from modiste.shop.recommendations.candidates import History, Wish, find_candidates, history_of, may_be_shown
from modiste.shop.recommendations.diversity import first_cards
from modiste.shop.recommendations.ranking import rank, spread_out
from modiste.shop.recommendations.reasons import Reason, look_around, reasons_for
from modiste.shop.recommendations.schemas import DeckCard, DeckOut, ReasonOut
from modiste.shop.recommendations.serving import Serving
from modiste.shop.recommendations.shelf import Bools, Ints
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.swipes.taste import Taste, taste_of

SPARE = 2  # more than asked for: the catalogue may have sold some since the snapshot
PREFERENCES = select(User.__table__.c.preferences).where(User.__table__.c.id == bindparam("user_id"))
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
    wish = with_preferences(wish, preferences_of(session, user_id))
    dealt = deal(snapshot, taste, user_id, replace(wish, limit=wish.limit + SPARE))
    return DeckOut(
        items=_cards(session, dealt, wish.limit),
        model=snapshot.name,
        strategy="personal" if taste.weights else "diverse",
        seen_count=len(taste.seen),
        liked_count=taste.liked_count,
    )


def preferences_of(session: Session, user_id: int) -> Mapping[str, Any]:
    """What the shopper told us about sizes and prices."""
    return session.connection().execute(PREFERENCES, {"user_id": user_id}).scalar() or {}


def with_preferences(wish: Wish, preferences: Mapping[str, Any]) -> Wish:
    """The wish with what the shopper's profile adds; what she asks for now goes before it."""
    sizes = {catalogue.slug_of(kind): tuple(fitting) for kind, fitting in (preferences.get("sizes") or {}).items()}
    ceiling = preferences.get("price_ceiling")
    most = wish.price_max if wish.price_max is not None or not ceiling else int(ceiling["amount"])
    return replace(wish, sizes=sizes, price_max=most)


def deal(snapshot: Snapshot, taste: Taste, user_id: int, wish: Wish) -> list[Dealt]:
    """Choose, rank and spread out; SQL is not asked."""
    may = may_be_shown(snapshot, taste, wish)
    history = history_of(snapshot, taste)
    if not len(history.rows):
        return _first_hand(snapshot, may, user_id, wish.limit)
    return _personal_hand(snapshot, history, may, wish)


def _personal_hand(snapshot: Snapshot, history: History, may: Bools, wish: Wish) -> list[Dealt]:
    rows = find_candidates(snapshot, history, may, wish)
    if not len(rows):
        return []
    ranked = spread_out(snapshot, rank(snapshot, history, rows), wish.limit)
    reasons = reasons_for(snapshot, history, ranked)
    ids, scores = snapshot.shelf.ids[ranked.rows].tolist(), ranked.score.tolist()
    return [Dealt(item_id, score, why) for item_id, score, why in zip(ids, scores, reasons, strict=True)]


def _first_hand(snapshot: Snapshot, may: Bools, user_id: int, limit: int) -> list[Dealt]:
    """Cards for somebody of whom nothing is known; what her deck holds already stays in the order, and is left out."""
    pool = snapshot.pool
    open_rows = np.flatnonzero(may) if np.count_nonzero(may[pool]) < limit else pool
    rows: Ints = open_rows[may[open_rows]][:TOO_FEW] if open_rows is not pool else pool
    looks = snapshot.looks.at(snapshot.shelf, rows)
    held = len(rows) - np.count_nonzero(may[rows])
    order = rows[first_cards(snapshot.popularity[rows], looks, user_id, limit + int(held))]
    order = order[may[order]][:limit]
    ids, scores = snapshot.shelf.ids[order].tolist(), snapshot.popularity[order].tolist()
    return [
        Dealt(item_id, score, [look_around(snapshot, row)])
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
            reasons=[
                ReasonOut(
                    kind=reason.kind,
                    text=reason.sentence(names),
                    share=int(reason.share * 10_000) / 10_000,
                    item_id=reason.item_id,
                    value=reason.value,
                )
                for reason in card.reasons
            ],
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
