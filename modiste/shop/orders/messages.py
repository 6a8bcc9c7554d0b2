"""What shoppers and boutiques are told as an order goes its way, in the transaction in which it happens."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit.money import as_text
from modiste.shop.notifications.service import notify
from modiste.shop.orders.models import Order, Parcel


class OrderStep(StrEnum):
    """What a shopper is told of an order."""

    PLACED = "order_placed"
    PAID = "order_paid"
    EXPIRED = "order_expired"
    CANCELLED = "order_cancelled"
    PAID_BACK = "order_paid_back"


class ParcelStep(StrEnum):
    """What a shopper is told of a parcel."""

    SHIPPED = "parcel_shipped"
    DELIVERED = "parcel_delivered"
    RETURN_ASKED = "parcel_return_asked"
    RETURNED = "parcel_returned"


class BoutiqueStep(StrEnum):
    """What a boutique's owner is told of a parcel."""

    TO_PACK = "boutique_parcel_to_pack"
    NOT_TO_PACK = "boutique_parcel_cancelled"
    RETURN_ASKED = "boutique_return_asked"


ORDER_WORDS: Mapping[OrderStep, tuple[str, str]] = {
    OrderStep.PLACED: (
        "Order {number} is placed",
        "We keep its pieces for you for {minutes} minutes. Pay {total} within that time to have them sent.",
    ),
    OrderStep.PAID: ("Order {number} is paid", "Thank you: your {total} came in, and your pieces are being packed."),
    OrderStep.EXPIRED: (
        "Order {number} was not paid in time",
        "We could keep its pieces no longer. They are back in your cart, as far as they are still sold.",
    ),
    OrderStep.CANCELLED: (
        "Order {number} is cancelled",
        "There is nothing to pay. Its pieces are back in your cart, as far as they are still sold.",
    ),
    OrderStep.PAID_BACK: ("Order {number} is cancelled", "The {total} that you paid goes back the way it came."),
}
PARCEL_WORDS: Mapping[ParcelStep, tuple[str, str]] = {
    ParcelStep.SHIPPED: ("Your parcel from {boutique} is on its way", "Order {number}, sent with {carrier}.{tracking}"),
    ParcelStep.DELIVERED: (
        "Your parcel from {boutique} has arrived",
        "Order {number}. Should something not fit, ask on the order's page to return it.",
    ),
    ParcelStep.RETURN_ASKED: (
        "You return a parcel to {boutique}",
        "Send the pieces of order {number} back to {boutique}. We tell you when they are there.",
    ),
    ParcelStep.RETURNED: (
        "{boutique} has received your return",
        "The pieces of order {number} are there. The order's page shows what goes back to you.",
    ),
}
BOUTIQUE_WORDS: Mapping[BoutiqueStep, tuple[str, str]] = {
    BoutiqueStep.TO_PACK: ("A new parcel to pack: order {number}", "{pieces}, delivery {method}, paid with {paid}."),
    BoutiqueStep.NOT_TO_PACK: (
        "Order {number} is cancelled",
        "Its parcel is not to be packed. The pieces are in your stock again, and the money goes back.",
    ),
    BoutiqueStep.RETURN_ASKED: (
        "A return is asked for: order {number}",
        "{pieces} come back to you. The parcel's page says why; note there when they have arrived.",
    ),
}


def tell_of_order(session: Session, order: Order, step: OrderStep) -> None:
    """Tell an order's shopper, once for each step; nobody where the account is gone."""
    if order.user_id is None:
        return
    title, body = ORDER_WORDS[step]
    words = {
        "number": order.number,
        "total": as_text(order.total, order.currency),
        "minutes": round((order.held_until - order.placed_at).total_seconds() / 60),
    }
    key, link = f"order:{order.id}:{step}", f"/orders/{order.id}"
    notify(
        session, order.user_id, kind=step, key=key, title=title.format(**words), body=body.format(**words), link=link
    )


def tell_of_parcel(session: Session, order: Order, parcel: Parcel, step: ParcelStep) -> None:
    """Tell the shopper of a parcel, once for each step; nobody where the account is gone."""
    if order.user_id is None:
        return
    title, body = (text.format(**_words(order, parcel)) for text in PARCEL_WORDS[step])
    key, link = f"parcel:{parcel.id}:{step}", f"/orders/{order.id}"
    notify(session, order.user_id, kind=step, key=key, title=title, body=body, link=link)


def tell_boutique(session: Session, order: Order, parcel: Parcel, step: BoutiqueStep) -> None:
    """Tell the owner of a parcel's boutique, once for each step; nobody where it has none."""
    owner_id = session.scalar(select(Boutique.owner_id).where(Boutique.id == parcel.boutique_id))
    if owner_id is None:
        return
    title, body = (text.format(**_words(order, parcel)) for text in BOUTIQUE_WORDS[step])
    key, link = f"parcel:{parcel.id}:{step}", f"/boutique/parcels/{parcel.id}"
    notify(session, owner_id, kind=step, key=key, title=title, body=body, link=link)


def _words(order: Order, parcel: Parcel) -> dict[str, str]:
    count = sum(line.quantity for line in parcel.lines)
    number = f"\nTracking number: {parcel.tracking}" if parcel.tracking else ""
    return {
        "number": order.number,
        "boutique": parcel.boutique_name,
        "carrier": parcel.carrier,
        "tracking": f"{number}\n{parcel.tracking_url}".rstrip(),
        "pieces": "1 piece" if count == 1 else f"{count} pieces",
        "method": parcel.method,
        "paid": as_text(parcel.goods + parcel.delivery, order.currency),
    }
