"""A payment provider with a book of its own, in memory: what it is told to do to the shopper's money, it did."""

import hmac
import json
import uuid
from dataclasses import dataclass, field, replace

from modiste.shop.payments.providers.base import (
    Charge,
    Checkout,
    ForgedWebhook,
    Heard,
    Hint,
    PaymentState,
    PaymentStatus,
    ProviderDown,
    ProviderRefused,
    RefundAsked,
    RefundState,
    RefundStatus,
)

SECRET = b"only good in tests"


@dataclass
class Till:
    """Speaks what every provider's file speaks; `is_down`, `loses_answers` and `refuses_refunds` are its bad days."""

    name: str = "till"
    title: str = "Till"
    is_down: bool = False
    loses_answers: bool = False
    refuses_refunds: bool = False
    book: dict[str, PaymentState] = field(default_factory=dict)
    refunds: dict[str, RefundState] = field(default_factory=dict)
    asked: int = 0

    def takes(self, amount: int, currency: str) -> bool:
        """Everything but Swiss francs."""
        return currency != "CHF"

    def create_checkout(self, charge: Charge) -> Checkout:
        """A page at nowhere."""
        self._answers()
        self.asked += 1
        state = PaymentState(
            PaymentStatus.PENDING, f"pay_{charge.reference}", charge.reference, charge.amount, charge.currency
        )
        made = self.book.setdefault(charge.reference, state)
        if self.loses_answers:
            raise ProviderDown
        return Checkout(made.provider_id, f"https://till.example/{charge.reference}")

    def verify(self, reference: str, provider_id: str) -> PaymentState | None:
        """What the book says."""
        self._answers()
        return self.book.get(reference)

    def parse_webhook(self, heard: Heard) -> Hint | None:
        """Signed by HMAC."""
        said = heard.headers.get("till-signature", "")
        if not hmac.compare_digest(said, hmac.digest(SECRET, heard.body, "sha256").hex()):
            raise ForgedWebhook
        told = json.loads(heard.body)
        return Hint(told["id"], reference=told["reference"])

    def refund(self, asked: RefundAsked) -> RefundState:
        """Done at once, once for each key."""
        self._answers()
        if self.refuses_refunds:
            raise ProviderRefused("The card was closed")
        return self.refunds.setdefault(asked.key, RefundState(RefundStatus.DONE, f"re_{asked.key}", asked.amount))

    def find_refund(self, asked: RefundAsked, refund_id: str) -> RefundState | None:
        """What the book says."""
        self._answers()
        return self.refunds.get(asked.key)

    def pay(self, reference: str, *, amount: int | None = None, status: PaymentStatus = PaymentStatus.CAPTURED) -> None:
        """The shopper does something on the page."""
        known = self.book[reference]
        self.book[reference] = replace(known, status=status, amount=known.amount if amount is None else amount)

    def _answers(self) -> None:
        if self.is_down:
            raise ProviderDown


def webhook(reference: str, *, event: str = "") -> tuple[bytes, dict[str, str]]:
    """The body and headers of a webhook, signed."""
    body = json.dumps({"id": event or uuid.uuid4().hex, "reference": reference}).encode()
    return body, {"Till-Signature": hmac.digest(SECRET, body, "sha256").hex()}
