"""The jobs of orders: letting go of what was held and not paid."""

from typing import Any

from modiste.shop.kit import clock
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.orders import service


@job("expire_orders")
def expire_orders(work: Work) -> dict[str, Any]:
    """Put the pieces of orders back on the shelf whose quarter of an hour is over."""
    expired = 0
    while True:
        with work.transaction() as session:
            found = service.expire_orders(session, at=clock.now())
        expired += found
        if found < service.AT_ONCE:
            return {"expired": expired}
