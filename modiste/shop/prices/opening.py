"""The comparer of this process, with the vendors that the settings switch on."""

import atexit
from functools import cache

from modiste.shop.kit.cache import Cache
from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.redis import Remote
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.doors import Judge
from modiste.shop.prices.parsing import parse_answer
from modiste.shop.prices.vendors.choice import open_all


def load_matcher() -> Judge:
    """The matcher that ships."""
    from modiste.matching.same_product import Matcher  # noqa: PLC0415 - LightGBM: seconds that no start waits for

    return Matcher.load()


def open_comparer(remote: Remote | None, cached: Cache) -> Comparer:
    """A comparer; nothing is connected to, started or loaded before the first question."""
    fetching = FetchSettings()
    vendors = open_all().on
    readers = {type(vendor).__module__ for vendor in vendors if vendor.parses_pages}
    preload = (parse_answer.__module__, *sorted(readers))  # so that a child's first page need not wait for imports
    apart = ParserPool(children=fetching.parsers, memory_mib=fetching.parser_mib, preload=preload)
    return Comparer(vendors, Fetcher(fetching, remote), apart, load_matcher, cache=cached, remote=remote)


@cache
def shared_comparer(redis_url: str) -> Comparer:
    """The one comparer of a worker, whose jobs share its connections."""
    remote = Remote(redis_url) if redis_url else None
    comparer = open_comparer(remote, Cache(remote))
    atexit.register(comparer.close)
    return comparer
