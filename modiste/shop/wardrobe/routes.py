"""The HTTP routes of the wardrobe: garments, the folders they are in, and the days on which they were worn.

Their photos stand in photo_routes.
"""

import uuid
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.errors import Stale, Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep, StoreDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.idempotency import KeyReused, MaybeOnceDep, StillInWork
from modiste.shop.kit.web.problems import problems
from modiste.shop.wardrobe import (
    cutouts,
    folders,
    forgetting,
    jobs,  # noqa: F401 - what giving up asks for is done by these: their names must be known here
    photos,
    service,
    showing,
    wears,
)
from modiste.shop.wardrobe.models import Garment
from modiste.shop.wardrobe.schemas import (
    BackgroundIn,
    BackgroundOut,
    FolderIn,
    FolderOut,
    FoldersOut,
    GarmentChangesIn,
    GarmentIn,
    GarmentKeptOut,
    GarmentOut,
    GarmentsPage,
    GarmentsQuery,
    WearIn,
    WearsPage,
    WearsQuery,
)

router = APIRouter(prefix="/garments", tags=["wardrobe"])
GARMENT = (Unauthenticated, service.GarmentUnknown)
FOLDER = (Unauthenticated, folders.FolderUnknown)
SAID = (service.CategoryUnknown, folders.FolderUnknown, service.NotYet)


@router.get("", responses=problems(Unauthenticated, BadCursor))
def list_garments(
    session: SessionDep, store: StoreDep, user: CurrentUser, asked: Annotated[GarmentsQuery, Query()]
) -> GarmentsPage:
    """The caller's garments, the newest first; the addresses of their pictures hold for five minutes."""
    found, following = service.list_garments(session, user.id, asked)
    return GarmentsPage(items=showing.show_cards(session, store, found), next_cursor=following)


@router.post(
    "",
    status_code=201,
    response_model=GarmentKeptOut,
    responses=problems(Unauthenticated, *SAID, service.TooManyGarments, KeyReused, StillInWork),
)
def keep_garment(
    session: SessionDep, store: StoreDep, user: CurrentUser, body: GarmentIn, response: Response, *, once: MaybeOnceDep
) -> GarmentKeptOut | Response:
    """Put a garment into the wardrobe; its photos are PUT to `upload_url`. With an Idempotency-Key, sending it again
    keeps no second one."""

    def work() -> GarmentKeptOut:
        kept = service.keep_garment(session, user.id, body)
        response.headers.update({"Location": f"/api/v1/garments/{kept.id}", "ETag": tag_of_garment(kept)})
        shown = showing.show_garment(session, store, kept)
        return GarmentKeptOut(**dict(shown), upload_url=f"/api/v1/garments/{kept.id}/photos")

    return work() if once is None else once.answer(session, str(user.id), work, status=201)


@router.get("/folders", responses=problems(Unauthenticated))
def list_folders(session: SessionDep, user: CurrentUser) -> FoldersOut:
    """The caller's folders, by name."""
    return FoldersOut(items=folders.list_folders(session, user.id))


@router.post(
    "/folders",
    status_code=201,
    responses=problems(Unauthenticated, folders.FolderExists, folders.TooManyFolders),
)
def open_folder(session: SessionDep, user: CurrentUser, body: FolderIn) -> FolderOut:
    """Make a folder."""
    return folders.open_folder(session, user.id, body.name)


@router.patch("/folders/{folder_id}", responses=problems(*FOLDER, folders.FolderExists))
def rename_folder(session: SessionDep, user: CurrentUser, folder_id: uuid.UUID, body: FolderIn) -> FolderOut:
    """Give a folder another name."""
    return folders.rename_folder(session, user.id, folder_id, body.name)


@router.delete("/folders/{folder_id}", status_code=204, responses=problems(*FOLDER))
def close_folder(session: SessionDep, user: CurrentUser, folder_id: uuid.UUID) -> None:
    """Delete a folder; its garments stay, in none."""
    folders.close_folder(session, user.id, folder_id)


@router.get("/{garment_id}", responses=problems(*GARMENT))
def read_garment(
    session: SessionDep, store: StoreDep, user: CurrentUser, garment_id: uuid.UUID, response: Response
) -> GarmentOut:
    """One garment with its photos, its wears and what one of them cost, and the ETag that changing it may name."""
    return _answer(session, store, service.garment_of(session, user.id, garment_id), response)


@router.patch("/{garment_id}", responses=problems(*GARMENT, *SAID, Stale))
def change_garment(
    session: SessionDep,
    store: StoreDep,
    user: CurrentUser,
    garment_id: uuid.UUID,
    body: GarmentChangesIn,
    *,
    response: Response,
    when: ConditionsDep,
) -> GarmentOut:
    """Change a garment, wash it, put it into a folder or away; with If-Match only when nothing changed it since."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    when.require(tag_of_garment(garment))
    return _answer(session, store, service.change_garment(session, garment, body), response)


@router.delete("/{garment_id}", status_code=204, responses=problems(*GARMENT))
def give_garment_up(session: SessionDep, user: CurrentUser, garment_id: uuid.UUID) -> None:
    """Delete a garment with its photos, their files and its wears."""
    forgetting.give_garment_up(session, user.id, garment_id)


@router.post(
    "/{garment_id}/background-clean",
    status_code=202,
    responses=problems(*GARMENT, photos.PhotoUnknown, cutouts.PhotoNotReady),
)
def choose_background(
    session: SessionDep, store: StoreDep, user: CurrentUser, garment_id: uuid.UUID, body: BackgroundIn
) -> BackgroundOut:
    """Show a photo without its ground, or with it again; what was cut out before is shown at once."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    photo, job = cutouts.choose_background(session, garment, body.photo_id, body.background)
    known = None if job is None else JobOut.model_validate(job)
    return BackgroundOut(photo=showing.show_photo(store, photo), job=known)


@router.get("/{garment_id}/wears", responses=problems(*GARMENT, BadCursor))
def list_wears(
    session: SessionDep, user: CurrentUser, garment_id: uuid.UUID, asked: Annotated[WearsQuery, Query()]
) -> WearsPage:
    """The days on which a garment was worn, the latest first."""
    return wears.list_wears(session, service.garment_of(session, user.id, garment_id), asked)


@router.post(
    "/{garment_id}/wears",
    status_code=201,
    response_model=GarmentOut,
    responses=problems(*GARMENT, service.NotYet, wears.WornTooOften, KeyReused, StillInWork),
)
def record_wear(
    session: SessionDep,
    store: StoreDep,
    user: CurrentUser,
    garment_id: uuid.UUID,
    body: WearIn,
    *,
    response: Response,
    once: MaybeOnceDep,
) -> GarmentOut | Response:
    """Note that a garment was worn, today or on another day; with an Idempotency-Key, sending it again counts once."""

    def work() -> GarmentOut:
        garment = service.garment_of(session, user.id, garment_id, to_change=True)
        wears.record_wear(session, garment, body)
        return _answer(session, store, garment, response)

    return work() if once is None else once.answer(session, str(user.id), work, status=201)


@router.delete("/{garment_id}/wears/{worn_on}", responses=problems(*GARMENT, wears.WearUnknown))
def take_wear_back(
    session: SessionDep, store: StoreDep, user: CurrentUser, garment_id: uuid.UUID, worn_on: date, response: Response
) -> GarmentOut:
    """Take one wear of that day back."""
    garment = service.garment_of(session, user.id, garment_id, to_change=True)
    wears.take_wear_back(session, garment, worn_on)
    return _answer(session, store, garment, response)


def tag_of_garment(garment: Garment) -> str:
    """The garment's ETag; addresses of photos, which are new each time, are no part of it."""
    return tag_of("garment", garment.id, garment.version)


def _answer(session: SessionDep, store: StoreDep, garment: Garment, response: Response) -> GarmentOut:
    response.headers["ETag"] = tag_of_garment(garment)
    return showing.show_garment(session, store, garment)
