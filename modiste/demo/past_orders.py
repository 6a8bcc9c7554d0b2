"""DEMO DATA: what the synthetic shoppers bought at the first boutique: placed, paid and sent by the shop's services.

The clock is turned back meanwhile, so that every row says when it happened; the payments stand in the sandbox's book
too, so that their money can still be given back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

import modiste.shop.worker  # noqa: F401 - the names of the jobs that its services ask for
from modiste.demo.accounts import demo_accounts
from modiste.demo.payments import BOOK
from modiste.sandbox.payments import book as sandbox
from modiste.shop.accounts.models import User
from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.additions import KEPT_DAYS, note_additions
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit import clock
from modiste.shop.kit.queue.models import Job
from modiste.shop.notifications.models import Delivery, Notification
from modiste.shop.orders import fulfilment
from modiste.shop.orders.boutique_schemas import ShipIn
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.models import Order, Parcel, ParcelState
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import AddressIn, CheckoutIn, OrderIn, WantedIn
from modiste.shop.payments import refunding
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.models import PaymentState as State
from modiste.shop.payments.providers.base import PaymentState, PaymentStatus, RefundStatus
from modiste.shop.payments.providers.base import RefundState as RefundTold
from modiste.shop.payments.refunding import BY_BOUTIQUE
from modiste.shop.payments.settling import note_state
from modiste.shop.swipes.models import Action, Interaction

MOST = 20
SINCE = timedelta(days=60)
LEFT_ON_SHELF = 3  # a size with no more pieces is for those who visit
PROVIDER = "stripe"
PLACES = (
    ("Lindenstr. 1", "10969", "Berlin", "DE"),
    ("Rue du Boeuf 12", "69005", "Lyon", "FR"),
    ("Meir 40", "2000", "Antwerpen", "BE"),
    ("Rua da Graça 7", "1170-165", "Lisboa", "PT"),
)
TO_PACK = 3  # the last ones, which nobody has packed yet
CARRIER = "bpost"
AFTER_SENDING, AFTER_ARRIVAL = timedelta(days=1), timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Purchase:
    """Who bought what in which size, and when."""

    user_id: int
    name: str
    item_id: int
    size: str
    colour: str
    at: datetime


def add_past_orders(session: Session, data_dir: Path) -> int:
    """Place, pay and send the past orders of the first boutique, unless there are orders; returns how many."""
    if session.scalars(select(func.count(Order.id))).one():
        return 0
    slug = next(account.boutique for account in demo_accounts() if account.boutique)
    boutique = session.scalars(select(Boutique).where(Boutique.slug == slug)).one()
    ledger, purchases = sandbox.Book(data_dir / BOOK), _purchases(session, boutique.id, clock.now())
    for number, purchase in enumerate(purchases):
        with clock.turned_back(purchase.at):
            order = _buy(session, ledger, purchase, number)
        if len(purchases) - number > TO_PACK:
            _go_on(session, boutique.id, order, purchase, number)
    _end_refunds(session, ledger)
    ledger.close()
    _add_wishes(session, boutique.id)
    _forget_mails(session)
    return len(purchases)


def _purchases(session: Session, boutique_id: int, now: datetime) -> list[Purchase]:
    """Every so many of those that the log tells of, the oldest first, each in the size of which most are there."""
    best = (
        select(
            Variant, func.row_number().over(partition_by=Variant.item_id, order_by=Variant.stock.desc()).label("nth")
        )
        .where(Variant.stock > LEFT_ON_SHELF)
        .subquery()
    )
    told = (
        select(User.id, User.name, Item.id, best.c.size, best.c.colour, Interaction.created_at)
        .join(User, User.id == Interaction.user_id)
        .join(Item, Item.id == Interaction.item_id)
        .join(best, (best.c.item_id == Item.id) & (best.c.nth == 1))
        .where(Item.boutique_id == boutique_id, Interaction.interaction == Action.PURCHASE)
        .where(Interaction.created_at > now - SINCE)
        .order_by(Interaction.created_at, Interaction.id)
    )
    all_of_them = [Purchase(*row) for row in session.execute(told)]
    each_once = list({purchase.item_id: purchase for purchase in reversed(all_of_them)}.values())[::-1]
    return sorted(each_once, key=lambda purchase: purchase.at)[-MOST:]


def _buy(session: Session, ledger: sandbox.Book, purchase: Purchase, number: int) -> Order:
    """An order that was placed, and paid on the sandbox's page a moment later."""
    lines = [WantedIn(item_id=purchase.item_id, size=purchase.size, colour=purchase.colour)]
    seen = checkout_of(session, purchase.user_id, CheckoutIn(lines=lines))
    line1, postcode, city, country = PLACES[number % len(PLACES)]
    address = AddressIn(name=purchase.name, line1=line1, postcode=postcode, city=city, country=country)
    asked = OrderIn(version=seen.version(), lines=lines, address=address)
    order = place_order(session, purchase.user_id, asked)
    note_additions(session, purchase.user_id, {purchase.item_id: purchase.at})
    key = f"{number:04d}{purchase.at:%Y%m%d%H%M%S}"
    payment = Payment(
        order_id=order.id,
        provider=PROVIDER,
        reference=f"modiste-demo-{key}",
        provider_id=f"cs_test_demo{key}",
        state=State.PENDING,
        amount=order.total,
        currency=order.currency,
        expires_at=order.held_until,
    )
    session.add(payment)
    session.flush()
    ledger.put(_in_the_book(payment, purchase.at.timestamp(), capture=f"pi_demo{key}"))
    told = (payment.provider_id, payment.reference, payment.amount, payment.currency, f"pi_demo{key}")
    note_state(session, payment.id, PaymentState(PaymentStatus.CAPTURED, *told))
    return order


def _in_the_book(payment: Payment, at: float, *, capture: str) -> sandbox.Payment:
    return sandbox.Payment(
        provider=PROVIDER,
        id=payment.provider_id,
        reference=payment.reference,
        amount=payment.amount,
        currency=payment.currency,
        created=at,
        expires=payment.expires_at.timestamp(),
        status=sandbox.Status.PAID,
        capture=capture,
        taken=payment.amount,
        taken_currency=payment.currency,
        paid=at,
        tries=1,
        given={"mode": "payment", "subtotal": payment.amount, "expires_at": int(payment.expires_at.timestamp())},
    )


def _go_on(session: Session, boutique_id: int, order: Order, purchase: Purchase, number: int) -> None:
    """What became of a paid order: most arrived, a few were cancelled, sent back or partly refunded."""
    parcel, now = order.parcels[0], clock.now()
    if number % 11 == 4:
        with clock.turned_back(purchase.at + timedelta(hours=2)):
            refunding.cancel_order(session, order, note="Ordered twice")
        return
    sent, there = purchase.at + AFTER_SENDING, purchase.at + AFTER_ARRIVAL
    if sent > now:
        return
    with clock.turned_back(sent):
        tracking = ShipIn(carrier=CARRIER, tracking=f"3232{number:08d}")
        fulfilment.ship_parcel(session, boutique_id, parcel.id, tracking)
    if there > now:
        return
    with clock.turned_back(there):
        fulfilment.deliver_parcel(session, boutique_id, parcel.id)
        if number % 9 == 7:
            refunding.refund_parcel(session, parcel, 1_000, key=f"{BY_BOUTIQUE}demo", reason="A button was missing")
    if number % 8 == 6 and (asked := there + timedelta(hours=20)) <= now:
        with clock.turned_back(asked):
            fulfilment.ask_return(session, purchase.user_id, order.id, parcel.id, reason="Too wide")


def _end_refunds(session: Session, ledger: sandbox.Book) -> None:
    """The provider has given all of it back."""
    for refund, payment in session.execute(select(Refund, Payment).join(Payment, Payment.id == Refund.payment_id)):
        name, at = f"re_demo{payment.reference[-18:]}", refund.created_at
        back = sandbox.Refund(
            provider=PROVIDER,
            id=name,
            payment_id=payment.provider_id,
            amount=refund.amount,
            currency=refund.currency,
            created=at.timestamp(),
            status=sandbox.RefundStatus.DONE,
        )
        ledger.put(back)
        with clock.turned_back(at):
            refunding.note_refund(session, refund, payment, RefundTold(RefundStatus.DONE, name, refund.amount))


def _add_wishes(session: Session, boutique_id: int) -> None:
    """Who opened a piece after liking it put it into the cart every second time, and thought better of it."""
    opened = (
        select(Interaction.user_id, Interaction.item_id, Interaction.created_at)
        .join(Item, Item.id == Interaction.item_id)
        .where(Item.boutique_id == boutique_id, Interaction.interaction == Action.CLICK, Interaction.id % 2 == 0)
    )
    horizon = clock.now() - timedelta(days=KEPT_DAYS)
    for user_id, item_id, at in session.execute(opened).all():
        if at > horizon:
            note_additions(session, user_id, {item_id: at})


def _forget_mails(session: Session) -> None:
    """The mails of the past went then; what the boutique was told is read, but for what still waits for it."""
    session.execute(delete(Delivery))
    session.execute(delete(Job))
    waiting = select(Parcel.id).where(Parcel.state.in_([ParcelState.TO_PACK, ParcelState.RETURN_REQUESTED]))
    links = [f"/boutique/parcels/{parcel_id}" for parcel_id in session.scalars(waiting)]
    read = update(Notification).where(Notification.link.not_in(links)).values(read_at=Notification.created_at)
    session.execute(read, execution_options={"synchronize_session": False})
