"""The cart's baskets side by side, in words, and applied to the lines."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import add, change_offer, make_dress, make_offer


@pytest.fixture
def dresses(database: Database) -> list[int]:
    """Two dresses at 50.00 EUR each; Nord has the first for less, and Rapid both, dear, on the next day."""
    made = [make_dress(database, sizes=("M",)) for _ in range(2)]
    make_offer(database, made[0], "nord", price=3_500, delivery=390)
    for item in made:
        make_offer(database, item, "rapid", price=6_000, delivery=0, days_max=1)
    return made


def euros(cents: int) -> dict[str, Any]:
    return {"amount": cents, "currency": "EUR"}


def baskets(client: TestClient, **asked: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    answer = client.get("cart/baskets", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json(), {basket["kind"]: basket for basket in answer.json()["baskets"]}


def test_three_baskets_stand_side_by_side_with_their_differences(shopper: TestClient, dresses: list[int]) -> None:
    for item in dresses:
        add(shopper, item)
    found, by_kind = baskets(shopper)
    totals = {kind: (basket["total"]["amount"], len(basket["parcels"])) for kind, basket in by_kind.items()}
    assert totals == {"cheapest": (9_380, 2), "fewest_parcels": (10_000, 1), "fastest": (12_000, 1)}
    assert found["current_total"]["amount"] == 10_000 and by_kind["fewest_parcels"]["is_current"]
    assert by_kind["fastest"]["arrives_by"] == (clock.now().date() + timedelta(days=1)).isoformat()
    assert found["differences"] == [
        {"kind": "parcels_save", "parcels": 2, "fewest": 1, "saving": euros(620)},
        {"kind": "faster", "days": 4, "arrives_by": by_kind["fastest"]["arrives_by"], "more": euros(2_620)},
        {"kind": "saves", "saving": euros(620)},
    ]


def test_what_would_make_delivery_free_and_what_is_guessed_is_said(shopper: TestClient, database: Database) -> None:
    near = make_dress(database, price=5_600, sizes=("M",))
    add(shopper, near)
    found, _ = baskets(shopper)
    assert found["differences"] == [
        {"kind": "free_delivery_near", "shop_name": "Atelier", "missing": euros(400), "delivery": euros(490)}
    ]
    make_offer(database, near, "mute", price=2_000, delivery=None)
    found, by_kind = baskets(shopper)
    assert by_kind["cheapest"]["is_estimate"] and by_kind["cheapest"]["total"]["amount"] == 3_500
    assert {"kind": "delivery_counted", "shop_name": "Mute", "delivery": euros(1_500)} in found["differences"]


def test_applying_a_basket_chooses_its_shops(shopper: TestClient, dresses: list[int]) -> None:
    for item in dresses:
        add(shopper, item)
    found, by_kind = baskets(shopper)
    answer = shopper.post("cart/baskets/cheapest/apply", json={"version": found["version"]})
    assert (answer.status_code, answer.json()["total"]) == (200, by_kind["cheapest"]["total"])
    assert {line["item"]["item_id"]: line["vendor"] for line in answer.json()["lines"]} == {
        dresses[0]: "nord",
        dresses[1]: "boutique",
    }
    assert baskets(shopper)[1]["cheapest"]["is_current"]


def test_refuses_to_apply_a_basket_of_another_cart_or_of_another_price(
    shopper: TestClient, database: Database, dresses: list[int]
) -> None:
    add(shopper, dresses[0])
    before = baskets(shopper)[0]["version"]
    add(shopper, dresses[1])
    assert shopper.post("cart/baskets/cheapest/apply", json={"version": before}).status_code == 409
    before = baskets(shopper)[0]["version"]
    change_offer(database, make_offer(database, dresses[0], "late", price=9_000), price=3_000)
    assert shopper.post("cart/baskets/cheapest/apply", json={"version": before}).status_code == 409
    assert shopper.get("cart").json()["lines"][0]["vendor"] == "boutique"


def test_limits_are_kept_and_what_they_leave_out_is_named(shopper: TestClient, dresses: list[int]) -> None:
    for item in dresses:
        add(shopper, item)
    assert baskets(shopper, max_parcels=1)[1]["cheapest"]["total"]["amount"] == 10_000
    tomorrow = clock.now().date() + timedelta(days=1)
    assert baskets(shopper, by=tomorrow.isoformat())[1]["cheapest"]["total"]["amount"] == 12_000
    today, by_kind = baskets(shopper, by=clock.now().date().isoformat())
    assert (by_kind, len(today["left_out"])) == ({}, 2)
    answer = shopper.post("cart/baskets/cheapest/apply", json={"version": today["version"], "by": "2020-01-01"})
    assert answer.status_code == 409


def test_says_when_so_few_parcels_cannot_hold_everything(shopper: TestClient, database: Database) -> None:
    for vendor in ("one", "two"):
        item = make_dress(database, sizes=("S",))
        add(shopper, item, offer_id=make_offer(database, item, vendor))
    found, by_kind = baskets(shopper, max_parcels=1)
    assert list(by_kind) == ["fewest_parcels"]
    assert found["differences"] == [{"kind": "more_parcels_needed", "allowed": 1, "needed": 2}]


def test_lines_that_nobody_has_are_left_out_with_the_reason(shopper: TestClient, database: Database) -> None:
    unsized, scarce, sound = make_dress(database), make_dress(database), make_dress(database)
    add(shopper, unsized)
    add(shopper, scarce, size="M", quantity=4)
    add(shopper, sound, size="M")
    found, by_kind = baskets(shopper)
    assert {entry["kind"] for entry in found["left_out"]} == {"choose_size", "nobody_has_it"}
    assert by_kind["cheapest"]["total"]["amount"] == 5_490


def test_no_basket_counts_on_used_old_or_sizeless_offers(shopper: TestClient, database: Database) -> None:
    item = make_dress(database)
    make_offer(database, item, "used", price=1_000, condition="used")
    make_offer(database, item, "old", price=1_000, seen_at=clock.now() - timedelta(days=8))
    make_offer(database, item, "mute", price=1_000, size="")
    make_offer(database, item, "coming", price=1_000, availability="preorder")
    add(shopper, item, size="M")
    assert baskets(shopper)[1]["cheapest"]["total"]["amount"] == 5_490


def test_a_saved_line_is_in_no_basket(shopper: TestClient, dresses: list[int]) -> None:
    line = add(shopper, dresses[0])["lines"][0]
    shopper.patch(f"cart/lines/{line['id']}", json={"is_saved": True})
    found, by_kind = baskets(shopper)
    assert (by_kind, found["left_out"], found["differences"]) == ({}, [], [])
