"""The cart: a guest's too, with the shop, size and number of each piece, and the cheapest way to buy all of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.shopper import Shopper
from tests.e2e.street import euros, priced_piece, put_into_cart, size_of

pytestmark = pytest.mark.late


def line(page: Page, name: str) -> Locator:
    """One piece in the cart."""
    return page.get_by_role("listitem", name=name, exact=True)


def parcel(page: Page, shop: str) -> Locator:
    """What one shop sends."""
    return page.get_by_role("region", name=shop, exact=True)


def total(page: Page) -> Locator:
    """What all of it costs, delivered."""
    return page.get_by_role("definition").last


def test_a_guests_cart_is_still_there_after_a_reload(page: Page) -> None:
    piece = priced_piece(page, "skirt")
    page.goto(f"/items/{piece['item_id']}")
    size = size_of(piece)
    page.get_by_role("group", name="Size").get_by_text(size, exact=True).click()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_text("It is in your cart")).to_be_visible()
    page.get_by_role("button", name="Show the cart").click()
    expect(line(page, piece["name"]).get_by_label("Size")).to_have_value(size)
    page.reload()
    expect(line(page, piece["name"]).get_by_label("Size")).to_have_value(size)
    expect(line(page, piece["name"]).get_by_role("link", name=piece["name"])).to_be_visible()


def test_another_shops_offer_is_put_into_the_cart_from_the_comparison(page: Page) -> None:
    piece = priced_piece(page, "skirt")
    page.goto(f"/items/{piece['item_id']}")
    offers = page.get_by_role("list", name="Compare prices")
    button = offers.get_by_role("button", name=re.compile("^Add to cart from ")).first
    shop = (button.get_attribute("aria-label") or "").removeprefix("Add to cart from ")
    button.click()
    expect(offers.get_by_role("button", name=f"In the cart, from {shop}")).to_be_disabled()
    page.get_by_role("link", name="Cart").click()
    expect(parcel(page, shop).get_by_role("listitem", name=piece["name"])).to_be_visible()
    expect(page.get_by_text(f"You buy these at {shop}:")).to_be_visible()


def test_a_line_changes_its_shop_and_number_is_saved_for_later_and_removed(page: Page) -> None:
    piece = priced_piece(page, "skirt")
    put_into_cart(page, piece)
    page.goto("/cart")
    row = line(page, piece["name"])
    expect(parcel(page, piece["boutique"]["name"]).get_by_role("listitem")).to_have_count(1)

    shops = row.get_by_label("From")
    label = shops.get_by_role("option", selected=False).first.inner_text()
    shops.select_option(label=label)
    shop, price = label.split(" · ")[0], label.split(" · ")[-1]
    expect(parcel(page, shop).get_by_role("listitem")).to_have_count(1)
    expect(parcel(page, piece["boutique"]["name"])).to_have_count(0)
    expect(row.get_by_text(price, exact=True)).to_be_visible()

    one = float(price.replace("€", "").replace(",", ""))
    row.get_by_role("button", name="One more").click()
    expect(row.get_by_role("group", name="Quantity").get_by_role("status")).to_have_text("2")
    expect(page.get_by_role("definition").first).to_have_text(euros(round(200 * one)))
    row.get_by_role("button", name="One less").click()
    expect(row.get_by_role("button", name="One less")).to_be_disabled()

    row.get_by_role("button", name="Save for later").click()
    expect(page.get_by_role("heading", name="Saved for later")).to_be_visible()
    expect(parcel(page, shop)).to_have_count(0)
    row.get_by_role("button", name="Back into the cart").click()
    expect(parcel(page, shop).get_by_role("listitem")).to_have_count(1)
    row.get_by_role("button", name=f"Remove {piece['name']}").click()
    expect(page.get_by_role("heading", name="Your cart is empty")).to_be_visible()


def test_one_press_chooses_the_cheapest_basket_and_the_total_becomes_that(page: Page) -> None:
    for number in (0, 1):
        put_into_cart(page, priced_piece(page, "skirt", number=number))
    page.goto("/cart")
    best = page.get_by_role("region", name="Ways to buy it all").get_by_role("button", name=re.compile("^Best basket"))
    expect(best).to_have_attribute("aria-pressed", "false")
    price = best.locator("strong").inner_text()
    assert total(page).inner_text() != price
    best.click()
    expect(best).to_have_attribute("aria-pressed", "true")
    expect(total(page)).to_have_text(price)
    page.reload()
    expect(total(page)).to_have_text(price)


def test_a_guests_cart_becomes_that_of_the_account_they_sign_in_to(
    page: Page, new_shopper: Callable[[], Shopper]
) -> None:
    owner = new_shopper()
    pieces = [priced_piece(page, "skirt", number=number) for number in (0, 1)]
    own, guests = pieces
    owner.page.goto(f"/items/{own['item_id']}?size={size_of(own)}")
    owner.page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(owner.page.get_by_text("It is in your cart")).to_be_visible()

    put_into_cart(page, guests)
    page.goto("/cart")
    expect(line(page, guests["name"])).to_be_visible()
    again = Shopper(page, owner.email)
    again.sign_in()
    again.see_card()
    page.get_by_role("link", name="Cart").click()
    for piece in pieces:
        expect(line(page, piece["name"])).to_have_count(1)
    owner.page.goto("/cart")
    for piece in pieces:
        expect(line(owner.page, piece["name"])).to_be_visible()
