"""One history played: the shopper at the sandbox's page, the webhooks on their way, the clock and the worker."""

import json
import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from modiste.sandbox.payments import signatures
from modiste.shop.kit import clock
from modiste.shop.kit.queue.models import Job
from modiste.shop.orders import service as orders
from modiste.shop.orders.checkout import checkout_of
from modiste.shop.orders.placing import place_order
from modiste.shop.orders.schemas import CheckoutIn, OrderIn
from modiste.shop.orders.states import NotNow
from modiste.shop.payments import checking, hearing, paying, refunding, settling
from modiste.shop.payments.models import Payment
from modiste.shop.payments.providers.base import ForgedWebhook, Heard, ProviderDown, ProviderRefused
from modiste.shop.payments.providers.pages import names_of
from modiste.shop.payments.refunding import NothingPaid, TooMuchBack
from tests.shop.orders.shop import ADDRESS
from tests.shop.payments.histories.stage import STOCK, Stage
from tests.shop.payments.histories.stories import OTHER, PROVIDERS, Story

PUBLIC = "http://127.0.0.1:8000"
SOON = 0.03  # seconds until delayed money comes, or does not
PATIENCE = 10.0


@dataclass
class Facts:
    """What the judge has to know besides the book, by what the shop itself answered."""

    is_sold_to_others: bool = False
    cancelled: str = ""  # "", "unpaid" or "paid"
    asked_back: list[int] = field(default_factory=list)  # by the boutique
    forged: int = 0
    accepted: list[str] = field(default_factory=list)  # forgeries that were believed
    heard: set[tuple[str, str]] = field(default_factory=set)  # true webhooks: provider and name
    copies: int = 0


class _Slow:
    """A provider whose answer with the page takes so long that shopper and webhooks are quicker, or that is lost."""

    def __init__(self, provider: Any, meanwhile: Callable[[str], None], *, is_lost: bool) -> None:
        self._provider, self._meanwhile, self._is_lost = provider, meanwhile, is_lost

    def __getattr__(self, name: str) -> Any:
        return getattr(self._provider, name)

    def create_checkout(self, charge: Any) -> Any:
        made = self._provider.create_checkout(charge)
        self._meanwhile(made.provider_id)
        if self._is_lost:
            raise ProviderDown
        return made


class Life:
    """A story on a stage."""

    def __init__(self, stage: Stage, story: Story) -> None:
        self.stage, self.story, self.facts = stage, story, Facts()
        self.rng = random.Random(f"{story.seed}/{story.name}/life")
        self.shopper = stage.somebody()
        self.item, self.variant = stage.dress(story.currency, story.price)
        self.order_id = self._order(self.shopper, story.quantity)
        self.second: str = ""

    def play(self) -> None:
        """Every step, and then whatever is still on its way until nothing moves any more."""
        manners = {"refund_seconds": self.story.refund_seconds, "refund_ends_well": self.story.refunds_end_well}
        for provider in PROVIDERS:
            self.stage.ask("PUT", f"manners/{provider}", manners)
        for step in self.story.steps:
            self._do(step)
        self._finish()

    def _do(self, step: str) -> None:
        if step in ("plain", "lost", "lost and paid") or step.startswith("early"):
            self._open(step)
        elif step.startswith("refund"):
            self._refund(step)
        elif step in ("pay", "fail", "abandon", "delay", "bounce", "close") or step.startswith("pay "):
            self._at_the_page(step)
        else:
            {
                "again": lambda: self._press(self.story.provider),
                "second": self._open_second,
                "hear some": lambda: self.hear(0.5),
                "work": self.work,
                "forge": self._forge,
                "lie": self._lie,
                "check": lambda: self._check(timedelta(minutes=self.rng.choice((1, 5, 30)))),
                "time is over": self._end_time,
                "sold to others": self._sell_to_others,
                "cancel": self._cancel,
            }[step]()

    # the shopper

    def _order(self, shopper: int, quantity: int) -> uuid.UUID:
        lines = [{"item_id": self.item, "size": "M", "quantity": quantity}]
        with self.stage.database.transaction() as session:
            seen = checkout_of(session, shopper, CheckoutIn.model_validate({"lines": lines})).version()
            asked = OrderIn.model_validate({"version": seen, "address": ADDRESS, "lines": lines})
            return place_order(session, shopper, asked).id

    def _open(self, how: str) -> None:
        name, acts = self.story.provider, {"early pay": "pay", "early fail": "fail", "early delay": "delay"}

        def meanwhile(page: str) -> None:
            act = acts.get(how, "pay" if how == "lost and paid" else "")
            if act:
                self._act(name, page, act)
            if self.story.is_heard:
                self.hear(self.rng.random())
            if self.rng.random() < 0.5:
                self.work()

        is_lost = how.startswith("lost")
        slow = None if how == "plain" else _Slow(self.stage.providers[name], meanwhile, is_lost=is_lost)
        self._press(name, slow)
        if is_lost:
            self._press(name)

    def _open_second(self) -> None:
        others = [one for one in PROVIDERS if one != self.story.provider]
        self.second = self.rng.choice(others)
        self._press(self.second)

    def _press(self, name: str, hooked: Any = None) -> None:
        """Press the button; the shop may say that it cannot be paid (so) any more."""
        providers: Mapping[str, Any] = self.stage.providers | ({name: hooked} if hooked else {})
        try:
            asker = paying.Asker(self.shopper, PUBLIC)
            paying.start_payment(self.stage.database, providers, asker, self.order_id, name)
        except (paying.NotPayable, paying.CannotTake, ProviderDown, ProviderRefused):
            pass

    def _at_the_page(self, step: str) -> None:
        provider = self.second if step == "pay second" else self.story.provider
        page = self._page(provider)
        if page is not None:
            self._act(provider, page["id"], "pay" if step == "pay second" else step, total=page["amount"])

    def _act(self, provider: str, page: str, step: str, *, total: int = 0) -> None:
        """Do something on a page; one that is closed says so, and takes nothing."""
        told: dict[str, dict[str, Any]] = {
            "pay less": {"how": "pay", "amount": total - 100},
            "pay more": {"how": "pay", "amount": total + 100},
            "pay in another currency": {"how": "pay", "currency": OTHER[provider], "amount": total},
            "delay": {"how": "delay", "seconds": SOON},
            "bounce": {"how": "delay", "seconds": SOON, "settles_well": False},
            "close": {"how": "expire"},
        }
        self.stage.ask("POST", "pay", told.get(step, {"how": step}) | {"reference": page, "provider": provider})

    def _page(self, provider: str) -> Any:
        """The newest page of the shop's newest attempt at a provider; None where there is none to be seen."""
        mine = [one for one in self.payments() if one.provider == provider and one.url]
        pages = self.pages_of(mine[-1]) if mine else []
        return pages[-1] if pages else None

    # what the others do

    def _end_time(self) -> None:
        is_more = True
        while is_more:  # orders of earlier histories too, which were judged already
            with self.stage.database.transaction() as session:
                is_more = orders.expire_order(session, at=clock.now() + timedelta(minutes=16))

    def _sell_to_others(self) -> None:
        with self.stage.database.reading() as session:
            is_free = orders.order_of(session, self.shopper, self.order_id).state == "expired"
        if is_free and not self.facts.is_sold_to_others:
            self._order(self.stage.somebody(), STOCK)
            self.facts.is_sold_to_others = True

    def _cancel(self) -> None:
        with self.stage.database.transaction() as session:
            order = orders.order_of(session, self.shopper, self.order_id, to_change=True)
            was_paid = order.paid_at is not None
            try:
                refunding.cancel_order(session, order, note="Changed my mind")
            except NotNow:
                return
        self.facts.cancelled = "paid" if was_paid else "unpaid"

    def _refund(self, step: str) -> None:
        part, key = 100 * self.rng.randint(1, 40), f"boutique:{uuid.uuid4().hex}"
        with self.stage.database.transaction() as session:
            [parcel] = orders.any_order_of(session, self.order_id).parcels
            everything = parcel.goods + parcel.delivery
            amount = {"refund a part": part, "refund the rest": None, "refund too much": everything + 1}[step]
            try:
                made = refunding.refund_parcel(session, parcel, amount, key=key, reason="A stain")
            except (NothingPaid, TooMuchBack):
                return
            self.facts.asked_back.append(made.amount)
        if self.rng.random() < 0.5:
            self.work()

    # webhooks

    def hear(self, share: float) -> None:
        """A share of all webhooks that are due, shuffled, each one to five times; some come again later."""
        due = [event for payment in self.payments() for event in self.events_of(payment)]
        chosen = [event for event in due if self.rng.random() < share]
        copies = [event for event in chosen for _ in range(self.rng.choice((1, 1, 2, 5)))]
        self.rng.shuffle(copies)
        for event in copies:
            body = event["body"].encode()
            # Stripe signs the time: a copy that was signed some minutes ago is taken, and is no second event
            late = self.rng.choice((0, 0, 60, 240))
            headers = signatures.signed(event["provider"], body, at=time.time() - late)
            assert self._tell(event["provider"], body, headers)
            self.facts.heard.add((event["provider"], event["body"] if event["provider"] != "stripe" else event["id"]))
            self.facts.copies += 1

    def _forge(self) -> None:
        """Forge a webhook that would be good news, in every way that there is for its provider."""
        for payment in self.payments()[:1]:
            body = self._good_news(payment)
            for kind in signatures.forgeries_of(payment.provider):
                forged, headers = signatures.forged(payment.provider, body, kind)
                self.facts.forged += 1
                if self._tell(payment.provider, forged, headers):
                    self.facts.accepted.append(f"{payment.provider} {kind}")

    def _lie(self) -> None:
        """News that is signed well and not true."""
        for payment in self.payments()[:1]:
            body = self._good_news(payment)
            assert self._tell(payment.provider, body, signatures.signed(payment.provider, body))
            name = json.loads(body)["id"] if payment.provider == "stripe" else body.decode()
            self.facts.heard.add((payment.provider, name))

    def _good_news(self, payment: Payment) -> bytes:
        """That this attempt was paid, in its provider's words."""
        name = payment.provider_id or payment.reference
        number, unique = self.rng.randrange(2**40), f"evt_{self.rng.randrange(2**60)}"
        paid = {"id": number, "status": "success", "amount": payment.amount, "currency": payment.currency}
        session = {"id": name, "object": "checkout.session", "payment_status": "paid", "status": "complete"}
        told: dict[str, Any] = {
            "stripe": {"id": unique, "data": {"object": session | {"client_reference_id": payment.reference}}},
            "paystack": {"event": "charge.success", "data": paid | {"reference": name}},
            "flutterwave": {"event": "charge.completed", "data": paid | {"status": "successful", "tx_ref": name}},
        }[payment.provider]
        return json.dumps(told, indent=2 if payment.provider == "stripe" else None).encode()

    def _tell(self, provider: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the shop believes that the provider said it."""
        lower = {name.lower(): value for name, value in headers.items()}
        try:
            hearing.hear_webhook(self.stage.database, self.stage.providers, provider, Heard(body, lower))
        except ForgedWebhook:
            return False
        return True

    # the worker

    def work(self) -> bool:
        """Do what is to be done, in any order; whether there was something."""
        with self.stage.database.transaction() as session:
            rows = session.scalars(select(Job).where(Job.state == "queued").order_by(Job.id)).all()
            wanted = [(job.name, dict(job.arguments)) for job in rows]
            session.execute(update(Job).where(Job.state == "queued").values(state="done"))
        self.rng.shuffle(wanted)
        for name, about in wanted:
            if name == "verify_payment":
                self._ask(settling.verify_payment, uuid.UUID(about["payment_id"]), uuid.UUID(about["payment_id"]))
            if name == "carry_out_refund":
                refund_id = uuid.UUID(about["refund_id"])
                with self.stage.database.reading() as session:
                    payment_id = session.get_one(refunding.Refund, refund_id).payment_id
                self._ask(refunding.carry_out_refund, payment_id, refund_id)
        return any(name in ("verify_payment", "carry_out_refund") for name, _ in wanted)

    def _ask(self, act: Any, payment_id: uuid.UUID, about: uuid.UUID) -> None:
        with self.stage.database.reading() as session:
            provider = session.get_one(Payment, payment_id).provider
        act(self.stage.database, self.stage.providers[provider], about)

    def _check(self, after: timedelta) -> int:
        with self.stage.database.transaction() as session:
            return checking.ask_for_checks(session, at=clock.now() + after)

    def _finish(self) -> None:
        """Late webhooks, if any come, and the checks of the next day."""
        until = time.monotonic() + PATIENCE
        while any(page["status"] == "pending" for page in self.all_pages()):
            assert time.monotonic() < until, "the money is still on its way"
            time.sleep(SOON / 2)
        if self.story.is_heard and self.rng.random() < 0.8:
            self.hear(1.0)
        self.work()
        while self._check(timedelta(days=2)):
            self.work()
            time.sleep(self.story.refund_seconds)
        while self.work():
            pass

    # what is known

    def payments(self) -> list[Payment]:
        """The shop's attempts, the oldest first."""
        with self.stage.database.reading() as session:
            return list(session.scalars(select(Payment).where(Payment.order_id == self.order_id).order_by(Payment.id)))

    def pages_of(self, payment: Payment) -> list[Any]:
        """What the book says of an attempt, under each of its names."""
        found: list[Any] = []
        for name in names_of(payment.reference):
            told = self.stage.ask("GET", f"book?provider={payment.provider}&reference={name}")["payments"]
            found += told
            if not told or payment.provider == "stripe":  # which knows an attempt by one name
                break
        return found

    def all_pages(self) -> list[Any]:
        return [page for payment in self.payments() for page in self.pages_of(payment)]

    def events_of(self, payment: Payment) -> list[Any]:
        found = []
        for page in self.pages_of(payment):
            found += self.stage.ask("GET", f"webhooks?payment={page['id']}")["events"]
        return found
