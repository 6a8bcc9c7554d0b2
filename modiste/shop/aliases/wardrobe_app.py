"""Document 3's wardrobe: add an item and be told where its photo goes, and the items of the user; prices as numbers.

Its items are our garments. What it says besides (`PUT /items/{id}/image-uploaded`, `POST /items/{id}/background-clean`)
is served once there is something behind it.
"""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.aliases.callers import OtherUser
from modiste.shop.catalogue.boutique_schemas import Formality
from modiste.shop.kit import money
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.paging import BadCursor, Limit, Page
from modiste.shop.kit.web.context import SessionDep, SettingsDep, StoreDep
from modiste.shop.kit.web.fields import Body, Id, Line, Word
from modiste.shop.kit.web.problems import problems
from modiste.shop.wardrobe import service, showing
from modiste.shop.wardrobe.models import Garment
from modiste.shop.wardrobe.schemas import GarmentColours, GarmentIn, GarmentOut, GarmentsQuery, Notes, Seasons

router = APIRouter(tags=["wardrobe app"])


class WardrobeItemIn(Body):
    """Document 3's item; `owner_id` must be the caller's."""

    owner_id: Id | None = None
    title: Line
    description: Notes = ""
    category: Word | None = None
    colors: GarmentColours = []
    sizes: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=1)] = []
    formality: Formality | None = None
    season: Seasons = []


class WardrobeItem(BaseModel):
    """A garment in document 3's words; `image_original` holds for five minutes."""

    id: uuid.UUID
    owner_id: int
    title: str
    description: str
    category: str | None
    colors: list[str]
    sizes: list[str]
    price: float | None
    image_original: str | None
    formality: float | None
    season: list[str]
    created_at: datetime


class AddedItem(WardrobeItem):
    """A new item, and where the bytes of its photo are PUT."""

    upload_url: str


class WardrobeQuery(BaseModel):
    """Which page of whose wardrobe; `user_id` must be the caller's."""

    user_id: Id | None = None
    cursor: Annotated[str, Field(max_length=100)] | None = None
    limit: Limit = 24


@router.post(
    "/items",
    status_code=201,
    responses=problems(Unauthenticated, OtherUser, service.CategoryUnknown, service.TooManyGarments),
)
def add_wardrobe_item(
    session: SessionDep, store: StoreDep, user: CurrentUser, settings: SettingsDep, body: WardrobeItemIn
) -> AddedItem:
    """Add a garment; its photo is PUT to `upload_url` and prepared by a job."""
    if body.owner_id not in (None, user.id):
        raise OtherUser  # not even an admin fills somebody else's wardrobe
    wanted = GarmentIn(
        name=body.title,
        notes=body.description,
        category=body.category,
        colours=body.colors,
        size=next(iter(body.sizes), ""),
        formality=body.formality,
        season=body.season,
    )
    kept = service.keep_garment(session, user.id, wanted)
    item = _item_of(kept, showing.show_garment(session, store, kept), settings.public_url)
    upload_url = f"{settings.public_url.rstrip('/')}/api/v1/garments/{kept.id}/photos"
    return AddedItem(**dict(item), upload_url=upload_url)


@router.get("/wardrobe", responses=problems(Unauthenticated, OtherUser, BadCursor))
def read_wardrobe(
    session: SessionDep,
    store: StoreDep,
    user: CurrentUser,
    settings: SettingsDep,
    query: Annotated[WardrobeQuery, Query()],
) -> Page[WardrobeItem]:
    """The user's garments, the newest first."""
    if query.user_id not in (None, user.id):
        raise OtherUser  # photos are for their owner's eyes, not even for an admin's
    asked = GarmentsQuery(cursor=query.cursor, limit=query.limit)
    found, following = service.list_garments(session, user.id, asked)
    shown = showing.show_garments(session, store, found)
    items = [_item_of(garment, out, settings.public_url) for garment, out in zip(found, shown, strict=True)]
    return Page(items=items, next_cursor=following)


def _item_of(garment: Garment, shown: GarmentOut, public_url: str) -> WardrobeItem:
    picture = shown.picture.url if shown.picture else None
    base = public_url.rstrip("/")
    return WardrobeItem(
        id=shown.id,
        owner_id=garment.user_id,
        title=shown.name,
        description=shown.notes,
        category=shown.category,
        colors=shown.colours,
        sizes=[shown.size] if shown.size else [],
        price=money.to_major(shown.price.amount, shown.price.currency) if shown.price else None,
        image_original=f"{base}{picture}" if picture and picture.startswith("/") else picture,
        formality=shown.formality,
        season=list(shown.season),
        created_at=shown.created_at,
    )
