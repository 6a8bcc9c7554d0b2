"""A boutique's morning: what waits stands first, figures follow the days, a new boutique is told how to begin."""

import re
import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from modiste.shop.boutiques.terms import TERMS_VERSION
from tests.e2e.opening import DEMO_PASSWORD, DESKTOP, Who
from tests.e2e.shopper import PASSWORD, Shopper
from tests.e2e.test_parcels import buy_from, give_back


def open_home(page: Page, email: str = Who.BOUTIQUE.value, password: str = DEMO_PASSWORD) -> None:
    Shopper(page, email, password).sign_in()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto("/boutique")


def test_the_boutiques_morning_leads_to_what_waits(
    new_page: Callable[..., Page], new_shopper: Callable[[], Shopper]
) -> None:
    buy_from(new_shopper().page, "maison-maren")
    page = new_page()
    open_home(page)
    waiting = page.get_by_role("link", name=re.compile("orders? to pack"))
    expect(waiting).to_be_visible()
    expect(page.get_by_role("heading", name="Sales", exact=True)).to_be_visible()

    chart = page.get_by_role("img", name=re.compile("Sales by day"))
    chart.focus()
    chart.press("ArrowLeft")
    expect(page.get_by_role("status").get_by_text(re.compile(r"€.*order"))).to_be_visible()
    page.get_by_text("Sales by day, as a table").click()
    expect(page.get_by_role("region", name="Sales by day, as a table").get_by_role("row").nth(1)).to_be_visible()

    page.get_by_role("button", name="90 days").click()
    expect(page).to_have_url(re.compile("days=90"))
    items = page.get_by_role("list", name="From seen to bought").get_by_role("listitem")
    expect(items.first).to_contain_text("Bought")
    page.get_by_role("combobox", name=re.compile("^Most")).select_option("bought")
    expect(items.first).to_contain_text(re.compile(r"Bought\s*[1-9]"))

    waiting.click()
    expect(page).to_have_url(re.compile("/boutique/parcels$"))


def test_on_a_wide_screen_items_stand_in_a_table(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    open_home(page)
    expect(page.get_by_role("columnheader", name="Price elsewhere")).to_be_visible()
    expect(page.get_by_role("rowheader").first).to_be_visible()


def test_money_given_back_is_listed_with_its_reason(
    new_page: Callable[..., Page], new_shopper: Callable[[], Shopper]
) -> None:
    order = buy_from(new_shopper().page, "maison-maren")
    page = new_page()
    open_home(page)
    page.goto("/boutique/parcels")
    page.get_by_role("link", name=re.compile(f"^{order}")).click()
    give_back(page, "5", "A thread was loose")
    expect(page.get_by_text("€5 goes back to the shopper.")).to_be_visible()
    page.goto("/boutique/refunds")
    first = page.get_by_role("link", name=re.compile("A thread was loose"))
    expect(first).to_contain_text("€5")
    expect(first).to_contain_text("by you")
    first.click()
    expect(page.get_by_role("heading", level=1, name=order)).to_be_visible()


def test_a_new_boutique_is_told_how_to_begin(new_page: Callable[..., Page], served_demo: str) -> None:
    page, email = new_page(), f"boutique-{uuid.uuid4().hex}@example.com"
    account = {"email": email, "password": PASSWORD, "name": "Lune", "role": "boutique"}
    made = page.request.post(f"{served_demo}/api/v1/auth/signup", data=account)
    assert made.status == 201, made.text()
    opened = page.request.post(
        f"{served_demo}/api/v1/boutiques",
        data={"name": "Lune", "terms_version": TERMS_VERSION},
        headers={"Authorization": f"Bearer {made.json()['access_token']}"},
    )
    assert opened.status == 201, opened.text()
    open_home(page, email, PASSWORD)
    expect(page.get_by_role("heading", name="Your shelf is empty")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Upload a catalogue").first).to_be_visible()
    page.goto("/boutique/refunds")
    expect(page.get_by_role("heading", name="Nothing went back")).to_be_visible()
