"""Errors as RFC 9457 problem documents: the only place that maps a kind of error to a status."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from modiste.shop.kit import errors
from modiste.shop.kit.web.envelope import headers_of_surprise
from modiste.shop.kit.web.pages import error_page, is_navigation

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[errors.ShopError], int] = {
    errors.Invalid: 422,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}
MOST_LISTED = 20  # field problems in one answer
log = structlog.get_logger(__name__)


class FieldProblem(BaseModel):
    """What is wrong with one field: a JSON Pointer (RFC 6901) and a sentence."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str = ""
    errors: list[FieldProblem] | None = None


def problems(*kinds: type[errors.ShopError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may raise these kinds of errors (named in OpenAPI for clients)."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = found.setdefault(status_of(kind), {"content": {MEDIA_TYPE: {"schema": _SCHEMA}}, "description": ""})
        entry["description"] = "; ".join(filter(None, (entry["description"], kind.title)))
    return found


_SCHEMA = {"$ref": "#/components/schemas/Problem"}


def status_of(kind: type[errors.ShopError]) -> int:
    """The HTTP status of a kind of error: that of its nearest ancestor in the table."""
    return next((STATUS[parent] for parent in kind.__mro__ if parent in STATUS), 500)


def problem(
    status: int, detail: str, *, title: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """A problem answer."""
    body = {"type": "about:blank", "title": title or HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body | more, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def add_handlers(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document (async handlers: a sync one would take a thread each)."""
    app.add_exception_handler(errors.ShopError, answer_shop_error)
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(RequestValidationError, answer_bad_request)
    app.add_exception_handler(Exception, answer_surprise)


async def answer_shop_error(request: Request, error: Exception) -> Response:
    """What the shop refuses."""
    assert isinstance(error, errors.ShopError)
    headers = {}
    wait = getattr(error, "retry_after", None)
    if wait is not None:
        headers["Retry-After"] = str(wait)
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return problem(
        status_of(type(error)),
        error.detail,
        title=error.title,
        headers=headers,
        **({"instance": instance_of(request)} | dict(error.extensions)),
    )


async def answer_http_error(request: Request, error: Exception) -> Response:
    """What FastAPI, Starlette or a middleware refuses."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(methods_at(request.app, request.scope["path"]))
    return problem(error.status_code, str(error.detail), headers=headers, instance=instance_of(request))


async def answer_bad_request(request: Request, error: Exception) -> Response:
    """What the models of a route refuse."""
    assert isinstance(error, RequestValidationError)
    listed = list(_field_problems(error.errors()))
    detail = "; ".join(f"{entry['pointer']}: {entry['detail']}" for entry in listed[:3])
    return problem(422, detail, title=errors.Invalid.title, instance=instance_of(request), errors=listed[:MOST_LISTED])


async def answer_surprise(request: Request, error: Exception) -> Response:
    """What nobody foresaw: written down, and nothing of it told."""
    log.error("unexpected error", path=request.scope["path"], exc_info=error)
    headers = headers_of_surprise(request.scope)
    detail = "Something broke on our side; it has been written down."
    if is_navigation(request.scope):  # like the headers, no middleware sees to it
        page = error_page(request.scope, {"status": 500, "title": "", "detail": detail})
        page.headers.update({name: value for name, value in headers.items() if name not in page.headers})
        return page
    return problem(500, detail, headers=headers, instance=instance_of(request))


def instance_of(request: Request) -> str:
    """The path that was asked for, as a URI reference (never `request.url`: the Host header can bend that)."""
    return quote(request.scope["path"], errors="replace")


def methods_at(app: FastAPI, path: str) -> list[str]:
    """The methods that any route answers at `path`, for `Allow` (Starlette names the first route's alone)."""
    found: set[str] = set()
    for route in iter_route_contexts(app.routes):
        pattern = getattr(route, "path_regex", None)
        if pattern is not None and pattern.match(path):
            found |= route.methods or set()
    return sorted(found)


def _field_problems(found: Iterable[Any]) -> Iterable[dict[str, str]]:
    for error in found:
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error["loc"])
        yield {"pointer": pointer, "detail": str(error["msg"])}
