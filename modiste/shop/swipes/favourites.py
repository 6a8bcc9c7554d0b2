"""The shopper's favourites: what she likes now, newest first or by price, all of them or those of a collection."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select, tuple_
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.catalogue.models import Item
from modiste.shop.kit import paging, tokens
from modiste.shop.kit.paging import BadCursor, Page
from modiste.shop.swipes.collections import collect_favourite, collection_of
from modiste.shop.swipes.events import add_favourites, drop_favourites, is_favourite, take_turns, write_event
from modiste.shop.swipes.models import Action, CollectionItem, Favourite
from modiste.shop.swipes.schemas import FavouriteCard, FavouriteSort, FavouritesQuery

MOST_WORDS = 8


def list_favourites(session: Session, user_id: int, query: FavouritesQuery) -> Page[FavouriteCard]:
    """One page of the shopper's favourites without what is no longer sold; raises BadCursor, CollectionUnknown."""
    rows = _rows(session, user_id, query)
    page = rows[: query.limit]
    following = _cursor(query.sort, page[-1]) if len(rows) > query.limit else None
    since = {row.item_id: row.added_at for row in page}
    cards = catalogue.list_cards(session, list(since))
    liked = [FavouriteCard(**dict(card), favourited_at=since[card.item_id]) for card in cards]
    return Page(items=liked, next_cursor=following)


def _rows(session: Session, user_id: int, query: FavouritesQuery) -> list[Row[Any]]:
    """The favourites of the page and one more, if there is one."""
    key: ColumnElement[Any] = Favourite.added_at.expression
    chosen = select(Favourite.id, Favourite.item_id, Favourite.added_at).join(Item, Item.id == Favourite.item_id)
    chosen = chosen.where(Favourite.user_id == user_id, Item.is_active)
    if query.collection_id is not None:
        collection_of(session, user_id, query.collection_id)
        chosen = chosen.join(CollectionItem, CollectionItem.favourite_id == Favourite.id)
        chosen = chosen.where(CollectionItem.collection_id == query.collection_id)
        key = CollectionItem.added_at.expression
    for word in query.q.split()[:MOST_WORDS]:
        chosen = chosen.where(or_(*(field.icontains(word, autoescape=True) for field in (Item.name, Item.brand))))
    key = key if query.sort is FavouriteSort.ADDED else Item.price.expression
    return list(session.execute(_ordered(chosen.add_columns(key.label("key")), key, query).limit(query.limit + 1)))


def _ordered(chosen: Select[Any], key: ColumnElement[Any], query: FavouritesQuery) -> Select[Any]:
    here = tuple_(key, Favourite.id)
    if query.sort is FavouriteSort.PRICE_ASC:
        ordered = chosen.order_by(key, Favourite.id)
        return ordered if query.cursor is None else ordered.where(here > tuple_(*_position(query.sort, query.cursor)))
    ordered = chosen.order_by(key.desc(), Favourite.id.desc())
    return ordered if query.cursor is None else ordered.where(here < tuple_(*_position(query.sort, query.cursor)))


def _cursor(sort: FavouriteSort, row: Row[Any]) -> str:
    return paging.encode(sort, row.key.isoformat() if sort is FavouriteSort.ADDED else row.key, row.id)


def _position(sort: FavouriteSort, cursor: str) -> tuple[datetime | int, int]:
    """(time or price, id) of the last favourite of the page before this one."""
    is_by_time = sort is FavouriteSort.ADDED
    made_for, key, favourite_id = paging.decode(cursor, str, str if is_by_time else int, int)
    if made_for != sort:
        raise BadCursor
    return (_moment(key) if is_by_time else key), favourite_id


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadCursor from error
    if moment.tzinfo is None:
        raise BadCursor
    return moment


def add_favourite(session: Session, user_id: int, item_id: int) -> None:
    """Like an item without a swipe; nothing happens when it is a favourite already. Raises UnknownItem."""
    take_turns(session, user_id)
    if not is_favourite(session, user_id, item_id):
        write_event(session, user_id, item_id, Action.FAVOURITE, tokens.new_id())
        add_favourites(session, user_id, [item_id])


def remove_favourite(session: Session, user_id: int, item_id: int) -> None:
    """Take an item off the favourites, and so out of her collections; a no-op when it is none. It stays seen."""
    take_turns(session, user_id)
    if drop_favourites(session, user_id, [item_id]):
        write_event(session, user_id, item_id, Action.UNFAVOURITE, tokens.new_id())


def put_into_collection(session: Session, user_id: int, collection_id: uuid.UUID, item_id: int) -> None:
    """Like an item, unless it is a favourite already, and put it into a collection. Raises CollectionUnknown,
    UnknownItem."""
    collection = collection_of(session, user_id, collection_id)
    add_favourite(session, user_id, item_id)
    collect_favourite(session, collection, item_id)
