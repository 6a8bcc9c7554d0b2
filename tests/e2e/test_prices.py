"""What a piece costs elsewhere and before, on its page; and any product by its name."""

import re
from itertools import islice, pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.street import euros, hanging, history_of, offers_of, priced_piece, wait_for

pytestmark = pytest.mark.late
ROWS = "(rows) => rows.map((row) => row.innerText.split('\\n'))"  # of one moment
TOTAL = re.compile(r"€([\d.,]+)")


@pytest.fixture
def piece(page: Page) -> dict[str, Any]:
    """A dress that is cheaper elsewhere, and of which one shop does not say what the delivery costs."""
    return priced_piece(page, "dress")


def rows_of(page: Page, name: str) -> Locator:
    """All offers of a list, once it is there whole."""
    rows = page.get_by_role("list", name=name).get_by_role("listitem")
    expect(rows.first).to_be_visible()
    more = page.get_by_role("button", name=re.compile(r"^Show \d+ more$"))
    if more.count():
        more.click()
        expect(more).to_have_count(0)
    return rows


def row_with(page: Page, offer: dict[str, Any]) -> Locator:
    """The row of a shop's cheapest offer."""
    way = page.get_by_role("link", name=f"To the shop: {offer['vendor_title']} (opens a new tab)")
    return rows_of(page, "Compare prices").filter(has=way).first


def totals_in(rows: Locator) -> list[float]:
    """The totals of those that can be bought and say what the delivery costs, from above."""
    lines = [line for row in rows.evaluate_all(ROWS) if "Sold out" not in " ".join(row) for line in row]
    return [float(found[1].replace(",", "")) for line in lines if (found := TOTAL.fullmatch(line))]


def test_offers_stand_by_what_they_cost_delivered_and_the_first_is_called_best(
    page: Page, piece: dict[str, Any]
) -> None:
    page.goto(f"/items/{piece['item_id']}")
    rows = rows_of(page, "Compare prices")
    totals = totals_in(rows)
    assert len(totals) > 2
    assert totals == sorted(totals)
    expect(rows.filter(has_text="Best total")).to_have_count(1)
    expect(rows.first).to_contain_text("Best total")
    expect(page.get_by_text(re.compile(r"^You save €[\d.,]+ at .+, delivery included\.$"))).to_be_visible()


def test_an_unknown_delivery_is_called_unknown_and_adds_up_to_nothing(page: Page, piece: dict[str, Any]) -> None:
    page.goto(f"/items/{piece['item_id']}")
    row = rows_of(page, "Compare prices").filter(has_text="Delivery unknown").first
    expect(row).to_contain_text(re.compile(r"€[\d.,]+ \+ \?"))
    row.get_by_role("button", name=re.compile("^Seen ")).click()
    facts = page.get_by_role("dialog")
    expect(facts.get_by_role("term").filter(has_text=re.compile("^Delivery$"))).to_be_visible()
    expect(facts.get_by_role("definition").filter(has_text=re.compile("^Unknown$"))).to_be_visible()
    expect(facts.get_by_role("term").filter(has_text="Total")).to_have_count(0)


def test_details_tell_why_it_is_the_same_piece_and_where_the_price_was_read(page: Page, piece: dict[str, Any]) -> None:
    offers = offers_of(page, piece["item_id"])["offers"]
    cheapest = {offer["vendor_title"]: offer for offer in reversed(offers)}
    offer = next(offer for offer in cheapest.values() if offer["evidence"] and offer["vendor"] != "boutique")
    page.goto(f"/items/{piece['item_id']}")
    opener = row_with(page, offer).get_by_role("button", name=re.compile("^Seen "))
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name=offer["vendor_title"])
    expect(sheet.get_by_role("heading", name=re.compile(r"^The same piece: \d+\s?% sure$"))).to_be_visible()
    for reason in offer["match"]["reasons"]:
        said = ", ".join(reason["ours"] or reason["theirs"]) or reason["text"]
        expect(sheet.get_by_role("listitem").filter(has_text=said).first).to_be_visible()
    expect(sheet.get_by_role("heading", name="Where we read it")).to_be_visible()
    first = offer["evidence"][0]
    expect(sheet.get_by_role("listitem").filter(has_text=f"({first['source']})").first).to_be_visible()
    link = sheet.get_by_role("link", name=f"To the shop: {offer['vendor_title']} (opens a new tab)")
    expect(link).to_have_attribute("rel", re.compile("noopener noreferrer nofollow"))
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_chart_is_read_with_the_arrow_keys_and_as_a_table(page: Page, piece: dict[str, Any]) -> None:
    with page.expect_response(re.compile("/price-history")) as told:
        page.goto(f"/items/{piece['item_id']}")
    history = told.value.json()
    part = page.get_by_role("region", name="Price history")
    median = next(window["median"] for window in history["windows"] if window["days"] == 90)
    expect(part.get_by_text(re.compile(rf"Median {re.escape(euros(median))}\."))).to_be_visible()

    chart = part.get_by_role("img")
    chart.focus()
    prices = [segment["price"] for segment in history["lowest"]]
    for _ in range(len(prices) + 1):
        page.keyboard.press("ArrowLeft")
    said = part.get_by_role("status")
    for price in [*prices, prices[-1]]:  # each change, and the last time that anybody looked
        expect(said).to_have_text(re.compile(rf"^\d+ \w+ \d+: {re.escape(euros(price))}(; here €[\d.,]+)?$"))
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(said).to_have_text("Tap at a price to be told when it gets there.")

    part.get_by_text("As a table", exact=True).click()
    cells = part.get_by_role("region", name="Lowest prices").get_by_role("row")
    expect(cells).to_have_count(len(spans_of(history)) + 1)
    ours = [line for line in history["series"] if line["vendor"] == "boutique"]
    expect(cells.first).to_contain_text("Here")
    expect(cells.nth(1)).to_contain_text(euros(ours[0]["segments"][-1]["price"]))
    expect(part.get_by_role("listitem").filter(has_text="(here)")).to_have_text(f"{ours[0]['vendor_title']} (here)")
    expect(cells.nth(1)).to_contain_text(euros(prices[-1]))
    expect(cells.last).to_contain_text(euros(prices[0]))

    month = part.get_by_role("button", name="30 days")
    month.click()
    expect(month).to_have_attribute("aria-pressed", "true")
    low = next(window["median"] for window in history["windows"] if window["days"] == 30)
    expect(part.get_by_text(re.compile(rf"Median {re.escape(euros(low))}\."))).to_be_visible()


def spans_of(history: dict[str, Any]) -> list[tuple[str, str]]:
    """The times in which neither the lowest price nor ours moved, and somebody had the piece."""
    lines = [history["lowest"], *(line["segments"] for line in history["series"] if line["vendor"] == "boutique")]
    edges = sorted({one[edge][:23] for line in lines for one in line for edge in ("began_at", "ended_at")})
    return [
        (since, until)
        for since, until in pairwise(edges)
        if any(one["began_at"][:23] <= since and until <= one["ended_at"][:23] for one in history["lowest"])
    ]


def test_a_reduced_price_stands_beside_the_lowest_of_the_thirty_days_before(page: Page) -> None:
    cards = page.request.get("/api/v1/items?limit=48&in_stock=true").json()["items"]
    reduced: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def look() -> bool:
        told = ((card, one) for card in cards for one in history_of(page, card["item_id"])["reductions"])
        reduced.extend(islice(((card, one) for card, one in told if one["vendor"] == "boutique" and one["is_true"]), 1))
        return bool(reduced)

    wait_for(look, "a boutique has reduced a piece")
    card, reduction = reduced[0]
    page.goto(f"/items/{card['item_id']}")
    words = page.get_by_role("article")
    expect(words.get_by_text(euros(card["price"]["amount"]), exact=True)).to_be_visible()
    before = euros(reduction["lowest_before"])
    expect(words.get_by_text(f"Lowest in the 30 days before the reduction: {before}.", exact=True)).to_be_visible()


def test_offers_that_do_not_arrive_are_asked_for_again(page: Page, piece: dict[str, Any]) -> None:
    page.route("**/offers*", lambda route: route.abort())
    page.goto(f"/items/{piece['item_id']}")
    part = page.get_by_role("region", name="Compare prices")
    expect(part.get_by_role("alert")).to_contain_text("The offers did not arrive", timeout=20_000)
    page.unroute("**/offers*")
    part.get_by_role("button", name="Try again").click()
    expect(part.get_by_role("list", name="Compare prices")).to_be_visible()


def test_a_product_is_found_by_its_name_at_all_shops(page: Page) -> None:
    page.goto("/compare")
    page.get_by_role("searchbox", name="Product").fill("linen shirt")
    expect(page).to_have_url(re.compile(r"q=linen(\+|%20)shirt$"))
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^\d+ offers?$"))).to_be_visible()
    rows = rows_of(page, "Find it anywhere")
    totals = totals_in(rows)
    assert len(totals) > 2
    assert totals == sorted(totals)
    expect(rows.filter(has_text="Best total")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("searchbox", name="Product")).to_have_value("linen shirt")
    expect(rows.first).to_be_visible()


def test_a_shop_that_hangs_is_named_and_keeps_nobody_from_the_others(page: Page) -> None:
    # Resting: after three questions without an answer, should others have asked it meanwhile.
    named = page.get_by_text(re.compile(r"^No answer from .*Fifth & Dry \((too slow|resting after errors)\)"))
    with hanging(page, "page:fifth-and-dry"):
        page.goto("/compare?q=linen+trousers")
        expect(named).to_be_visible()
        others = page.get_by_role("list", name="Find it anywhere").get_by_role("listitem")
        expect(others.first).to_be_visible()
        expect(others.filter(has_text="Fifth & Dry")).to_have_count(0)

        page.goto("/compare?q=zeppelin+with+feathers")
        expect(page.get_by_role("heading", name="No shop has anything under that name")).to_be_visible()
        expect(named).to_be_visible()
