"""The HTTP routes of the photos of garments: sent, replaced, put in order, deleted."""

import uuid
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep
from modiste.shop.accounts.schemas import BackgroundPreference
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.storage.base import StorageUnavailable
from modiste.shop.kit.web.bodies import takes_up_to
from modiste.shop.kit.web.context import LimitsDep, SessionDep, StoreDep
from modiste.shop.kit.web.photos import PHOTO_BODY, PhotoBytes
from modiste.shop.kit.web.problems import problems
from modiste.shop.wardrobe import (
    cutouts,
    jobs,  # noqa: F401 - what photos ask for is done by these: their names must be known here
    photos,
    service,
    showing,
)
from modiste.shop.wardrobe.models import GarmentPhoto, PhotoState
from modiste.shop.wardrobe.schemas import GarmentOut, GarmentPhotoOrderIn, PhotoSentOut

router = APIRouter(prefix="/garments/{garment_id}/photos", tags=["wardrobe"])
GARMENT = (Unauthenticated, service.GarmentUnknown)
PHOTO = (*GARMENT, photos.PhotoUnknown)
SENT = problems(*PHOTO, photos.PhotoUnfit, photos.TooManyPhotos, TooMany, StorageUnavailable)
PHOTOS_AN_HOUR = 600


def count_photo(limits: LimitsDep, user: CurrentUser) -> None:
    """Preparing a photo costs a second of a core, so there are so many an hour. Raises TooMany."""
    limits.hit("garment-photos", user.id, times=PHOTOS_AN_HOUR, seconds=3600)


@dataclass(frozen=True)
class Sent:
    """A photo that came, and whether the garment is to be cut out of it."""

    content: bytes
    is_cut: bool


def sent_photo(
    content: PhotoBytes, database: DatabaseDep, user: CurrentUser, background: BackgroundPreference | None = None
) -> Sent:
    """The body, and what the query or else the account's preferences say of its ground."""
    if background is None:
        with database.reading() as session:
            background = cutouts.preference_of(session, user.id)
    return Sent(content, background == BackgroundPreference.CLEAN)


SentDep = Annotated[Sent, Depends(sent_photo)]
COUNTED = [Depends(count_photo)]


@router.put("", status_code=202, responses=SENT, openapi_extra=PHOTO_BODY, dependencies=COUNTED)
@takes_up_to(photos.GARMENT.most_bytes)
def send_photo(
    database: DatabaseDep,
    store: StoreDep,
    user: CurrentUser,
    garment_id: uuid.UUID,
    *,
    sent: SentDep,
    response: Response,
) -> PhotoSentOut:
    """Send a photo as it is: JPEG, PNG, WebP, HEIC or AVIF, up to 12 MiB and 25 million pixels.

    A job hangs it behind the others, turned upright and written anew, without what the camera noted beside it, and
    cuts the garment out of its ground (`background`; absent: as the account's preferences say). The same file hangs
    once, so that sending it again does no harm.
    """
    taken = photos.take_photo(database, store, user.id, garment_id, content=sent.content, is_cut=sent.is_cut)
    return _sent(*taken, response)


@router.put("/order", responses=problems(*GARMENT, photos.PhotosMoved))
def order_photos(
    session: SessionDep, store: StoreDep, user: CurrentUser, garment_id: uuid.UUID, body: GarmentPhotoOrderIn
) -> GarmentOut:
    """Hang the photos in this order; the first one stands for the garment."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    photos.order_photos(session, garment, body.photo_ids)
    return showing.show_garment(session, store, garment)


@router.put("/{garment_photo_id}", status_code=202, responses=SENT, openapi_extra=PHOTO_BODY, dependencies=COUNTED)
@takes_up_to(photos.GARMENT.most_bytes)
def replace_photo(
    database: DatabaseDep,
    store: StoreDep,
    user: CurrentUser,
    garment_id: uuid.UUID,
    garment_photo_id: uuid.UUID,
    *,
    sent: SentDep,
    response: Response,
) -> PhotoSentOut:
    """Send a photo in place of another, which hangs until the new one is ready."""
    taken = photos.take_photo(
        database, store, user.id, garment_id, content=sent.content, is_cut=sent.is_cut, replaces=garment_photo_id
    )
    return _sent(*taken, response)


@router.delete("/{garment_photo_id}", status_code=204, responses=problems(*PHOTO))
def take_photo_down(session: SessionDep, user: CurrentUser, garment_id: uuid.UUID, garment_photo_id: uuid.UUID) -> None:
    """Delete a photo, its original and every size."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    photos.take_photo_down(session, garment, garment_photo_id)


@router.put(
    "/{garment_photo_id}/mask",
    status_code=202,
    responses=problems(*PHOTO, cutouts.PhotoNotReady, cutouts.MaskUnfit, TooMany, StorageUnavailable),
    openapi_extra=PHOTO_BODY,
    dependencies=COUNTED,
)
@takes_up_to(cutouts.MASK.most_bytes)
def send_mask(
    database: DatabaseDep,
    store: StoreDep,
    user: CurrentUser,
    garment_id: uuid.UUID,
    garment_photo_id: uuid.UUID,
    *,
    content: PhotoBytes,
    response: Response,
) -> JobOut:
    """Say by hand what the garment is: a picture in the photo's proportions, white (or opaque) where it is.

    A job makes the cut-out anew and shows the photo with it.
    """
    job = cutouts.take_mask(database, store, user.id, garment_id, garment_photo_id, content)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.model_validate(job)


def _sent(photo: GarmentPhoto, job: Job | None, response: Response) -> PhotoSentOut:
    if job is not None:
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    known = None if job is None else JobOut.model_validate(job)
    return PhotoSentOut(photo_id=photo.id, state=PhotoState(photo.state), job=known)
