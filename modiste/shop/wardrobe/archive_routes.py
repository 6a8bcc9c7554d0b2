"""The HTTP routes of archives: the whole wardrobe as one file, and back."""

import tempfile
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.storage.base import StorageUnavailable
from modiste.shop.kit.web.bodies import takes_up_to
from modiste.shop.kit.web.context import LimitsDep, SessionDep, StoreDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.wardrobe import (
    archives,
    jobs,  # noqa: F401 - packing is done by these: their names must be known here
    unpacking,
)
from modiste.shop.wardrobe.archive_schemas import ArchiveOut

router = APIRouter(prefix="/garments", tags=["wardrobe"])
LONGEST = 900.0  # seconds that an archive may take to arrive
A_DAY = 20
BINARY = {"schema": {"type": "string", "format": "binary"}}
BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": BINARY}}}


def count_archive(limits: LimitsDep, user: CurrentUser) -> None:
    """An archive may hold a gigabyte, so there are so many a day. Raises TooMany."""
    limits.hit("wardrobe-archives", user.id, times=A_DAY, seconds=86_400)


async def received_archive(request: Request, _counted: Annotated[None, Depends(count_archive)]) -> AsyncIterator[Path]:
    """The body, written to the disk as it comes; nothing is open in the database meanwhile."""
    with tempfile.TemporaryDirectory(prefix="modiste-wardrobe-") as folder:
        path = Path(folder) / "wardrobe.zip"
        with path.open("wb") as file:
            async for chunk in request.stream():
                file.write(chunk)
        yield path


@router.post(
    "/archives", status_code=202, responses=problems(Unauthenticated, TooMany), dependencies=[Depends(count_archive)]
)
def pack_wardrobe(session: SessionDep, user: CurrentUser, response: Response) -> JobOut:
    """Pack the wardrobe into a ZIP file: garments, wears, folders and the photos as they are kept.

    When the job is done the file is at GET /garments/archives/{job_id}, for a day.
    """
    job = archives.ask_to_pack(session, user.id)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.model_validate(job)


@router.get("/archives/{job_id}", responses=problems(Unauthenticated, archives.ArchiveUnknown, StorageUnavailable))
def read_archive(store: StoreDep, user: CurrentUser, job_id: uuid.UUID) -> ArchiveOut:
    """Where the caller fetches what the job has packed."""
    return archives.find_archive(store, user.id, job_id)


@router.post(
    "/imports",
    status_code=202,
    responses=problems(Unauthenticated, unpacking.NoArchive, TooMany, StorageUnavailable),
    openapi_extra=BODY,
)
@takes_up_to(unpacking.LARGEST, seconds=LONGEST)
def unpack_wardrobe(
    database: DatabaseDep,
    store: StoreDep,
    user: CurrentUser,
    path: Annotated[Path, Depends(received_archive)],
    response: Response,
) -> JobOut:
    """Take an archive in: a job keeps every garment that is not here yet, and has its photos prepared.

    Taking the same archive in again keeps nothing twice.
    """
    job = unpacking.take_archive(database, store, user.id, path)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.model_validate(job)
