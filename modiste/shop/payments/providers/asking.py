"""Questions to a provider: through the one door to the web, all those of one call within one deadline."""

import functools
import json
import re
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, ParamSpec, TypeVar

import structlog
from pydantic import SecretStr

from modiste.shop.kit.fetch.base import Answer, FetchFailed, Policy, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.payments.providers.base import ProviderDown
from modiste.shop.payments.providers.settings import ProviderSettings

SECONDS = 10.0  # the longest that one call of a provider takes, however many questions it asks
AT_ONCE = 32
SLOWER = frozenset({408, 425, 429})
WRONG_KEY = frozenset({401, 403})
LONGEST_TEXT = 200
LINK = re.compile(r"https?://[!-~]{1,2000}")
MOST_DIGITS = 14  # of a number on each side of its point: more is no amount, and would not be exact any more

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger(__name__)
_until: ContextVar[float] = ContextVar("until")


def in_time(call: Callable[P, T]) -> Callable[P, T]:
    """Give the questions of `call` one deadline together."""

    @functools.wraps(call)
    def timed(*args: P.args, **kwargs: P.kwargs) -> T:
        token = _until.set(time.monotonic() + SECONDS)
        try:
            return call(*args, **kwargs)
        finally:
            _until.reset(token)

    return timed


class Line:
    """The way to one provider."""

    def __init__(self, name: str, settings: ProviderSettings, fetcher: Fetcher) -> None:
        self._name, self._fetcher = name, fetcher
        burst = max(1, round(settings.per_second))
        self._policy = Policy(f"pay:{name}", settings.per_second, burst, concurrency=AT_ONCE, seconds=SECONDS)

    def ask(self, request: Request) -> Answer:
        """The answer, of success or with a reason why not.

        Raises ProviderDown when none came, or one that is no answer: 5xx, 429, a redirect, or that our key is wrong,
        which the operator mends and no shopper.
        """
        seconds = _until.get() - time.monotonic()
        answer = self._fetcher.run({"": self._fetcher.fetch(request, self._policy)}, seconds=max(0.0, seconds))[""]
        if isinstance(answer, FetchFailed):
            raise ProviderDown(retry_after=answer.retry_after) from answer
        if answer.status in WRONG_KEY:
            log.error("a payment provider does not accept our key", provider=self._name, status=answer.status)
        if answer.status in SLOWER | WRONG_KEY or not (200 <= answer.status < 300 or 400 <= answer.status < 500):
            raise ProviderDown
        return answer


class JsonLine(Line):
    """The way to a provider that speaks JSON and knows us by a bearer token."""

    def __init__(self, name: str, settings: ProviderSettings, key: SecretStr, fetcher: Fetcher) -> None:
        super().__init__(name, settings, fetcher)
        self._base_url, self._key = settings.base_url, key

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON object of an answer; raises ProviderDown."""
        return self._send(Request(self._base_url + path, headers=self._headers()))

    def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and JSON object of the answer to `body`; raises ProviderDown."""
        headers = self._headers() | {"Content-Type": "application/json"}
        return self._send(Request(self._base_url + path, "POST", headers, json.dumps(body).encode()))

    def _send(self, request: Request) -> tuple[int, dict[str, Any]]:
        answer = self.ask(request)
        found = read_object(answer.body)
        if found is None:
            raise ProviderDown
        return answer.status, found

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key.get_secret_value()}"}


def read_object(body: bytes) -> dict[str, Any] | None:
    """The JSON object in `body`, decimals exact; None where there is none."""
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, ArithmeticError, RecursionError):  # also: not UTF-8, a number of more digits than Python reads
        return None
    return found if isinstance(found, dict) else None


def object_at(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object under `name`, or an empty one."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def text_at(body: Mapping[str, Any], *names: str) -> str:
    """The first text or whole number under `names`, as a text of one line; empty where there is none."""
    for name in names:
        found = body.get(name)
        if isinstance(found, str | int) and not isinstance(found, bool):
            return "".join(filter(str.isprintable, str(found)))[:LONGEST_TEXT]
    return ""


def link_at(body: Mapping[str, Any], name: str) -> str:
    """The address under `name` that a shopper is sent to; raises ProviderDown where there is none."""
    found = body.get(name)
    if not isinstance(found, str) or not LINK.fullmatch(found):
        raise ProviderDown
    return found


def number_at(body: Mapping[str, Any], *names: str) -> Decimal:
    """The first number under `names`, also one written as a text; raises ProviderDown: an amount must be told."""
    for name in names:
        found = body.get(name)
        if isinstance(found, str | int | float | Decimal) and not isinstance(found, bool):
            try:
                number = Decimal(str(found))
            except ArithmeticError:
                break
            if (
                number.is_finite()
                and number.adjusted() < MOST_DIGITS
                and len(number.as_tuple().digits) < 2 * MOST_DIGITS
            ):
                return number
            break
    raise ProviderDown
