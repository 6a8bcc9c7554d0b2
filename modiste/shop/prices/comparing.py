"""Asking all vendors at once, with one deadline: what is there by then is the answer, and who failed is named."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import structlog

from modiste.shop.kit.cache import Cache
from modiste.shop.kit.fetch.base import FetchFailed, Request
from modiste.shop.kit.redis import Remote
from modiste.shop.prices.doors import Apart, Door, Judge
from modiste.shop.prices.flights import Flights
from modiste.shop.prices.parsing import parse_answer
from modiste.shop.prices.recent import Recent
from modiste.shop.prices.settings import PriceSettings
from modiste.shop.prices.tokens import Tokens
from modiste.shop.prices.vendors.base import Findings, Found, Question, Vendor

PARSE = f"{parse_answer.__module__}:{parse_answer.__name__}"
ROUNDS = 3  # a search, what it leads to, and what that leads to
MOST_REQUESTS = 12  # of one vendor for one question
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Heard:
    """What one vendor said: its offers, and what went wrong; both when the deadline came between two answers."""

    vendor: Vendor
    found: list[Found] = field(default_factory=list)
    failure: FetchFailed | None = None


class Comparer:
    """The vendors, the ways to ask them, and what all who ask share."""

    def __init__(
        self,
        vendors: Sequence[Vendor],
        door: Door,
        apart: Apart,
        load_judge: Callable[[], Judge],
        *,
        cache: Cache,
        settings: PriceSettings | None = None,
        remote: Remote | None = None,
    ) -> None:
        self.vendors = {vendor.name: vendor for vendor in vendors}
        self.cache = cache
        self.settings = settings or PriceSettings()
        self.recent = Recent()
        self.flights = Flights(self.settings.live_asks, remote)
        self.door, self._apart, self._load_judge = door, apart, load_judge
        self._tokens = Tokens(door, cache)

    @cached_property
    def judge(self) -> Judge:
        """The matcher, loaded when it is first asked for: its imports and its model cost memory and a moment."""
        return self._load_judge()

    def start(self) -> None:
        """Start the processes that parse now, where a vendor needs them: the first shopper shall not wait for them."""
        if any(vendor.parses_pages for vendor in self.vendors.values()):
            self._apart.start()

    def close(self) -> None:
        """End the connections and the processes that parse."""
        self.door.close()
        self._apart.close()

    def ask(self, question: Question, *, names: Collection[str] | None = None, seconds: float) -> list[Heard]:
        """Ask all vendors (or those in `names`) at once; by the deadline each has offers, a failure or both."""
        asked = {name: Heard(vendor) for name, vendor in self.vendors.items() if names is None or name in names}
        ended = self.door.run({name: self._ask(heard, question) for name, heard in asked.items()}, seconds=seconds)
        for name, end in ended.items():
            if isinstance(end, FetchFailed):
                asked[name].failure = end
                log.info("vendor failed", vendor=name, kind=end.kind.value, detail=end.detail)
        # A copy: a coroutine that is being cancelled may still add to its own.
        return [Heard(heard.vendor, _last_of_each(heard.found), heard.failure) for heard in asked.values()]

    async def _ask(self, heard: Heard, question: Question) -> None:
        token = await self._tokens.token_of(heard.vendor)
        try:
            await self._follow(heard, question, token)
        except FetchFailed as failure:
            if failure.kind is not failure.kind.REFUSED or not token or heard.found:
                raise
            renewed = await self._tokens.token_of(heard.vendor, refused=token)
            await self._follow(heard, question, renewed)

    async def _follow(self, heard: Heard, question: Question, token: str) -> None:
        """Ask, and ask what the answers lead to; one failure spoils only what hangs on it."""
        requests: Sequence[Request] = heard.vendor.build_requests(question, token=token)
        left, failures = MOST_REQUESTS, list[FetchFailed]()
        for _ in range(ROUNDS):
            requests = requests[:left]
            left -= len(requests)
            answers = await asyncio.gather(
                *(self._hear(heard, request, question, token) for request in requests), return_exceptions=True
            )
            following: list[Request] = []
            for answer in answers:
                if isinstance(answer, FetchFailed):
                    failures.append(answer)
                elif isinstance(answer, BaseException):
                    raise answer
                else:
                    following.extend(answer)
            requests = following
        if failures:
            raise failures[0]

    async def _hear(self, heard: Heard, request: Request, question: Question, token: str) -> Sequence[Request]:
        vendor = heard.vendor
        answer = await self.door.fetch(request, vendor.policy)
        findings: Findings
        if vendor.parses_pages:
            findings = await self._apart.parse(PARSE, vendor, answer, question, token)
        else:
            findings = parse_answer(vendor, answer, question, token)
        for warning in findings.warnings:
            log.info("vendor warned", vendor=vendor.name, warning=warning)
        heard.found.extend(findings.offers)
        return findings.next_requests


def _last_of_each(found: Sequence[Found]) -> list[Found]:
    """One finding for each variant: what a follow-up says takes the place of what the search said."""
    return list({(one.vendor_item_id, one.size, one.colour): one for one in list(found)}.values())
