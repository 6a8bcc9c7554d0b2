"""What becomes of the carts of guests who do not come back."""

from typing import Any

from modiste.shop.cart import owners
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work


@job("forget_guest_carts")
def forget_guest_carts(work: Work) -> dict[str, Any]:
    """Delete what guests left in their carts three months ago."""
    with work.transaction() as session:
        return {"forgotten": owners.forget_guest_carts(session)}
