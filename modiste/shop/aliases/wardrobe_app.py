"""Document 3's wardrobe: add an item, be told where its photo goes, have it cleaned, and the items of the user.

Its items are our garments; prices are numbers.
"""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.aliases.callers import OtherUser
from modiste.shop.catalogue.boutique_schemas import Formality
from modiste.shop.kit import money
from modiste.shop.kit.errors import Conflict, Unauthenticated
from modiste.shop.kit.paging import BadCursor, Limit, Page
from modiste.shop.kit.web.context import SessionDep, SettingsDep, StoreDep
from modiste.shop.kit.web.fields import Body, Id, Line, Word
from modiste.shop.kit.web.problems import problems
from modiste.shop.wardrobe import cutouts, photos, service, showing
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


class CleaningItem(BaseModel):
    """What becomes of an item's background; `GET /jobs/{job_id}` tells how far it is."""

    id: uuid.UUID
    background_cleaned: bool
    job_id: uuid.UUID | None


class NoImageYet(Conflict):
    """No photo of the item has come."""

    title = "No image of this item has come: PUT its bytes to the upload_url first"


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


@router.put(
    "/items/{garment_id}/image-uploaded", responses=problems(Unauthenticated, service.GarmentUnknown, NoImageYet)
)
def note_image_uploaded(
    session: SessionDep, store: StoreDep, user: CurrentUser, settings: SettingsDep, garment_id: uuid.UUID
) -> WardrobeItem:
    """The item once its photo has come: the bytes that were PUT are being prepared already, nothing more is begun."""
    garment = service.garment_of(session, user.id, garment_id)
    if not garment.photos:
        raise NoImageYet
    return _item_of(garment, showing.show_garment(session, store, garment), settings.public_url)


@router.post(
    "/items/{garment_id}/background-clean",
    status_code=202,
    responses=problems(Unauthenticated, service.GarmentUnknown, photos.PhotoUnknown, cutouts.PhotoNotReady),
)
def clean_background(session: SessionDep, user: CurrentUser, garment_id: uuid.UUID) -> CleaningItem:
    """Have the garment of the item's first photo cut out of its ground; null when that is done."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    _, job = cutouts.choose_background(session, garment, None, BackgroundPreference.CLEAN)
    return CleaningItem(id=garment.id, background_cleaned=job is None, job_id=None if job is None else job.id)


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
