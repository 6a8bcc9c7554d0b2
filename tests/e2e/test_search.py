"""Search: words as one types, filters with their counts, and an address that says it all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.opening import DESKTOP


def found(page: Page) -> Locator:
    return page.get_by_role("region", name="Found pieces").get_by_role("article")


def count_of(page: Page) -> int:
    """What the page says it found, when it is done looking."""
    expect(page.locator("section[aria-busy=true]")).to_have_count(0)
    heading = page.get_by_role("status").filter(has_text=re.compile(r"^[\d,]+ pieces?$"))
    expect(heading).to_be_visible()
    return int(re.sub(r"\D", "", heading.inner_text()))


def see_count(page: Page, count: int) -> None:
    """Wait until the page says so."""
    words = re.compile(rf"^{count:,} pieces?$")
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    expect(page.locator("section[aria-busy=true]")).to_have_count(0)


def chips(page: Page) -> list[str]:
    return page.get_by_role("group", name="Chosen filters").get_by_role("button").all_inner_texts()


@pytest.fixture
def desktop(new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return page


def test_the_start_shows_kinds_and_colours_and_back_leads_to_it(page: Page) -> None:
    page.goto("/search")
    page.get_by_role("link", name="Dresses").click()
    expect(page).to_have_url(re.compile(r"category=dress$"))
    expect(found(page).first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Navy").click()
    expect(page).to_have_url(re.compile(r"colour=navy$"))
    assert chips(page) == ["Navy", "Clear all"]
    page.go_back()
    expect(page.get_by_role("heading", name="By kind")).to_be_visible()
    page.get_by_role("link", name="See everything").click()
    expect(found(page)).to_have_count(24)


def test_words_find_pieces_as_one_types_and_are_one_step_back(page: Page) -> None:
    page.goto("/search")
    field = page.get_by_role("searchbox")
    field.press_sequentially("linen dress", delay=90)
    expect(page).to_have_url(re.compile(r"q=linen\+dress"))
    expect(found(page).first).to_have_attribute("aria-label", re.compile("dress", re.IGNORECASE))
    field.press_sequentially(" blue", delay=90)
    expect(page).to_have_url(re.compile(r"q=linen\+dress\+blue"))
    page.reload()
    expect(field).to_have_value("linen dress blue")

    page.go_back()
    expect(page.get_by_role("heading", name="By kind")).to_be_visible()
    expect(field).to_have_value("")
    page.go_forward()
    expect(field).to_have_value("linen dress blue")
    page.get_by_role("button", name="Clear the words").click()
    expect(page.get_by_role("heading", name="By kind")).to_be_visible()
    expect(field).to_be_focused()


def test_on_a_phone_filters_are_tried_out_in_a_sheet_that_counts(page: Page) -> None:
    page.goto("/search?category=dress")
    before = count_of(page)
    page.get_by_role("button", name="Filters").click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("button", name=f"Show {before} pieces")).to_be_visible()
    sheet.get_by_role("button", name=re.compile("^Ecru")).click()
    show = sheet.get_by_role("button", name=re.compile(r"^Show \d+ piece"))
    expect(show).not_to_have_text(f"Show {before} pieces")
    promised = int(re.sub(r"\D", "", show.inner_text()))
    assert "colour" not in page.url, "nothing is taken over before one says so"
    show.click()

    expect(page).to_have_url(re.compile("category=dress&colour=ecru"))
    expect(sheet).to_be_hidden()
    see_count(page, promised)
    expect(found(page)).to_have_count(promised)
    assert chips(page) == ["Dress", "Ecru", "Clear all"]
    page.get_by_role("button", name="Remove Ecru").click()
    expect(page).to_have_url(re.compile(r"category=dress$"))
    see_count(page, before)
    page.go_back()
    assert chips(page) == ["Dress", "Ecru", "Clear all"]
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_role("group", name="Chosen filters")).to_have_count(0)
    expect(found(page).first).to_be_visible()


def test_on_a_desktop_filters_stand_beside_the_pieces_and_back_undoes_each(desktop: Page) -> None:
    desktop.goto("/search?category=dress")
    everything = count_of(desktop)
    side = desktop.get_by_role("complementary", name="Filters")
    side.get_by_role("button", name="Show all").first.click()
    side.get_by_role("checkbox", name=re.compile("^Coat")).check()
    expect(desktop).to_have_url(re.compile("category=dress&category=coat"))
    expect(desktop.get_by_role("button", name="Remove Coat")).to_be_visible()
    both = count_of(desktop)
    assert both > everything
    expect(side.get_by_role("checkbox", name=re.compile("^Coat"))).to_be_focused()
    side.get_by_text("Size", exact=True).click()
    side.get_by_role("checkbox", name=re.compile("^M")).check()
    side.get_by_text("In stock", exact=True).click()
    side.get_by_role("checkbox", name="Only what is in stock").check()
    expect(desktop).to_have_url(re.compile("size=M&in_stock=true"))
    expect(desktop.get_by_role("button", name="Remove In stock")).to_be_visible()
    assert count_of(desktop) <= both

    for expected in ("size=M$", "category=coat$", "category=dress$"):
        desktop.go_back()
        expect(desktop).to_have_url(re.compile(expected))
    expect(side.get_by_role("checkbox", name=re.compile("^Coat"))).not_to_be_checked()
    see_count(desktop, everything)


def test_a_price_range_is_set_with_keys_or_typed(desktop: Page) -> None:
    desktop.goto("/search?category=dress")
    before = count_of(desktop)
    highest = desktop.get_by_role("slider", name="Highest price")
    highest.focus()
    highest.press("PageDown")
    expect(desktop).to_have_url(re.compile(r"price_max=\d+"))
    expect(desktop.get_by_role("button", name=re.compile("^Remove up to €"))).to_be_visible()
    assert count_of(desktop) < before

    lowest = desktop.get_by_role("textbox", name="Lowest price")
    lowest.fill("100")
    lowest.press("Enter")
    expect(desktop).to_have_url(re.compile(r"price_min=10000&|price_min=10000$"))
    expect(desktop.get_by_role("button", name=re.compile("^Remove €100 to €"))).to_be_visible()
    assert count_of(desktop) > 0
    assert all(price >= 100 for price in prices(desktop))


def test_the_order_can_be_changed(page: Page) -> None:
    page.goto("/search?category=dress")
    page.get_by_role("combobox", name="Sort").select_option("Price: low to high")
    expect(page).to_have_url(re.compile("sort=price_asc"))
    expect(page.get_by_role("combobox", name="Sort")).to_have_value("price_asc")
    assert count_of(page) > 0
    shown = prices(page)
    assert shown == sorted(shown)


def test_back_from_a_piece_leads_to_where_one_was(page: Page) -> None:
    page.goto("/search?sort=newest")
    page.get_by_role("button", name="Show more").click()
    expect(found(page)).to_have_count(48)
    target = found(page).nth(40)
    target.scroll_into_view_if_needed()
    name = target.get_attribute("aria-label") or ""
    was = page.evaluate("scrollY")
    target.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert page.evaluate("scrollY") < was
    page.go_back()
    expect(found(page)).to_have_count(48)
    expect(target).to_be_in_viewport()


def test_an_address_can_be_shared_and_what_makes_no_sense_in_it_is_dropped(page: Page) -> None:
    page.goto("/search?category=dress&category=skirt&colour=black&size=&price_max=cheap&sort=best&page=7")
    expect(found(page).first).to_be_visible()
    assert chips(page) == ["Dress", "Skirt", "Black", "Clear all"]
    expect(page.get_by_role("combobox", name="Sort")).to_have_value("newest")
    page.goto("/search?boutique_id=2")
    expect(page.get_by_role("button", name="Remove Olmo")).to_be_visible()


def test_when_nothing_is_found_one_tap_takes_away_what_is_in_the_way(page: Page) -> None:
    page.goto("/search?category=dress&price_max=100")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Without up to €1: ")).click()
    expect(page).to_have_url(re.compile(r"search\?category=dress$"))
    expect(found(page).first).to_be_visible()

    page.goto("/search?q=linen+zeppelin")
    expect(page.get_by_text("No piece here is described by “zeppelin”.")).to_be_visible()
    page.get_by_role("button", name="Search for “linen”").click()
    expect(page.get_by_role("searchbox")).to_have_value("linen")
    expect(found(page).first).to_be_visible()


def test_a_shop_that_does_not_answer_is_asked_again(page: Page) -> None:
    page.goto("/search")
    expect(page.get_by_role("link", name="Dresses")).to_be_visible()
    page.route("**/api/v1/items?*", lambda route: route.abort())
    page.get_by_role("link", name="Coats").click()
    trouble = page.get_by_role("alert")
    expect(trouble.get_by_role("heading")).to_have_text("The search did not arrive")
    page.unroute("**/api/v1/items?*")
    trouble.get_by_role("button", name="Try again").click()
    expect(found(page).first).to_be_visible()


def prices(page: Page) -> list[float]:
    texts = [tile.inner_text() for tile in found(page).all()]
    return [float(match[1].replace(",", "")) for text in texts if (match := re.search(r"€([\d.,]+)", text))]
