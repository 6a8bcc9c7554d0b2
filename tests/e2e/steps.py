"""What is done to bring a page into the state in which it is looked at, and what the shop is made to answer."""

import json
import re
from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Page, expect

Step = Callable[[Page], None]

KNOWN_ADDRESS = "shopper@example.com"  # of a demo account
NO_CARDS = '{"items": [], "model": "none", "strategy": "personal", "seen_count": 240, "liked_count": 40}'
ALERT = {
    "id": 1,
    "item_id": 1,
    "item": {
        "item_id": 1,
        "name": "Marled wool coat with a shawl collar",
        "brand": "Olmo Linho",
        "category": "coat",
        "price": {"amount": 24900, "currency": "EUR"},
        "image_url": None,
        "image_srcset": None,
        "image_colour": "#6b7f6a",
        "image_blurhash": None,
        "boutique_id": 1,
        "in_stock": True,
    },
    "kind": "drop",
    "size": "M",
    "target": None,
    "percent": 10,
    "limit": {"amount": 20900, "currency": "EUR"},
    "baseline": {"amount": 23240, "currency": "EUR"},
    "total": {"amount": 19900, "currency": "EUR"},
    "shop": "Thread & Thimble",
    "is_in_stock": True,
    "is_met": True,
    "fired_count": 1,
    "last_fired_at": "2026-11-01T09:00:00Z",
    "created_at": "2026-10-01T09:00:00Z",
}
ALERTS = json.dumps({"items": [ALERT]})
NEWS = {
    "id": "01a1fd2f-0000-7000-8000-000000000000",
    "kind": "price_alert",
    "title": "Marled wool coat with a shawl collar now costs 199.00 EUR",
    "body": "Marled wool coat with a shawl collar in size M now costs 199.00 EUR at Thread & Thimble, …",
    "facts": {
        "kind": "price_alert",
        "item_name": "Marled wool coat with a shawl collar",
        "news": [
            {
                "kind": "fell",
                "size": "M",
                "shop": "Thread & Thimble",
                "total": {"amount": 19900, "currency": "EUR"},
                "before": {"amount": 23240, "currency": "EUR"},
            }
        ],
    },
    "link": "/items/1",
    "created_at": "2026-11-01T09:00:00Z",
    "read_at": None,
}
TOLD = json.dumps({"items": [NEWS], "next_cursor": None, "unread_count": 1})


def nothing(_page: Page) -> None:
    """No step."""


def answers(
    path: str, status: int = 503, body: str = '{"title": "Not available", "detail": "The database rests."}'
) -> Step:
    """The API answers this instead."""

    def intercept(page: Page) -> None:
        kind = "application/json" if status < 400 else "application/problem+json"
        page.route(re.compile(path), lambda route: route.fulfill(status=status, content_type=kind, body=body))

    return intercept


def _money(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


LINE = {
    "id": "01a21d8e-0000-7000-8000-000000000001",
    "item_id": 1,
    "title": "Vera floral sundress",
    "brand": "Bianca Sarti",
    "size": "XS",
    "colour": "camel",
    "image_url": "",
    "quantity": 2,
    "price": _money(19_500),
    "total": _money(39_000),
}
PARCEL = {
    "id": "01a21d8e-0000-7000-8000-000000000002",
    "boutique_id": 1,
    "boutique_name": "Corso Nove",
    "state": "shipped",
    "lines": [LINE],
    "goods": _money(39_000),
    "delivery": _money(490),
    "days_min": 4,
    "days_max": 8,
    "carrier": "DHL",
    "tracking": "00340434292135100186",
    "tracking_url": "https://carrier.example/00340434292135100186",
    "shipped_at": "2026-11-27T10:00:00Z",
    "delivered_at": None,
    "return_until": None,
}
EVENT = {"parcel_id": None, "actor": "payment", "before": "awaiting_payment", "note": ""}
ORDER = {
    "id": "01a21d8e-c1b5-7797-bd57-f8ad8f5d37a1",
    "number": "K7QM-3RXV",
    "state": "paid",
    "version": 2,
    "goods": _money(39_000),
    "delivery": _money(490),
    "total": _money(39_490),
    "address": {"name": "Ada Byron", "line1": "Lindenstr. 1", "postcode": "10969", "city": "Berlin", "country": "DE"},
    "email": "ada@example.com",
    "held_until": "2026-11-27T09:15:00Z",
    "placed_at": "2026-11-27T09:00:00Z",
    "paid_at": "2026-11-27T09:02:00Z",
    "closed_at": None,
    "parcels": [PARCEL],
    "events": [EVENT | {"after": "paid", "at": "2026-11-27T09:02:00Z"}],
}
REFUND = {
    "id": "01a21d8e-0000-7000-8000-000000000003",
    "parcel_id": PARCEL["id"],
    "state": "pending",
    "amount": _money(2_000),
    "lines": [{"line_id": LINE["id"], "quantity": 1}],
    "reason": "A stain on the hem",
    "created_at": "2026-11-27T12:00:00Z",
    "done_at": None,
}
SUMMARY = {name: ORDER[name] for name in ("id", "number", "state", "total", "placed_at")}
ORDERS = json.dumps(
    {"items": [SUMMARY | {"piece_count": 2, "boutiques": ["Corso Nove"], "image_url": ""}], "next_cursor": None}
)


def with_order(page: Page) -> None:
    """An order on its way, of which a part goes back."""
    answers(r"/api/v1/orders/[0-9a-f-]+$", 200, json.dumps(ORDER))(page)
    answers(r"/api/v1/orders/[0-9a-f-]+/refunds$", 200, json.dumps([REFUND]))(page)


TO_SEND = PARCEL | {
    "state": "packed",
    "method": "standard",
    "carrier": "",
    "tracking": "",
    "tracking_url": "",
    "shipped_at": None,
    "order_number": ORDER["number"],
    "address": ORDER["address"],
    "placed_at": ORDER["placed_at"],
    "paid_at": ORDER["paid_at"],
    "events": [EVENT | {"actor": "boutique", "after": "packed", "at": "2026-11-27T09:30:00Z"}],
}
TO_SEND_LIST = json.dumps({"items": [TO_SEND | {"state": "to_pack"}], "next_cursor": None})
PARCEL_TO_SEND = answers(r"/boutiques/me/parcels/[0-9a-f-]+$", 200, json.dumps(TO_SEND))
ADDRESS_BOOK = answers(
    r"/api/v1/me/addresses$",
    200,
    json.dumps(
        [
            {"line2": "", "region": "", "phone": "+49 30 123"}
            | ORDER["address"]  # type: ignore[operator]
            | {"id": f"01a21d8e-0000-7000-8000-00000000000{number}", "is_default": number == 4}
            for number in (4, 5)
        ]
    ),
)
LIKED = answers(r"/api/v1/favourites/\d+$", 200, '{"item_id": 1, "is_favourite": true, "collection_ids": []}')


def never(path: str) -> Step:
    """The API takes its time."""
    script = f"""{{
      const ask = window.fetch;
      const isSlow = (request) => /{path}/.test(request.url ?? request);
      window.fetch = (request, ...more) => isSlow(request) ? new Promise(() => {{}}) : ask(request, ...more);
    }}"""
    return lambda page: page.add_init_script(script)


def press(name: str, role: Literal["button", "link", "tab"] = "button") -> Step:
    return lambda page: page.get_by_role(role, name=name, exact=True).first.click()


def press_first(start: str) -> Step:
    """The first button whose name begins so."""
    return lambda page: page.get_by_role("button", name=re.compile(f"^{start}")).first.click()


def open_first(link: str, then: str) -> Step:
    """Go to the first of these links, and wait for what stands there."""

    def go(page: Page) -> None:
        page.locator(link).first.click()
        expect(page.locator(then).first).to_be_visible()

    return go


def open_collection(name: str = "", role: Literal["button", "link"] = "button") -> Step:
    """The first collection that has pieces; and there, a button."""

    def go(page: Page) -> None:
        page.get_by_role("link").filter(has=page.locator("img"), has_text=re.compile(r"\d pieces?$")).first.click()
        expect(page.get_by_role("link", name="Add pieces")).to_be_visible()
        if name:
            press(name, role)(page)

    return go


def unfold_sizes(page: Page) -> None:
    """The sizes of dresses."""
    page.get_by_text("Dresses", exact=True).click()
    expect(page.get_by_role("button", name="M", exact=True)).to_be_visible()


def swipe_offline(page: Page) -> None:
    page.wait_for_timeout(1_000)  # the cards behind the first one are there
    page.context.set_offline(True)
    press("Save")(page)


def send_wrong(page: Page) -> None:
    """An address that has an account already, with a password that is not its own."""
    form = page.locator("main form")
    for label, value in (("Name", "Sam"), ("E-mail address", KNOWN_ADDRESS), ("Password", "not-the-password")):
        field = form.get_by_label(label, exact=True)
        if field.count():
            field.fill(value)
    form.locator("button[type=submit]").click()
    expect(page.locator("[role=alert], [aria-invalid=true]").first).to_be_visible()


def open_filters(page: Page) -> None:
    """On a phone; where there is room they stand beside what was found."""
    button = page.get_by_role("button", name="Filters")
    if button.count():
        button.click()
        page.get_by_role("dialog").locator("summary").nth(2).click()


def see_prices(page: Page) -> None:
    """What other shops ask, and how it moved: both come after the piece itself."""
    for name in ("Compare prices", "Price history"):
        expect(page.get_by_role("region", name=name).locator("li").first).to_be_visible(timeout=45_000)


def see_offer(page: Page) -> None:
    see_prices(page)
    press_first("Seen ")(page)


def fill_cart(page: Page) -> None:
    """A guest's cart with two pieces in it, each in a size."""
    for card in page.request.get("/api/v1/items?category=skirt&limit=2&in_stock=true").json()["items"]:
        variants = page.request.get(f"/api/v1/items/{card['item_id']}").json()["variants"]
        size = next(variant["size"] for variant in variants if variant["stock"])
        line = {"item_id": card["item_id"], "size": size}
        assert page.request.post("/api/v1/cart/lines", data=line).status == 201


def choose_pieces(page: Page) -> None:
    """Give money back for one of the pieces of a parcel."""
    press("Give money back")(page)
    page.get_by_role("radio", name="Some pieces").check(force=True)
    page.get_by_role("checkbox").first.check()
