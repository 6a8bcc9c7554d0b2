"""The days on which a garment was worn: the fact that outfits, costs per wear and what is never worn are made of."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock, paging
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.paging import BadCursor
from modiste.shop.wardrobe.models import Garment, GarmentWear, Laundry
from modiste.shop.wardrobe.schemas import MOST_TIMES, WearIn, WearOut, WearsPage, WearsQuery
from modiste.shop.wardrobe.service import check_day, note_change


class WearUnknown(NotFound):
    """The garment was not worn on that day."""

    title = "This garment was not worn on that day"


class WornTooOften(Conflict):
    """Nobody wears a garment so often on one day."""

    title = f"A garment is worn {MOST_TIMES} times a day at most"


class Worn(NamedTuple):
    """How many times a garment was worn, and when for the last time."""

    times: int = 0
    last_on: date | None = None


def worn_of(session: Session, garment_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Worn]:
    """How often each of these garments was worn; one query, and nothing for those that never were."""
    counted = select(GarmentWear.garment_id, func.sum(GarmentWear.times), func.max(GarmentWear.worn_on))
    rows = session.execute(counted.where(GarmentWear.garment_id.in_(garment_ids)).group_by(GarmentWear.garment_id))
    return {garment_id: Worn(int(times), last_on) for garment_id, times, last_on in rows}


def list_wears(session: Session, garment: Garment, asked: WearsQuery) -> WearsPage:
    """A page of the days on which a garment was worn, the latest first. Raises BadCursor."""
    query = select(GarmentWear).where(GarmentWear.garment_id == garment.id)
    if asked.cursor is not None:
        query = query.where(GarmentWear.worn_on < _position(asked.cursor))
    rows = session.scalars(query.order_by(GarmentWear.worn_on.desc()).limit(asked.limit + 1)).all()
    page = rows[: asked.limit]
    following = paging.encode(page[-1].worn_on.isoformat()) if len(rows) > asked.limit else None
    return WearsPage(items=[WearOut.model_validate(row) for row in page], next_cursor=following)


def record_wear(session: Session, garment: Garment, worn: WearIn) -> None:
    """Note that a locked garment was worn; on its latest day that makes a clean one worn.

    Raises NotYet, WornTooOften.
    """
    day = worn.on or clock.now().date()
    check_day(day)
    known = session.get(GarmentWear, (garment.id, day))
    if (known.times if known else 0) + worn.times > MOST_TIMES:
        raise WornTooOften
    if known is None:
        session.add(GarmentWear(garment_id=garment.id, worn_on=day, times=worn.times))
    else:
        known.times += worn.times
    session.flush()
    last_on = worn_of(session, [garment.id])[garment.id].last_on
    if garment.laundry == Laundry.CLEAN and not worn.stays_clean and day == last_on:
        garment.laundry = Laundry.WORN
    note_change(session, garment)


def take_wear_back(session: Session, garment: Garment, day: date) -> None:
    """Take one wear of that day back; whether the garment is clean, its owner says. Raises WearUnknown."""
    known = session.get(GarmentWear, (garment.id, day))
    if known is None:
        raise WearUnknown
    if known.times > 1:
        known.times -= 1
    else:
        session.delete(known)
    note_change(session, garment)


def _position(cursor: str) -> date:
    (text,) = paging.decode(cursor, str)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadCursor from error
