"""What the vendors' tests share: answers as they come, questions, and a way to follow a vendor's requests."""

import json
from collections.abc import Callable
from typing import Any

from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.base import Found, Question, Vendor

DATE = "Fri, 27 Nov 2026 10:00:00 GMT"
QUESTION = Question("Merino Cardigan", brand="Lumi", country="DE")
GTIN = "4006381333931"


def answer(body: Any, url: str = "https://shop.example/", *, status: int = 200, **headers: str) -> Answer:
    """An answer with this JSON, text or these bytes."""
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"date": DATE, **named}, raw, url)


def follow(vendor: Vendor, question: Question, reply: Callable[[Request], Answer]) -> list[Found]:
    """Everything that a vendor finds when its requests, and the ones that follow from them, are replied to."""
    waiting, found = list(vendor.build_requests(question, token="t")), []
    while waiting:
        findings = vendor.parse(reply(waiting.pop()), question, token="t")
        found.extend(findings.offers)
        waiting.extend(findings.next_requests)
    return found
