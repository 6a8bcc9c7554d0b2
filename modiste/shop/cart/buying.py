"""What orders do to carts: what is ordered lies in the cart no longer, and comes back when it was not paid."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from modiste.shop.cart.models import CartLine
from modiste.shop.cart.owners import Owner
from modiste.shop.cart.schemas import MOST_PIECES, LineIn
from modiste.shop.cart.service import add_line
from modiste.shop.kit.errors import ShopError


@dataclass(frozen=True, slots=True)
class Returned:
    """Pieces of an order that was not paid."""

    item_id: int
    size: str
    colour: str
    quantity: int


def take_out_of_cart(session: Session, owner: Owner, line_ids: Collection[uuid.UUID]) -> None:
    """Take what is ordered out of its owner's cart."""
    session.execute(delete(CartLine).where(CartLine.id.in_(line_ids), owner.lines))


def put_back_into_cart(session: Session, owner: Owner, pieces: Iterable[Returned]) -> None:
    """Put what was ordered and not paid into the cart again, as far as it is still sold and the cart holds it."""
    for piece in pieces:
        quantity = min(piece.quantity, MOST_PIECES)
        line = LineIn(item_id=piece.item_id, size=piece.size, colour=piece.colour, quantity=quantity)
        try:
            with session.begin_nested():
                add_line(session, owner, line)
        except ShopError:  # gone since, or no room: the order itself still names it
            continue
