"""Does the shop's end of a history agree with the sandbox's book? The book is asked by its back door, and is right."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Variant
from modiste.shop.orders.models import Order, StockHold
from modiste.shop.payments.ledger import check_ledger
from modiste.shop.payments.models import HeardWebhook, LedgerEntry, Payment, Refund
from modiste.shop.payments.settling import WRONG_MONEY
from tests.shop.payments.histories.living import Life
from tests.shop.payments.histories.stage import STOCK

UNPAID = {  # what the shop may think of a page that took nothing, as far as the provider tells it
    ("stripe", "open"): {"pending"},
    ("stripe", "failed"): {"pending", "failed"},  # a declined card leaves the page open, a bounced transfer does not
    ("stripe", "expired"): {"expired", "failed"},
}
ANYHOW = {"created", "pending", "failed", "expired"}


def faults_of(life: Life) -> list[str]:
    """What does not agree, in words; empty when all is well."""
    pages = {payment.id: life.pages_of(payment) for payment in life.payments()}
    with life.stage.database.reading() as session:
        order = session.get_one(Order, life.order_id)
        payments = list(session.scalars(select(Payment).where(Payment.order_id == order.id)))
        found = [fault for one in payments for fault in _about_payment(session, order, one, pages[one.id])]
        found += _about_order(life, order, payments, pages)
        found += [fault for one in payments for fault in _about_refunds(session, life, one, pages[one.id])]
        found += _about_webhooks(session, life, payments)
        found += _about_stock(session, life)
    return found + [f"believed the forgery {kind}" for kind in life.facts.accepted]


def faults_of_books(session: Session) -> list[str]:
    """What does not add up over all histories, by the shop's own books."""
    totals = session.execute(select(LedgerEntry.currency, func.sum(LedgerEntry.amount)).group_by(LedgerEntry.currency))
    found = [f"the ledger sums to {amount} {currency}" for currency, amount in totals if amount != 0]
    return found + [f"{one.about}: {one.what}" for one in check_ledger(session)]


def _taken(pages: list[Any], currency: str) -> list[Any]:
    return [page for page in pages if page["status"] == "paid" and page["taken_currency"] == currency]


def _about_payment(session: Session, order: Order, payment: Payment, pages: list[Any]) -> Iterator[str]:
    name, right = f"the attempt at {payment.provider}", _taken(pages, order.currency)
    if len(right) > 1:
        yield f"{name} was paid {len(right)} times"
    elif right:
        [page] = right
        if (payment.state, payment.captured, payment.capture_id) != ("captured", page["taken"], page["capture"]):
            yield f"{name} took {page['taken']} and is {payment.state} with {payment.captured}"
    elif payment.state == "captured" or payment.captured:
        yield f"{name} is {payment.state} with {payment.captured}, and the book knows of no money"
    elif any(page["status"] == "paid" for page in pages):
        if payment.reason != WRONG_MONEY:
            yield f"{name} took another currency, and nobody is told"
    elif pages and payment.state not in UNPAID.get((payment.provider, pages[-1]["status"]), ANYHOW):
        yield f"{name} is {pages[-1]['status']} in the book and {payment.state} here"
    there = select(func.coalesce(func.sum(LedgerEntry.amount), 0)).where(
        LedgerEntry.payment_id == payment.id, LedgerEntry.account == f"provider:{payment.provider}"
    )
    net = sum(page["taken"] - _given(page) for page in right)
    if session.scalar(there) != net:
        yield f"{name}: {net} lies there by the book, {session.scalar(there)} by the ledger"
    effects = select(LedgerEntry.effect).where(LedgerEntry.payment_id == payment.id).distinct()
    captures = sum(effect.startswith("capture:") for effect in session.scalars(effects))
    if captures != len(right):
        yield f"{name} was captured {captures} times in the ledger, {len(right)} times in the book"


def _given(page: Any) -> int:
    return sum(refund["amount"] for refund in page["refunds"] if refund["status"] == "done")


def _about_order(life: Life, order: Order, payments: list[Payment], pages: dict[Any, list[Any]]) -> Iterator[str]:
    facts = life.facts
    exact = [
        one for one in payments if any(page["taken"] == order.total for page in _taken(pages[one.id], order.currency))
    ]
    settling = [one for one in payments if one.settles == order.id]
    is_owed = bool(exact) and not facts.is_sold_to_others and facts.cancelled != "unpaid"
    if (order.paid_at is not None) != is_owed:
        yield f"the order {'is' if order.paid_at else 'is not'} paid, and {len(exact)} payments took its total"
    if len(settling) != (1 if is_owed else 0):
        yield f"{len(settling)} payments pay the order"
    if facts.cancelled:
        expected = {"cancelled"}
    elif is_owed:
        expected = {"paid"}
    else:
        expected = {"expired"} if "time is over" in life.story.steps else {"awaiting_payment"}
    if order.state not in expected:
        yield f"the order is {order.state} instead of {', '.join(expected)}"


def _about_refunds(session: Session, life: Life, payment: Payment, pages: list[Any]) -> Iterator[str]:
    name = f"the refunds at {payment.provider}"
    rows = session.scalars(select(Refund).where(Refund.payment_id == payment.id)).all()
    ours = Counter((row.provider_id, row.amount, row.state) for row in rows)
    theirs = Counter((one["id"], one["amount"], one["status"]) for page in pages for one in page["refunds"])
    if ours != theirs:
        yield f"{name} are {sorted(ours)} here and {sorted(theirs)} in the book"
    if payment.state != "captured":
        return
    amounts = Counter(amount for _, amount, _ in theirs.elements())
    good = sum(amount for _, amount, state in theirs.elements() if state == "done")
    if payment.settles is None:
        if amounts != Counter([payment.captured]):
            yield f"{name}: {payment.captured} paid no order, and {sorted(amounts)} went back"
        return
    missing = Counter(life.facts.asked_back) - amounts
    more = amounts - Counter(life.facts.asked_back)
    if missing or (more and life.facts.cancelled != "paid"):
        yield f"{name} lack {sorted(missing)}, and nobody asked for {sorted(more)}"
    if good > payment.captured:
        yield f"{name}: {good} of {payment.captured} went back"
    is_whole = life.facts.cancelled == "paid" and all(state == "done" for _, _, state in theirs.elements())
    if is_whole and good != payment.captured:
        yield f"{name}: the order was cancelled, and {good} of {payment.captured} went back"


def _about_webhooks(session: Session, life: Life, payments: list[Payment]) -> Iterator[str]:
    """Each true webhook is written down once, and nothing else is."""
    mine = select(func.count()).select_from(HeardWebhook).where(HeardWebhook.payment_id.in_([p.id for p in payments]))
    written = session.scalar(mine)
    if written != len(life.facts.heard):
        yield f"{written} webhooks are written down of {len(life.facts.heard)} that came {life.facts.copies} times"


def _about_stock(session: Session, life: Life) -> Iterator[str]:
    left = session.scalars(select(Variant.stock).where(Variant.id == life.variant)).one()
    kept = (StockHold.variant_id == life.variant, StockHold.state.in_(["held", "sold"]))
    gone = session.scalar(select(func.coalesce(func.sum(StockHold.quantity), 0)).where(*kept))
    if left + int(gone or 0) != STOCK:
        yield f"{left} pieces are left and {gone} held or sold, of {STOCK}"


def told(faults: list[str], life: Life) -> str:
    """Faults with the story that leads to them."""
    return json.dumps({"history": str(life.story), "faults": faults})
