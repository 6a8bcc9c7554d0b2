"""Flutterwave v3 as its documents have it."""

import base64
import hashlib
import hmac
from typing import Any

from modiste.shop.payments.providers.base import Heard
from tests.shop.payments.providers.servers.base import SECRET, WEBHOOK_SECRET, Asked, Object, Page
from tests.shop.payments.providers.servers.base import Server as Base

ENVIRONMENT = {"MODISTE_FLUTTERWAVE_SECRET_KEY": SECRET, "MODISTE_FLUTTERWAVE_SECRET_HASH": WEBHOOK_SECRET}
NOT_FOUND = "No transaction was found for this id"


class Server(Base):
    prefix = "/v3"

    def answer(self, asked: Asked) -> tuple[int, Object]:
        if asked.headers.get("authorization") != f"Bearer {SECRET}":
            return 401, _refusal("Invalid authorization key")
        match asked.method, asked.path.strip("/").split("/"):
            case "POST", ["payments"]:
                return self._pay(asked.json)
            case "GET", ["transactions", "verify_by_reference"]:
                page = self._page(asked.query["tx_ref"])
                # a page is no transaction until the shopper tries to pay; `answer` holds a try before the last one
                told = page and (page.answer or self.transaction(page))
                return _told("Transaction fetched successfully", told) if told else _unknown()
            case "GET", ["transactions"]:
                page = self._page(asked.query["tx_ref"])
                tries = [page.answer, self.transaction(page)] if page and page.answer else []
                found = [one for one in tries if one["status"] == asked.query["status"]]
                return _told("Transactions fetched", found)
            case "POST", ["transactions", number, "refund"]:
                return self._refund(number, asked.json)
            case "GET", ["refunds"]:
                rows = [row for row in self.refunds if str(row["tx_id"]) == asked.query["id"]]
                page, size = int(asked.query["page"]), 2
                info = {"total": len(rows), "current_page": page, "total_pages": -(-len(rows) // size)}
                listed = _told("Refunds fetched", rows[(page - 1) * size : page * size])
                return 200, listed[1] | {"meta": {"page_info": info}}
            case "GET", ["refunds", number]:
                row = next((row for row in self.refunds if str(row["id"]) == number), None)
                return _told("Refund fetched", row) if row else (404, _refusal("Refund not found"))
        return 404, _refusal("Route not found")

    def transaction(self, page: Page) -> Object:
        status = {"paid": "successful", "declined": "failed", "waiting": "pending"}[page.status]
        return {
            "id": page.number,
            "tx_ref": page.name,
            "flw_ref": f"FLW-MOCK-{page.number}",
            "amount": page.amount,
            "charged_amount": page.amount,
            "currency": page.currency,
            "status": status,
            "processor_response": "Insufficient funds" if status == "failed" else "Approved",
        }

    def charge_event(self, url: str) -> Object:
        return {
            "event": "charge.completed",
            "event.type": "CARD_TRANSACTION",
            "data": self.transaction(self.page(url)),
        }

    def refund_event(self, refund: Object) -> Object:
        return {
            "id": refund["id"],
            "AmountRefunded": refund["amount_refunded"],
            "status": refund["status"],
            "FlwRef": "flw",
            "comments": refund["comments"],
            "TransactionId": refund["tx_id"],
        }

    def sign(self, body: bytes) -> Heard:
        digest = hmac.new(WEBHOOK_SECRET.encode(), body, hashlib.sha256).digest()
        return Heard(body, {"flutterwave-signature": base64.b64encode(digest).decode()})

    def settle_refunds(self) -> None:
        for refund in self.refunds:
            refund["status"] = "completed-mpgs"

    def _pay(self, body: Object) -> tuple[int, Object]:
        wanted = {"tx_ref", "amount", "currency", "redirect_url", "customer", "customizations", "configurations"}
        assert set(body) == wanted
        assert isinstance(body["amount"], int | float)
        assert 1 <= body["configurations"]["session_duration"] <= 1440
        if "@" not in body["customer"]["email"]:
            return 400, _refusal("customer.email must be an email")
        if any(page.name == body["tx_ref"] for page in self.pages.values()):
            return 400, _refusal("Duplicate tx_ref: this transaction reference has been used before")
        number = 285_959_875 + len(self.pages)
        url = f"https://checkout.flutterwave.com/v3/hosted/pay/flwlnk-{number}"
        self.pages[url] = Page(number, body["tx_ref"], body["amount"], body["currency"])
        return _told("Hosted Link", {"link": url})

    def _refund(self, number: str, body: Object) -> tuple[int, Object]:
        assert set(body) == {"amount", "comments"}
        page = next((page for page in self.pages.values() if str(page.number) == number), None)
        if page is None or page.status != "paid":
            return _unknown()
        left = page.amount - sum(row["amount_refunded"] for row in self.refunds if row["tx_id"] == page.number)
        if body["amount"] > left:
            return 400, _refusal("The refund amount is more than what is left of the transaction")
        row = {
            "id": 75_923 + len(self.refunds),
            "account_id": 73_362,
            "tx_id": page.number,
            "flw_ref": f"FLW-MOCK-{page.number}",
            "amount_refunded": body["amount"],
            "status": "completed",
            "destination": "payment_source",
            "comments": body["comments"],
            "meta": {"source": "availablebalance"},
        }
        self.refunds.append(row)
        return _told("Transaction refund initiated", {name: row[name] for name in row if name != "comments"})

    def _page(self, name: str) -> Page | None:
        return next((page for page in self.pages.values() if page.name == name and page.status), None)


def _told(message: str, data: Any) -> tuple[int, Object]:
    return 200, {"status": "success", "message": message, "data": data}


def _refusal(message: str) -> Object:
    return {"status": "error", "message": message, "data": None}


def _unknown() -> tuple[int, Object]:
    return 200, _refusal(NOT_FOUND)  # said with status 200
