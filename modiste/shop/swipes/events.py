"""Writing an event once, whoever sends it how often, and keeping the favourites true to the events."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, literal, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import UTCDateTime, insert_into
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.swipes.models import Action, Favourite, Interaction

TASTE_LOCK = 7_215_021  # any number that only a shopper's taste uses
LIKES = frozenset({Action.RIGHT, Action.FAVOURITE})
DECIDES_FAVOURITE = (Action.RIGHT, Action.LEFT, Action.FAVOURITE, Action.UNFAVOURITE)
COLUMNS = ("user_id", "item_id", "interaction", "client_id", "is_undone", "created_at")


class UnknownItem(NotFound):
    """There is no such item in the catalogue."""

    title = "There is no such item"


class OtherEvent(Conflict):
    """This client_id was used before for something else."""

    title = "This client_id already stands for something else: make a new one for each swipe"


@dataclass(frozen=True, slots=True)
class Event:
    """One interaction as it stands in the book."""

    id: int
    item_id: int
    action: str
    client_id: uuid.UUID
    created_at: datetime
    is_new: bool


def take_turns(session: Session, user_id: int) -> None:
    """Let one transaction at a time write this shopper's taste, until it ends.

    So a like and a dislike that arrive together leave the favourite that the later event says, and two batches with
    the same swipes in another order do not lock each other out. SQLite has one writer anyhow.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(TASTE_LOCK, user_id)))


def write_event(
    session: Session, user_id: int, item_id: int, action: str, client_id: uuid.UUID, *, at: datetime | None = None
) -> Event:
    """Write one event, or find the same one written before.

    Raises UnknownItem, and OtherEvent when `client_id` stands for another item or action.
    """
    moment = at or clock.now()
    # One statement knows whether the item exists and whether the event is new.
    values = select(
        literal(user_id), Item.id, literal(action), literal(client_id), literal(False), literal(moment, UTCDateTime())
    ).where(Item.id == item_id)
    insert = (
        insert_into(session, Interaction)
        .from_select(COLUMNS, values)
        .on_conflict_do_nothing(index_elements=("user_id", "client_id"))
        .returning(Interaction.id)
    )
    new_id = session.execute(insert).scalar_one_or_none()
    if new_id is not None:
        return Event(new_id, item_id, action, client_id, moment, is_new=True)
    known = find_event(session, user_id, client_id)
    if known is None:
        raise UnknownItem
    if (known.item_id, known.action) != (item_id, action):
        raise OtherEvent
    return known


def find_event(session: Session, user_id: int, client_id: uuid.UUID) -> Event | None:
    """The shopper's event with this client_id."""
    row = session.execute(
        select(Interaction.id, Interaction.item_id, Interaction.interaction, Interaction.created_at).where(
            Interaction.user_id == user_id, Interaction.client_id == client_id
        )
    ).one_or_none()
    return row and Event(row.id, row.item_id, row.interaction, client_id, row.created_at, is_new=False)


def add_favourites(session: Session, user_id: int, item_ids: Iterable[int], *, at: datetime | None = None) -> int:
    """Make items favourites; returns how many were not yet."""
    moment = at or clock.now()
    rows = [{"user_id": user_id, "item_id": item_id, "added_at": moment} for item_id in item_ids]
    if not rows:
        return 0
    insert = insert_into(session, Favourite).values(rows).on_conflict_do_nothing(index_elements=("user_id", "item_id"))
    return len(session.execute(insert.returning(Favourite.id)).all())


def drop_favourites(session: Session, user_id: int, item_ids: Iterable[int]) -> int:
    """Make items favourites no longer; returns how many were."""
    gone = delete(Favourite).where(Favourite.user_id == user_id, Favourite.item_id.in_(tuple(item_ids)))
    return len(session.execute(gone.returning(Favourite.id)).all())


def is_favourite(session: Session, user_id: int, item_id: int) -> bool:
    """Whether the shopper likes this item now."""
    query = select(exists().where(Favourite.user_id == user_id, Favourite.item_id == item_id))
    return bool(session.execute(query).scalar_one())


def settle_favourite(session: Session, user_id: int, item_id: int) -> None:
    """Make the favourite agree with the latest event about it that still stands."""
    latest = session.execute(
        select(Interaction.interaction, Interaction.created_at)
        .where(
            Interaction.user_id == user_id,
            Interaction.item_id == item_id,
            Interaction.interaction.in_(DECIDES_FAVOURITE),
            Interaction.is_undone.is_(False),
        )
        .order_by(Interaction.id.desc())
        .limit(1)
    ).one_or_none()
    if latest is not None and latest.interaction in LIKES:
        add_favourites(session, user_id, [item_id], at=latest.created_at)
    else:
        drop_favourites(session, user_id, [item_id])
