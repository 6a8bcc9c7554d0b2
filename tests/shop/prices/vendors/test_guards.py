"""No vendor's value slips past the guards."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.shop.kit.fetch.base import FailureKind
from modiste.shop.prices.vendors.answers import days_until, failure_of, read_json, records_at, value_at, values_at
from modiste.shop.prices.vendors.base import Delivery, Evidence, Found, Question, Unreadable
from modiste.shop.prices.vendors.guards import (
    DEAREST,
    gtins_of,
    keep_sound,
    link_of,
    minor_units,
    pick_likely,
    scaled_units,
    search_text,
    text_of,
)
from tests.shop.prices.vendors.answers import GTIN, answer

SOUND = Found("1", "Cardigan", "https://shop.example/1", 4990, "EUR")


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        ("49.90", "EUR", 4990),
        (Decimal("49.9"), "EUR", 4990),
        (49, "EUR", 4900),
        ("1500.00", "JPY", 1500),
        ("1.234", "KWD", 1234),
        ("30000000.00", "IDR", 3_000_000_000),
        ("49.901", "EUR", None),
        ("-1", "EUR", None),
        ("NaN", "EUR", None),
        ("Infinity", "EUR", None),
        ("1e30", "EUR", None),
        ("9" * 1_000_000, "EUR", None),
        (10**30, "EUR", None),
        (True, "EUR", None),
        (None, "EUR", None),
        (["49.90"], "EUR", None),
        ("49.90", "XXX", None),
        ("49.90", "", None),
    ],
)
def test_reads_major_units_and_refuses_what_is_no_price(value: object, currency: str, expected: int | None) -> None:
    assert minor_units(value, currency) == expected


@pytest.mark.parametrize(
    ("value", "currency", "decimals", "expected"),
    [
        ("4990", "EUR", 2, 4990),
        ("49", "EUR", 0, 4900),
        ("49900", "EUR", 3, 4990),
        ("49905", "EUR", 3, None),
        (150_000, "JPY", 2, 1500),
        ("49.90", "EUR", 2, None),
        (-4990, "EUR", 2, None),
        ("9" * 1_000_000, "EUR", 2, None),
        (4990, "EUR", 99, None),
    ],
)
def test_counts_in_the_unit_that_the_shop_names(
    value: object, currency: str, decimals: int, expected: int | None
) -> None:
    assert scaled_units(value, currency, decimals=decimals) == expected


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,<script>",
        "ftp://shop.example/1",
        "https://user:pass@shop.example/",
        "https:///nowhere",
        "https://shop.example/a b",
        "https://shop.example/\nSet-Cookie: a",
        'https://shop.example/"onclick=',
        "https://shop.example:99999/",
        "https://[::1/",
        "/only/a/path",
        "https://shop.example/" + "a" * 3000,
        None,
        7,
    ],
)
def test_drops_links_that_are_not_plain_web_addresses(value: object) -> None:
    assert link_of(value) == ""


def test_completes_links_of_the_page_they_stand_on() -> None:
    assert link_of("/p/1", base="https://shop.example/search") == "https://shop.example/p/1"
    assert link_of("//cdn.example/1.jpg", base="https://shop.example") == "https://cdn.example/1.jpg"
    assert link_of("javascript:alert(1)", base="https://shop.example") == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<b>Wool</b> &amp; Silk", "Wool & Silk"),
        ("Coat<script>alert(1)</script>", "Coat"),
        ("&lt;img src=x onerror=alert(1)&gt;Coat", "Coat"),
        ("a\x00b\u202ec\nd", "a b c d"),
        ("sizes < 40", "sizes < 40"),
        (312890, "312890"),
        (["Coat"], ""),
        ({"name": "Coat"}, ""),
    ],
)
def test_takes_markup_and_control_characters_out_of_texts(value: object, expected: str) -> None:
    assert text_of(value) == expected


@given(st.text(max_size=5000) | st.integers() | st.none() | st.lists(st.text()))
def test_texts_and_links_hold_no_markup_whatever_is_given(value: object) -> None:
    assert "<script" not in text_of(value).lower()
    assert len(text_of(value)) <= 300
    assert link_of(value) == "" or link_of(value).lower().startswith("http")


def test_knows_a_gtin_by_its_check_digit() -> None:
    assert gtins_of("4006381333931", "4006381333932", "036000291452", "12cc89c502df", None, 96385074) == (
        "4006381333931",
        "036000291452",
        "96385074",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"price": 0},
        {"price": -1},
        {"price": DEAREST + 1},
        {"currency": "XXX"},
        {"title": "<br>"},
        {"url": "javascript:alert(1)"},
        {"vendor_item_id": ""},
    ],
)
def test_what_cannot_be_true_is_no_offer(change: dict[str, object]) -> None:
    assert keep_sound([SOUND, replace(SOUND, **({"vendor_item_id": "2"} | change))]) == (SOUND,)


def test_cleans_an_offer_and_keeps_unknown_delivery_unknown() -> None:
    dirty = replace(
        SOUND,
        title="<i>Cardigan</i>",
        list_price=4000,
        condition="mint",
        availability="maybe",
        image_url="data:image/png;base64,",
        gtins=("123", GTIN),
        delivery=Delivery(-1, None, 9, 2),
        evidence=(Evidence("price", "page", "<b>49,90</b>"),),
    )
    cleaned = replace(
        SOUND,
        condition="unknown",
        gtins=(GTIN,),
        evidence=(Evidence("price", "page", "49,90"),),
    )
    assert keep_sound([dirty]) == (cleaned,)


def test_a_variant_that_is_listed_twice_counts_once_at_its_lowest() -> None:
    assert keep_sound([SOUND, replace(SOUND, price=4500), replace(SOUND, size="M")]) == (
        replace(SOUND, price=4500),
        replace(SOUND, size="M"),
    )


def test_picks_the_same_gtin_first_and_else_by_words() -> None:
    right = replace(SOUND, vendor_item_id="2", title="Lumi Merino Cardigan", gtins=(GTIN,))
    near = replace(SOUND, vendor_item_id="3", title="Merino Cardigan grey")
    others = [replace(SOUND, vendor_item_id="4", title="Leather boots"), near, right]
    assert pick_likely(others, Question("Merino Cardigan", brand="Lumi", gtin=GTIN)) == (right,)
    assert pick_likely(others, Question("Merino Cardigan", brand="Lumi")) == (right, near)


def test_searches_with_the_brand_once() -> None:
    assert search_text(Question("Merino Cardigan", brand="Lumi")) == "Lumi Merino Cardigan"
    assert search_text(Question("LUMI Merino Cardigan", brand="Lumi")) == "LUMI Merino Cardigan"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe", b'{"a":' + b"9" * 200_000 + b"}"])
def test_refuses_what_is_not_json(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(answer(body))


def test_reads_numbers_exactly_and_no_numbers_as_none() -> None:
    assert read_json(answer(b'{"a": 49.9, "b": NaN, "c": -Infinity}')) == {"a": Decimal("49.9"), "b": None, "c": None}


def test_follows_a_path_and_finds_nothing_where_nothing_is() -> None:
    body = {"a": [{"b": 1}, {"b": None}, {"b": [{"c": 2}, {"c": 3}]}, "x"]}
    assert values_at(body, "a[].b[].c") == [2, 3]
    assert value_at(body, "a[0].b") == 1
    assert value_at(body, "a[9].b.c") is None
    assert records_at(body, "a")[0] == {"b": 1}
    assert records_at(body, "a[2].b") == [{"c": 2}, {"c": 3}]
    assert records_at([{"b": 1}], "") == [{"b": 1}]


def test_tells_days_by_the_shops_own_clock() -> None:
    assert days_until("2026-12-01T08:00:00.000Z", answer({})) == 4
    assert days_until("2026-11-20T08:00:00Z", answer({})) == 0
    assert days_until("soon", answer({})) is None
    assert days_until("2026-12-01T08:00:00Z", answer({}, date="")) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, FailureKind.REFUSED),
        (403, FailureKind.REFUSED),
        (430, FailureKind.REFUSED),
        (429, FailureKind.BUSY),
        (503, FailureKind.STATUS),
    ],
)
def test_a_status_has_a_kind(status: int, kind: FailureKind) -> None:
    failure = failure_of(answer({}, status=status, retry_after="30"))
    assert (failure.kind, failure.status, failure.retry_after) == (kind, status, 30)
    assert failure_of(answer({}, status=status, retry_after="tomorrow")).retry_after == 5
