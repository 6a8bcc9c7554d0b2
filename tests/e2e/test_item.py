"""An item's page: its pictures, its sizes, saving it, and why it is for this shopper."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.opening import DESKTOP
from tests.e2e.shopper import PASSWORD, Shopper


def items(page: Page, query: str) -> list[dict[str, Any]]:
    """What the shop sells, by its own words."""
    found: list[dict[str, Any]] = page.request.get(f"/api/v1/items?{query}").json()["items"]
    return [page.request.get(f"/api/v1/items/{card['item_id']}").json() for card in found]


@pytest.fixture
def dress(page: Page) -> dict[str, Any]:
    """A dress of which one size is sold out and another is not."""
    for item in items(page, "category=dress&limit=40&in_stock=true"):
        if {0} < {min(1, variant["stock"]) for variant in item["variants"]}:
            return item
    raise AssertionError("the demo sells no dress with a size that is sold out")


def sizes(item: dict[str, Any], *, sold_out: bool) -> list[str]:
    return [variant["size"] for variant in item["variants"] if (variant["stock"] == 0) is sold_out]


def test_a_size_is_chosen_and_stands_in_the_address(page: Page, dress: dict[str, Any]) -> None:
    page.goto(f"/items/{dress['item_id']}")
    group = page.get_by_role("group", name="Size")
    size = sizes(dress, sold_out=False)[0]
    group.get_by_text(size, exact=True).click()
    expect(page).to_have_url(re.compile(rf"\?size={size}$"))
    expect(group.get_by_role("status")).to_have_text(re.compile("^(In stock|Only [123] left)$"))
    page.reload()
    expect(group.get_by_role("radio", name=size, exact=True)).to_be_checked()

    group.get_by_role("radio", checked=True).focus()
    gone = group.get_by_role("radio", name=f"{sizes(dress, sold_out=True)[0]}, sold out")
    while not gone.is_checked():
        page.keyboard.press("ArrowRight")
    expect(group.get_by_role("status")).to_contain_text("sold out")
    page.go_back()
    assert "/items/" not in page.url, "choosing a size is no step to go back to"


def test_a_piece_is_saved_and_put_into_a_new_collection(shopper: Shopper) -> None:
    page = shopper.page
    piece = items(page, "category=coat&limit=1")[0]
    page.goto(f"/items/{piece['item_id']}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Add to a collection").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("textbox").fill("Cold mornings")
    sheet.get_by_role("button", name="Create").click()
    expect(sheet.get_by_role("checkbox", name=re.compile("Cold mornings"))).to_be_checked()
    sheet.get_by_role("button", name="Done").click()
    page.get_by_role("link", name="Favourites").click()
    page.get_by_role("link", name=re.compile("Cold mornings")).click()
    expect(page.get_by_role("article", name=piece["name"])).to_be_visible()


def test_a_visitor_is_asked_to_sign_in_and_comes_back(page: Page, new_shopper: Any) -> None:
    email = new_shopper().email
    piece = items(page, "category=hat&limit=1")[0]
    page.goto(f"/items/{piece['item_id']}")
    expect(page.get_by_role("button", name="Why this?")).to_have_count(0)
    page.get_by_role("link", name="Sign in to save it").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name=piece["name"])).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def with_pictures(page: Page, piece: dict[str, Any], count: int) -> None:
    """Let the shop say that the piece has so many pictures, borrowed from others of its kind."""
    borrowed = [picture for other in items(page, "category=coat&limit=12") for picture in other["pictures"][:1]]
    told = piece | {"pictures": borrowed[:count]}

    def tell(route: Route) -> None:
        route.fulfill(content_type="application/json", body=json.dumps(told))

    page.route(f"**/api/v1/items/{piece['item_id']}", tell)


def test_pictures_are_walked_through_and_enlarged_with_the_keyboard(page: Page) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    piece = items(page, "category=coat&limit=1")[0]
    with_pictures(page, piece, 4)
    page.goto(f"/items/{piece['item_id']}")
    gallery = page.get_by_role("region", name="Pictures")
    gallery.get_by_role("button", name="Enlarge picture 1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(gallery.get_by_role("button", name="Enlarge picture 3")).to_be_focused()
    expect(gallery.get_by_role("button", name="Enlarge picture 3")).to_be_in_viewport(ratio=0.6)
    expect(gallery.get_by_role("button", name="Show picture 3")).to_have_attribute("aria-current", "true")

    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=piece["name"])
    expect(dialog.get_by_role("status")).to_have_text("Picture 3 of 4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_have_text("Picture 1 of 4")
    closer = dialog.get_by_role("button", name="Look closer")
    before = closer.bounding_box()
    closer.press("Enter")
    expect(closer).to_have_attribute("aria-pressed", "true")
    after = closer.bounding_box()
    assert before and after and after["width"] == pytest.approx(2 * before["width"], rel=0.02)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(gallery.get_by_role("button", name="Show picture 1")).to_have_attribute("aria-current", "true")
    gallery.get_by_role("button", name="Show picture 4").click()
    expect(gallery.get_by_role("button", name="Enlarge picture 4")).to_be_in_viewport(ratio=0.6)


def test_what_speaks_for_a_piece_is_told_to_those_who_swiped(shopper: Shopper) -> None:
    page = shopper.page
    for _ in range(3):
        shopper.press("right")
    shopper.has_sent_all()
    liked = page.request.get("/api/v1/items?category=dress&limit=1").json()["items"][0]
    page.goto(f"/items/{liked['item_id']}")
    page.get_by_role("button", name="Why this?").click()
    sheet = page.get_by_role("dialog", name=liked["name"])
    expect(sheet.get_by_role("listitem").first.or_(sheet.get_by_text("Nothing in your swipes"))).to_be_visible()
    sheet.get_by_role("link", name="See what we learnt").click()
    expect(page).to_have_url(re.compile("/taste$"))


def test_facts_lead_to_more_of_the_same(page: Page, dress: dict[str, Any]) -> None:
    page.goto(f"/items/{dress['item_id']}")
    page.get_by_role("definition").get_by_role("link", name=dress["brand"]).click()
    expect(page).to_have_url(re.compile("/search.brand="))
    expect(page.get_by_role("button", name=f"Remove {dress['brand']}")).to_be_visible()
    page.go_back()
    similar = page.get_by_role("region", name="More like this").get_by_role("article")
    other = similar.first.get_attribute("aria-label") or ""
    similar.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=other)).to_be_visible()


def test_a_piece_that_does_not_arrive_is_asked_for_again(page: Page, dress: dict[str, Any]) -> None:
    page.goto("/search?category=dress")
    address = f"**/api/v1/items/{dress['item_id']}"
    page.route(address, lambda route: route.abort())
    page.goto(f"/items/{dress['item_id']}")
    expect(page.get_by_role("alert").get_by_role("heading")).to_have_text("This piece did not arrive")
    page.unroute(address)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1, name=dress["name"])).to_be_visible()
