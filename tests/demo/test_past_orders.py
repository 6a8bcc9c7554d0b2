"""The first boutique's past: every order paid and accounted for, at the time at which it happened, and only once."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from modiste.demo.boutiques import demo_boutiques
from modiste.demo.past_orders import LEFT_ON_SHELF, MOST, TO_PACK, add_past_orders
from modiste.demo.payments import BOOK
from modiste.sandbox.payments.book import Book, Status
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.models import Job
from modiste.shop.orders.models import Order, Parcel
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import Payment, Refund
from tests.shop.conftest import (  # noqa: F401
    clean_databases,
    database,
    database_url,
    postgres_template,
    sqlite_template,
)
from tests.shop.insights.shop import did
from tests.shop.swipes.shop import make_items, make_shopper

PURCHASES = 14


@pytest.fixture
def bought(database: Database) -> Database:  # noqa: F811
    """A shop in which fourteen pieces of the first boutique were bought, one each three days, as the log has it."""
    items = make_items(database, [{"name": f"Piece {number}", "sizes": ("S",)} for number in range(PURCHASES)])
    with database.transaction() as session:
        session.execute(update(Boutique).values(slug=demo_boutiques()[0].slug))
        session.execute(update(Variant).values(stock=LEFT_ON_SHELF + 2))
    now = clock.now()
    for number, item in enumerate(items):
        at = now - timedelta(days=3 * (PURCHASES - number), hours=1)
        did(database, make_shopper(database, f"shopper-{number}"), item, "right", "click", "purchase", at=at)
    return database


def test_orders_are_paid_and_sent_as_long_ago_as_they_were_bought(bought: Database, tmp_path: Path) -> None:
    with bought.transaction() as session:
        assert add_past_orders(session, tmp_path) == PURCHASES <= MOST
    with bought.reading() as session:
        assert check_ledger(session) == []
        orders = session.scalars(select(Order).order_by(Order.placed_at)).all()
        assert [(clock.now() - order.placed_at).days for order in orders] == [42 - 3 * n for n in range(PURCHASES)]
        assert all(order.paid_at == order.placed_at for order in orders)
        states = [session.scalars(select(Parcel.state).where(Parcel.order_id == order.id)).one() for order in orders]
        assert states[-TO_PACK:] == ["to_pack"] * TO_PACK
        assert {"delivered", "return_requested", "cancelled"} == set(states[:-TO_PACK])
        assert session.scalars(select(Job)).all() == [], "the mails of the past went then"


def test_the_sandbox_knows_the_money(bought: Database, tmp_path: Path) -> None:
    with bought.transaction() as session:
        add_past_orders(session, tmp_path)
    ledger = Book(tmp_path / BOOK)
    with bought.reading() as session:
        for payment in session.scalars(select(Payment)):
            known = ledger.payment_by_reference(payment.provider, payment.reference)
            assert known is not None
            assert (known.status, known.taken, known.capture) == (Status.PAID, payment.captured, payment.capture_id)
            refunds = session.scalars(select(Refund).where(Refund.payment_id == payment.id)).all()
            assert all(refund.state == "done" for refund in refunds)
            assert ledger.refunded(known) == sum(refund.amount for refund in refunds)
    ledger.close()


def test_it_happens_once(bought: Database, tmp_path: Path) -> None:
    with bought.transaction() as session:
        add_past_orders(session, tmp_path)
        assert add_past_orders(session, tmp_path) == 0
