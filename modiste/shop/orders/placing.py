"""Placing an order: the checkout that was seen, its pieces taken from the shelf, in one transaction or not at all."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.cart.buying import take_out_of_cart
from modiste.shop.cart.owners import Owner, take_turns
from modiste.shop.catalogue.stock import take_from_stock
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict
from modiste.shop.kit.race import race_point
from modiste.shop.kit.tokens import new_id
from modiste.shop.notifications.facts import OrderNewsKind
from modiste.shop.orders.addresses import address_of
from modiste.shop.orders.checkout import Checkout, Package, Piece, checkout_of, show_checkout
from modiste.shop.orders.delivery import NotDeliveredThere
from modiste.shop.orders.messages import tell_of_order
from modiste.shop.orders.models import RETURN_DAYS, Order, OrderEvent, OrderLine, OrderState, Parcel, StockHold
from modiste.shop.orders.schemas import AddressIn, OrderIn
from modiste.shop.orders.service import any_order_of, mark_paid

HELD_FOR = timedelta(minutes=15)
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are read for another


class NothingToBuy(Conflict):
    """Nothing of what was asked for can be bought here."""

    title = "There is nothing to buy here: see what was left out, and why"


class CheckoutChanged(Conflict):
    """A price, a stock or a delivery is no longer what the shopper saw; `checkout` is what it is now."""

    title = "Something has changed since you looked: see the new total before you buy"


def place_order(session: Session, user_id: int, asked: OrderIn, *, return_days: int = RETURN_DAYS) -> Order:
    """Place an order at the prices that were shown, with its pieces held for a quarter of an hour.

    Raises NothingToBuy, CheckoutChanged, SoldOut, AddressUnknown, NotDeliveredThere.
    """
    take_turns(session, Owner(user_id=user_id))  # two tabs that buy one cart: the second finds it empty
    checkout = checkout_of(session, user_id, asked)
    if not checkout.packages:
        raise NothingToBuy(left_out=[one.model_dump(mode="json") for one in checkout.left_out])
    if checkout.version() != asked.version:
        raise CheckoutChanged(checkout=show_checkout(checkout).model_dump(mode="json"))
    address = asked.address or address_of(session, user_id, asked.address_id)
    _check_country(checkout, address.country)
    order = _order(checkout, user_id, address, asked.email or _email_of(session, user_id))
    _write_down(session, order, checkout.packages, return_days)
    pieces = [piece for package in checkout.packages for piece in package.pieces]
    in_cart = [piece.wanted.line_id for piece in pieces if piece.wanted.line_id is not None]
    take_out_of_cart(session, Owner(user_id=user_id), in_cart)
    if order.total > 0:
        tell_of_order(session, order, OrderNewsKind.ORDER_PLACED)
    hold_pieces(session, order, pieces)  # as late as can be: whoever wants one of these waits from here to the commit
    if order.total == 0:  # a gift: there is nothing to wait for
        mark_paid(session, any_order_of(session, order.id))
    race_point("order-placed")
    return order


def hold_pieces(session: Session, order: Order, pieces: Iterable[Piece]) -> None:
    """Take the pieces from the shelf and write down that they are the order's. Raises SoldOut."""
    wanted: Counter[int] = Counter()
    for piece in pieces:
        if piece.variant is not None:
            wanted[piece.variant.id] += piece.wanted.quantity
    take_from_stock(session, wanted)
    session.add_all(StockHold(order_id=order.id, variant_id=one, quantity=wanted[one]) for one in sorted(wanted))
    session.flush()


def new_number() -> str:
    """An order's number, as people read it to each other: `K7QM-3RXV` (39 random bits; unique by its column)."""
    letters = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _check_country(checkout: Checkout, country: str) -> None:
    for package in checkout.packages:
        if not package.way.goes_to(country):
            raise NotDeliveredThere(f"{package.boutique.name} does not deliver to {country} by {package.way.name}")


def _order(checkout: Checkout, user_id: int, address: AddressIn, email: str) -> Order:
    return Order(
        id=new_id(),
        number=new_number(),
        user_id=user_id,
        currency=checkout.currency,
        goods=checkout.goods,
        delivery=checkout.delivery,
        total=checkout.goods + checkout.delivery,
        address=address.model_dump(),
        email=email,
        held_until=clock.now() + HELD_FOR,
    )


def _write_down(session: Session, order: Order, packages: Sequence[Package], return_days: int) -> None:
    """The order with all that belongs to it, each kind of row at once."""
    order.parcels = [_parcel(package, return_days) for package in packages]
    session.add(order)
    session.flush()
    session.add(OrderEvent(order_id=order.id, actor="shopper", after=OrderState.AWAITING_PAYMENT))
    session.flush()


def _parcel(package: Package, return_days: int) -> Parcel:
    boutique = package.boutique
    return Parcel(
        id=new_id(),
        lines=[_line(piece) for piece in package.pieces],
        boutique_id=boutique.id,
        boutique_name=boutique.name,
        goods=package.goods,
        method=package.way.code,
        delivery=package.way.cost,
        days_min=package.way.days_min,
        days_max=package.way.days_max,
        return_days=return_days,
    )


def _line(piece: Piece) -> OrderLine:
    item, variant = piece.item, piece.variant
    return OrderLine(
        id=new_id(),
        item_id=item.id,
        variant_id=variant.id if variant else None,
        title=item.name,
        brand=item.brand,
        size=variant.size if variant else "",
        colour=variant.colour if variant else "",
        image_url=item.image_url or "",
        quantity=piece.wanted.quantity,
        price=item.price,
    )


def _email_of(session: Session, user_id: int) -> str:
    return session.scalars(select(User.email).where(User.id == user_id)).one()
