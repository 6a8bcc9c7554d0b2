"""The accounts of the shop, for admins alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.shopper import Shopper

DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def admin(new_page: Callable[[], Page]) -> Page:
    """The demo's admin in front of the deck."""
    page = new_page()
    Shopper(page, "admin@example.com", "modiste-demo").sign_in()
    expect(page.get_by_role("link", name="Me", exact=True).last).to_be_visible()
    return page


def test_the_page_does_not_exist_for_others(shopper: Shopper) -> None:
    shopper.page.goto("/users")
    expect(shopper.page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    shopper.page.goto("/me")
    expect(shopper.page.get_by_role("link", name="Users")).to_have_count(0)


def test_accounts_are_found_by_words_role_and_standing(admin: Page) -> None:
    admin.goto("/me")
    admin.get_by_role("link", name="Users").click()
    people = admin.get_by_role("list", name="Users").get_by_role("listitem")
    expect(people).to_have_count(25)
    admin.get_by_role("button", name="Show more").click()
    expect(people).to_have_count(50)
    admin.get_by_role("searchbox").fill("shopper@example.com")
    expect(admin.get_by_text("1 account", exact=True)).to_be_visible()
    expect(people).to_have_count(1)
    admin.get_by_role("combobox", name="Role").select_option("admin")
    expect(admin.get_by_role("heading", name="Nobody like that")).to_be_visible()
    expect(admin).to_have_url(re.compile(r"q=shopper.*role=admin"))
    admin.reload()
    expect(admin.get_by_role("combobox", name="Role")).to_have_value("admin")
    admin.get_by_role("searchbox").fill("")
    admin.get_by_role("combobox", name="Standing").select_option("active")
    expect(people.filter(has_text="admin@example.com")).to_have_count(1)


def test_a_role_is_changed_and_an_account_closed_and_opened(admin: Page, new_shopper: Callable[[], Shopper]) -> None:
    shopper = new_shopper()
    admin.set_viewport_size(DESKTOP)
    admin.goto(f"/users?q={shopper.email}")
    row = admin.get_by_role("row").filter(has_text=shopper.email)
    row.get_by_role("button", name=re.compile("^Change Shopper")).click()
    sheet = admin.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Save role")).to_be_disabled()
    sheet.get_by_role("radio", name=re.compile("^Boutique")).check()
    sheet.get_by_role("button", name="Save role").click()
    expect(row.get_by_role("cell", name="Boutique")).to_be_visible()

    row.get_by_role("button").click()
    admin.get_by_role("button", name="Close the account").click()
    question = admin.get_by_role("alertdialog")
    question.get_by_role("button", name="Cancel").click()
    row.get_by_role("button").click()
    admin.get_by_role("button", name="Close the account").click()
    question.get_by_role("button", name="Close the account").click()
    expect(row.get_by_role("cell", name="Closed")).to_be_visible()
    shopper.page.reload()
    expect(shopper.page.get_by_role("link", name="Sign in").first).to_be_attached()
    shopper.sign_in()
    expect(shopper.page.get_by_text("This account is closed.")).to_be_visible()

    row.get_by_role("button").click()
    admin.get_by_role("button", name="Open the account again").click()
    expect(row.get_by_role("cell", name="Active")).to_be_visible()
    shopper.sign_in()
    shopper.see_card()


def test_nobody_changes_themselves(admin: Page) -> None:
    admin.goto("/users?q=admin@example.com")
    mine = admin.get_by_role("listitem").filter(has_text="admin@example.com")
    expect(mine).to_have_count(1)
    expect(mine.get_by_role("button")).to_have_count(0)
