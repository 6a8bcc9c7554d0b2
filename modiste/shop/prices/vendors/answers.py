"""How an answer is read before a vendor looks into it: its status, its JSON, and values by their path in it."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed
from modiste.shop.prices.vendors.base import Token, Unreadable
from modiste.shop.prices.vendors.guards import text_of

TOKEN = re.compile(r"[\x21-\x7e]{1,8000}")
STEP = re.compile(r"\[(\d*)\]|([^.\[\]]+)")
KINDS = {
    401: FailureKind.REFUSED,
    403: FailureKind.REFUSED,
    430: FailureKind.REFUSED,  # Shopify: you look suspicious
    429: FailureKind.BUSY,
}
LONGEST_WAIT = LONGEST_TOKEN = 24 * 3600  # seconds


def read_json(answer: Answer) -> Any:
    """The JSON of an answer: decimals are exact, NaN and infinities are None; raises Unreadable."""
    try:
        return json.loads(answer.body, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:  # also: not UTF-8, a number of more digits than Python reads
        raise Unreadable("The answer is not JSON") from error


def read_token(answer: Answer, *, refusal: str) -> Token:
    """The token in an answer of OAuth 2 (RFC 6749, 5.1); `refusal` is what wrong credentials are called.

    Raises FetchFailed (REFUSED for wrong credentials), Unreadable.
    """
    if answer.status in (400, 401, 403):
        raise failure_of(answer, refusal, kind=FailureKind.REFUSED)
    if answer.status != 200:
        raise failure_of(answer)
    body = read_json(answer)
    value, seconds = value_at(body, "access_token"), value_at(body, "expires_in")
    if not isinstance(value, str) or not TOKEN.fullmatch(value):
        raise Unreadable("The answer holds no token")
    return Token(value, seconds if isinstance(seconds, int) and 0 < seconds <= LONGEST_TOKEN else 3600)


def read_refusal(answer: Answer) -> Any:
    """The JSON of an answer that says no, or None: what says no need not be JSON."""
    try:
        return read_json(answer)
    except Unreadable:
        return None


def failure_of(answer: Answer, words: object = "", *, kind: FailureKind | None = None) -> FetchFailed:
    """What an answer that is none says, as an error: its kind by the status unless the vendor knows better."""
    detail = text_of(words, longest=200) or f"The shop answered with status {answer.status}"
    chosen = kind or KINDS.get(answer.status, FailureKind.STATUS)
    return FetchFailed(chosen, detail, retry_after=_retry_after(answer), status=answer.status)


def values_at(value: Any, path: str) -> list[Any]:
    """Every value at a path such as `data.products[].variants[0].price`: `[]` goes through a list, `[0]` takes one
    entry; what is not there is left out."""
    found = [value]
    for step in STEP.finditer(path):
        index, name = step.groups()
        found = [inner for outer in found for inner in _step_into(outer, index, name)]
    return [inner for inner in found if inner is not None]


def value_at(value: Any, path: str) -> Any:
    """The first value at a path, or None."""
    return next(iter(values_at(value, path)), None)


def records_at(value: Any, path: str) -> list[dict[str, Any]]:
    """The JSON objects at a path; a list at its end is gone through."""
    found = values_at(value, path)
    flat = [entry for part in found for entry in (part if isinstance(part, list) else [part])]
    return [entry for entry in flat if isinstance(entry, dict)]


def asked_at(answer: Answer) -> datetime | None:
    """When the shop answered, by its own clock (the `Date` header): vendors have none."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_of(value: object) -> datetime | None:
    """An ISO 8601 time with its zone (UTC where it names none), or None."""
    try:
        moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment


def days_until(value: object, answer: Answer) -> int | None:
    """Whole days from the answer to an ISO 8601 time, or None when either is not told."""
    moment, now = moment_of(value), asked_at(answer)
    return max(0, (moment.date() - now.date()).days) if moment and now else None


def sentences(values: Sequence[object]) -> tuple[str, ...]:
    """Warnings as short texts, the empty ones left out."""
    return tuple(text for value in values if (text := text_of(value, longest=200)))


def _step_into(value: Any, index: str | None, name: str | None) -> list[Any]:
    if name is not None:
        return [value[name]] if isinstance(value, dict) and name in value else []
    if not isinstance(value, list):
        return []
    return value if not index else value[int(index) : int(index) + 1]


def _retry_after(answer: Answer) -> int:
    told = answer.headers.get("retry-after", "").strip()
    return min(int(told), LONGEST_WAIT) if re.fullmatch(r"[0-9]{1,9}", told) else 5
