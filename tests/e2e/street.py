"""The street of other shops beside the demo shop: what its prices are known to be, and its back door."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

PATIENCE = 60  # seconds; the demo writes half a year of prices when it is open already
STEP = 0.5  # an address may ask for offers twice a second
HISTORY_LEAST = 4  # a chart of fewer changes shows nothing


def priced_piece(page: Page, category: str, *, number: int = 0) -> dict[str, Any]:
    """A piece with a past that all shops have been asked about, so that nothing of it moves while it is looked at.

    `number` tells apart tests that want different pieces of one kind.
    """
    for card in page.request.get(f"/api/v1/items?category={category}&limit=24&in_stock=true").json()["items"]:
        wait_for(lambda card=card: is_known_elsewhere(page, card["item_id"]), "the price history is written")
        wait_for(
            lambda card=card: not offers_of(page, card["item_id"])["is_refreshing"], "all other shops have been asked"
        )
        if is_worth_comparing(page, card["item_id"]):
            number -= 1
        if number < 0:
            piece: dict[str, Any] = page.request.get(f"/api/v1/items/{card['item_id']}").json()
            return piece
    raise AssertionError(f"the street sells too little of {category}")


def is_worth_comparing(page: Page, item_id: int) -> bool:
    """Whether another shop is the cheapest, the delivery of one is unknown, and the price has moved."""
    told = offers_of(page, item_id)
    offers = told["offers"]
    return (
        told["best"] is not None
        and not told["best"].startswith("boutique")
        and any(offer["total"] is None and offer["availability"] == "in_stock" for offer in offers)
        and any(offer["evidence"] for offer in offers)
        and len(history_of(page, item_id)["lowest"]) >= HISTORY_LEAST
    )


def is_known_elsewhere(page: Page, item_id: int) -> bool:
    """Whether other shops' prices stand in the history; our own always does."""
    return any(line["vendor"] != "boutique" for line in history_of(page, item_id)["series"])


def offers_of(page: Page, item_id: int) -> dict[str, Any]:
    """What the shop says of offers."""
    found: dict[str, Any] = page.request.get(f"/api/v1/items/{item_id}/offers").json()
    return found


def history_of(page: Page, item_id: int) -> dict[str, Any]:
    """What the shop says of the last ninety days."""
    found: dict[str, Any] = page.request.get(f"/api/v1/items/{item_id}/price-history?days=90").json()
    return found


def wait_for(is_so: Callable[[], object], what: str) -> None:
    """Ask until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"not within {PATIENCE} seconds: {what}"
        time.sleep(STEP)


@contextmanager
def hanging(page: Page, vendor: str) -> Iterator[None]:
    """While the block runs a shop of the street takes questions and says nothing."""
    door = f"{address_of_vendor(page, vendor)}/_sandbox/chaos"
    assert page.request.put(door, data={"mode": "hang"}).ok
    try:
        yield
    finally:
        page.request.put(door, data={"mode": "none"})


def address_of_vendor(page: Page, vendor: str) -> str:
    """Where one of its offers leads."""
    for card in page.request.get("/api/v1/items?category=dress&limit=24").json()["items"]:
        wait_for(lambda card=card: is_known_elsewhere(page, card["item_id"]), "the price history is written")
        for offer in offers_of(page, card["item_id"])["offers"]:
            if offer["vendor"] == vendor:
                link = urlsplit(offer["link"])
                return f"{link.scheme}://{link.netloc}"
    raise AssertionError(f"{vendor} sells no dress")


def size_of(piece: dict[str, Any]) -> str:
    """A size that is in stock."""
    return str(next(variant["size"] for variant in piece["variants"] if variant["stock"] > 2))


def put_into_cart(page: Page, piece: dict[str, Any]) -> None:
    """As a guest, without looking at it."""
    line = {"item_id": piece["item_id"], "size": size_of(piece)}
    answer = page.request.post("/api/v1/cart/lines", data=line)
    assert answer.status == 201, answer.text()


def euros(minor: int) -> str:
    """An amount as the English app writes it."""
    return f"€{minor / 100:,.2f}".removesuffix(".00")
