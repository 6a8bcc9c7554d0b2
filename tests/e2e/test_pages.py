"""The other pages: favourites, an item, search, accounts, and addresses that lead nowhere."""

import re
import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.shopper import PASSWORD, Shopper


def test_favourites_list_what_was_swiped_right_the_latest_first(shopper: Shopper) -> None:
    liked = []
    for direction in ("right", "left", "right"):
        if direction == "right":
            liked.append(shopper.see_card().name)
        shopper.press("right" if direction == "right" else "left")
    shopper.has_sent_all()
    assert shopper.see_saved() == liked[::-1]

    shopper.page.get_by_role("button", name=f"Remove {liked[1]} from your favourites").click()
    expect(shopper.page.get_by_role("article", name=liked[1])).to_have_count(0)
    shopper.page.reload()
    assert shopper.see_saved() == liked[:1]


def test_details_say_why_and_lead_to_the_item_page(shopper: Shopper) -> None:
    page = shopper.page
    shopper.press("right")
    name = shopper.see_card().name
    page.keyboard.press("ArrowDown")
    details = page.get_by_role("dialog", name=name)
    expect(details.get_by_text("Why this")).to_be_visible()
    expect(details.get_by_role("listitem").first).not_to_be_empty()
    details.get_by_role("link", name="Open the item page").click()

    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(page.get_by_text("Sizes")).to_be_visible()
    save = page.get_by_role("button", name="Save")
    save.click()
    expect(page.get_by_role("button", name="Saved")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    assert name in shopper.see_saved()


def test_search_keeps_words_and_category_in_the_address(page: Page) -> None:
    page.goto("/search")
    found = page.get_by_role("region", name="Found items").get_by_role("article")
    expect(found.first).to_be_visible()
    page.get_by_role("combobox", name="Category").click()
    page.get_by_role("option").nth(1).click()
    expect(page).to_have_url(re.compile(r"category="))
    name = found.first.get_attribute("aria-label") or ""
    page.get_by_role("searchbox", name="Search").fill(name)
    expect(page).to_have_url(re.compile(r"q="))
    expect(found.first).to_have_attribute("aria-label", name)

    page.reload()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value(name)
    page.get_by_role("searchbox", name="Search").fill("qqqqxyzzy")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


def test_a_visitor_opens_an_account_and_stays_signed_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Nora Newcomer")
    page.get_by_label("E-mail address").fill(f"nora-{uuid.uuid4().hex}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    card = page.get_by_role("region", name="Your deck").get_by_role("article")
    expect(card).to_be_visible()
    page.reload()
    expect(card).to_be_visible()

    page.get_by_role("link", name="Me", exact=True).click()
    expect(page.get_by_label("Name")).to_have_value("Nora Newcomer")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/")
    expect(page.get_by_role("heading", name="A shop that learns your taste")).to_be_visible()


def test_a_taken_address_is_refused_and_the_form_keeps_what_was_typed(page: Page) -> None:
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Sam")
    page.get_by_label("E-mail address").fill("shopper@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Sam")


def test_a_page_for_members_asks_to_sign_in_and_then_opens(new_shopper: Callable[[], Shopper], page: Page) -> None:
    member = Shopper(page, new_shopper().email)
    page.goto("/favourites")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill("wrong-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill(member.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Nothing saved yet")).to_be_visible()


def test_another_device_can_be_signed_out(new_page: Callable[[], Page], shopper: Shopper) -> None:
    other = Shopper(new_page(), shopper.email)
    other.sign_in()
    other.see_card()
    page = shopper.page
    page.get_by_role("link", name="Me", exact=True).click()
    devices = page.get_by_role("list", name="Signed-in devices").get_by_role("listitem")
    expect(page.get_by_text("This device")).to_be_visible()
    before = devices.count()
    devices.get_by_role("button").first.click()
    expect(devices).to_have_count(before - 1)
    while devices.get_by_role("button").count():
        before = devices.count()
        devices.get_by_role("button").first.click()
        expect(devices).to_have_count(before - 1)
    other.page.reload()
    expect(other.page.get_by_role("heading", name="A shop that learns your taste")).to_be_visible()


def test_addresses_that_lead_nowhere_say_so(page: Page) -> None:
    for address in ("/nowhere", "/items/999999999", "/items/none"):
        page.goto(address)
        expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    page.get_by_role("link", name="Search the shop").click()
    expect(page.get_by_role("heading", name="Search", level=1)).to_be_visible()
