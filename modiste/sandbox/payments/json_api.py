"""What the two JSON interfaces share: who is let in, a body that is read exactly, and values of the asked shape."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from modiste.sandbox.payments.desk import Desk
from modiste.sandbox.payments.keys import API_KEYS

Object = dict[str, Any]
Handler = Callable[[Desk, Mapping[str, str], Object], tuple[str, Any]]
Asked = TypeVar("Asked", bound=BaseModel)


class Refused(Exception):
    """What an interface refuses: a status, a sentence and a code."""

    def __init__(self, status: int, words: str, code: str = "invalid_params") -> None:
        super().__init__(words)
        self.status, self.code = status, code


class Strict(BaseModel):
    """A body in which nothing unknown stands and nothing is guessed: "1999" is no number, 19.99 no whole one."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _is_email(text: str) -> str:
    if not all(text.partition("@")) or " " in text:
        raise ValueError("is no e-mail address")
    return text


def _is_url(text: str) -> str:
    if not text.startswith(("http://", "https://")) or " " in text:
        raise ValueError("is no URL")
    return text


Email = Annotated[str, AfterValidator(_is_email)]
Url = Annotated[str, AfterValidator(_is_url)]


def is_let_in(provider: str, request: web.Request) -> bool:
    """Whether a request carries the provider's key."""
    return request.headers.get("Authorization") == f"Bearer {API_KEYS[provider]}"


async def body_of(request: web.Request) -> Object:
    """The body; for GET the words of the query. Raises Refused."""
    if request.method == "GET":
        return dict(request.query)
    if request.content_type != "application/json":
        raise Refused(400, "Content-Type must be application/json", "invalid_content_type")
    try:
        body = json.loads(await request.read(), parse_constant=_refuse_constant)
    except ValueError:
        raise Refused(400, "The body is no JSON", "invalid_json") from None
    if not isinstance(body, dict):
        raise Refused(400, "The body must be an object", "invalid_json")
    return body


def _refuse_constant(name: str) -> None:
    """Python reads NaN and Infinity, JSON has none."""
    raise ValueError(name)


def asked_in(shape: type[Asked], body: Object) -> Asked:
    """The body in its shape. Raises Refused with the first thing that is wrong."""
    try:
        return shape.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "missing":
            raise Refused(400, f"{name} is required", "missing_params") from None
        if first["type"] == "extra_forbidden":
            raise Refused(400, f'"{name}" is not allowed') from None
        raise Refused(400, f"{name} is invalid: {first['msg']}") from None


def whole_in(query: Object, name: str, default: int) -> int:
    """A whole number of a query, from 1 on. Raises Refused."""
    text = str(query.get(name, default))
    if not text.isdecimal() or int(text) < 1:
        raise Refused(400, f"{name} is invalid: {text}")
    return int(text)
