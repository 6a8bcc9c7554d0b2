"""kill -9 at every named point of buying, hearing and giving back: afterwards nothing is lost and nothing is doubled.

Each part of an order's life is done in a process of its own that is killed at the point, and then once more in one
that is not, as a shopper who presses again and a worker that takes over would. The payment sandbox's own book is what
the shop's book is compared with.
"""

import os
import signal
import traceback
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, update

from modiste.demo.payments import settings_of_providers
from modiste.sandbox.payments.keys import PROVIDERS
from modiste.shop.cart.owners import Owner
from modiste.shop.cart.schemas import LineIn
from modiste.shop.cart.service import add_line
from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock, race
from modiste.shop.kit.db import Database
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.orders import service as orders
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.models import Order
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import CheckoutIn, OrderIn
from modiste.shop.payments import hearing, paying, refunding, settling
from modiste.shop.payments.jobs import verify_payment  # noqa: F401 - whose name the webhook's job has
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import HeardWebhook, LedgerEntry, Payment, Refund
from modiste.shop.payments.opening import open_providers
from modiste.shop.payments.providers.base import Heard
from tests.sandbox.payments.world import World, until, world_open
from tests.shop.cart.shop import set_delivery
from tests.shop.orders.shop import ADDRESS, stock_of

BUYING = ("order-placed", "payment-created", "payment-answered")
HEARING = ("webhook-heard", "payment-verified", "payment-captured", "order-paid")
RETURNING = ("refund-asked", "refund-answered", "refund-booked")
CASES = [("stripe", point) for point in (*BUYING, *HEARING, *RETURNING)]
CASES += [(provider, point) for provider in PROVIDERS[1:] for point in ("payment-answered", "refund-answered")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with world_open() as opened:
        for name, value in settings_of_providers(opened.origin).items():
            monkeypatch.setenv(name, value)
        yield opened


class Life:
    """One order, from the cart until its money is back."""

    def __init__(self, url: str, world: World, provider: str, user_id: int) -> None:
        self.url, self.world, self.provider, self.user_id = url, world, provider, user_id

    def buy(self, database: Database) -> None:
        """Place the order, unless it stands, and begin to pay."""
        with database.transaction() as session:
            order_id = session.scalars(select(Order.id).where(Order.user_id == self.user_id)).one_or_none()
            if order_id is None:
                seen = checkout_of(session, self.user_id, CheckoutIn()).version()
                asked = OrderIn.model_validate({"version": seen, "address": ADDRESS})
                order_id = place_order(session, self.user_id, asked).id
        asker = paying.Asker(self.user_id, "http://127.0.0.1:8000")
        paying.start_payment(database, self._providers(), asker, order_id, self.provider)

    def hear(self, database: Database) -> None:
        """Hear every webhook that came, and do what they ask for."""
        for told in self.world.heard:
            hearing.hear_webhook(database, self._providers(), self.provider, Heard(told.body, told.headers))
        settling.verify_payment(database, self._providers()[self.provider], self._payment(database))

    def cancel(self, database: Database) -> None:
        """Cancel the order, unless it is, and give the money back."""
        with database.transaction() as session:
            found = session.scalars(select(Order.id).where(Order.user_id == self.user_id)).one()
            order = orders.any_order_of(session, found)
            if order.state != "cancelled":
                refunding.cancel_order(session, order)
        with database.reading() as session:
            refunds = session.scalars(select(Refund.id)).all()
        for refund in refunds:
            until(lambda refund=refund: self._carry_out(database, refund) == "done")

    def _carry_out(self, database: Database, refund: uuid.UUID) -> str:
        return refunding.carry_out_refund(database, self._providers()[self.provider], refund)

    def _providers(self) -> dict[str, object]:
        host = urlsplit(self.world.origin).netloc
        return open_providers(PROVIDERS, Fetcher(FetchSettings(_env_file=None, allowed_hosts=[host])))  # type: ignore[return-value]

    def _payment(self, database: Database) -> uuid.UUID:
        with database.reading() as session:
            return session.scalars(select(Payment.id)).one()


def in_a_process(url: str, act: Callable[[Database], None], point: str = "") -> int:
    """Do it in a forked process that is killed at `point`; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            race.arm(point)
            act(Database(url))
            status = 0
        finally:  # whatever happens, this process must not come back into the test
            if status:
                traceback.print_exc()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the process failed"
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.parametrize(("provider", "point"), CASES)
def test_a_kill_there_loses_nothing_and_doubles_nothing(
    provider: str, point: str, world: World, database: Database, *, database_url: str, shopper_id: int, dress: int
) -> None:
    if provider == "paystack":  # which takes no euros
        set_delivery(database, currency="NGN")
        with database.transaction() as session:
            session.execute(update(Item).values(currency="NGN"))
    with database.transaction() as session:
        add_line(session, Owner(user_id=shopper_id), LineIn(item_id=dress, size="M", quantity=2))
    life = Life(database_url, world, provider, shopper_id)
    for points, part in ((BUYING, life.buy), (HEARING, life.hear), (RETURNING, life.cancel)):
        if point in points:
            assert in_a_process(database_url, part, point) == signal.SIGKILL, f"{point} was never reached"
        assert in_a_process(database_url, part) == 0
        if part == life.buy:
            with database.reading() as session:
                reference = session.scalars(select(Payment.reference)).one()
            world.act(reference, "pay")
            world.wait_for(1)
        elif part == life.hear:
            assert_paid(database, dress)
    assert_returned(database, world, reference, dress)


def test_a_kill_while_orders_expire_puts_their_pieces_back_once(
    world: World, database: Database, *, database_url: str, shopper_id: int, dress: int
) -> None:
    with database.transaction() as session:
        add_line(session, Owner(user_id=shopper_id), LineIn(item_id=dress, size="M", quantity=2))
    assert in_a_process(database_url, Life(database_url, world, "stripe", shopper_id).buy) == 0

    def expire(opened: Database) -> None:
        with opened.transaction() as session:
            orders.expire_order(session, at=clock.now() + timedelta(minutes=16))

    assert in_a_process(database_url, expire, "order-expired") == signal.SIGKILL
    assert stock_of(database, dress)["M"] == 1
    assert in_a_process(database_url, expire) == 0
    assert in_a_process(database_url, expire) == 0
    assert stock_of(database, dress)["M"] == 3


def assert_paid(database: Database, dress: int) -> None:
    with database.reading() as session:
        [order] = session.scalars(select(Order)).all()
        [payment] = session.scalars(select(Payment)).all()
        assert (order.state, payment.state, payment.settles) == ("paid", "captured", order.id)
        heard = session.scalars(select(HeardWebhook.dedupe_key)).all()
        assert len(heard) == len(set(heard)) > 0
    assert stock_of(database, dress)["M"] == 1


def assert_returned(database: Database, world: World, reference: str, dress: int) -> None:
    theirs = world.book(reference)
    with database.reading() as session:
        [order] = session.scalars(select(Order)).all()
        [payment] = session.scalars(select(Payment)).all()
        [refund] = session.scalars(select(Refund)).all()
        assert (order.state, refund.state) == ("cancelled", "done")
        assert theirs["amount"] == payment.captured == refund.amount == order.total
        assert sum(one["amount"] for one in theirs["refunds"]) == refund.amount
        assert check_ledger(session) == []
        assert session.scalar(select(func.sum(LedgerEntry.amount))) == 0
    assert stock_of(database, dress)["M"] == 3
