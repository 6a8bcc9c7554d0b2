"""Checkout: from the cart to a paid order by the payment sandbox, which speaks as the real providers do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Page, expect

from tests.e2e.opening import DEMO_PASSWORD, Who
from tests.e2e.shopper import Shopper, bearer
from tests.e2e.street import euros

PAY = re.compile("^Order and pay ")


@pytest.fixture
def buyer(new_shopper: Callable[[], Shopper]) -> Shopper:
    return new_shopper()


@dataclass(frozen=True)
class Seller:
    """The demo's boutique, as its own programs speak to the shop."""

    boutique_id: int
    request: APIRequestContext
    headers: dict[str, str]

    def ship_all(self) -> None:
        """Send every parcel that is paid."""
        parcels = self.request.get("/api/v1/boutiques/me/parcels?state=to_pack", headers=self.headers).json()["items"]
        for parcel in parcels:
            sent = {"carrier": "DHL", "tracking": "00340434292135100186"}
            path = f"/api/v1/boutiques/me/parcels/{parcel['id']}/ship"
            assert self.request.post(path, data=sent, headers=self.headers).ok


@pytest.fixture
def seller(new_page: Callable[[], Page]) -> Seller:
    request = new_page().request  # of another browser: a session of its own
    known = {"email": Who.BOUTIQUE.value, "password": DEMO_PASSWORD}
    answer = request.post("/api/v1/auth/login", data=known)
    assert answer.ok, answer.text()
    headers = bearer(answer.json()["access_token"])
    return Seller(request.get("/api/v1/boutiques/me", headers=headers).json()["id"], request, headers)


@pytest.fixture
def express(seller: Seller) -> Iterator[Seller]:
    """The boutique while it delivers in a day as well, within Germany."""
    path = "/api/v1/boutiques/me/delivery-methods/express"
    way = {"name": "Express", "cost": 1250, "days_min": 1, "days_max": 1, "countries": ["DE"]}
    assert seller.request.put(path, data=way, headers=seller.headers).ok
    yield seller
    assert seller.request.delete(path, headers=seller.headers).ok


def a_piece(page: Page, category: str, *, least: int = 3) -> dict[str, Any]:
    """A piece and a size of it of which there are enough."""
    return in_stock(page, f"items?category={category}", least=least)


def in_stock(page: Page, path: str, *, least: int = 3) -> dict[str, Any]:
    """The same, of what `path` lists."""
    mark = "&" if "?" in path else "?"
    for card in page.request.get(f"/api/v1/{path}{mark}limit=24&in_stock=true").json()["items"]:
        for variant in page.request.get(f"/api/v1/items/{card['item_id']}").json()["variants"]:
            if variant["stock"] >= least:
                return dict(card) | {"size": variant["size"]}
    raise AssertionError(f"the demo has too few of {path}")


def write_address(page: Page) -> None:
    for label, value in (
        ("Name", "Ada Byron"),
        ("Street and number", "Lindenstr. 1"),
        ("Postcode", "10969"),
        ("Town", "Berlin"),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Country").select_option("DE")


def test_a_piece_is_bought_from_the_cart_and_paid_with_stripe(buyer: Shopper) -> None:
    page = buyer.page
    piece = a_piece(page, "coat")
    page.goto(f"/items/{piece['item_id']}?size={piece['size']}")
    page.get_by_role("button", name="Add to cart", exact=True).click()
    page.get_by_role("button", name="Show the cart").click()
    page.get_by_role("link", name="Check out").click()
    page.get_by_role("button", name=PAY).click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_text("This is needed").first).to_be_visible()
    write_address(page)
    page.get_by_role("button", name=PAY).click()

    expect(page.get_by_text("Sandbox: no money moves")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("heading", name=re.compile("^Order "))).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Being prepared")).to_be_visible()
    expect(page.get_by_text("Lindenstr. 1")).to_be_visible()

    page.get_by_role("link", name="Cart").click()
    expect(page.get_by_role("heading", name="Your cart is empty")).to_be_visible()
    page.goto("/orders")
    expect(page.get_by_role("link", name=re.compile(euros(piece["price"]["amount"]).replace("€", ".")))).to_be_visible()


def test_a_refused_card_leaves_the_order_to_be_paid_another_way(buyer: Shopper) -> None:
    page = buyer.page
    piece = a_piece(page, "trousers")
    page.goto(f"/checkout?item={piece['item_id']}&size={piece['size']}")
    write_address(page)
    expect(page.get_by_text("Paystack", exact=True)).to_have_count(0)  # it takes no euros
    page.get_by_text("Flutterwave", exact=True).click()
    page.get_by_role("button", name=PAY).click()
    page.get_by_role("button", name="Pay with a card that is refused").click()
    if "/orders/" not in page.url:  # the page that was refused stays open, as the real one does
        page.get_by_role("button", name="Leave without paying").click()
    expect(page.get_by_role("status").get_by_text("Waiting for the payment")).to_be_visible()
    page.get_by_role("button", name="Pay with Stripe").click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)


def test_an_order_that_is_cancelled_is_paid_back(buyer: Shopper) -> None:
    page = buyer.page
    piece = a_piece(page, "jacket")
    page.goto(f"/checkout?item={piece['item_id']}&size={piece['size']}")
    write_address(page)
    page.get_by_role("button", name=PAY).click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Cancel the order").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel the order").click()
    expect(page.get_by_role("status").get_by_text("Cancelled", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Money back")).to_be_visible()


def test_another_way_of_delivery_changes_the_total(buyer: Shopper, express: Seller) -> None:
    page = buyer.page
    piece = in_stock(page, f"boutiques/{express.boutique_id}/items")
    page.goto(f"/items/{piece['item_id']}?size={piece['size']}")
    page.get_by_role("link", name="Buy now").click()
    write_address(page)
    page.get_by_role("radio", name=re.compile("^Standard")).check()
    standard = page.get_by_role("button", name=PAY).inner_text()
    page.get_by_role("radio", name=re.compile("^Express")).check()
    total = f"Order and pay {euros(piece['price']['amount'] + 1250)}"
    assert total != standard
    expect(page.get_by_role("button", name=total)).to_be_enabled()
    expect(page.get_by_label("Town", exact=True)).to_have_value("Berlin")

    page.get_by_label("Country").select_option("FR")  # where express does not go
    expect(page.get_by_role("radio", name=re.compile("^Express"))).to_have_count(0)
    expect(page.get_by_role("button", name=standard)).to_be_enabled()
    page.get_by_label("Country").select_option("DE")
    page.get_by_role("button", name=total).click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    expect(page.get_by_text(f"Delivery: {euros(1250)}")).to_be_visible()


def test_a_parcel_arrives_and_is_sent_back(buyer: Shopper, seller: Seller) -> None:
    page = buyer.page
    piece = in_stock(page, f"boutiques/{seller.boutique_id}/items")
    page.goto(f"/checkout?item={piece['item_id']}&size={piece['size']}")
    write_address(page)
    page.get_by_role("button", name=PAY).click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Send it back")).to_have_count(0)
    seller.ship_all()
    page.reload()
    page.get_by_role("button", name="It has arrived").click()
    expect(page.get_by_role("status").get_by_text("Completed", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="It has arrived")).to_have_count(0)

    page.get_by_role("button", name="Send it back").click()
    question = page.get_by_role("alertdialog")
    question.get_by_role("button", name="Send it back").click()
    expect(question.get_by_role("alert")).to_have_text("A few words, please")
    question.get_by_label("Why do you send it back?").fill("Too wide")
    question.get_by_role("button", name="Send it back").click()
    expect(question).to_have_count(0)
    expect(page.get_by_text("Too wide")).to_be_visible()
    expect(page.get_by_role("button", name="Send it back")).to_have_count(0)


def test_checkout_of_an_empty_cart_says_so(buyer: Shopper) -> None:
    buyer.page.goto("/checkout")
    expect(buyer.page.get_by_role("heading", name="Nothing to pay here")).to_be_visible()


def test_a_guest_is_asked_to_sign_in_and_comes_back_to_the_checkout(page: Page) -> None:
    page.goto("/checkout")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fcheckout"))
