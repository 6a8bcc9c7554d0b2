"""The book: what the back door tells, and what is left of it when the sandbox is killed."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from modiste.sandbox.payments import units
from modiste.sandbox.payments.book import Book, Payment, Status
from modiste.sandbox.payments.keys import PROVIDERS
from tests.conftest import REPOSITORY
from tests.sandbox.payments.asking import flutterwave_page, page_at, paystack_page, stripe_params, stripe_session
from tests.sandbox.payments.world import World, until, world_open


def everything(world: World) -> Any:
    return world.call("GET", "/_sandbox/book").body


def test_tells_every_payment_with_what_went_back(world: World) -> None:
    for number, provider in enumerate(PROVIDERS):
        page_at(world, provider, f"order-{number}")
    world.act("order-0", "pay")
    world.act("order-1", "fail")
    world.stripe().refunds.create({"payment_intent": world.book("order-0")["capture"], "amount": 500})
    told = {payment["reference"]: payment for payment in everything(world)["payments"]}
    assert [told[f"order-{n}"]["status"] for n in range(3)] == ["paid", "failed", "open"]
    assert [told[f"order-{n}"]["provider"] for n in range(3)] == list(PROVIDERS)
    paystack = world.call("GET", "/_sandbox/book?provider=paystack").body["payments"]
    assert paystack == [told["order-1"]]
    assert world.call("GET", "/_sandbox/book?reference=order-1").body["payments"] == paystack
    assert (told["order-0"]["taken"], told["order-0"]["refunded"], told["order-1"]["taken"]) == (1999, 500, 0)
    assert [refund["status"] for refund in told["order-0"]["refunds"]] == ["done"]


def test_one_name_at_two_providers_needs_the_provider(world: World) -> None:
    page_at(world, "stripe")
    page_at(world, "paystack")
    assert world.call("POST", "/_sandbox/pay", {"reference": "order-1", "how": "pay"}).status == 422
    world.act("order-1", "pay", provider="paystack")
    assert [one["status"] for one in everything(world)["payments"]] == ["open", "paid"]


@pytest.mark.parametrize(
    "said", [{"how": "pay"}, {"reference": "nobody", "how": "pay"}, {"reference": "order-1", "how": "steal"}]
)
def test_refuses_what_cannot_happen(world: World, said: dict[str, str]) -> None:
    page_at(world, "stripe")
    assert world.call("POST", "/_sandbox/pay", said).status == 422


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_is_paid_twice(world: World, provider: str) -> None:
    page_at(world, provider)
    world.act("order-1", "pay")
    for how in ("pay", "fail", "delay", "expire"):
        assert world.call("POST", "/_sandbox/pay", {"reference": "order-1", "how": how}).status == 422
    assert world.book("order-1")["status"] == "paid"


def test_a_file_brings_the_same_book_back(tmp_path: Path) -> None:
    file = tmp_path / "book.jsonl"
    with world_open(book=file) as world:
        session = stripe_session(world)
        world.act("order-1", "pay")
        options = {"idempotency_key": "r-1"}
        refund = world.stripe().refunds.create(
            {"payment_intent": world.book("order-1")["capture"], "amount": 5}, options
        )
        paystack_page(world, "order-2")
        flutterwave_page(world, "order-3")
        world.act("order-3", "fail")
        before = everything(world)
    with world_open(book=file) as world:
        assert everything(world) == before
        assert world.stripe().checkout.sessions.retrieve(session.id).payment_status == "paid"
        again = world.stripe().refunds.create(
            {"payment_intent": world.book("order-1")["capture"], "amount": 5}, {"idempotency_key": "r-1"}
        )
        assert again.id == refund.id
        world.act("order-2", "pay")


def test_what_was_under_way_goes_on_after_a_restart(tmp_path: Path) -> None:
    """A delayed payment, a pending refund, a webhook that was owed, a page whose time is over."""
    file = tmp_path / "book.jsonl"
    with world_open(book=file) as world:
        world.behave("stripe", refund_seconds=0.4)
        world.deliver("paystack", after=60)
        stripe_session(world, "refunded")
        world.act("refunded", "pay")
        world.stripe().refunds.create({"payment_intent": world.book("refunded")["capture"]})
        stripe_session(world, "delayed")
        world.act("delayed", "delay", seconds=0.4)
        paystack_page(world, "owed")
        world.act("owed", "pay")
        assert [one.provider for one in world.heard].count("paystack") == 0
    book = Book(file)
    given = stripe_params("over") | {"subtotal": 5, "expires_at": 5}
    book.put(Payment("stripe", "cs_test_over", "over", 1999, "EUR", time.time(), time.time() + 0.3, given=given))
    book.close()
    with world_open(book=file) as world:
        until(lambda: world.book("delayed")["status"] == "paid")
        until(lambda: world.book("refunded")["refunds"][0]["status"] == "done")
        until(lambda: world.book("over")["status"] == "expired")
        until(lambda: "charge.success" in [one.type for one in world.heard])
        until(lambda: "checkout.session.expired" in [one.type for one in world.heard])


def test_a_line_that_was_cut_off_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "book.jsonl"
    book = Book(file)
    book.put(Payment("stripe", "cs_1", "order-1", 5, "EUR", 1.0))
    book.close()
    with file.open("a") as out:
        out.write('{"kind": "Payment", "provider": "str')
    for _ in range(2):
        book = Book(file)
        assert [payment.id for payment in book.payments()] == ["cs_1"]
        book.put(Payment("stripe", "cs_1", "order-1", 5, "EUR", 1.0, status=Status.PAID))
        book.close()
    assert Book(file).payments()[0].status is Status.PAID


def test_survives_its_own_kill(tmp_path: Path) -> None:
    """Whatever was answered before kill -9 is known after it."""
    book = tmp_path / "book.jsonl"
    paid: list[str] = []
    for round in range(2):
        with subprocess.Popen(
            [sys.executable, "-m", "modiste", "sandbox", "--port", "0", "--book", str(book)],
            stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            world = World(origin=process.stdout.readline().split()[1].removesuffix("/stripe"))
            known = [one["reference"] for one in everything(world)["payments"] if one["status"] == "paid"]
            assert known == paid
            for number in range(10):
                paystack_page(world, f"order-{round}-{number}")
                world.act(f"order-{round}-{number}", "pay")
                paid.append(f"order-{round}-{number}")
            process.send_signal(signal.SIGKILL)


def test_the_command_names_addresses_and_keys_and_ends_with_its_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "modiste", "sandbox", "--port", "0", "--webhooks", "http://127.0.0.1:8000"]
    with subprocess.Popen(
        [*command, "--until-stdin-closes"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        lines = [process.stdout.readline() for _ in range(11)]
        base = lines[0].split()[1]
        with urllib.request.urlopen(f"{base.removesuffix('/stripe')}/_sandbox/book", timeout=5) as answer:
            assert json.load(answer) == {"payments": []}
        process.stdin.close()
        assert process.wait(timeout=20) == 0
    text = "".join(lines)
    for words in (
        "/paystack",
        "/flutterwave",
        "sk_test_modiste_sandbox_only",
        "whsec_modiste_sandbox_only",
        "No money",
    ):
        assert words in text
    assert "http://127.0.0.1:8000/api/v1/payments/webhooks/flutterwave" in text


def test_a_taken_port_is_one_sentence() -> None:
    with world_open() as world:
        port = world.origin.rpartition(":")[2]
        command = [sys.executable, "-m", "modiste", "sandbox", "--port", port]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "try --port" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [(123_450, "EUR", "EUR 1,234.50"), (500, "JPY", "JPY 500"), (1234, "KWD", "KWD 1.234")],
)
def test_amounts_in_words(amount: int, currency: str, words: str) -> None:
    assert units.in_words(amount, currency) == words


def test_every_unit_goes_there_and_back() -> None:
    for currency in units.STRIPE_CURRENCIES:
        iso = {"MGA": 500_00, "KWD": 1230}.get(currency, 1230)
        assert units.from_stripe(units.to_stripe(iso, currency), currency) == iso
