"""Garments: kept, found and changed by their owner, and by nobody else; giving them up is in forgetting.py."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, ColumnExpressionArgument, exists, false, func, or_, select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.catalogue.models import Category
from modiste.shop.catalogue.service import category_ids, slug_of
from modiste.shop.kit import clock, paging
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.wardrobe.folders import folder_of, take_turns
from modiste.shop.wardrobe.models import Garment
from modiste.shop.wardrobe.schemas import GarmentChangesIn, GarmentIn, GarmentsQuery

MOST_GARMENTS = 3_000
MOST_WORDS = 8
EASTERNMOST = timedelta(hours=14)  # where the day begins first: nobody's today is refused as tomorrow


class GarmentUnknown(NotFound):
    """The shopper has no such garment."""

    title = "You have no such garment"


class TooManyGarments(Conflict):
    """The wardrobe is as full as one may be."""

    title = f"Your wardrobe has {MOST_GARMENTS} garments, and that is as many as there can be: give one up first"


class CategoryUnknown(Invalid):
    """No category is called that."""

    title = "There is no such category: GET /categories lists them"


class NotYet(Invalid):
    """The day is not there yet anywhere on earth."""

    title = "That day is still to come"


def garment_of(session: Session, user_id: int, garment_id: uuid.UUID, *, to_change: bool = False) -> Garment:
    """The shopper's garment with its category and photos, locked when it is about to be changed.

    Raises GarmentUnknown.
    """
    query = select(Garment).where(Garment.id == garment_id, Garment.user_id == user_id)
    query = query.options(selectinload(Garment.category), selectinload(Garment.photos))
    found = session.scalar(query.with_for_update(of=Garment) if to_change else query)
    if found is None:
        raise GarmentUnknown
    return found


def list_garments(session: Session, user_id: int, asked: GarmentsQuery) -> tuple[Sequence[Garment], str | None]:
    """A page of the shopper's garments, newest first, and where the next begins; three queries. Raises BadCursor."""
    query = select(Garment).where(Garment.user_id == user_id, *_conditions(session, asked))
    if asked.cursor is not None:
        query = query.where(Garment.id < paging.id_in(asked.cursor))
    parts = (selectinload(Garment.category), selectinload(Garment.photos))
    rows = session.scalars(query.options(*parts).order_by(Garment.id.desc()).limit(asked.limit + 1)).all()
    page = rows[: asked.limit]
    return page, paging.encode(str(page[-1].id)) if len(rows) > asked.limit else None


def keep_garment(session: Session, user_id: int, wanted: GarmentIn) -> Garment:
    """Put a garment into the wardrobe. Raises CategoryUnknown, FolderUnknown, NotYet, TooManyGarments."""
    take_turns(session, user_id)
    if session.scalars(select(func.count()).where(Garment.user_id == user_id)).one() >= MOST_GARMENTS:
        raise TooManyGarments
    kept = Garment(user_id=user_id)
    put_in(session, kept, {name: getattr(wanted, name) for name in type(wanted).model_fields})
    return garment_of(session, user_id, kept.id)


def put_in(session: Session, garment: Garment, said: dict[str, object]) -> None:
    """Write a new garment with the fields of a GarmentIn. Raises CategoryUnknown, FolderUnknown, NotYet."""
    _set_fields(session, garment, said)
    session.add(garment)
    session.flush()


def change_garment(session: Session, garment: Garment, changes: GarmentChangesIn) -> Garment:
    """Change a garment that was locked in this transaction. Raises CategoryUnknown, FolderUnknown, NotYet."""
    said = {name: getattr(changes, name) for name in changes.model_fields_set}
    is_archived = said.pop("is_archived", None)
    if is_archived is not None and is_archived != (garment.archived_at is not None):
        garment.archived_at = clock.now() if is_archived else None
    _set_fields(session, garment, said)
    session.flush()
    session.expire(garment, ["category"])
    return garment_of(session, garment.user_id, garment.id)


def note_change(session: Session, garment: Garment) -> None:
    """Write a change of a locked garment down, so that whoever holds an ETag notices."""
    garment.updated_at = clock.now()
    session.flush()


def check_day(day: date | None) -> None:
    """Raise NotYet for a day that has begun nowhere on earth."""
    if day is not None and day > latest_day():
        raise NotYet


def latest_day() -> date:
    """The day that it is where days begin first."""
    return (clock.now() + EASTERNMOST).date()


def _set_fields(session: Session, garment: Garment, said: dict[str, object]) -> None:
    """Write what was said; what is the same stays untouched, and the garment's version with it."""
    if "category" in said:
        said["category_id"] = _category_id(session, said.pop("category"))
    if "price" in said:
        price = said.pop("price")
        said["price"], said["currency"] = getattr(price, "amount", None), getattr(price, "currency", None)
    if isinstance(folder_id := said.get("folder_id"), uuid.UUID):
        folder_of(session, garment.user_id, folder_id)
    if isinstance(bought_on := said.get("bought_on"), date):
        check_day(bought_on)
    for name, value in said.items():
        if getattr(garment, name) != value:
            setattr(garment, name, value)


def _category_id(session: Session, name: object) -> int | None:
    if not isinstance(name, str):
        return None
    found = category_ids(session, [name], makes_new=False).get(name)
    if found is None:
        raise CategoryUnknown
    return found


def _conditions(session: Session, asked: GarmentsQuery) -> list[ColumnExpressionArgument[bool]]:
    found: list[ColumnExpressionArgument[bool]] = [
        Garment.archived_at.is_not(None) if asked.is_archived else Garment.archived_at.is_(None)
    ]
    if asked.category is not None:
        named = select(Category.id).where(Category.slug == slug_of(asked.category)).scalar_subquery()
        found.append(Garment.category_id == named)
    if asked.folder_id is not None:
        found.append(Garment.folder_id == asked.folder_id)
    if asked.laundry is not None:
        found.append(Garment.laundry == asked.laundry)
    if asked.colour is not None:
        found.append(_names(session, Garment.colours.expression, asked.colour))
    if asked.season is not None:
        of_all = ~_names(session, Garment.season.expression, None)
        found.append(or_(_names(session, Garment.season.expression, asked.season.value), of_all))
    for word in asked.q.split()[:MOST_WORDS]:
        fields = (Garment.name, Garment.brand, Garment.material, Garment.notes)
        found.append(or_(false(), *(field.icontains(word, autoescape=True) for field in fields)))
    return found


def _names(session: Session, column: ColumnElement[list[str]], word: str | None) -> ColumnElement[bool]:
    """That a list in a column names this word, or any."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    each = (func.json_each if is_sqlite else func.jsonb_array_elements_text)(column).table_valued("value")
    named = exists().select_from(each)
    return named if word is None else named.where(each.c.value == word)
