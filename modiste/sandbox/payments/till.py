"""What can happen to a payment: paid, refused, delayed, left, expired, given back. The same for all three providers."""

import time
from enum import StrEnum

from modiste.sandbox.payments.book import Payment, Refund, RefundStatus, Status
from modiste.sandbox.payments.desk import Desk, Happening, new_id, new_number

DELAY_SECONDS = 10.0
REFUSAL = "Your card was declined."


class How(StrEnum):
    """What a shopper does on the page, or time does to it."""

    PAY = "pay"
    FAIL = "fail"
    DELAY = "delay"
    ABANDON = "abandon"
    EXPIRE = "expire"


class PageIsClosed(Exception):
    """The payment is over, or on its way: its page takes nothing more."""


def open_page(desk: Desk, payment: Payment) -> None:
    """Write a new payment down, and watch its end."""
    if payment.provider == "paystack":  # counts a transaction from the start, the others from the first try
        payment.numbers.append(new_number())
    desk.book.put(payment)
    _watch(desk, payment)


def hurry(desk: Desk, payment: Payment) -> None:
    """If that was asked, let the shopper be quicker than the answer that tells the shop of the page."""
    if desk.manners[payment.provider].at_once:
        act(desk, payment, How(desk.manners[payment.provider].at_once))


def resume(desk: Desk) -> None:
    """Watch again what an earlier sandbox watched."""
    for payment in desk.book.payments():
        _watch(desk, payment)
        if payment.status is Status.PENDING and payment.settles is not None:
            desk.later(payment.settles, _settle, desk, payment)
    for refund in desk.book.refunds():
        if refund.status is RefundStatus.PENDING and refund.ends is not None:
            desk.later(refund.ends, _end_refund, desk, refund)


def act(desk: Desk, payment: Payment, how: How, *, seconds: float = DELAY_SECONDS, settles_well: bool = True) -> None:
    """Let it happen. Raises PageIsClosed."""
    match how:
        case How.PAY:
            pay(desk, payment)
        case How.FAIL:
            _refuse(desk, payment)
        case How.DELAY:
            _delay(desk, payment, seconds, settles_well)
        case How.EXPIRE:
            expire(desk, payment)
        case How.ABANDON:  # a provider does not learn that somebody went away; the page waits until it expires
            _must_wait(payment)


def pay(desk: Desk, payment: Payment, *, amount: int | None = None, currency: str = "") -> None:
    """Take the money; `amount` (ISO minor units) and `currency` where they are not what was asked.

    Raises PageIsClosed.
    """
    _try(payment)
    _take(payment, amount=amount, currency=currency)
    desk.book.put(payment)
    desk.tell(Happening.PAID, payment)


def expire(desk: Desk, payment: Payment) -> None:
    """Close the page for good. Raises PageIsClosed."""
    _must_wait(payment)
    payment.status, payment.expires = Status.EXPIRED, min(payment.expires or time.time(), time.time())
    desk.book.put(payment)
    desk.tell(Happening.EXPIRED, payment)


def give_back(desk: Desk, payment: Payment, refund: Refund) -> None:
    """Write a refund down and decide it now or later; that it is not too much is the caller's to see."""
    manners = desk.manners[payment.provider]
    refund.ends, refund.ends_well = refund.created + manners.refund_seconds, manners.refund_ends_well
    desk.book.put(refund)
    if manners.refund_seconds > 0:
        desk.tell(Happening.REFUND_MADE, payment, refund)
        desk.later(refund.ends, _end_refund, desk, refund)
    else:
        _decide(refund)
        desk.book.put(refund)
        desk.tell(Happening.REFUND_MADE, payment, refund)
        desk.tell(Happening.REFUND_ENDED, payment, refund)


def _refuse(desk: Desk, payment: Payment) -> None:
    _try(payment)
    payment.status, payment.reason = Status.FAILED, REFUSAL
    desk.book.put(payment)
    desk.tell(Happening.REFUSED, payment)


def _delay(desk: Desk, payment: Payment, seconds: float, settles_well: bool) -> None:
    _try(payment)
    payment.status, payment.settles, payment.settles_well = Status.PENDING, time.time() + seconds, settles_well
    desk.book.put(payment)
    desk.tell(Happening.DELAYED, payment)
    desk.later(payment.settles, _settle, desk, payment)


def _settle(desk: Desk, payment: Payment) -> None:
    if payment.settles_well:
        _take(payment)
    else:
        payment.status, payment.reason = Status.FAILED, "The transfer bounced."
    desk.book.put(payment)
    desk.tell(Happening.SETTLED if payment.settles_well else Happening.BOUNCED, payment)


def _try(payment: Payment) -> None:
    """Begin a try to pay."""
    _must_wait(payment)
    payment.tries += 1
    payment.reason = ""
    if payment.provider == "stripe":
        payment.capture = payment.capture or new_id("pi_")
    if payment.provider == "flutterwave":
        payment.numbers.append(new_number())


def _take(payment: Payment, *, amount: int | None = None, currency: str = "") -> None:
    payment.status, payment.paid, payment.reason = Status.PAID, time.time(), ""
    payment.taken = payment.amount if amount is None else amount
    payment.taken_currency = currency or payment.currency


def _must_wait(payment: Payment) -> None:
    if not payment.is_waiting:
        raise PageIsClosed(payment.status)


def _watch(desk: Desk, payment: Payment) -> None:
    if payment.expires is not None and payment.is_waiting:
        desk.later(payment.expires, _expire_if_waiting, desk, payment)


def _expire_if_waiting(desk: Desk, payment: Payment) -> None:
    if payment.is_waiting:
        expire(desk, payment)


def _end_refund(desk: Desk, refund: Refund) -> None:
    payment = desk.book.payment(refund.provider, refund.payment_id)
    assert payment is not None
    _decide(refund)
    desk.book.put(refund)
    desk.tell(Happening.REFUND_ENDED, payment, refund)


def _decide(refund: Refund) -> None:
    refund.status = RefundStatus.DONE if refund.ends_well else RefundStatus.FAILED
