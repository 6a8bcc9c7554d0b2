"""Paystack as its OpenAPI description and its documents have it."""

import hashlib
import hmac
from typing import Any

from modiste.shop.payments.providers.base import Heard
from tests.shop.payments.providers.servers.base import SECRET, Asked, Object, Page
from tests.shop.payments.providers.servers.base import Server as Base

ENVIRONMENT = {"MODISTE_PAYSTACK_SECRET_KEY": SECRET}
ALLOWED = frozenset(("-", ".", "="))


class Server(Base):
    def answer(self, asked: Asked) -> tuple[int, Object]:
        if asked.headers.get("authorization") != f"Bearer {SECRET}":
            return 401, _refusal("Invalid key", "invalid_key")
        match asked.method, asked.path.strip("/").split("/"):
            case "POST", ["transaction", "initialize"]:
                return self._initialize(asked.json)
            case "GET", ["transaction", "verify", reference]:
                page = self._page(reference)
                if page is None:
                    return 400, _refusal("Transaction reference not found.", "transaction_not_found")
                return _told("Verification successful", self.transaction(page))
            case "POST", ["refund"]:
                return self._refund(asked.json)
            case "GET", ["refund"]:
                rows = [row for row in self.refunds if str(row["transaction"]) == asked.query.get("transaction")]
                return _told("Refunds retrieved", rows)
            case "GET", ["refund", number]:
                row = next((row for row in self.refunds if str(row["id"]) == number), None)
                return _told("Refund retrieved", row) if row else (404, _refusal("Refund not found", "not_found"))
        return 404, _refusal("Route not found", "not_found")

    def transaction(self, page: Page) -> Object:
        status = {"": "abandoned", "paid": "success", "declined": "failed", "waiting": "ongoing"}[page.status]
        return {
            "id": page.number,
            "domain": "test",
            "status": status,
            "reference": page.name,
            "amount": page.amount,
            "requested_amount": page.amount,
            "message": None,
            "gateway_response": "Declined" if page.status == "declined" else "Successful",
            "currency": page.currency,
            "metadata": "",
        }

    def charge_event(self, url: str) -> Object:
        return {"event": "charge.success", "data": self.transaction(self.page(url))}

    def refund_event(self, refund: Object) -> Object:
        page = next(page for page in self.pages.values() if page.number == refund["transaction"])
        told = {"status": refund["status"], "transaction_reference": page.name, "amount": str(refund["amount"])}
        return {"event": f"refund.{refund['status']}", "data": told | {"id": str(refund["id"])}}

    def sign(self, body: bytes) -> Heard:
        signature = hmac.new(SECRET.encode(), body, hashlib.sha512).hexdigest()
        return Heard(body, {"x-paystack-signature": signature})

    def settle_refunds(self) -> None:
        for refund in self.refunds:
            refund["status"] = "processed"

    def _initialize(self, body: Object) -> tuple[int, Object]:
        reference = body["reference"]
        assert set(body) == {"email", "amount", "currency", "callback_url", "reference"}
        assert isinstance(body["amount"], int)
        assert all(letter.isalnum() or letter in ALLOWED for letter in reference)
        if body["currency"] not in {"GHS", "KES", "NGN", "USD", "XOF", "ZAR"}:
            return 400, _refusal("Currency not supported by merchant", "unsupported_currency")
        if "@" not in body["email"]:
            return 400, _refusal("Invalid Email Address Passed", "invalid_email_address")
        if self._page(reference) is not None:
            return 400, _refusal("Duplicate Transaction Reference", "duplicate_reference")
        number = 4_099_260_516 + len(self.pages)
        url = f"https://checkout.paystack.com/{number}"
        self.pages[url] = Page(number, reference, body["amount"], body["currency"])
        told = {"authorization_url": url, "access_code": str(number), "reference": reference}
        return _told("Authorization URL created", told)

    def _refund(self, body: Object) -> tuple[int, Object]:
        assert set(body) == {"transaction", "amount", "currency", "merchant_note"}
        page = next((page for page in self.pages.values() if str(page.number) == body["transaction"]), None)
        if page is None or page.status != "paid":
            return 404, _refusal("Transaction not found", "transaction_not_found")
        left = page.amount - sum(row["amount"] for row in self.refunds if row["transaction"] == page.number)
        if body["amount"] > left:
            return 400, _refusal("Refund amount cannot be greater than what is left", "invalid_amount")
        row = {
            "id": 3_018_284 + len(self.refunds),
            "transaction": page.number,
            "amount": body["amount"],
            "currency": page.currency,
            "merchant_note": body["merchant_note"],
            "status": "pending",
        }
        self.refunds.append(row)
        whole = row | {"transaction": {"id": page.number, "reference": page.name}}
        return _told("Refund has been queued for processing", whole)

    def _page(self, reference: str) -> Page | None:
        return next((page for page in self.pages.values() if page.name == reference), None)


def _told(message: str, data: Any) -> tuple[int, Object]:
    return 200, {"status": True, "message": message, "data": data}


def _refusal(message: str, code: str) -> Object:
    return {"status": False, "message": message, "type": "validation_error", "code": code, "meta": {"nextStep": "…"}}
