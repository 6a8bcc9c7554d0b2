"""The boutique's side of an order: what a shopper has paid is packed, sent and, if need be, given back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.opening import DEMO_PASSWORD, Who
from tests.e2e.shopper import Shopper
from tests.e2e.test_checkout import PAY, write_address


def test_a_paid_order_is_packed_sent_and_partly_given_back_by_its_boutique(
    new_page: Callable[..., Page], new_shopper: Callable[[], Shopper]
) -> None:
    buyer, seller = new_shopper().page, new_page()
    order = buy_from(buyer, "maison-maren")
    Shopper(seller, Who.BOUTIQUE.value, DEMO_PASSWORD).sign_in()
    expect(seller).not_to_have_url(re.compile("sign-in"))
    seller.goto("/me")
    seller.get_by_role("link", name="Your boutique").click()
    seller.get_by_role("link", name="Orders to send").click()
    seller.get_by_role("link", name=re.compile(f"^{order}.*Berlin, Germany")).click()
    expect(seller.get_by_text("Lindenstr. 1")).to_be_visible()

    seller.get_by_role("button", name="Packed", exact=True).click()
    expect(seller.get_by_role("status").get_by_text("Packed, to be sent")).to_be_visible()
    seller.get_by_role("button", name="Sent", exact=True).click()
    question = seller.get_by_role("alertdialog")
    question.get_by_label("Link").fill("carrier.example/1")
    question.get_by_role("button", name="Sent").click()
    expect(question.get_by_text("Write who carries it")).to_be_visible()
    expect(question.get_by_text("A link begins with https://")).to_be_visible()
    question.get_by_label("Carrier").fill("DHL")
    question.get_by_label("Tracking number").fill("00340434")
    question.get_by_label("Link").fill("https://carrier.example/1")
    question.get_by_role("button", name="Sent").click()
    expect(seller.get_by_role("status").get_by_text("On its way")).to_be_visible()

    give_back(seller, "999999", "A stain on the hem")
    expect(seller.get_by_text("more than is left")).to_be_visible()
    seller.get_by_role("button", name="Cancel").click()
    give_back(seller, "5", "A stain on the hem")
    expect(seller.get_by_text("€5 goes back to the shopper.")).to_be_visible()

    buyer.reload()
    expect(buyer.get_by_text("DHL 00340434")).to_be_visible()
    expect(buyer.get_by_text("A stain on the hem")).to_be_visible()


def test_a_step_that_somebody_else_took_is_told_in_words(
    new_page: Callable[..., Page], new_shopper: Callable[[], Shopper]
) -> None:
    buyer, seller = new_shopper().page, new_page()
    order = buy_from(buyer, "maison-maren")
    Shopper(seller, Who.BOUTIQUE.value, DEMO_PASSWORD).sign_in()
    expect(seller).not_to_have_url(re.compile("sign-in"))
    seller.goto("/boutique/parcels")
    seller.get_by_role("link", name=re.compile(f"^{order}")).click()
    expect(seller.get_by_role("button", name="Packed", exact=True)).to_be_visible()

    buyer.get_by_role("button", name="Cancel the order").click()
    buyer.get_by_role("alertdialog").get_by_role("button", name="Cancel the order").click()
    expect(buyer.get_by_role("status").get_by_text("Cancelled", exact=True)).to_be_visible()
    seller.get_by_role("button", name="Packed", exact=True).click()
    expect(seller.get_by_role("alert").get_by_text("Something happened to this order")).to_be_visible()
    expect(seller.get_by_text("Cancelled: do not send it")).to_be_visible()


def buy_from(page: Page, slug: str) -> str:
    """Buy and pay a piece of that boutique; returns the order's name."""
    boutique = page.request.get(f"/api/v1/boutiques/by-slug/{slug}").json()
    cards = page.request.get(f"/api/v1/boutiques/{boutique['id']}/items?limit=24").json()["items"]
    item_id, size = next(
        (card["item_id"], variant["size"])
        for card in cards
        for variant in page.request.get(f"/api/v1/items/{card['item_id']}").json()["variants"]
        if variant["stock"] >= 3
    )
    page.goto(f"/checkout?item={item_id}&size={size}")
    write_address(page)
    page.get_by_role("button", name=PAY).click()
    page.get_by_role("button", name=re.compile("^Pay EUR")).click()
    expect(page.get_by_role("status").get_by_text("Paid", exact=True)).to_be_visible(timeout=20_000)
    return page.get_by_role("heading", level=1).inner_text()


def give_back(seller: Page, amount: str, reason: str) -> None:
    seller.get_by_role("button", name="Give money back").click()
    question = seller.get_by_role("alertdialog")
    question.get_by_role("radio", name="A sum").check(force=True)
    question.get_by_label("Amount in EUR").fill(amount)
    question.get_by_label("Reason").fill(reason)
    question.get_by_role("button", name="Give money back").click()
