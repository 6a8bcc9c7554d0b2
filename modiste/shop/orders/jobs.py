"""The jobs of orders: letting go of what was held and not paid."""

from typing import Any

from modiste.shop.kit import clock
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.orders import service


@job("expire_orders")
def expire_orders(work: Work) -> dict[str, Any]:
    """Put the pieces of orders back on the shelf whose quarter of an hour is over."""
    expired, is_more = 0, True
    while is_more:
        with work.transaction() as session:
            is_more = service.expire_order(session, at=clock.now())
        expired += is_more
    return {"expired": expired}
