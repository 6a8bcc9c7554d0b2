"""What comparing needs of the fetcher, of the processes that parse, and of the matcher."""

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from modiste.matching.records import Match, ProductRecord
from modiste.shop.kit.fetch.base import Answer, FetchFailed, Policy, Request

K = TypeVar("K")
T = TypeVar("T")


class Door(Protocol):
    """The only door to the open web (`kit.fetch.fetcher.Fetcher`)."""

    async def fetch(self, request: Request, policy: Policy) -> Answer:
        """One answer; raises FetchFailed."""
        ...

    def run(self, tasks: Mapping[K, Coroutine[Any, Any, T]], *, seconds: float) -> dict[K, T | FetchFailed]:
        """What coroutines give by the deadline."""
        ...

    def close(self) -> None:
        """End every connection."""
        ...


class Apart(Protocol):
    """Processes that may be killed over what they parse (`kit.fetch.apart.ParserPool`)."""

    async def parse(self, function_path: str, *arguments: Any, seconds: float = 2.0) -> Any:
        """What the function gives; raises FetchFailed."""
        ...

    def start(self) -> None:
        """Start the processes before they are needed."""
        ...

    def close(self) -> None:
        """End the processes."""
        ...


class Judge(Protocol):
    """Tells whether records are the same product (`matching.same_product.Matcher`)."""

    def compare_all(self, left: ProductRecord, rights: Sequence[ProductRecord]) -> list[Match]:
        """One judgement for each of `rights`."""
        ...
