"""The HTTP routes of a boutique's uploads: a file is kept, looked at, checked, put on the shelf, and taken back."""

import tempfile
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.sellers import boutique_of_seller
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.catalogue import (
    batches,
    jobs,  # noqa: F401  what the service asks for by name must be registered here, too
)
from modiste.shop.catalogue.batch_states import NotNow
from modiste.shop.catalogue.feeds.base import UnreadableFeed
from modiste.shop.catalogue.feeds.modiste_csv import TEMPLATE
from modiste.shop.catalogue.import_schemas import (
    CheckIn,
    ColumnsOut,
    UploadDetailOut,
    UploadOut,
    look_out,
    upload_detail_out,
    upload_out,
)
from modiste.shop.catalogue.reading import MissingColumns, UnknownMapping
from modiste.shop.catalogue.uploads import DialectUnknown
from modiste.shop.kit.errors import Invalid, NotFound, Unauthenticated
from modiste.shop.kit.paging import BadCursor, Limit, Page
from modiste.shop.kit.storage.base import NoSuchFile, StorageUnavailable
from modiste.shop.kit.web.bodies import MIB, takes_up_to
from modiste.shop.kit.web.context import SessionDep, StoreDep
from modiste.shop.kit.web.problems import problems

LARGEST = 200 * MIB
LONGEST = 600.0  # seconds that a file may take to arrive
BINARY = {"schema": {"type": "string", "format": "binary"}}
BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": BINARY}}}
CSV = "text/csv; charset=utf-8"

router = APIRouter(prefix="/boutiques/me/imports", tags=["imports"])
MINE = (Unauthenticated, RoleMissing, NoBoutiqueYet)
READ = problems(*MINE, batches.BatchUnknown)
Cursor = Annotated[str | None, Query(max_length=200)]


class NotAsBytes(Invalid):
    """The body claims to be JSON or a form."""

    title = "Send the file's bytes as application/octet-stream"


class NoFaults(NotFound):
    """The upload was not checked yet, or nothing is wrong with it."""

    title = "There is no list of faults"


async def received_file(
    request: Request,
    _seller: SellerDep,
    name: Annotated[str, Query(max_length=500)] = "upload",
) -> AsyncIterator[batches.Received]:
    """The body, written to the disk as it comes; nothing is open in the database meanwhile."""
    kind = request.headers.get("content-type", "").lower()
    if "json" in kind or "form" in kind:
        raise NotAsBytes
    with tempfile.TemporaryDirectory(prefix="modiste-upload-") as folder:
        path, size = Path(folder) / "upload", 0
        with path.open("wb") as file:
            async for chunk in request.stream():
                file.write(chunk)
                size += len(chunk)
        digest = await anyio.to_thread.run_sync(batches.digest_of, path)
        yield batches.Received(path, name, size, digest)


FileDep = Annotated[batches.Received, Depends(received_file)]


@router.post(
    "",
    status_code=201,
    responses=problems(*MINE, UnreadableFeed, NotAsBytes, StorageUnavailable),
    openapi_extra=BODY,
)
@takes_up_to(LARGEST, seconds=LONGEST)
def upload_items(file: FileDep, session: SessionDep, seller: SellerDep, store: StoreDep) -> UploadDetailOut:
    """Keep a file of items (CSV, TSV, XML or JSON lines, plain or gzip) and say what it seems to be."""
    return upload_detail_out(session, batches.keep_upload(session, seller, file, store))


@router.get("", responses=problems(*MINE, BadCursor))
def list_uploads(session: SessionDep, seller: SellerDep, cursor: Cursor = None, limit: Limit = 20) -> Page[UploadOut]:
    """The boutique's uploads, the newest first."""
    found, following = batches.list_batches(session, boutique_of_seller(session, seller), cursor=cursor, limit=limit)
    return Page(items=[upload_out(session, batch) for batch in found], next_cursor=following)


@router.get("/template", response_class=Response, responses=problems(*MINE))
def read_template(_seller: SellerDep) -> Response:
    """A small file of our own kind, to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="modiste-items.csv"'}
    return Response("\ufeff" + TEMPLATE, media_type=CSV, headers=headers)


@router.get("/{upload_id}", responses=READ)
def read_upload(session: SessionDep, seller: SellerDep, upload_id: uuid.UUID) -> UploadDetailOut:
    """An upload with how it is understood and the first of its faults."""
    return upload_detail_out(session, batches.batch_of(session, boutique_of_seller(session, seller), upload_id))


@router.get(
    "/{upload_id}/columns",
    responses=problems(*MINE, batches.BatchUnknown, DialectUnknown, batches.FileForgotten, StorageUnavailable),
)
def read_columns(
    session: SessionDep,
    seller: SellerDep,
    store: StoreDep,
    upload_id: uuid.UUID,
    dialect: Annotated[str, Query(max_length=40)] = "",
) -> ColumnsOut:
    """The file's columns and first rows as another dialect sees them; without one, as the upload's own does."""
    batch = batches.batch_of(session, boutique_of_seller(session, seller), upload_id)
    return look_out(batches.look_again(batch, store, dialect or batch.dialect))


@router.post(
    "/{upload_id}/check",
    status_code=202,
    responses=problems(
        *MINE,
        batches.BatchUnknown,
        NotNow,
        batches.FileForgotten,
        MissingColumns,
        UnknownMapping,
        batches.BadTerms,
        DialectUnknown,
        StorageUnavailable,
    ),
)
def check_upload(
    session: SessionDep, seller: SellerDep, store: StoreDep, upload_id: uuid.UUID, body: CheckIn
) -> UploadDetailOut:
    """Read the whole file and count what applying it would do; follow `job_id`."""
    boutique = boutique_of_seller(session, seller)
    batch = batches.batch_of(session, boutique, upload_id)
    look = None if body.dialect in {None, batch.dialect} else batches.look_again(batch, store, body.dialect or "")
    asked = batches.Understanding(body.mapping, body.currency or boutique.currency, body.default_price)
    return upload_detail_out(session, batches.start_check(session, seller, batch, asked, look))


@router.get(
    "/{upload_id}/faults",
    response_class=Response,
    responses=problems(*MINE, batches.BatchUnknown, NoFaults, NoSuchFile, StorageUnavailable),
)
def read_faults(session: SessionDep, seller: SellerDep, store: StoreDep, upload_id: uuid.UUID) -> Response:
    """Every fault that the check found, as CSV."""
    batch = batches.batch_of(session, boutique_of_seller(session, seller), upload_id)
    if batch.faults_key is None:
        raise NoFaults
    headers = {"Content-Disposition": f'attachment; filename="faults-{batch.id}.csv"'}
    return StreamingResponse(store.open(batch.faults_key).chunks, media_type=CSV, headers=headers)


@router.post(
    "/{upload_id}/apply",
    status_code=202,
    responses=problems(*MINE, batches.BatchUnknown, NotNow, batches.OtherUnderWay, batches.FileForgotten),
)
def apply_upload(session: SessionDep, seller: SellerDep, upload_id: uuid.UUID) -> UploadDetailOut:
    """Put the checked items on the shelf, or go on where that stopped; follow `job_id`."""
    batch = batches.batch_of(session, boutique_of_seller(session, seller), upload_id)
    return upload_detail_out(session, batches.start_applying(session, seller, batch))


@router.post(
    "/{upload_id}/undo",
    status_code=202,
    responses=problems(*MINE, batches.BatchUnknown, NotNow, batches.OtherUnderWay, batches.TooOld),
)
def undo_upload(session: SessionDep, seller: SellerDep, upload_id: uuid.UUID) -> UploadDetailOut:
    """Put back what stood before, for what nobody has changed since; follow `job_id`."""
    batch = batches.batch_of(session, boutique_of_seller(session, seller), upload_id)
    return upload_detail_out(session, batches.start_undoing(session, seller, batch))


@router.delete(
    "/{upload_id}", status_code=204, responses=problems(*MINE, batches.BatchUnknown, NotNow, StorageUnavailable)
)
def forget_upload(session: SessionDep, seller: SellerDep, store: StoreDep, upload_id: uuid.UUID) -> None:
    """Delete the file; an upload that changed nothing goes with it."""
    batch = batches.batch_of(session, boutique_of_seller(session, seller), upload_id)
    for key in batches.forget_batch(session, batch):
        store.delete(key)
