"""The shopper's favourites: what she likes now, newest first."""

from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.kit import paging, tokens
from modiste.shop.kit.paging import BadCursor, Page
from modiste.shop.swipes.events import add_favourites, drop_favourites, is_favourite, take_turns, write_event
from modiste.shop.swipes.models import Action, Favourite
from modiste.shop.swipes.schemas import FavouriteCard


def list_favourites(session: Session, user_id: int, *, cursor: str | None, limit: int) -> Page[FavouriteCard]:
    """One page of the shopper's favourites, the latest first, without what is no longer sold; raises BadCursor."""
    query = select(Favourite.item_id, Favourite.added_at, Favourite.id).where(Favourite.user_id == user_id)
    if cursor is not None:
        query = query.where(tuple_(Favourite.added_at, Favourite.id) < tuple_(*_position(cursor)))
    rows = session.execute(query.order_by(Favourite.added_at.desc(), Favourite.id.desc()).limit(limit + 1)).all()
    page = rows[:limit]
    following = paging.encode(page[-1].added_at.isoformat(), page[-1].id) if len(rows) > limit else None
    since = {row.item_id: row.added_at for row in page}
    cards = catalogue.list_cards(session, list(since))
    liked = [FavouriteCard(**dict(card), favourited_at=since[card.item_id]) for card in cards]
    return Page(items=liked, next_cursor=following)


def _position(cursor: str) -> tuple[datetime, int]:
    added_at, favourite_id = paging.decode(cursor, str, int)
    try:
        moment = datetime.fromisoformat(added_at)
    except ValueError as error:
        raise BadCursor from error
    if moment.tzinfo is None:
        raise BadCursor
    return moment, favourite_id


def add_favourite(session: Session, user_id: int, item_id: int) -> None:
    """Like an item without a swipe; nothing happens when it is a favourite already. Raises UnknownItem."""
    take_turns(session, user_id)
    if not is_favourite(session, user_id, item_id):
        write_event(session, user_id, item_id, Action.FAVOURITE, tokens.new_id())
        add_favourites(session, user_id, [item_id])


def remove_favourite(session: Session, user_id: int, item_id: int) -> None:
    """Take an item off the favourites; nothing happens when it is none. It stays seen."""
    take_turns(session, user_id)
    if drop_favourites(session, user_id, [item_id]):
        write_event(session, user_id, item_id, Action.UNFAVOURITE, tokens.new_id())
