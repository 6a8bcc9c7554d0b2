"""Swipes, their undo, views, clicks and purchases: what a shopper says about items."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock, tokens
from modiste.shop.kit.errors import Invalid, NotFound
from modiste.shop.swipes.events import (
    add_favourites,
    drop_favourites,
    find_event,
    is_favourite,
    settle_favourite,
    take_turns,
    write_event,
)
from modiste.shop.swipes.models import Action, FreshStart, Interaction
from modiste.shop.swipes.schemas import (
    Direction,
    InteractionIn,
    InteractionOut,
    Reported,
    SwipeIn,
    SwipeOut,
    SwipeUndone,
)
from modiste.shop.swipes.taste import STANDS

OLDEST = timedelta(days=30)  # how long a client may have been offline
CLOCKS_DIFFER = timedelta(minutes=5)
SWIPES = (Action.RIGHT, Action.LEFT)


class BadTime(Invalid):
    """The swipe claims to be from the future or from long ago."""

    title = "swiped_at must lie within the last 30 days"


class NothingToUndo(NotFound):
    """The shopper has no such swipe."""

    title = "There is no such swipe to take back"


def record_swipe(session: Session, user_id: int, swipe: SwipeIn) -> tuple[SwipeOut, bool]:
    """Record a swipe and set the favourite by it; returns it and whether it is new.

    Raises UnknownItem, BadTime, and OtherEvent when the client_id stands for another swipe.
    """
    at = happened_at(swipe.swiped_at)
    take_turns(session, user_id)
    event = write_event(session, user_id, swipe.item_id, swipe.direction, swipe.client_id, at=at)
    if event.is_new:
        likes = swipe.direction is Direction.RIGHT
        if likes:
            add_favourites(session, user_id, [swipe.item_id], at=at)
        else:
            drop_favourites(session, user_id, [swipe.item_id])
    else:
        likes = is_favourite(session, user_id, swipe.item_id)
    return SwipeOut(
        id=event.id,
        item_id=event.item_id,
        direction=swipe.direction,
        client_id=event.client_id,
        is_favourite=likes,
        swiped_at=event.created_at,
    ), event.is_new


def happened_at(claimed: datetime | None) -> datetime:
    """When a swipe happened, by its client's word; raises BadTime when that cannot be."""
    present = clock.now()
    if claimed is None:
        return present
    if not present - OLDEST <= claimed <= present + CLOCKS_DIFFER:
        raise BadTime(f"swiped_at {claimed.isoformat()} does not lie within the last 30 days; leave it out for now")
    return min(claimed, present)


def undo_last_swipe(session: Session, user_id: int) -> SwipeUndone:
    """Take the shopper's latest swipe back, none from before she started over; raises NothingToUndo."""
    take_turns(session, user_id)
    client_id = session.execute(
        select(Interaction.client_id)
        .outerjoin(FreshStart, FreshStart.user_id == Interaction.user_id)
        .where(
            Interaction.user_id == user_id,
            Interaction.interaction.in_(SWIPES),
            *STANDS,
        )
        .order_by(Interaction.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if client_id is None:
        raise NothingToUndo("You have not swiped anything that could be taken back")
    return undo_swipe(session, user_id, client_id)


def undo_swipe(session: Session, user_id: int, client_id: uuid.UUID) -> SwipeUndone:
    """Take one swipe back by an event of its own; doing so again changes nothing. Raises NothingToUndo."""
    take_turns(session, user_id)
    undone = session.execute(
        update(Interaction)
        .where(
            Interaction.user_id == user_id,
            Interaction.client_id == client_id,
            Interaction.interaction.in_(SWIPES),
            Interaction.is_undone.is_(False),
        )
        .values(is_undone=True)
        .returning(Interaction.id, Interaction.item_id, Interaction.interaction)
    ).one_or_none()
    if undone is None:
        known = find_event(session, user_id, client_id)
        if known is None or known.action not in SWIPES:
            raise NothingToUndo
        return SwipeUndone(item_id=known.item_id, direction=Direction(known.action), client_id=client_id)
    undo_id = uuid.uuid5(client_id, Action.UNDO)
    session.add(
        Interaction(
            user_id=user_id,
            item_id=undone.item_id,
            interaction=Action.UNDO,
            client_id=undo_id,
            undoes_id=undone.id,
        )
    )
    session.flush()
    settle_favourite(session, user_id, undone.item_id)
    return SwipeUndone(item_id=undone.item_id, direction=Direction(undone.interaction), client_id=client_id)


def record_interaction(session: Session, user_id: int, report: InteractionIn) -> tuple[InteractionOut, bool]:
    """Record a view, click or purchase; returns it and whether it is new. Raises UnknownItem, OtherEvent."""
    client_id = report.client_id or tokens.new_id()
    event = write_event(session, user_id, report.item_id, report.action, client_id)
    return InteractionOut(
        id=event.id,
        item_id=event.item_id,
        action=report.action,
        client_id=event.client_id,
        created_at=event.created_at,
    ), event.is_new


def record_purchase(session: Session, user_id: int, item_id: int, *, client_id: uuid.UUID) -> None:
    """Note that the shopper bought an item; `client_id` comes from the order line, so it counts once."""
    write_event(session, user_id, item_id, Reported.PURCHASE, client_id)
