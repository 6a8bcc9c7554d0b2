"""Checkout: from the cart to a paid order by the payment sandbox, which speaks as the real providers do."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.shopper import Shopper
from tests.e2e.street import euros

PAY = re.compile("^Order and pay ")


@pytest.fixture
def buyer(new_shopper: Callable[[], Shopper]) -> Shopper:
    return new_shopper()


def a_piece(page: Page, category: str, *, least: int = 3) -> dict[str, Any]:
    """A piece and a size of it of which there are enough."""
    for card in page.request.get(f"/api/v1/items?category={category}&limit=24&in_stock=true").json()["items"]:
        for variant in page.request.get(f"/api/v1/items/{card['item_id']}").json()["variants"]:
            if variant["stock"] >= least:
                return dict(card) | {"size": variant["size"]}
    raise AssertionError(f"the demo has too few of {category}")


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
    piece = a_piece(page, "blazer")
    page.goto(f"/checkout?item={piece['item_id']}&size={piece['size']}")
    write_address(page)
    page.get_by_role("button", name=PAY).click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Cancel the order").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel the order").click()
    expect(page.get_by_role("status").get_by_text("Cancelled", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Money back")).to_be_visible()


def test_checkout_of_an_empty_cart_says_so(buyer: Shopper) -> None:
    buyer.page.goto("/checkout")
    expect(buyer.page.get_by_role("heading", name="Nothing to pay here")).to_be_visible()


def test_a_guest_is_asked_to_sign_in_and_comes_back_to_the_checkout(page: Page) -> None:
    page.goto("/checkout")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fcheckout"))
