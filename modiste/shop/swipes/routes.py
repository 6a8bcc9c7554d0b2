"""The HTTP routes of swipes."""

import uuid
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response, status
from sqlalchemy.orm import Session

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep
from modiste.shop.kit.cache import recommendations_key
from modiste.shop.kit.db import after_commit
from modiste.shop.kit.paging import BadCursor, Page
from modiste.shop.kit.web.context import CacheDep, SessionDep, json_of
from modiste.shop.kit.web.fields import ItemId
from modiste.shop.kit.web.problems import problems
from modiste.shop.swipes import batches, collections, favourites, service
from modiste.shop.swipes.collections import CollectionExists, CollectionUnknown, TooManyCollections
from modiste.shop.swipes.events import OtherEvent, UnknownItem, is_favourite
from modiste.shop.swipes.schemas import (
    CollectionIn,
    CollectionOut,
    CollectionsOut,
    FavouriteCard,
    FavouritesQuery,
    FavouriteState,
    InteractionIn,
    InteractionOut,
    SwipeIn,
    SwipeOut,
    SwipeResults,
    SwipesIn,
    SwipeUndone,
)
from modiste.shop.swipes.service import BadTime, NothingToUndo

router = APIRouter(tags=["swipes"])
KNOWN: dict[int | str, dict[str, Any]] = {200: {"description": "This client_id was recorded before; nothing changed."}}


async def writing_session(user: CurrentUser, session: SessionDep, cache: CacheDep) -> Session:
    """The request's session; when it commits, the shopper's kept recommendations are out of date and forgotten."""
    after_commit(session, partial(cache.delete, recommendations_key(user.id)))
    return session


WritingSession = Annotated[Session, Depends(writing_session, scope="function")]


@router.post(
    "/swipes",
    status_code=status.HTTP_201_CREATED,
    response_model=SwipeOut,
    responses={**KNOWN, **problems(UnknownItem, OtherEvent, BadTime)},
)
def record_swipe(swipe: SwipeIn, user: CurrentUser, database: DatabaseDep, cache: CacheDep) -> Response:
    """Swipe right (a like: the item becomes a favourite) or left (a dislike)."""
    # The hot path: one hop into a thread instead of four (docs/decisions/0006).
    with database.transaction() as session:
        recorded, is_new = service.record_swipe(session, user.id, swipe)
    cache.delete(recommendations_key(user.id))
    return json_of(recorded, status_code=201 if is_new else 200)


@router.post("/swipes/batch")
def record_swipes(body: SwipesIn, user: CurrentUser, session: WritingSession) -> SwipeResults:
    """Record the swipes of a client that was offline, each with a result of its own."""
    return SwipeResults(results=batches.record_swipes(session, user.id, body.swipes))


@router.delete("/swipes/last", responses=problems(NothingToUndo))
def undo_last_swipe(user: CurrentUser, session: WritingSession) -> SwipeUndone:
    """Take the latest swipe back: its item may be shown again."""
    return service.undo_last_swipe(session, user.id)


@router.delete("/swipes/{client_id}", responses=problems(NothingToUndo))
def undo_swipe(client_id: uuid.UUID, user: CurrentUser, session: WritingSession) -> SwipeUndone:
    """Take one swipe back; sending this again changes nothing."""
    return service.undo_swipe(session, user.id, client_id)


@router.post(
    "/interactions",
    status_code=status.HTTP_201_CREATED,
    responses={**KNOWN, **problems(UnknownItem, OtherEvent)},
)
def record_interaction(
    report: InteractionIn, user: CurrentUser, session: WritingSession, response: Response
) -> InteractionOut:
    """Report a view, a click or a purchase."""
    recorded, is_new = service.record_interaction(session, user.id, report)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return recorded


@router.get("/favourites", responses=problems(BadCursor, CollectionUnknown))
def list_favourites(
    user: CurrentUser, session: SessionDep, query: Annotated[FavouritesQuery, Query()]
) -> Page[FavouriteCard]:
    """The shopper's favourites, all of them or those of a collection."""
    return favourites.list_favourites(session, user.id, query)


@router.get("/favourites/{item_id}")
def read_favourite(item_id: ItemId, user: CurrentUser, session: SessionDep) -> FavouriteState:
    """Whether an item is a favourite; apart from the item itself, which is the same for everybody."""
    return FavouriteState(
        item_id=item_id,
        is_favourite=is_favourite(session, user.id, item_id),
        collection_ids=collections.list_collections_with(session, user.id, item_id),
    )


@router.put("/favourites/{item_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(UnknownItem))
def add_favourite(item_id: ItemId, user: CurrentUser, session: WritingSession) -> None:
    """Like an item without a swipe."""
    favourites.add_favourite(session, user.id, item_id)


@router.delete("/favourites/{item_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_favourite(item_id: ItemId, user: CurrentUser, session: WritingSession) -> None:
    """Take an item off the favourites."""
    favourites.remove_favourite(session, user.id, item_id)


@router.get("/collections")
def list_collections(user: CurrentUser, session: SessionDep) -> CollectionsOut:
    """The shopper's collections, the one changed last first."""
    return CollectionsOut(items=collections.list_collections(session, user.id))


@router.post(
    "/collections", status_code=status.HTTP_201_CREATED, responses=problems(CollectionExists, TooManyCollections)
)
def start_collection(user: CurrentUser, session: SessionDep, body: CollectionIn) -> CollectionOut:
    """Open a collection of favourites."""
    return collections.start_collection(session, user.id, body.name)


@router.patch("/collections/{collection_id}", responses=problems(CollectionUnknown, CollectionExists))
def rename_collection(
    collection_id: uuid.UUID, user: CurrentUser, session: SessionDep, body: CollectionIn
) -> CollectionOut:
    """Give a collection another name."""
    return collections.rename_collection(session, user.id, collection_id, body.name)


@router.delete(
    "/collections/{collection_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(CollectionUnknown)
)
def delete_collection(collection_id: uuid.UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete a collection; its favourites stay favourites."""
    collections.delete_collection(session, user.id, collection_id)


@router.put(
    "/collections/{collection_id}/items/{item_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(CollectionUnknown, UnknownItem),
)
def put_into_collection(collection_id: uuid.UUID, item_id: ItemId, user: CurrentUser, session: WritingSession) -> None:
    """Put an item into a collection; it becomes a favourite with that."""
    favourites.put_into_collection(session, user.id, collection_id, item_id)


@router.delete(
    "/collections/{collection_id}/items/{item_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(CollectionUnknown),
)
def take_from_collection(collection_id: uuid.UUID, item_id: ItemId, user: CurrentUser, session: SessionDep) -> None:
    """Take an item out of a collection; it stays a favourite."""
    collections.take_from_collection(session, user.id, collection_id, item_id)
