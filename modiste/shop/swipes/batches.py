"""Swipes of a client that was offline: a hundred in five statements, each with a result of its own."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit.db import insert_into
from modiste.shop.swipes.events import OtherEvent, UnknownItem, add_favourites, drop_favourites, take_turns
from modiste.shop.swipes.models import Interaction
from modiste.shop.swipes.schemas import Direction, Outcome, SwipeIn, SwipeResult
from modiste.shop.swipes.service import BadTime, happened_at


@dataclass(frozen=True, slots=True)
class _Accepted:
    swipe: SwipeIn
    at: datetime


def record_swipes(session: Session, user_id: int, swipes: list[SwipeIn]) -> list[SwipeResult]:
    """Record swipes in the order given; a wrong one is refused with its reason, the others are recorded."""
    take_turns(session, user_id)
    known = _known(session, user_id, [swipe.client_id for swipe in swipes])
    items = _existing(session, {swipe.item_id for swipe in swipes})
    accepted: list[_Accepted] = []
    results = [_judge(swipe, known, items, accepted) for swipe in swipes]
    if accepted:
        session.execute(
            insert_into(session, Interaction),
            [
                {
                    "user_id": user_id,
                    "item_id": one.swipe.item_id,
                    "interaction": one.swipe.direction,
                    "client_id": one.swipe.client_id,
                    "is_undone": False,
                    "created_at": one.at,
                }
                for one in accepted
            ],
        )
        _set_favourites(session, user_id, accepted)
    return results


def _judge(
    swipe: SwipeIn, known: dict[uuid.UUID, tuple[int, str]], items: set[int], accepted: list[_Accepted]
) -> SwipeResult:
    """Decide on one swipe; an accepted one is from then on known to those after it."""
    meant = (swipe.item_id, swipe.direction)
    before = known.get(swipe.client_id)
    if before is not None:
        if before == meant:
            return SwipeResult(client_id=swipe.client_id, status=Outcome.KNOWN)
        return SwipeResult(client_id=swipe.client_id, status=Outcome.REFUSED, detail=OtherEvent.title)
    if swipe.item_id not in items:
        return SwipeResult(client_id=swipe.client_id, status=Outcome.REFUSED, detail=UnknownItem.title)
    try:
        accepted.append(_Accepted(swipe, happened_at(swipe.swiped_at)))
    except BadTime as error:
        return SwipeResult(client_id=swipe.client_id, status=Outcome.REFUSED, detail=error.detail)
    known[swipe.client_id] = meant
    return SwipeResult(client_id=swipe.client_id, status=Outcome.RECORDED)


def _known(session: Session, user_id: int, client_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, str]]:
    rows = session.execute(
        select(Interaction.client_id, Interaction.item_id, Interaction.interaction).where(
            Interaction.user_id == user_id, Interaction.client_id.in_(client_ids)
        )
    )
    return {row.client_id: (row.item_id, row.interaction) for row in rows}


def _existing(session: Session, item_ids: set[int]) -> set[int]:
    return set(session.scalars(select(Item.id).where(Item.id.in_(item_ids))))


def _set_favourites(session: Session, user_id: int, accepted: list[_Accepted]) -> None:
    """The last swipe about an item decides."""
    last = {one.swipe.item_id: one for one in accepted}
    likes = [one for one in last.values() if one.swipe.direction is Direction.RIGHT]
    add_favourites(
        session, user_id, [one.swipe.item_id for one in likes], at=max((one.at for one in likes), default=None)
    )
    drop_favourites(session, user_id, [item for item, one in last.items() if one.swipe.direction is Direction.LEFT])
