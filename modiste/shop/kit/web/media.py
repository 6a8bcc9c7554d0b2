"""`/media/{key}`: stored files, with types of our own choosing and nothing in them that could run."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response, StreamingResponse

from modiste.shop.kit.storage.base import (
    FOR_EVER,
    LONGEST_SIGNED,
    PUBLIC,
    BadKey,
    NoSuchFile,
    StorageUnavailable,
    checked,
    disposition_of,
    type_of,
)
from modiste.shop.kit.storage.disk import is_signed
from modiste.shop.kit.web.context import SettingsDep, StoreDep
from modiste.shop.kit.web.etag import is_listed
from modiste.shop.kit.web.problems import problems

# A picture may hold scripts (SVG): opened as a page it can do nothing, and load nothing.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
PRIVATE = f"private, max-age={LONGEST_SIGNED}"
WHOLE = 1024 * 1024  # up to here a file is answered in one piece

router = APIRouter(prefix="/media", tags=["media"])


@router.api_route(
    "/{key:path}", methods=["GET", "HEAD"], responses=problems(NoSuchFile, StorageUnavailable), include_in_schema=False
)
def read_media(  # noqa: PLR0913  two of them come from the URL's signature
    request: Request,
    key: str,
    store: StoreDep,
    settings: SettingsDep,
    expires: Annotated[int, Query(ge=0, le=2**40)] = 0,
    signature: Annotated[str, Query(max_length=64)] = "",
    if_none_match: Annotated[str, Header(max_length=1000)] = "",
) -> Response:
    """A public file, or a private one whose URL we signed."""
    is_public = key.startswith(PUBLIC)
    try:
        checked(key)
    except BadKey as error:
        raise NoSuchFile from error
    # A wrong signature and a missing file look the same: nobody learns what exists.
    if not is_public and not is_signed(settings.signing_key, key, expires, signature):
        raise NoSuchFile
    is_head = request.method == "HEAD"
    if is_head or if_none_match:
        facts, chunks = store.facts_of(key), _nothing()
    else:
        stored = store.open(key)
        facts, chunks = stored.facts, stored.chunks
    headers = {"ETag": facts.etag} | _headers(key, is_public=is_public)
    if if_none_match:
        if is_listed(facts.etag, if_none_match, weakly=True):
            return Response(status_code=304, headers=headers)
        if not is_head:
            chunks = store.open(key).chunks
    headers["Content-Length"] = str(facts.size)
    if is_head or facts.size > WHOLE:
        return StreamingResponse(chunks, headers=headers, media_type=type_of(key))
    return Response(b"".join(chunks), headers=headers, media_type=type_of(key))


def _nothing() -> Iterator[bytes]:
    yield from ()


def _headers(key: str, *, is_public: bool) -> dict[str, str]:
    return {
        "Cache-Control": FOR_EVER if is_public else PRIVATE,
        "Content-Disposition": disposition_of(key),
        "Content-Security-Policy": SANDBOX,
        "Cross-Origin-Resource-Policy": "cross-origin" if is_public else "same-origin",
    }
