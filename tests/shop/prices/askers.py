"""Shoppers of other web processes: each is a process with a comparer of its own, all ask at the same moment."""

from typing import Any

from modiste.shop.kit.db import Database
from modiste.shop.kit.redis import Remote
from modiste.shop.prices.schemas import OffersOut, OffersQuery, ProductQuery
from modiste.shop.prices.searching import search_offers
from modiste.shop.prices.service import offers_of
from tests.shop.forks import forks
from tests.shop.prices.street import Street, comparer, vendor


def ask_in_processes(number: int, what: str | int, *, database_url: str, redis_url: str, shop: tuple[str, int]) -> Any:
    """The prices that each of `number` processes gets to see, of an item's id or of words that are searched for."""
    start, answers = forks.Barrier(number), forks.Queue()
    given = (what, database_url, redis_url, shop, start, answers)
    processes = [forks.Process(target=_ask, args=given, daemon=True) for _ in range(number)]
    for process in processes:
        process.start()
    found = [answers.get(timeout=100) for _ in processes]
    for process in processes:
        process.join()
    return found


def _ask(what: str | int, database_url: str, redis_url: str, shop: tuple[str, int], start: Any, answers: Any) -> None:
    street, (name, port) = Street(), shop
    street.port = port
    database, remote = Database(database_url), Remote(redis_url)
    opened = comparer(street, [vendor(street, name)], remote=remote, deadline_seconds=5.0)
    start.wait(60)
    answer: OffersOut
    if isinstance(what, int):
        answer = offers_of(database, opened, what, OffersQuery()).answer
    else:
        answer = search_offers(database, opened, ProductQuery(query=what))
    answers.put([offer.price.amount for offer in answer.offers if offer.vendor == name])
    opened.close()
    database.close()
    remote.close()
