"""The boutiques: all of them, each one's page, and the ways that lead there."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.opening import DESKTOP


def test_all_boutiques_are_listed_and_lead_to_their_pages(page: Page) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto("/search")
    page.get_by_role("navigation").get_by_role("link", name="Boutiques").click()
    entries = page.get_by_role("article")
    expect(entries.nth(5)).to_be_visible()  # the demo's six, and those that other tests open
    olmo = page.get_by_role("article", name="Olmo")
    expect(olmo.get_by_text("Lisbon, Portugal")).to_be_visible()
    expect(olmo.get_by_role("list", name="A few pieces from Olmo").get_by_role("link")).to_have_count(4)
    olmo.get_by_role("link", name="See Olmo").click()
    expect(page).to_have_url(re.compile("/boutiques/olmo$"))
    expect(page.get_by_role("heading", level=1, name="Olmo")).to_be_visible()


def test_a_boutique_shows_its_pieces_by_kind_and_in_the_order_one_likes(page: Page) -> None:
    page.goto("/boutiques/olmo")
    pieces = page.get_by_role("region", name="Pieces from Olmo").get_by_role("article")
    expect(pieces).to_have_count(24)
    page.get_by_role("button", name="Show more").click()
    expect(pieces.nth(24)).to_be_visible()
    page.get_by_role("button", name="Hats").click()
    expect(page).to_have_url(re.compile(r"olmo\?category=hat$"))
    expect(pieces.first).to_have_attribute("aria-label", re.compile("hat|cap|beret|beanie", re.IGNORECASE))
    page.get_by_role("combobox", name="Sort").select_option("Price: high to low")
    expect(page).to_have_url(re.compile("category=hat&sort=price_desc$"))
    page.go_back()
    expect(page.get_by_role("combobox", name="Sort")).to_have_value("newest")
    page.go_back()
    expect(page.get_by_role("button", name="Everything")).to_have_attribute("aria-pressed", "true")


def test_a_piece_leads_to_who_sells_it(page: Page) -> None:
    sold = page.request.get("/api/v1/boutiques/by-slug/nordlys").json()
    item = page.request.get(f"/api/v1/boutiques/{sold['id']}/items?limit=1").json()["items"][0]
    page.goto(f"/items/{item['item_id']}")
    page.get_by_role("link", name=re.compile("Sold by.*Nordlys")).click()
    expect(page.get_by_role("heading", level=1, name="Nordlys")).to_be_visible()


def test_a_boutique_that_is_not_there_is_no_error(page: Page) -> None:
    for slug in ("nobody", "Not%20a%20slug"):
        page.goto(f"/boutiques/{slug}")
        expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
