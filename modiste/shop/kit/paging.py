"""Cursor paging: a page knows where the next one starts, and a cursor says nothing to its reader."""

import base64
import binascii
import json
import uuid
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field

from modiste.shop.kit.errors import Invalid
from modiste.shop.kit.sound import fault_in

T = TypeVar("T")

Limit = Annotated[int, Field(ge=1, le=100)]


class BadCursor(Invalid):
    """The cursor was not made by this list."""

    title = "This cursor is not from this list: start again without it"


class Page(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` is null at the end."""

    items: list[T]
    next_cursor: str | None = None


def encode(*position: Any) -> str:
    """An opaque cursor for the sort key of a page's last row (JSON values)."""
    return base64.urlsafe_b64encode(json.dumps(position, separators=(",", ":")).encode()).rstrip(b"=").decode()


def decode(cursor: str, *kinds: type) -> tuple[Any, ...]:
    """The sort key inside `cursor`, one value per kind in `kinds`; raises BadCursor."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        position = json.loads(raw)
    except (binascii.Error, ValueError, UnicodeError, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(position, list) or len(position) != len(kinds) or fault_in(position):
        raise BadCursor
    for value, kind in zip(position, kinds, strict=True):
        is_number = kind is float and isinstance(value, int | float) and not isinstance(value, bool)
        if type(value) is not kind and not is_number:
            raise BadCursor
    return tuple(position)


def id_in(cursor: str) -> uuid.UUID:
    """The id of a page's last row, where that is the whole sort key; raises BadCursor."""
    (text,) = decode(cursor, str)
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadCursor from error
