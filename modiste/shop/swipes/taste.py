"""What a shopper's events amount to: the input of every recommendation, and all events for training.

An event stands until it is undone, or until the shopper starts over: then all that she had done before stays in the log
and is passed over here.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, bindparam, extract, func, or_, select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import insert_into
from modiste.shop.swipes.events import take_turns
from modiste.shop.swipes.models import Action, FreshStart, Interaction

# What an event says about the shopper's taste; a purchase says more than a like, a look very little. The latest of the
# explicit ones decides about an item; looks count only where there is no explicit one.
WEIGHTS: dict[str, float] = {
    Action.PURCHASE: 2.5,
    Action.RIGHT: 1.0,
    Action.FAVOURITE: 1.0,
    Action.CLICK: 0.3,
    Action.VIEW: 0.1,
    Action.UNFAVOURITE: 0.0,
    Action.LEFT: -1.0,
}
LOOKS = frozenset({Action.VIEW, Action.CLICK})


@dataclass(frozen=True, slots=True)
class Taste:
    """A shopper's items and what each event about them says, oldest first; `seen` is not to be shown again."""

    weights: dict[int, float]
    seen: list[int]

    @property
    def liked_count(self) -> int:
        return sum(weight >= WEIGHTS[Action.RIGHT] for weight in self.weights.values())


# Core columns and one prepared statement: mapped ones cost 0.2 ms more, on the path of every deck.
_EVENTS, _STARTS = Interaction.__table__.c, FreshStart.__table__.c
_SINCE = func.coalesce(select(_STARTS.after_id).where(_STARTS.user_id == bindparam("user_id")).scalar_subquery(), 0)
_STANDING = (
    select(_EVENTS.item_id, _EVENTS.interaction)
    .where(
        _EVENTS.user_id == bindparam("user_id"),
        _EVENTS.id > _SINCE,
        _EVENTS.is_undone.is_(False),
        _EVENTS.interaction != Action.UNDO.value,
    )
    .group_by(_EVENTS.item_id, _EVENTS.interaction)
    .order_by(func.max(_EVENTS.id))
)


# That an event stands, in a query that joins `fresh_starts`.
STANDS: tuple[ColumnElement[bool], ...] = (
    Interaction.is_undone.is_(False),
    or_(FreshStart.after_id.is_(None), Interaction.id > FreshStart.after_id),
)


def taste_of(session: Session, user_id: int) -> Taste:
    """The shopper's taste by all events that still stand; one query, on the path of every deck."""
    rows = session.connection().execute(_STANDING, {"user_id": user_id}).all()
    looks = {item: WEIGHTS[action] for item, action in rows if action in LOOKS}
    explicit: dict[int, float] = {}
    for item, action in rows:
        if action not in LOOKS:
            explicit.pop(item, None)  # so that the order is that of the latest event
            explicit[item] = WEIGHTS[action]
    return Taste({**{item: w for item, w in looks.items() if item not in explicit}, **explicit}, list(explicit))


def list_events(
    session: Session, *, after_id: int = 0, limit: int = 50_000
) -> list[Row[tuple[int, int, int, str, float]]]:
    """Events of all shoppers that still stand, in the order of arrival: (id, user, item, action, seconds)."""
    return list(
        session.execute(
            select(
                Interaction.id,
                Interaction.user_id,
                Interaction.item_id,
                Interaction.interaction,
                extract("epoch", Interaction.created_at),
            )
            .outerjoin(FreshStart, FreshStart.user_id == Interaction.user_id)
            .where(Interaction.id > after_id, *STANDS, Interaction.interaction != Action.UNDO)
            .order_by(Interaction.id)
            .limit(limit)
        )
    )


def like_counts(session: Session) -> list[tuple[int, int]]:
    """How many likes and purchases each item has: (item, number)."""
    query = (
        select(Interaction.item_id, func.count())
        .outerjoin(FreshStart, FreshStart.user_id == Interaction.user_id)
        .where(Interaction.interaction.in_((Action.RIGHT, Action.FAVOURITE, Action.PURCHASE)), *STANDS)
        .group_by(Interaction.item_id)
    )
    return [(item_id, number) for item_id, number in session.execute(query)]


def list_recent(session: Session, user_id: int, *, limit: int) -> list[tuple[int, str]]:
    """The shopper's latest events that still stand, latest first: (item, action)."""
    query = (
        select(Interaction.item_id, Interaction.interaction)
        .outerjoin(FreshStart, FreshStart.user_id == Interaction.user_id)
        .where(Interaction.user_id == user_id, *STANDS, Interaction.interaction != Action.UNDO)
        .order_by(Interaction.id.desc())
        .limit(limit)
    )
    return [(item_id, action) for item_id, action in session.execute(query)]


def start_taste_over(session: Session, user_id: int) -> None:
    """From now on nothing that the shopper did before says anything of her taste, and all cards may come again.

    The events stay in the log and her favourites stay favourites.
    """
    take_turns(session, user_id)
    last = session.scalar(select(func.max(Interaction.id)).where(Interaction.user_id == user_id))
    if last is None:
        return
    fresh = {"after_id": last, "started_at": clock.now()}
    insert = insert_into(session, FreshStart).values(user_id=user_id, **fresh)
    session.execute(insert.on_conflict_do_update(index_elements=("user_id",), set_=fresh))
