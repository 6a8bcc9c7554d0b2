"""How a parcel is delivered: chosen before paying, at the price that was shown, to where the boutique delivers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import add, set_rate
from tests.shop.orders.shop import ADDRESS, counted, look, make_other_dress, order, own, placed
from tests.shop.swipes.shop import make_items

EXPRESS = {"name": "Express", "cost": 990, "free_over": None, "days_min": 1, "days_max": 1, "countries": ["DE", "AT"]}


@pytest.fixture
def owner(sign_in: Callable[..., TestClient], dress: int, database: Database) -> TestClient:
    client = own(database, sign_in("boutique"))
    assert client.put("boutiques/me/delivery-methods/express", json=EXPRESS).status_code == 200
    return client


@pytest.fixture
def asked(owner: TestClient, dress: int) -> dict[str, Any]:
    """One dress by express."""
    boutique = owner.get("boutiques/me").json()["id"]
    return {"lines": [{"item_id": dress, "size": "M"}], "methods": {str(boutique): "express"}}


def test_the_methods_are_shown_with_their_prices(shopper: TestClient, owner: TestClient, dress: int) -> None:
    [parcel] = look(shopper, lines=[{"item_id": dress, "size": "M"}])["parcels"]
    shown = [(one["code"], one["cost"]["amount"], one["days_min"], one["days_max"]) for one in parcel["methods"]]
    assert shown == [("standard", 490, 2, 5), ("express", 990, 1, 1)]
    assert (parcel["method"], parcel["delivery"]["amount"]) == ("standard", 490)


def test_a_parcel_keeps_what_was_chosen(shopper: TestClient, asked: dict[str, Any]) -> None:
    seen = look(shopper, **asked)
    assert (seen["delivery"]["amount"], seen["total"]["amount"]) == (990, 5_990)
    made = placed(shopper, **asked)
    [parcel] = made["parcels"]
    assert (made["total"]["amount"], parcel["method"], parcel["delivery"]["amount"]) == (5_990, "express", 990)
    assert (parcel["days_min"], parcel["days_max"]) == (1, 1)


def test_a_method_is_free_from_its_own_price_on(shopper: TestClient, owner: TestClient, asked: dict[str, Any]) -> None:
    asked["lines"][0]["quantity"] = 2  # 100.00 EUR: the boutique's own rule takes nothing
    assert look(shopper, **asked)["delivery"]["amount"] == 990
    owner.put("boutiques/me/delivery-methods/express", json=EXPRESS | {"free_over": 10_000})
    assert look(shopper, **asked)["delivery"]["amount"] == 0


def test_the_version_covers_the_method(shopper: TestClient, owner: TestClient, asked: dict[str, Any]) -> None:
    by_standard = look(shopper, lines=asked["lines"])["version"]
    assert order(shopper, version=by_standard, **asked).status_code == 409
    seen = look(shopper, **asked)["version"]
    owner.put("boutiques/me/delivery-methods/express", json=EXPRESS | {"cost": 1_490})
    changed = order(shopper, version=seen, **asked)
    assert (changed.status_code, changed.json()["checkout"]["delivery"]["amount"]) == (409, 1_490)


def test_a_free_method_is_still_another_method(shopper: TestClient, owner: TestClient, asked: dict[str, Any]) -> None:
    owner.put("boutiques/me/delivery-methods/express", json=EXPRESS | {"cost": 490})
    standard, express = look(shopper, lines=asked["lines"]), look(shopper, **asked)
    assert standard["total"] == express["total"]
    assert standard["version"] != express["version"]


def test_a_method_that_was_withdrawn_falls_back_where_it_is_seen(
    shopper: TestClient, owner: TestClient, asked: dict[str, Any]
) -> None:
    seen = look(shopper, **asked)["version"]
    assert owner.delete("boutiques/me/delivery-methods/express").status_code == 204
    told = order(shopper, version=seen, **asked)
    assert told.status_code == 409
    [parcel] = told.json()["checkout"]["parcels"]
    assert (parcel["method"], parcel["delivery"]["amount"]) == ("standard", 490)


def test_a_method_that_is_switched_off_is_not_shown(shopper: TestClient, owner: TestClient, dress: int) -> None:
    owner.put("boutiques/me/delivery-methods/express", json=EXPRESS | {"is_active": False})
    [parcel] = look(shopper, lines=[{"item_id": dress, "size": "M"}])["parcels"]
    assert [one["code"] for one in parcel["methods"]] == ["standard"]


def test_a_method_goes_to_its_countries_only(shopper: TestClient, asked: dict[str, Any]) -> None:
    refused = order(shopper, **asked, address=ADDRESS | {"country": "FR"})
    assert (refused.status_code, refused.json()["detail"]) == (422, "Atelier does not deliver to FR by Express")
    [parcel] = look(shopper, **asked, country="FR")["parcels"]
    assert (parcel["method"], [one["code"] for one in parcel["methods"]]) == ("standard", ["standard"])
    assert order(shopper, **asked, country="FR", address=ADDRESS | {"country": "FR"}).status_code == 201
    lied = order(shopper, **asked, country="AT", address=ADDRESS | {"country": "FR"})
    assert lied.status_code == 422
    kept = shopper.post("me/addresses", json=ADDRESS | {"country": "FR"}).json()["id"]
    assert order(shopper, **asked, address=None, address_id=kept).status_code == 422


def test_each_boutique_delivers_in_its_own_way(shopper: TestClient, asked: dict[str, Any], database: Database) -> None:
    slip = make_other_dress(database, delivery_cost=700, free_over=None)
    asked["lines"].append({"item_id": slip, "size": "M"})
    made = placed(shopper, **asked)
    assert [(one["method"], one["delivery"]["amount"]) for one in made["parcels"]] == [
        ("express", 990),
        ("standard", 700),
    ]
    assert made["delivery"]["amount"] == 1_690


def test_a_methods_price_is_converted_as_the_boutiques_own(
    shopper: TestClient, owner: TestClient, database: Database
) -> None:
    [coat] = make_items(database, [{"name": "Coat", "price": 9_000, "currency": "USD", "sizes": ("M",)}])
    set_rate(database, "USD", 1.1, (clock.now() - timedelta(days=1)).date())
    [parcel] = look(shopper, lines=[{"item_id": coat, "size": "M"}])["parcels"]
    assert [(one["code"], one["cost"]) for one in parcel["methods"]] == [
        ("standard", {"amount": 0, "currency": "USD"}),
        ("express", {"amount": 1_089, "currency": "USD"}),
    ]


def test_looking_at_twenty_lines_asks_as_many_queries_as_at_one(
    shopper: TestClient, owner: TestClient, dress: int, database: Database
) -> None:
    with database.transaction() as session:
        session.execute(update(Variant).values(stock=9))
    add(shopper, dress, size="M")
    sent = {}
    more = make_items(database, [{"name": f"Piece {number}", "price": 100} for number in range(19)])
    for rows in (1, 20):
        if rows == 20:
            for item in more:
                add(shopper, item)
        with counted(shopper.app.state.database) as statements:
            [parcel] = look(shopper)["parcels"]
        assert len(parcel["lines"]) == rows
        sent[rows] = len(statements)
    assert sent[1] == sent[20] <= 9, sent
