"""The deck: swiping, taking back, and how it follows a shopper's taste."""

import itertools
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.shopper import SeenCard, Shopper


def test_the_demo_shopper_is_one_press_away(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Try the demo shopper").click()
    expect(page.get_by_role("region", name="Your deck").get_by_role("article")).to_be_visible()


def test_twenty_swipes_by_key_button_and_drag_show_no_card_twice(shopper: Shopper) -> None:
    seen = []
    ways = itertools.cycle((shopper.strike, shopper.press, shopper.drag))
    for number, swipe in zip(range(20), ways, strict=False):
        seen.append(shopper.see_card().item_id)
        swipe("right" if number % 2 else "left")
    seen.append(shopper.see_card().item_id)
    assert len(set(seen)) == 21


def test_opposite_tastes_lead_to_other_cards(new_shopper: Callable[[], Shopper]) -> None:
    anna, ben = new_shopper(), new_shopper()
    kinds = sorted({card.category for card in swipe_all(anna, 8, lambda card: hash_of(card) == 0)})
    swipe_all(ben, 8, lambda card: hash_of(card) == 1)
    assert len(kinds) > 2, "the first cards are diverse"

    for_anna = swipe_all(anna, 14, lambda card: hash_of(card) == 0)
    for_ben = swipe_all(ben, 14, lambda card: hash_of(card) == 1)

    assert [card.item_id for card in for_anna] != [card.item_id for card in for_ben]
    anna_gets, ben_gets = (sum(hash_of(card) == 0 for card in cards) for cards in (for_anna, for_ben))
    assert anna_gets > ben_gets


def test_undo_brings_the_card_back_and_forgets_the_swipe(shopper: Shopper) -> None:
    first = shopper.see_card()
    shopper.press("right")
    second = shopper.see_card()
    shopper.press("right")
    shopper.has_sent_all()

    shopper.page.keyboard.press("u")
    expect(shopper.card.get_by_role("heading")).to_have_text(second.name)
    shopper.button("Undo").click()
    expect(shopper.card.get_by_role("heading")).to_have_attribute("id", f"card-{first.item_id}")
    shopper.press("left")
    assert shopper.see_card() == second
    shopper.press("right")
    shopper.has_sent_all()

    assert shopper.see_saved() == [second.name]


def test_a_card_let_go_too_early_springs_back(shopper: Shopper) -> None:
    before = shopper.see_card()
    box = shopper.card.bounding_box()
    assert box is not None
    mouse = shopper.page.mouse
    mouse.move(box["x"] + 150, box["y"] + 150)
    mouse.down()
    mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    shopper.page.wait_for_timeout(150)
    mouse.up()
    expect(shopper.page.get_by_role("button", name="Undo", exact=True)).to_have_attribute("aria-disabled", "true")
    assert shopper.see_card() == before


def test_swipes_are_read_out_and_the_next_heading_has_the_focus(shopper: Shopper) -> None:
    first = shopper.see_card()
    shopper.strike("right")
    said = re.compile(rf"^Saved: {re.escape(first.name)}, .*\d\. \d+ left$")
    expect(shopper.page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    expect(shopper.card.get_by_role("heading")).to_be_focused()


def test_offline_swipes_wait_and_arrive_when_the_network_is_back(shopper: Shopper) -> None:
    shopper.see_card()
    shopper.page.wait_for_load_state("networkidle")
    shopper.page.context.set_offline(True)
    liked = []
    for _ in range(3):
        liked.append(shopper.see_card().name)
        shopper.press("right")
    banner = shopper.page.get_by_text("Offline: 3 swipes waiting")
    expect(banner).to_be_visible()

    shopper.page.context.set_offline(False)
    expect(banner).to_be_hidden()
    shopper.has_sent_all()
    assert sorted(shopper.see_saved()) == sorted(liked)


def test_the_deck_is_where_it_was_after_a_visit_elsewhere(shopper: Shopper) -> None:
    shopper.press("left")
    before = shopper.see_card()
    shopper.page.get_by_role("link", name="Search").click()
    expect(shopper.page.get_by_role("heading", name="Search", level=1)).to_be_visible()
    shopper.page.get_by_role("link", name="Deck").click()
    assert shopper.see_card() == before


def swipe_all(shopper: Shopper, count: int, likes: Callable[[SeenCard], bool]) -> list[SeenCard]:
    """Swipe right on what this shopper likes, left on all else."""
    seen = []
    for _ in range(count):
        card = shopper.see_card()
        seen.append(card)
        shopper.strike("right" if likes(card) else "left")
        shopper.has_sent_all()
    return seen


def hash_of(card: SeenCard) -> int:
    """0 for half of the categories, 1 for the others: two opposite tastes, whatever the shop sells."""
    return sum(card.category.encode()) % 2
