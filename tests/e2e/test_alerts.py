"""Being told when a price moves: set by tapping the chart, listed, taken back; the inbox and its other ways."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.shopper import Shopper
from tests.e2e.street import priced_piece

PRICES_SEEN = """(chart) => {
  const words = [...chart.querySelectorAll('.price')].map(({ textContent }) => textContent.replace(/[^0-9.]/g, ''));
  const top = chart.getBoundingClientRect().top;
  const lines = [...chart.querySelectorAll('.tick')].map((line) => line.getBoundingClientRect().top - top);
  return lines.map((line, index) => [line, Number(words[index])]);
}"""


def chart_on(page: Page) -> Locator:
    """The price history as it is drawn."""
    return page.get_by_role("region", name="Price history").get_by_role("img")


def tap_between_ticks(chart: Locator) -> float:
    """Tap the chart between its two lowest lines; returns the price at that height."""
    expect(chart).to_be_visible()
    chart.scroll_into_view_if_needed()
    (low_at, low), (high_at, high), *_ = chart.evaluate(PRICES_SEEN)
    box = chart.bounding_box()
    assert box is not None
    # On a whole pixel of the window, which is what an event tells: one may be worth more than a euro.
    at = round(box["y"] + low_at + (high_at - low_at) * 0.4) - box["y"]
    chart.click(position={"x": box["width"] / 2, "y": at})
    return float(low + (high - low) * (at - low_at) / (high_at - low_at))


@pytest.mark.late
def test_tapping_the_chart_sets_an_alert_at_that_price_and_it_is_taken_back(shopper: Shopper) -> None:
    page = shopper.page
    piece = priced_piece(page, "dress")
    page.goto(f"/items/{piece['item_id']}")
    tapped = tap_between_ticks(chart_on(page))
    sheet = page.get_by_role("dialog", name="Set an alert")
    target = sheet.get_by_label("Total with delivery, in EUR")
    assert float(target.input_value()) == pytest.approx(tapped, abs=1.5)  # a price that a person would name

    target.fill("no price")
    expect(sheet.get_by_role("alert")).to_have_text("Type a price, like 49.90")
    expect(sheet.get_by_role("button", name="Tell me")).to_be_disabled()
    target.fill("17,50")
    expect(sheet.get_by_text("At €17.50 or less, delivery included")).to_be_visible()
    sheet.get_by_role("button", name="Tell me").click()
    expect(page.get_by_text("The alert is set")).to_be_visible()

    page.goto("/alerts")
    alert = page.get_by_role("list", name="Price alerts").get_by_role("listitem")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text(piece["name"])
    expect(alert).to_contain_text("Below €17.50")
    expect(alert).to_contain_text(re.compile(r"Now €[\d,.]+ at \w"))
    alert.get_by_role("button", name=f"Take back the alert for {piece['name']}").click()
    expect(page.get_by_role("heading", name="Nothing to wait for yet")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Nothing to wait for yet")).to_be_visible()


@pytest.mark.late
def test_a_visitor_who_taps_the_chart_is_asked_to_sign_in(page: Page) -> None:
    piece = priced_piece(page, "dress")
    page.goto(f"/items/{piece['item_id']}")
    tap_between_ticks(chart_on(page))
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))


def test_an_empty_inbox_leads_to_the_alerts(shopper: Shopper) -> None:
    page = shopper.page
    page.goto("/inbox")
    expect(page.get_by_role("heading", name="Nothing new")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Your price alerts").click()
    expect(page.get_by_role("heading", name="Nothing to wait for yet")).to_be_visible()


def test_mails_are_switched_off_for_good(shopper: Shopper) -> None:
    page = shopper.page
    page.goto("/inbox")
    switch = page.get_by_role("switch", name="By mail")
    was_on = switch.is_checked()
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as changed:
        switch.press("Space")
    assert changed.value.ok
    expect(switch).to_be_checked(checked=not was_on)
    page.reload()
    expect(switch).to_be_checked(checked=not was_on)


def test_unsubscribing_without_a_mails_link_is_not_there(page: Page) -> None:
    page.goto("/unsubscribe")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
