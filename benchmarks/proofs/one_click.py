"""The same request many times at once: one order, one charge and one refund for each Idempotency-Key."""

import argparse
import json
import sys
import time
import urllib.request
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from benchmarks.proofs.racers import Ask, Got, Racers
from benchmarks.proofs.serving import free_port, sandbox_served, served
from benchmarks.proofs.shop import ADDRESS, KINDS, Shop, build_shop, fresh_settings
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.orders.models import Order, OrderState
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import Payment, Refund, RefundState

BACK = {"amount": 500, "reason": "A stain"}
PATIENCE, PATIENT = 180.0, 60


class Presses:
    """Sends copies of requests at once and notes what was wrong about their answers."""

    def __init__(self, racers: Racers, copies: int) -> None:
        self._racers, self._copies = racers, copies
        self.sent = self.came_back = self.different = self.strange = 0

    def press(self, clicks: Sequence[Ask]) -> list[Any]:
        """What each click was answered: by every copy the same, at once or after it came back as it was told to."""
        asks = [click for click in clicks for _ in range(self._copies)]
        answers: list[Got] = self._racers.race(asks)
        self.sent += len(asks)
        for _ in range(PATIENT):
            late = [n for n, got in enumerate(answers) if got.status == 409 and "retry-after" in got.headers]
            if not late:
                break
            self.came_back += len(late)
            for n, got in zip(late, self._racers.race([asks[n] for n in late]), strict=True):
                answers[n] = got
        found = []
        for n in range(len(clicks)):
            mine = answers[n * self._copies : (n + 1) * self._copies]
            self.strange += sum(got.status != 201 for got in mine)
            self.came_back += sum(got.turned_away for got in mine)
            self.different += len({json.dumps(got.body) for got in mine}) - 1
            found.append(mine[0].body)
        return found

    def see(self, orders: Sequence[Ask]) -> list[Ask]:
        """The same with the version that the refusal names."""
        seen = [got.body["checkout"]["version"] for got in self._racers.race(orders)]
        return [replace(ask, body=(ask.body or {}) | {"version": one}) for ask, one in zip(orders, seen, strict=True)]

    def expect(self, status: int, clicks: Sequence[Ask]) -> None:
        """Each of these is answered with this status."""
        self.strange += sum(got.status != status for got in self._racers.race(clicks))


def click_often(settings: Settings, *, keys: int, copies: int, processes: int = 2) -> dict[str, int]:
    """What there is afterwards of each kind, in the shop's book and in the provider's."""
    shop = build_shop(settings, buyers=keys + 1, stocks=[2] * keys, boutiques=1)
    port = free_port()
    with sandbox_served(port) as (sandbox, more):
        serving = served(settings, processes=processes, port=port, more=more, with_worker=True)
        with serving as base, Racers(base) as racers:
            presses = Presses(racers, copies)
            database = Database(settings.resolved_database_url)
            _press_all(shop, presses, sandbox, database)
            found = _books(database, sandbox) | {
                "sent": presses.sent,
                "came_back": presses.came_back,
                "different": presses.different,
                "strange": presses.strange,
            }
            database.close()
            return found


def _press_all(shop: Shop, presses: Presses, sandbox: str, database: Database) -> None:
    buyers, stranger, [owner] = shop.buyers[:-1], shop.buyers[-1], shop.owners
    orders = [Ask("POST", "orders", one, _wanted(shop, n), uuid.uuid4().hex) for n, one in enumerate(buyers)]
    # A version that nobody has seen yet: the refusal says what it is, and a refusal is never kept for the key.
    orders = presses.see(orders)
    made = presses.press(orders)
    presses.expect(422, [replace(ask, body=ask.body | {"email": "other@proofs.example"}) for ask in orders if ask.body])
    presses.expect(201, [replace(orders[0], token=stranger)])
    pay = {"provider": "stripe"}
    payments = [
        Ask("POST", f"orders/{order['id']}/payments", one, pay, uuid.uuid4().hex)
        for order, one in zip(made, buyers, strict=True)
    ]
    presses.press(payments)
    presses.expect(422, [replace(ask, body={"provider": "paystack"}) for ask in payments])
    presses.expect(404, [replace(ask, token=stranger) for ask in payments])
    for charge in _book(sandbox):
        _tell(f"{sandbox}/_sandbox/pay", {"reference": charge["reference"], "how": "pay"})
    _until(lambda: _number(database, Order, Order.state == OrderState.PAID) == len(made))
    back = [
        Ask("POST", f"boutiques/me/parcels/{order['parcels'][0]['id']}/refunds", owner, BACK, uuid.uuid4().hex)
        for order in made
    ]
    presses.press(back)
    presses.expect(422, [replace(ask, body=BACK | {"amount": 501}) for ask in back])
    _until(lambda: _number(database, Refund, Refund.state == RefundState.DONE) == len(made))


def _wanted(shop: Shop, number: int) -> dict[str, Any]:
    return {"version": "not looked at", "address": ADDRESS, "lines": [shop.line(number)]}


def _books(database: Database, sandbox: str) -> dict[str, int]:
    book = _book(sandbox)
    with database.reading() as session:
        breaks = len(check_ledger(session))
    return {
        "orders": _number(database, Order) - 1,  # the stranger's own
        "payments": _number(database, Payment),
        "charges": sum(charge["taken"] > 0 for charge in book),
        "refunds": _number(database, Refund),
        "given_back": sum(len(charge["refunds"]) for charge in book),
        "breaks": breaks,
    }


def _number(database: Database, table: Any, *which: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _book(sandbox: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{sandbox}/_sandbox/book", timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)["payments"]
        return found


def _tell(url: str, body: dict[str, Any]) -> None:
    asked = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=30):
        pass


def _until(is_done: Any) -> None:
    """Wait for the worker, which hears of payments by webhooks; what does not come shows in the numbers."""
    end = time.monotonic() + PATIENCE
    while not is_done() and time.monotonic() < end:
        time.sleep(0.5)


def main() -> None:
    """Print a table; status 1 unless there is exactly one of everything for each key."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keys", type=int, default=200)
    options.add_argument("--copies", type=int, default=50)
    options.add_argument("--database", choices=KINDS, action="append")
    given = options.parse_args()
    counts = ("orders", "payments", "charges", "refunds", "given_back")
    print(
        "| database | keys × copies | orders | payments | charges in the provider's book | refunds | given back there"
        " | ledger breaks | different answers | strange answers | of so many | came back |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    is_broken = False
    for kind in given.database or KINDS:
        with fresh_settings(kind) as settings:
            done = click_often(settings, keys=given.keys, copies=given.copies)
        is_broken |= any(done[one] != given.keys for one in counts)
        is_broken |= bool(done["breaks"] or done["different"] or done["strange"])
        shown = (*(done[one] for one in counts), done["breaks"], done["different"], done["strange"], done["sent"])
        print(
            f"| {kind} | {given.keys} × {given.copies} | {' | '.join(map(str, shown))} | {done['came_back']} |",
            flush=True,
        )
    sys.exit(is_broken)


if __name__ == "__main__":
    main()
