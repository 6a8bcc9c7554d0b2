"""What is forgotten: the carts of guests who do not come back, and who meant to buy what long ago."""

from typing import Any

from modiste.shop.cart import additions, owners
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work


@job("forget_guest_carts")
def forget_guest_carts(work: Work) -> dict[str, Any]:
    """Delete what guests left in their carts three months ago."""
    with work.transaction() as session:
        return {"forgotten": owners.forget_guest_carts(session)}


@job("forget_cart_additions")
def forget_cart_additions(work: Work) -> dict[str, Any]:
    """Delete which shopper put what into the cart three months ago."""
    with work.transaction() as session:
        return {"forgotten": additions.forget_additions(session)}
