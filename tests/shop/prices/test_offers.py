"""What the same product costs elsewhere, delivered: over HTTP, through real sockets."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.cache import price_comparisons_key
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.models import Job
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.models import ExchangeRate, Offer, PriceCheck
from modiste.shop.prices.vendors.base import Terms
from tests.shop.prices.clock import wait_hours
from tests.shop.prices.stalls import StallVendor
from tests.shop.prices.street import Street, offer, vendor

Open = Callable[..., TestClient]
DELIVERED = {"cost": 490, "free_over": None, "days_min": 2, "days_max": 4}


@pytest.fixture
def shop(app: FastAPI, client: TestClient, compare: Callable[..., Comparer]) -> Open:
    """The service with these vendors of the street."""

    def opened(*vendors: StallVendor, **set_: Any) -> TestClient:
        app.state.comparer = compare(*vendors, **set_)
        return client

    return opened


def keys(answer: dict[str, Any]) -> list[str]:
    return [one["key"].partition("/")[0] for one in answer["offers"]]


def test_sorts_by_what_it_costs_delivered_and_names_the_best(street: Street, shop: Open, item_id: int) -> None:
    street_of_three = [vendor(street, name) for name in ("dear", "fair", "vague")]
    street.stalls["dear"].offers = [offer("Linen shirt", 4400, delivery={"cost": 900})]
    street.stalls["fair"].offers = [offer("Linen shirt", 4600, delivery={"cost": 0, "days_max": 3}, size="M")]
    street.stalls["vague"].offers = [offer("Linen shirt", 100 * 40)]
    answer = shop(*street_of_three).get(f"items/{item_id}/offers").json()
    assert keys(answer) == ["fair", "dear", "boutique", "vague", "boutique"]
    best = next(one for one in answer["offers"] if one["key"] == answer["best"])
    assert (best["vendor"], best["total"], best["match"]["probability"]) == ("fair", 4600, 0.99)
    assert answer["fastest"] == answer["best"]
    vague = next(one for one in answer["offers"] if one["vendor"] == "vague")
    assert (vague["delivery"]["cost"], vague["total"], vague["converted"]["total"]) == (None, None, None)
    assert answer["failures"] == []
    assert answer["as_of"] is not None


def test_a_long_write_elsewhere_keeps_nobody_from_reading(
    street: Street, shop: Open, item_id: int, database: Database
) -> None:
    opened = shop(vendor(street, "one"))
    with database.transaction() as session:
        session.add(ExchangeRate(currency="XTS", per_euro=2.0, day=clock.now().date()))
        session.flush()
        answer = opened.get(f"items/{item_id}/offers")
    assert answer.status_code == 200
    assert "boutique" in keys(answer.json())


def test_delivery_is_free_from_the_threshold_on(street: Street, shop: Open, item_id: int) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [
        offer("Linen shirt", 5000, vendor_item_id="a", delivery={"cost": 490, "free_over": 5000}),
        offer("Linen shirt", 4999, vendor_item_id="b", delivery={"cost": 490, "free_over": 5000}),
        offer("Linen shirt", 5100, vendor_item_id="c", delivery={"free_over": 5000}),
    ]
    offers = shop(one).get(f"items/{item_id}/offers").json()["offers"]
    totals = {one["key"].split("/")[1]: one["total"] for one in offers if one["vendor"] == "one"}
    assert totals == {"a": 5000, "b": 5489, "c": 5100}


def test_another_product_is_left_out(street: Street, shop: Open, item_id: int) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [offer("Linen trousers", 4000), offer("Linen shirt", 4100, vendor_item_id="2")]
    answer = shop(one).get(f"items/{item_id}/offers").json()
    assert [one["title"] for one in answer["offers"] if one["vendor"] == "one"] == ["Linen shirt"]


def test_hostile_findings_are_neither_kept_nor_shown(street: Street, shop: Open, item_id: int) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [
        offer("Linen shirt", 4000, vendor_item_id="script", url="javascript:alert(1)"),
        offer("Linen shirt", 4000, vendor_item_id="userinfo", url="https://shop.example@evil.example/"),
        offer("Linen shirt", 10**15, vendor_item_id="huge"),
        offer("Linen shirt", -1, vendor_item_id="negative"),
        offer("Linen shirt", 4000, vendor_item_id="money", currency="euro"),
        offer("Linen shirt \x00", 4000, vendor_item_id="nul"),
        offer("Linen shirt", 4000, vendor_item_id="good", size="X" * 100),
    ]
    answer = shop(one).get(f"items/{item_id}/offers")
    assert answer.status_code == 200
    found = [one for one in answer.json()["offers"] if one["vendor"] == "one"]
    assert [one["key"].split("/")[1] for one in found] == ["good"]


def test_used_sold_out_and_too_good_offers_are_shown_and_never_the_best(
    street: Street, shop: Open, item_id: int
) -> None:
    one = vendor(street, "one")
    free = {"delivery": {"cost": 0}}
    street.stalls["one"].offers = [
        offer("Linen shirt", 3000, vendor_item_id="used", condition="used", **free),
        offer("Linen shirt", 3100, vendor_item_id="gone", availability="out_of_stock", **free),
        offer("Linen shirt", 3200, vendor_item_id="maybe", availability="unknown", **free),
        offer("Linen shirt", 4000, vendor_item_id="good", **free),
    ]
    answer = shop(one).get(f"items/{item_id}/offers").json()
    assert answer["best"] == "one/good//"
    assert keys(answer).count("one") == 4


def test_compares_other_currencies_by_the_rate_of_its_day(
    database: Database, street: Street, shop: Open, item_id: int
) -> None:
    with database.transaction() as session:
        session.add(ExchangeRate(currency="GBP", per_euro=0.8, day=wait_hours(0).date()))
    one = vendor(street, "one")
    street.stalls["one"].offers = [
        offer("Linen shirt", 3200, vendor_item_id="pounds", currency="GBP", delivery={"cost": 80}),
        offer("Linen shirt", 5000, vendor_item_id="yen", currency="JPY", delivery={"cost": 0}),
    ]
    answer = shop(one).get(f"items/{item_id}/offers").json()
    pounds, yen = (next(one for one in answer["offers"] if f"/{name}/" in one["key"]) for name in ("pounds", "yen"))
    assert pounds["converted"] == {
        "price": 4000,
        "total": 4100,
        "currency": "EUR",
        "rate_day": wait_hours(0).date().isoformat(),
    }
    assert answer["best"] == pounds["key"]
    assert yen["converted"] is None
    in_pounds = shop(one).get(f"items/{item_id}/offers", params={"currency": "GBP"}).json()
    assert {one["converted"]["currency"] for one in in_pounds["offers"] if one["converted"]} == {"GBP"}


def test_a_size_is_exact_and_elsewhere_delivery_is_unknown(street: Street, shop: Open, item_id: int) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [
        offer("Linen shirt", 4000, size="L", delivery={"cost": 0}),
        offer("Linen shirt", 4100, size="m", delivery={"cost": 0}),
        offer("Linen shirt", 3900, vendor_item_id="2", delivery={"cost": 0}),
    ]
    client = shop(one)
    answer = client.get(f"items/{item_id}/offers", params={"size": "M"}).json()
    assert answer["best"] == "one/1/m/"
    assert {one["size"] for one in answer["offers"]} == {"m", "M", ""}
    abroad = client.get(f"items/{item_id}/offers", params={"country": "PT"}).json()
    assert {one["total"] for one in abroad["offers"]} == {None}
    assert abroad["best"] is None


def test_says_why_an_offer_is_the_item(street: Street, shop: Open, item_id: int) -> None:
    client = shop(vendor(street, "one"))
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    reasons = {
        one["vendor"]: [(reason["kind"], reason["text"]) for reason in one["match"]["reasons"]]
        for one in client.get(f"items/{item_id}/offers").json()["offers"]
    }
    assert reasons == {"boutique": [("itself", "It is the item itself")], "one": [("same_title", "same title")]}
    named = client.get("offers", params={"query": "linen shirt zeppelin"}).json()["offers"]
    assert {(one["match"]["reasons"][0]["kind"], *one["match"]["reasons"][0]["ours"]) for one in named} == {
        ("lacks_words", "zeppelin")
    }


def test_what_an_earlier_release_remembered_is_read_anew(street: Street, shop: Open, item_id: int) -> None:
    client = shop(vendor(street, "one"))
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    first = client.get(f"items/{item_id}/offers").json()
    app = client.app
    assert isinstance(app, FastAPI)
    app.state.cache.set(price_comparisons_key(item_id), {"offers": [{"match": {"reasons": ["words"]}}]}, seconds=60)
    again = client.get(f"items/{item_id}/offers")
    assert (again.status_code, keys(again.json())) == (200, keys(first))


def test_each_failed_vendor_is_named_and_the_others_are_answered(street: Street, shop: Open, item_id: int) -> None:
    vendors = [vendor(street, name) for name in ("good", "broken", "slow")]
    street.stalls["good"].offers = [offer("Linen shirt", 4000)]
    street.stalls["broken"].body = b"<html>"
    street.stalls["slow"].seconds = 30.0
    client = shop(*vendors, deadline_seconds=0.7)
    answer = client.get(f"items/{item_id}/offers").json()
    assert "good" in keys(answer)
    assert {one["vendor"]: one["kind"] for one in answer["failures"]} == {"broken": "broken", "slow": "timeout"}


def test_answers_from_memory_and_refreshes_behind_it(
    database: Database, street: Street, shop: Open, item_id: int
) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    client = shop(one)
    first = client.get(f"items/{item_id}/offers").json()
    assert (first["is_refreshing"], len(street.stalls["one"].asked)) == (False, 1)
    assert client.get(f"items/{item_id}/offers").json() == first
    wait_hours(2, database)
    for _ in range(2):
        later = client.get(f"items/{item_id}/offers").json()
        assert later["is_refreshing"]
        assert keys(later) == keys(first)
    assert len(street.stalls["one"].asked) == 1
    with database.reading() as session:
        assert session.scalars(select(Job.name)).all() == ["refresh_offers"]


def test_is_not_shown_longer_than_the_licence_lets_us(
    database: Database, street: Street, shop: Open, item_id: int
) -> None:
    brief = vendor(street, "brief", terms=Terms(longest_age=3600, may_keep_history=False, attribution="Seen at Brief"))
    street.stalls["brief"].offers = [offer("Linen shirt", 4000)]
    client = shop(brief)
    seen = client.get(f"items/{item_id}/offers").json()["offers"]
    assert "Seen at Brief" in {one["attribution"] for one in seen}
    wait_hours(2, database)
    assert "brief" not in keys(client.get(f"items/{item_id}/offers").json())


def test_an_old_offer_is_marked_and_not_named_best(
    database: Database, street: Street, shop: Open, item_id: int
) -> None:
    one = vendor(street, "one", terms=Terms(longest_age=72 * 3600))
    street.stalls["one"].offers = [offer("Linen shirt", 4000, delivery={"cost": 0})]
    client = shop(one)
    assert client.get(f"items/{item_id}/offers").json()["best"] == "one/1//"
    wait_hours(30, database)
    answer = client.get(f"items/{item_id}/offers").json()
    assert [one["is_stale"] for one in answer["offers"] if one["vendor"] == "one"] == [True]
    assert answer["best"].startswith("boutique/")


def test_without_vendors_our_own_boutique_answers(shop: Open, item_id: int) -> None:
    answer = shop().get(f"items/{item_id}/offers").json()
    assert keys(answer) == ["boutique", "boutique"]
    assert [(one["size"], one["availability"]) for one in answer["offers"]] == [
        ("M", "in_stock"),
        ("L", "out_of_stock"),
    ]
    assert answer["as_of"] is None


def test_documents_1_and_2_get_their_shapes(street: Street, shop: Open, item_id: int) -> None:
    vendors = [vendor(street, name) for name in ("one", "two")]
    street.stalls["one"].offers = [offer("Linen shirt", 4400, delivery={"cost": 0})]
    street.stalls["two"].offers = [offer("Linen shirt", 4200, delivery={"cost": 0})]
    client = shop(*vendors)
    listed = client.get(f"price-comparison/{item_id}").json()["price_comparison"]
    assert [(one["vendor"], one["price"]) for one in listed[:2]] == [("Two", 42.0), ("One", 44.0)]
    assert all(one["link"].startswith("http") for one in listed)
    found = client.get("compare_price", params={"product": "linen shirt"}).json()
    assert found["best_deal"]["vendor"] == "Two"
    assert [one["price"] for one in found["prices"]][:2] == [42.0, 44.0]


def test_searches_a_product_by_name_at_all_vendors_and_remembers(street: Street, shop: Open, item_id: int) -> None:
    vendors = [vendor(street, name) for name in ("one", "two", "down")]
    street.stalls["one"].offers = [
        offer("Linen shirt, long", 4400, delivery={"cost": 0}),
        offer("Phone case", 100, vendor_item_id="2", delivery={"cost": 0}),
    ]
    street.stalls["two"].offers = [offer("Linnen shirt", 4200, delivery={"cost": 0})]
    street.stalls["down"].status = 500
    client = shop(*vendors)
    answer = client.get("offers", params={"query": "Linen  SHIRT"}).json()
    assert keys(answer)[:3] == ["two", "one", "boutique"]
    assert answer["best"] == "two/1//"
    assert [one["vendor"] for one in answer["failures"]] == ["down"]
    assert client.get("offers", params={"query": "linen shirt"}).json() == answer
    assert len(street.stalls["one"].asked) == 1
    assert client.get("offers", params={"query": ""}).status_code == 422


def test_an_unknown_item_has_no_offers(shop: Open) -> None:
    client = shop()
    assert client.get("items/77/offers").status_code == 404
    assert client.get("price-comparison/77").status_code == 404
    assert client.get("items/77/price-history").status_code == 404


def test_one_address_may_not_ask_without_end(shop: Open, item_id: int) -> None:
    client = shop()
    answers = [client.get("offers", params={"query": "linen"}).status_code for _ in range(125)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_writes_each_vendor_down_once_in_an_hour(database: Database, street: Street, shop: Open, item_id: int) -> None:
    one = vendor(street, "one")
    street.stalls["one"].offers = [offer("Linen shirt", 4000)]
    client = shop(one)
    for _ in range(3):
        client.get(f"items/{item_id}/offers")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PriceCheck)) == 1
        assert session.scalar(select(func.count()).select_from(Offer)) == 1
