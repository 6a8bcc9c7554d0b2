"""The vendor of one shop in the tests' street; a module of its own, for the process that parses imports it too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from modiste.shop.kit.fetch.base import Answer, FailureKind, FetchFailed, Policy, Request
from modiste.shop.prices.vendors.base import Delivery, Findings, Found, Question, Terms, Token, Unreadable


@dataclass
class StallVendor:
    """The vendor of one stall."""

    name: str
    title: str
    base: str
    policy: Policy
    terms: Terms = field(default_factory=Terms)
    parses_pages: bool = False
    has_token: bool = False

    def token_request(self) -> Request | None:
        """Ask the shop."""
        return Request(f"{self.base}/token") if self.has_token else None

    def parse_token(self, answer: Answer) -> Token:
        """It stands in JSON."""
        return Token(json.loads(answer.body)["token"])

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:
        """One search."""
        headers = {"Authorization": token} if token else {}
        return [Request(f"{self.base}/search/{quote(question.text, safe='')}", headers=headers)]

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:
        """What the street's shops say."""
        if answer.status == 401:
            raise FetchFailed(FailureKind.REFUSED, "It does not take our key")
        if answer.status != 200:
            raise FetchFailed(FailureKind.STATUS, f"It answered {answer.status}", status=answer.status)
        try:
            listed = json.loads(answer.body)["offers"]
        except ValueError as error:
            raise Unreadable("This is no JSON") from error
        return Findings(tuple(_found(one) for one in listed))


def _found(said: dict[str, Any]) -> Found:
    delivery = Delivery(**said.pop("delivery")) if "delivery" in said else Delivery()
    return Found(**{**said, "delivery": delivery, "gtins": tuple(said.pop("gtins", ()))})
