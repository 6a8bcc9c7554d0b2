"""A newcomer's three questions, what the shop learns of her, and taking it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.shopper import PASSWORD, Shopper


def sign_up(page: Page, email: str) -> None:
    """Open an account by the form, as a newcomer does."""
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Nora")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("textbox", name=re.compile("^Password")).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()


def test_a_newcomer_answers_three_questions_once(new_page: Callable[[], Page]) -> None:
    page = new_page()
    sign_up(page, "nora-answers@example.com")
    page.get_by_role("button", name="Loose").click()
    page.get_by_role("button", name="up to €100").click()
    page.get_by_role("button", name="The office").click()
    page.get_by_role("button", name="Weekends").click()
    page.get_by_role("button", name="Show me clothes").click()
    expect(page.get_by_role("progressbar", name="Learning your style: 0 of 15")).to_be_visible()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()
    page.reload()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()
    expect(page.get_by_role("button", name="Show me clothes")).to_have_count(0)


def test_a_newcomer_gets_from_the_first_page_to_her_tenth_favourite_by_what_stands_out(
    new_page: Callable[[], Page],
) -> None:
    page = new_page()
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Nora")
    page.get_by_label("E-mail address").fill("nora-ten@example.com")
    page.get_by_role("textbox", name=re.compile("^Password")).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show me clothes").click()  # with no question answered
    nora = Shopper(page, "nora-ten@example.com")
    liked = []
    for _ in range(10):
        liked.append(nora.see_card().name)
        nora.drag("right")
    page.get_by_role("link", name="Favourites").click()  # the last swipes may still be on their way: they come in here
    expect(page.get_by_role("region", name="Your favourites").get_by_role("article")).to_have_count(len(liked))
    assert sorted(nora.see_saved()) == sorted(liked)


def test_the_questions_can_be_skipped_and_do_not_come_back(new_page: Callable[[], Page]) -> None:
    page = new_page()
    sign_up(page, "nora-skips@example.com")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()


def test_after_fifteen_swipes_the_shop_says_what_it_learnt_and_forgets_what_is_removed(shopper: Shopper) -> None:
    page = shopper.page
    for number in range(24):
        card = shopper.see_card()
        shopper.press("right" if card.category.lower() in ("dress", "skirt", "coat", "knit") else "left")
        if number == 3:
            expect(page.get_by_role("progressbar", name="Learning your style: 4 of 15")).to_be_visible()
    shopper.has_sent_all()
    page.get_by_role("link", name="See what we learnt").click()
    expect(page.get_by_role("heading", name="What we think you like")).to_be_visible()
    remove = page.get_by_role("button", name=re.compile("^Forget “")).first
    name = (remove.get_attribute("aria-label") or "").removeprefix("Forget “").removesuffix("”")
    remove.click()
    expect(page.get_by_role("button", name=f"Count “{name}” again")).to_be_visible()
    page.reload()
    page.get_by_role("button", name=f"Count “{name}” again").click()
    expect(page.get_by_role("button", name=f"Forget “{name}”")).to_be_visible()


def test_starting_over_asks_first_and_forgets_everything(shopper: Shopper) -> None:
    page = shopper.page
    for _ in range(4):
        shopper.press("right")
    shopper.has_sent_all()
    page.goto("/taste")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Forget my taste").click()
    expect(page.get_by_role("button", name="Start over")).to_have_count(0)
    page.get_by_role("link", name="Deck", exact=True).click()
    expect(page.get_by_role("progressbar", name="Learning your style: 0 of 15")).to_be_visible()


def test_the_deck_is_narrowed_and_says_so(shopper: Shopper) -> None:
    page = shopper.page
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Coat", exact=True).click()
    page.get_by_role("button", name="up to €400").click()
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("button", name="Coat, up to €400")).to_be_visible()
    assert shopper.see_card().category.lower() == "coat"
    assert "category=coat" in page.url
    page.go_back()
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()


@pytest.mark.late
def test_digits_and_taps_turn_the_pictures(shopper: Shopper) -> None:
    page = shopper.page
    shown = shopper.card.locator("[data-on]")
    for _ in range(45):  # the close-ups are still being taken when the shop has just opened
        shopper.see_card()
        page.wait_for_timeout(2_000)
        if shown.count():
            break
        page.reload()
    picture = shopper.card.get_by_role("img").first
    first = picture.get_attribute("src") or ""
    page.keyboard.press("2")
    expect(picture).not_to_have_attribute("src", first)
    page.keyboard.press("1")
    expect(picture).to_have_attribute("src", first)
    shopper.card.click(position={"x": 300, "y": 200})
    expect(picture).not_to_have_attribute("src", first)


def test_the_app_speaks_german_when_the_browser_does(new_page: Callable[..., Page]) -> None:
    page = new_page(locale="de-DE")
    page.goto("/")
    expect(page.get_by_role("heading", name="Der Laden, der Ihren Geschmack lernt")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
