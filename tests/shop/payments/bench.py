"""A small shop whose every lever can be pulled by a number."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select, update

from modiste.shop.cart.owners import Owner
from modiste.shop.cart.schemas import LineIn
from modiste.shop.cart.service import add_line
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.catalogue.stock import put_back
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database, DatabaseUnavailable, ReferenceGone
from modiste.shop.kit.errors import ShopError
from modiste.shop.kit.queue.models import Job
from modiste.shop.orders import fulfilment
from modiste.shop.orders import service as orders
from modiste.shop.orders.boutique_schemas import ShipIn
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.models import Order, Parcel
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import CheckoutIn, OrderIn
from modiste.shop.payments import checking, hearing, paying, refunding, settling
from modiste.shop.payments.models import Payment, Refund
from modiste.shop.payments.providers.base import Heard, PaymentStatus, RefundAsked, RefundStatus
from modiste.shop.payments.providers.base import RefundState as Told
from tests.shop.cart.shop import make_dress
from tests.shop.orders.shop import ADDRESS, make_other_dress
from tests.shop.payments.till import Till, webhook
from tests.shop.swipes.shop import make_shopper

SENT = ShipIn(carrier="Post", tracking="1")
T = TypeVar("T")


class SlowTill(Till):
    """A till whose refunds may wait, fail, or be decided later."""

    refund_status = RefundStatus.DONE

    def refund(self, asked: RefundAsked) -> Told:
        self._answers()
        return self.refunds.setdefault(asked.key, Told(self.refund_status, f"re_{asked.key}", asked.amount))

    def decide(self, status: RefundStatus) -> None:
        """What is pending ends so."""
        for key, told in self.refunds.items():
            if told.status is RefundStatus.PENDING:
                self.refunds[key] = replace(told, status=status)


@contextmanager
def may_be_refused() -> Iterator[None]:
    """What the shop refuses in words is no fault; a database that fails is."""
    try:
        yield
    except (DatabaseUnavailable, ReferenceGone):
        raise
    except ShopError:
        pass


def nth(rows: Sequence[T], number: int) -> T:
    return rows[number % len(rows)]


@dataclass
class Bench:
    """The levers."""

    database: Database
    till: SlowTill = field(default_factory=SlowTill)
    orders: list[uuid.UUID] = field(default_factory=list)
    pieces: dict[int, int] = field(default_factory=dict)  # that there ever were, by variant
    seen: dict[uuid.UUID, str] = field(default_factory=dict)  # the state of each row at the last look
    is_open: bool = False

    def open(self) -> None:
        """Two dresses of two boutiques in sizes S and M, and two shoppers."""
        dresses = [make_dress(self.database), make_other_dress(self.database, delivery_cost=200, free_over=None)]
        self.shoppers = [make_shopper(self.database, name) for name in ("ann", "bob")]
        with self.database.reading() as session:
            known = session.execute(select(Variant.id, Variant.stock, Variant.item_id, Variant.size)).all()
            self.pieces = {variant: stock for variant, stock, _, _ in known}
            self.boutiques = {item.id: item.boutique_id for item in session.scalars(select(Item))}
        self.sizes = [(dress, size) for dress in dresses for size in ("S", "M")]
        self.is_open = True

    # shoppers

    def put_into_cart(self, who: int, dress: int, pieces: int) -> None:
        item, size = nth(self.sizes, dress)
        with may_be_refused(), self.database.transaction() as session:
            add_line(session, Owner(user_id=nth(self.shoppers, who)), LineIn(item_id=item, size=size, quantity=pieces))

    def buy(self, who: int, dresses: Sequence[int] | None, pieces: int = 1) -> None:
        asked: dict[str, Any] = {}
        if dresses is not None:
            chosen = {nth(self.sizes, dress) for dress in dresses}
            asked = {"lines": [{"item_id": item, "size": size, "quantity": pieces} for item, size in sorted(chosen)]}
        user = nth(self.shoppers, who)
        with may_be_refused(), self.database.transaction() as session:
            seen = checkout_of(session, user, CheckoutIn.model_validate(asked)).version()
            made = place_order(session, user, OrderIn.model_validate({"version": seen, "address": ADDRESS} | asked))
            self.orders.append(made.id)

    def begin_to_pay(self, order: int) -> None:
        key = nth(self.orders, order)
        with self.database.reading() as session:
            user = session.get_one(Order, key).user_id or 0
        with may_be_refused():
            paying.start_payment(self.database, {"till": self.till}, paying.Asker(user, "http://x"), key, "till")

    def act_on_the_page(self, payment: int, status: PaymentStatus, more: int) -> None:
        reference = nth(list(self.till.book), payment)
        known = self.till.book[reference]
        if known.status not in (PaymentStatus.CAPTURED, PaymentStatus.EXPIRED):  # after which a page is closed
            self.till.pay(reference, amount=known.amount + more, status=status)

    def cancel(self, order: int) -> None:
        with may_be_refused(), self.database.transaction() as session:
            refunding.cancel_order(session, orders.any_order_of(session, nth(self.orders, order)))

    def answer_parcel(self, parcel: int, step: str) -> None:
        order_id, parcel_id, _ = self._parcel(parcel)
        with may_be_refused(), self.database.transaction() as session:
            user = session.get_one(Order, order_id).user_id or 0
            if step == "receive":
                fulfilment.receive_parcels(session, user, order_id, parcel_id)
            else:
                fulfilment.ask_return(session, user, order_id, parcel_id, reason="Too small")

    # boutiques

    def serve(self, parcel: int, step: str) -> None:
        _, parcel_id, boutique = self._parcel(parcel)
        with may_be_refused(), self.database.transaction() as session:
            if step == "ship":
                fulfilment.ship_parcel(session, boutique, parcel_id, SENT)
            else:
                act = {
                    "pack": fulfilment.pack_parcel,
                    "deliver": fulfilment.deliver_parcel,
                    "take back": fulfilment.take_parcel_back,
                }[step]
                act(session, boutique, parcel_id)

    def give_back(self, parcel: int, amount: int | None, key: str) -> None:
        _, parcel_id, boutique = self._parcel(parcel)
        with may_be_refused(), self.database.transaction() as session:
            found = orders.parcel_of(session, boutique, parcel_id)
            refunding.refund_parcel(session, found, amount, key=key, reason="A stain")

    def restock(self, dress: int, pieces: int) -> None:
        variant = nth(sorted(self.pieces), dress)
        with self.database.transaction() as session:
            put_back(session, {variant: pieces})
        self.pieces[variant] += pieces

    def _parcel(self, number: int) -> tuple[uuid.UUID, uuid.UUID, int]:
        with self.database.reading() as session:
            rows = session.execute(select(Parcel.order_id, Parcel.id, Parcel.boutique_id).order_by(Parcel.id)).all()
        order_id, parcel_id, boutique = nth(rows, number)
        return order_id, parcel_id, boutique or 0

    # the provider, the clock and the worker

    def hear(self, payment: int, copies: int, event: str) -> None:
        reference = nth(list(self.till.book), payment)
        for _ in range(copies):
            body, headers = webhook(reference, event=f"{reference}:{event}")
            heard = Heard(body, {name.lower(): value for name, value in headers.items()})
            hearing.hear_webhook(self.database, {"till": self.till}, "till", heard)

    def work(self, most: int, *, is_first: bool) -> int:
        """Some of the jobs that wait, the oldest or the newest first; one whose provider is down waits on."""
        order = Job.id if is_first else Job.id.desc()
        with self.database.reading() as session:
            rows = session.scalars(select(Job).where(Job.state == "queued").order_by(order).limit(most)).all()
            wanted = [(job.id, job.name, dict(job.arguments)) for job in rows]
        for job_id, name, about in wanted:
            with may_be_refused():
                if name == "verify_payment":
                    settling.verify_payment(self.database, self.till, uuid.UUID(about["payment_id"]))
                if name == "carry_out_refund":
                    refunding.carry_out_refund(self.database, self.till, uuid.UUID(about["refund_id"]))
                with self.database.transaction() as session:
                    session.execute(update(Job).where(Job.id == job_id).values(state="done"))
        return len(wanted)

    def check(self, after: timedelta) -> None:
        with self.database.transaction() as session:
            checking.ask_for_checks(session, at=clock.now() + after)

    def expire(self) -> None:
        is_more = True
        while is_more:
            with self.database.transaction() as session:
                is_more = orders.expire_order(session, at=clock.now())

    def settle(self) -> None:
        """The provider is well again and decides what it owes; every check of the next day is made."""
        self.till.is_down = self.till.loses_answers = False
        self.till.refund_status = RefundStatus.DONE
        self.till.decide(RefundStatus.DONE)
        for number in range(len(self.till.book)):
            self.hear(number, 1, uuid.uuid4().hex)
        for _ in range(6):
            while self.work(99, is_first=True):
                pass
            self.check(timedelta(days=2))

    def states(self) -> tuple[set[str], set[str], set[str]]:
        with self.database.reading() as session:
            found = [set(session.scalars(select(table.state))) for table in (Order, Parcel, Payment)]
        return found[0], found[1], found[2]

    def refunds(self) -> list[Refund]:
        with self.database.reading() as session:
            return list(session.scalars(select(Refund)))

    def faults_beside_the_book(self) -> list[str]:
        """Where the shop, at rest, knows something else than the till."""
        found = []
        with self.database.reading() as session:
            payments = {row.reference: row for row in session.scalars(select(Payment))}
            refunds = {str(row.id): (row.amount, row.state) for row in session.scalars(select(Refund))}
        for reference, told in self.till.book.items():
            taken = told.amount if told.status is PaymentStatus.CAPTURED else 0
            if payments[reference].captured != taken:
                found.append(f"{reference}: {payments[reference].captured} of {taken}")
        theirs = {key: (told.amount, str(told.status)) for key, told in self.till.refunds.items()}
        if refunds != theirs:
            found.append(f"refunds: {refunds} of {theirs}")
        return found
