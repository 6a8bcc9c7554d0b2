"""What goes over the wire about swipes, other interactions and favourites."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit.web.fields import Body, ItemId


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


class FavouriteState(BaseModel):
    """Whether the shopper likes an item now."""

    item_id: int
    is_favourite: bool
