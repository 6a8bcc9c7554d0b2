"""What goes over the wire about swipes, other interactions and favourites."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit.paging import Limit
from modiste.shop.kit.web.fields import Body, ItemId, Line, SearchText


class Direction(StrEnum):
    """Right is a like and makes a favourite, left a dislike."""

    RIGHT = "right"
    LEFT = "left"


class Reported(StrEnum):
    """What a client may report besides swipes."""

    VIEW = "view"
    CLICK = "click"
    PURCHASE = "purchase"


class SwipeIn(Body):
    """One swipe; `client_id` is made by the client once per swipe and makes sending it again harmless."""

    item_id: ItemId
    direction: Direction
    client_id: uuid.UUID
    swiped_at: AwareDatetime | None = Field(None, description="When it happened, up to 30 days ago; now if absent.")


class SwipeOut(BaseModel):
    """A recorded swipe."""

    id: int
    item_id: int
    direction: Direction
    client_id: uuid.UUID
    is_favourite: bool
    swiped_at: datetime


class SwipesIn(Body):
    """The swipes of a client that was offline, in the order in which they happened."""

    swipes: Annotated[list[SwipeIn], Field(min_length=1, max_length=100)]


class Outcome(StrEnum):
    """What became of one swipe of a batch."""

    RECORDED = "recorded"
    KNOWN = "known"
    REFUSED = "refused"


class SwipeResult(BaseModel):
    """What became of one swipe, and why when it was refused."""

    client_id: uuid.UUID
    status: Outcome
    detail: str | None = None


class SwipeResults(BaseModel):
    """One result per swipe, in the order given."""

    results: list[SwipeResult]


class SwipeUndone(BaseModel):
    """The swipe that was taken back."""

    item_id: int
    direction: Direction
    client_id: uuid.UUID


class InteractionIn(Body):
    """A view, a click or a purchase."""

    item_id: ItemId
    action: Reported
    client_id: uuid.UUID | None = Field(None, description="Makes sending it again harmless.")


class InteractionOut(BaseModel):
    """A recorded view, click or purchase."""

    id: int
    item_id: int
    action: Reported
    client_id: uuid.UUID
    created_at: datetime


class FavouriteCard(Card):
    """A favourite and since when it is one."""

    favourited_at: datetime


class FavouriteSort(StrEnum):
    """The order of favourites: the latest first (in a collection: the latest put there), or by price."""

    ADDED = "added"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"


class FavouritesQuery(BaseModel):
    """Which favourites to list."""

    collection_id: uuid.UUID | None = Field(None, description="Only those in this collection of hers.")
    q: SearchText = Field("", description="Words that stand in name or brand.")
    sort: FavouriteSort = FavouriteSort.ADDED
    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Limit = 24


class FavouriteState(BaseModel):
    """Whether the shopper likes an item now, and in which of her collections it is."""

    item_id: int
    is_favourite: bool
    collection_ids: list[uuid.UUID]


class CollectionIn(Body):
    """The name of a collection."""

    name: Annotated[Line, Field(max_length=80, examples=["A wedding in June"])]


class CollectionCover(BaseModel):
    """A picture of one of the collection's items, as cards have it."""

    model_config = ConfigDict(from_attributes=True)

    image_url: str | None
    image_srcset: str | None
    image_colour: str | None
    image_blurhash: str | None


class CollectionOut(BaseModel):
    """A collection of favourites; `covers` are of the up to four items that were put there last."""

    id: uuid.UUID
    name: str
    item_count: int
    covers: list[CollectionCover]
    updated_at: datetime


class CollectionsOut(BaseModel):
    """The shopper's collections, the one changed last first."""

    items: list[CollectionOut]
