"""Details that lead to an item, and addresses that lead nowhere."""

from playwright.sync_api import Page, expect

from tests.e2e.shopper import Shopper


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
    expect(page.get_by_role("group", name="Size")).to_be_visible()
    save = page.get_by_role("button", name="Save")
    save.click()
    expect(page.get_by_role("button", name="Saved")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    assert name in shopper.see_saved()


def test_addresses_that_lead_nowhere_say_so(page: Page) -> None:
    for address in ("/nowhere", "/items/999999999", "/items/none"):
        page.goto(address)
        expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    page.get_by_role("link", name="Search the shop").click()
    expect(page.get_by_role("heading", name="Search", level=1)).to_be_visible()
