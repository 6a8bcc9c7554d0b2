"""The HTTP routes of a boutique's own shelf: its items, their sizes with stock, and their photos.

Deleting stands in orders, which knows what was bought.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.accounts.dependencies import DatabaseDep, RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.sellers import boutique_of_seller
from modiste.shop.boutiques.service import NoBoutiqueYet, NothingToChange
from modiste.shop.catalogue import (
    jobs,  # noqa: F401 - what photos ask for is done by these: their names must be known here
    own_items,
    photos,
)
from modiste.shop.catalogue.boutique_schemas import (
    OwnItemChangesIn,
    OwnItemIn,
    OwnItemOut,
    OwnItemsPage,
    OwnItemsQuery,
    PhotoOrderIn,
)
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.sizes import StockMoved
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.errors import Stale, TooMany, Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.storage.base import StorageUnavailable
from modiste.shop.kit.web.bodies import takes_up_to
from modiste.shop.kit.web.context import LimitsDep, SessionDep, StoreDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.photos import PHOTO_BODY, PhotoBytes
from modiste.shop.kit.web.problems import problems
from modiste.vision.photos import GARMENT

router = APIRouter(prefix="/boutiques/me/items", tags=["catalogue"])
OWNER = (Unauthenticated, RoleMissing, NoBoutiqueYet)
ITEM = (*OWNER, own_items.OwnItemUnknown)
PHOTOS_AN_HOUR = 600


@router.get("", responses=problems(*OWNER, BadCursor))
def list_own_items(session: SessionDep, seller: SellerDep, asked: Annotated[OwnItemsQuery, Query()]) -> OwnItemsPage:
    """The boutique's items with their stock, those that are not in the shop among them; the newest first."""
    return own_items.list_own_items(session, seller.boutique_id, asked)


@router.post("", status_code=201, responses=problems(*OWNER, own_items.NumberTaken))
def add_item(session: SessionDep, seller: SellerDep, body: OwnItemIn, response: Response) -> OwnItemOut:
    """Put an item on the shelf. With an `external_id` of one's own, sending it again makes no second one."""
    added = own_items.add_item(session, boutique_of_seller(session, seller), body)
    response.headers["Location"] = f"/api/v1/boutiques/me/items/{added.id}"
    return _answer(added, response)


@router.get("/{item_id}", responses=problems(*ITEM))
def read_own_item(session: SessionDep, seller: SellerDep, item_id: Id, response: Response) -> OwnItemOut:
    """One item, with the ETag that changing it asks for; a sale changes the ETag only when it was the last piece."""
    return _answer(own_items.own_item_of(session, seller.boutique_id, item_id), response)


@router.patch("/{item_id}", responses=problems(*ITEM, NothingToChange, own_items.NumberTaken, StockMoved, Stale))
def change_own_item(
    session: SessionDep,
    seller: SellerDep,
    item_id: Id,
    body: OwnItemChangesIn,
    response: Response,
    when: ConditionsDep,
) -> OwnItemOut:
    """Change an item, with If-Match only when nobody changed it since; its stock only where the one seen still holds.

    A conflict about stock names what there is now under `variants`.
    """
    item = own_items.own_item_of(session, seller.boutique_id, item_id, to_change=True)
    when.require(_tag(item))
    return _answer(own_items.change_item(session, item, body), response)


@router.post(
    "/{item_id}/photos",
    status_code=202,
    responses=problems(*ITEM, photos.PhotoUnfit, photos.TooManyPhotos, TooMany, StorageUnavailable),
    openapi_extra=PHOTO_BODY,
)
@takes_up_to(GARMENT.most_bytes)
def add_photo(
    database: DatabaseDep,
    store: StoreDep,
    limits: LimitsDep,
    seller: SellerDep,
    item_id: Id,
    content: PhotoBytes,
    response: Response,
) -> JobOut:
    """Send a photo as it is: JPEG, PNG, WebP, HEIC or AVIF, up to 12 MiB and 25 million pixels.

    The job hangs it behind the others, turned upright and written anew, without what the camera noted beside it; its
    result names the `photo_id`.
    """
    limits.hit("photos", seller.boutique_id, times=PHOTOS_AN_HOUR, seconds=3600)
    job = photos.take_photo(database, store, seller, item_id, content=content)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.model_validate(job)


@router.put("/{item_id}/photos", responses=problems(*ITEM, photos.PhotosMoved))
def order_photos(
    session: SessionDep, seller: SellerDep, item_id: Id, body: PhotoOrderIn, response: Response
) -> OwnItemOut:
    """Hang the photos in this order; the first one stands on cards."""
    item = own_items.own_item_of(session, seller.boutique_id, item_id, to_change=True)
    photos.order_photos(session, item, body.photo_ids)
    return _answer(item, response)


def _answer(item: Item, response: Response) -> OwnItemOut:
    response.headers["ETag"] = _tag(item)
    return own_items.show_own_item(item)


def _tag(item: Item) -> str:
    return tag_of("own-item", item.id, item.version)
