"""Whatever is done to a shop in whatever order, its stock, its orders and its money add up after every single step.

MODISTE_SEQUENCES=500 (`make sequences`) plays as many sequences of up to fifty steps; without it there are as many as a
test may take.
"""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.notifications import jobs as jobs_of_notifications  # noqa: F401 - registered by name
from modiste.shop.payments import jobs  # noqa: F401 - likewise
from modiste.shop.payments.models import RefundState
from modiste.shop.payments.providers.base import PaymentStatus, RefundStatus
from tests.shop.payments.bench import Bench
from tests.shop.payments.truths import faults_in_shop
from tests.shop.postgres import CleanDatabases

SEQUENCES, STEPS = int(os.environ.get("MODISTE_SEQUENCES", "0")), 50
PICK = st.integers(0, 11)
PIECES = st.integers(1, 3)


class Shop(RuleBasedStateMachine):
    """Two boutiques with one dress each, two shoppers, one provider that does what it is told."""

    open_database: Callable[[], Database]

    def __init__(self) -> None:
        super().__init__()
        self.offset = timedelta()
        real = clock.now
        self.moved = mock.patch.object(clock, "now", lambda: real() + self.offset)
        self.moved.start()
        self.bench = Bench(type(self).open_database())

    @initialize()
    def open(self) -> None:
        self.bench.open()

    @rule(who=PICK, dress=PICK, pieces=PIECES)
    def put_into_cart(self, who: int, dress: int, pieces: int) -> None:
        self.bench.put_into_cart(who, dress, pieces)

    @rule(who=PICK)
    def buy_the_cart(self, who: int) -> None:
        self.bench.buy(who, None)

    @rule(who=PICK, dresses=st.lists(PICK, min_size=1, max_size=2), pieces=PIECES)
    def buy_at_once(self, who: int, dresses: list[int], pieces: int) -> None:
        self.bench.buy(who, dresses, pieces)

    @precondition(lambda self: self.bench.orders)
    @rule(order=PICK)
    def begin_to_pay(self, order: int) -> None:
        self.bench.begin_to_pay(order)

    @precondition(lambda self: self.bench.till.book)
    @rule(
        payment=PICK,
        status=st.sampled_from([*PaymentStatus, PaymentStatus.CAPTURED]),
        more=st.sampled_from([0] * 5 + [100, -100]),
    )
    def act_on_the_page(self, payment: int, status: PaymentStatus, more: int) -> None:
        self.bench.act_on_the_page(payment, status, more)

    @precondition(lambda self: self.bench.till.book)
    @rule(payment=PICK, copies=PIECES, event=PICK)
    def hear(self, payment: int, copies: int, event: int) -> None:
        self.bench.hear(payment, copies, f"event-{event}")

    @rule(most=st.integers(1, 6), first=st.booleans())
    def work(self, most: int, first: bool) -> None:
        self.bench.work(most, is_first=first)

    @rule(minutes=st.sampled_from([2, 10, 40]))
    def check(self, minutes: int) -> None:
        self.bench.check(timedelta(minutes=minutes))

    @rule(minutes=st.sampled_from([1, 16, 35]))
    def let_time_pass(self, minutes: int) -> None:
        self.offset += timedelta(minutes=minutes)
        self.bench.expire()

    @precondition(lambda self: self.bench.orders)
    @rule(order=PICK)
    def cancel(self, order: int) -> None:
        self.bench.cancel(order)

    @precondition(lambda self: self.bench.orders)
    @rule(parcel=PICK, step=st.sampled_from(["pack", "ship", "deliver", "take back"]))
    def serve(self, parcel: int, step: str) -> None:
        self.bench.serve(parcel, step)

    @precondition(lambda self: self.bench.orders)
    @rule(parcel=PICK, step=st.sampled_from(["receive", "ask return"]))
    def answer_parcel(self, parcel: int, step: str) -> None:
        self.bench.answer_parcel(parcel, step)

    @precondition(lambda self: self.bench.orders)
    @rule(parcel=PICK, amount=st.sampled_from([None, None, 1, 700, 4_000, 99_999]), key=PICK)
    def give_back(self, parcel: int, amount: int | None, key: int) -> None:
        self.bench.give_back(parcel, amount, f"key-{key}")

    @rule(status=st.sampled_from([*RefundStatus, RefundStatus.DONE]))
    def decide_refunds(self, status: RefundStatus) -> None:
        self.bench.till.refund_status = status
        self.bench.till.decide(status)

    @rule(is_down=st.booleans(), loses=st.booleans())
    def trouble_at_the_provider(self, is_down: bool, loses: bool) -> None:
        self.bench.till.is_down, self.bench.till.loses_answers = is_down, loses

    @rule(dress=PICK, pieces=PIECES)
    def restock(self, dress: int, pieces: int) -> None:
        self.bench.restock(dress, pieces)

    @invariant()
    def everything_adds_up(self) -> None:
        assert faults_in_shop(self.bench) == []

    def teardown(self) -> None:
        """Everything that is on its way arrives: then the shop and the provider know the same."""
        try:
            if self.bench.is_open:
                self.bench.settle()
                assert faults_in_shop(self.bench) == []
                assert self.bench.faults_beside_the_book() == []
        finally:
            self.moved.stop()
            self.bench.database.close()


def test_the_machine_reaches_every_end(database: Database) -> None:
    """A walk by hand, so that the rules are known to lead somewhere."""
    bench = Bench(database)
    bench.open()
    bench.buy(0, [0, 2], 1)
    bench.begin_to_pay(0)
    bench.act_on_the_page(0, PaymentStatus.CAPTURED, 0)
    bench.hear(0, 2, "event")
    bench.work(9, is_first=True)
    assert bench.states() == ({"paid"}, {"to_pack"}, {"captured"})
    for step in ("pack", "ship", "deliver"):
        bench.serve(0, step)
    bench.answer_parcel(0, "ask return")
    bench.serve(0, "take back")
    bench.give_back(0, None, "key")
    bench.settle()
    assert faults_in_shop(bench) == bench.faults_beside_the_book() == []
    assert bench.states() == ({"paid"}, {"returned", "to_pack"}, {"captured"})
    assert [refund.state for refund in bench.refunds()] == [RefundState.DONE]


@pytest.mark.timeout(7200 if SEQUENCES else 120)
@pytest.mark.parametrize(("kind", "most"), [("sqlite", 14), ("postgresql", 3)])
def test_every_step_leaves_stock_and_money_whole(
    kind: str, most: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    opened: Iterator[Database] = _databases(kind, request, tmp_path)

    class OnThis(Shop):
        open_database = staticmethod(lambda: next(opened))

    run_state_machine_as_test(
        OnThis,
        settings=settings(
            max_examples=SEQUENCES or most,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not SEQUENCES,
            phases=[Phase.generate, Phase.shrink] if SEQUENCES else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    opened.close()


def _databases(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """A fresh database for each sequence."""
    if kind == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        while True:
            file = folder / f"{uuid.uuid4().hex}.sqlite3"
            shutil.copy(template, file)
            yield Database(f"sqlite:///{file}")
            for part in folder.glob(f"{file.name}*"):
                part.unlink()
    databases: CleanDatabases = request.getfixturevalue("clean_databases")
    try:
        while True:
            yield Database(databases.take())
            databases.give_back()
    finally:
        databases.give_back()
