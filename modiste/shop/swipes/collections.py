"""Collections: a shopper's favourites, put together under names of her own."""

import unicodedata
import uuid
from collections.abc import Sequence

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import UTCDateTime
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.swipes.events import take_turns
from modiste.shop.swipes.models import Collection, CollectionItem, Favourite
from modiste.shop.swipes.schemas import CollectionCover, CollectionOut

MOST = 100  # collections of one shopper
COVERS = 4
KEY_LENGTH = 200  # a name without case may be longer than the name: ß becomes ss


class CollectionUnknown(NotFound):
    """The shopper has no such collection."""

    title = "You have no such collection"


class CollectionExists(Conflict):
    """The shopper has a collection of this name, whatever its case."""

    title = "You have a collection of this name already: choose another name"


class TooManyCollections(Conflict):
    """The shopper has as many collections as one may have."""

    title = f"You have {MOST} collections, and that is as many as there can be: delete one first"


def collection_of(session: Session, user_id: int, collection_id: uuid.UUID) -> Collection:
    """The shopper's collection. Raises CollectionUnknown."""
    query = select(Collection).where(Collection.id == collection_id, Collection.user_id == user_id)
    found = session.scalar(query)
    if found is None:
        raise CollectionUnknown
    return found


def list_collections(session: Session, user_id: int) -> list[CollectionOut]:
    """The shopper's collections with counts and covers, the one changed last first; two queries however many."""
    query = select(Collection).where(Collection.user_id == user_id)
    rows = session.scalars(query.order_by(Collection.updated_at.desc(), Collection.id.desc())).all()
    return _described(session, rows)


def start_collection(session: Session, user_id: int, name: str) -> CollectionOut:
    """Open a collection. Raises CollectionExists, TooManyCollections."""
    take_turns(session, user_id)
    if session.scalars(select(func.count()).where(Collection.user_id == user_id)).one() >= MOST:
        raise TooManyCollections
    started = Collection(user_id=user_id, name=name, name_key=_key_of(name))
    session.add(started)
    _flush(session)
    return _described(session, [started])[0]


def rename_collection(session: Session, user_id: int, collection_id: uuid.UUID, name: str) -> CollectionOut:
    """Give a collection another name. Raises CollectionUnknown, CollectionExists."""
    renamed = collection_of(session, user_id, collection_id)
    renamed.name, renamed.name_key, renamed.updated_at = name, _key_of(name), clock.now()
    _flush(session)
    return _described(session, [renamed])[0]


def delete_collection(session: Session, user_id: int, collection_id: uuid.UUID) -> None:
    """Delete a collection; its favourites stay favourites. Raises CollectionUnknown."""
    session.delete(collection_of(session, user_id, collection_id))


def collect_favourite(session: Session, collection: Collection, item_id: int) -> None:
    """Put a favourite into a collection of the same shopper; nothing happens when it is there already."""
    held = select(CollectionItem.favourite_id).where(CollectionItem.collection_id == collection.id)
    chosen = select(literal(collection.id), Favourite.id, literal(clock.now(), UTCDateTime())).where(
        Favourite.user_id == collection.user_id, Favourite.item_id == item_id, Favourite.id.not_in(held)
    )
    columns = ("collection_id", "favourite_id", "added_at")
    put = insert(CollectionItem).from_select(columns, chosen).returning(CollectionItem.favourite_id)
    if session.execute(put).one_or_none() is not None:
        collection.updated_at = clock.now()


def take_from_collection(session: Session, user_id: int, collection_id: uuid.UUID, item_id: int) -> None:
    """Take an item out of a collection; it stays a favourite. Raises CollectionUnknown."""
    collection = collection_of(session, user_id, collection_id)
    favourite = select(Favourite.id).where(Favourite.user_id == user_id, Favourite.item_id == item_id)
    taken = delete(CollectionItem).where(
        CollectionItem.collection_id == collection_id, CollectionItem.favourite_id.in_(favourite)
    )
    if session.execute(taken.returning(CollectionItem.favourite_id)).one_or_none() is not None:
        collection.updated_at = clock.now()


def list_collections_with(session: Session, user_id: int, item_id: int) -> list[uuid.UUID]:
    """The ids of the shopper's collections that hold an item."""
    query = (
        select(CollectionItem.collection_id)
        .join(Favourite, Favourite.id == CollectionItem.favourite_id)
        .where(Favourite.user_id == user_id, Favourite.item_id == item_id)
        .order_by(CollectionItem.collection_id)
    )
    return list(session.scalars(query))


def _described(session: Session, rows: Sequence[Collection]) -> list[CollectionOut]:
    """Collections as they go over the wire; their counts and covers in one query."""
    newest_first = (CollectionItem.added_at.desc(), CollectionItem.favourite_id.desc())
    placed = (
        select(
            CollectionItem.collection_id,
            *(getattr(Item, name) for name in CollectionCover.model_fields),
            func.row_number().over(partition_by=CollectionItem.collection_id, order_by=newest_first).label("place"),
            func.count().over(partition_by=CollectionItem.collection_id).label("number"),
        )
        .join(Favourite, Favourite.id == CollectionItem.favourite_id)
        .join(Item, Item.id == Favourite.item_id)
        .where(CollectionItem.collection_id.in_([row.id for row in rows]), Item.is_active)
        .subquery()
    )
    covers: dict[uuid.UUID, list[CollectionCover]] = {row.id: [] for row in rows}
    numbers: dict[uuid.UUID, int] = {}
    for found in session.execute(select(placed).where(placed.c.place <= COVERS).order_by(placed.c.place)):
        numbers[found.collection_id] = found.number
        covers[found.collection_id].append(CollectionCover.model_validate(found))
    return [
        CollectionOut(
            id=row.id,
            name=row.name,
            item_count=numbers.get(row.id, 0),
            covers=covers[row.id],
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def _key_of(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:KEY_LENGTH]


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise CollectionExists from error
