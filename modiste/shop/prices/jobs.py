"""The jobs of prices: asking vendors anew, for one item or for all that are due, and fetching the exchange rates."""

import time
from typing import Any

from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit import clock
from modiste.shop.kit.cache import Cache
from modiste.shop.kit.db import Database, ReferenceGone
from modiste.shop.kit.fetch.base import FetchFailed
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.prices import rates, refreshing
from modiste.shop.prices.opening import shared_comparer

ASKED_SECONDS = 60  # how long one ask for a refresh stands for all who look at the same item
LONGEST_REFRESH = 1200  # seconds; what is left over is due again at the next tick


def ask_for_refresh(database: Database, cache: Cache, item_id: int) -> None:
    """Have an item's vendors asked soon, unless somebody has just had them asked."""
    key = f"item:{item_id}:refresh"
    if cache.get(key) is not None:
        return
    cache.set(key, True, seconds=ASKED_SECONDS)
    with database.transaction() as session:
        later(session, refresh_offers, only_once=f"refresh_offers:{item_id}", item_id=item_id)


@job("refresh_offers", attempts=2)
def refresh_offers(work: Work, item_id: int) -> dict[str, Any]:
    """Ask the vendors about one item."""
    comparer = shared_comparer(work.settings.redis_url)
    try:
        changes = refreshing.ask_anew(
            work.database,
            comparer,
            item_id,
            seconds=comparer.settings.refresh_seconds,
            transaction=work.transaction,
        )
    except (ItemUnknown, ReferenceGone):  # taken out of the shop since somebody looked at it
        return {"changes": 0}
    return {"changes": changes}


@job("refresh_due_offers")
def refresh_due_offers(work: Work) -> dict[str, Any]:
    """Ask the vendors about every item that is due. A worker that takes over finds what is left by asking the same."""
    comparer = shared_comparer(work.settings.redis_url)
    began = time.monotonic()
    with work.transaction() as session:
        refreshing.forget_what_may_not_be_kept(session, comparer, at=clock.now())
        items = refreshing.due_items(session, at=clock.now(), limit=comparer.settings.refresh_batch)
        names = refreshing.vendors_with_quota(session, comparer, at=clock.now())
    done = changes = 0
    for item_id in items if names else ():
        if time.monotonic() - began > LONGEST_REFRESH:
            break
        try:
            changes += refreshing.ask_anew(
                work.database,
                comparer,
                item_id,
                seconds=comparer.settings.refresh_seconds,
                names=names,
                transaction=work.transaction,
            )
        except (ItemUnknown, ReferenceGone):  # taken out of the shop since the list was made
            continue
        done += 1
        work.report(done / len(items), f"{done} of {len(items)} items")
    return {"items": done, "changes": changes}


@job("refresh_exchange_rates", attempts=3)
def refresh_exchange_rates(work: Work) -> dict[str, Any]:
    """Fetch the exchange rates, if the source may have newer ones than we have."""
    with work.database.reading() as session:
        if not rates.are_rates_old(session):
            return {"currencies": 0}
    comparer = shared_comparer(work.settings.redis_url)
    request = rates.request_rates(comparer.settings.rates_url)
    answer = comparer.door.run({"rates": comparer.door.fetch(request, rates.POLICY)}, seconds=10.0)["rates"]
    if isinstance(answer, FetchFailed):
        raise answer
    fetched = rates.parse_rates(answer.body)
    with work.transaction() as session:
        return {"currencies": rates.keep_rates(session, fetched), "day": str(fetched.day)}
