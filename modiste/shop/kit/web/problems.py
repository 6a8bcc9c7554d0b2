"""Errors as RFC 9457 problem documents: the only place that maps a kind of error to a status."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from modiste.shop.kit import errors

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


def problem(status: int, detail: str, *, title: str = "", headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """A problem answer."""
    body = {"type": "about:blank", "title": title or HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body | more, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def add_handlers(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""

    @app.exception_handler(errors.ShopError)
    def answer_shop_error(request: Request, error: errors.ShopError) -> Response:
        headers = {}
        if isinstance(error, errors.TooMany | errors.Unavailable):
            headers["Retry-After"] = str(error.retry_after)
        if isinstance(error, errors.Unauthenticated):
            headers["WWW-Authenticate"] = "Bearer"
        return problem(
            status_of(type(error)),
            error.detail,
            title=error.title,
            headers=headers,
            instance=request.url.path,
            **error.extensions,
        )

    @app.exception_handler(HTTPException)
    def answer_http_error(request: Request, error: HTTPException) -> Response:
        return problem(error.status_code, str(error.detail), headers=error.headers, instance=request.url.path)

    @app.exception_handler(RequestValidationError)
    def answer_bad_request(request: Request, error: RequestValidationError) -> Response:
        listed = list(_field_problems(error.errors()))
        detail = "; ".join(f"{entry['pointer']}: {entry['detail']}" for entry in listed[:3])
        return problem(422, detail, title=errors.Invalid.title, instance=request.url.path, errors=listed)

    @app.exception_handler(Exception)
    def answer_surprise(request: Request, error: Exception) -> Response:
        log.error("unexpected error", path=request.url.path, exc_info=error)
        return problem(500, "Something broke on our side; it has been written down.", instance=request.url.path)


def _field_problems(found: Iterable[Any]) -> Iterable[dict[str, str]]:
    for error in found:
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error["loc"])
        yield {"pointer": pointer, "detail": str(error["msg"])}
