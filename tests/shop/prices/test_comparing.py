"""All vendors are asked at once, and what misbehaves costs only itself."""

from collections.abc import Callable
from dataclasses import replace

from modiste.shop.kit.fetch.base import FailureKind
from modiste.shop.prices.comparing import Comparer, Heard
from modiste.shop.prices.vendors.base import Question
from tests.shop.prices.street import QUICK, Stall, Street, offer, vendor

Compare = Callable[..., Comparer]
SHIRT = Question("Linen shirt")


def failures(heard: list[Heard]) -> dict[str, FailureKind]:
    return {one.vendor.name: one.failure.kind for one in heard if one.failure is not None}


def test_a_vendor_that_hangs_costs_only_itself(street: Street, compare: Compare) -> None:
    vendors = [vendor(street, name) for name in ("one", "two", "slow")]
    street.stalls["slow"].seconds = 30.0
    for name in ("one", "two"):
        street.stalls[name].offers = [offer("Linen shirt", 4000)]
    heard = compare(*vendors).ask(SHIRT, seconds=0.6)
    assert {one.vendor.name: len(one.found) for one in heard} == {"one": 1, "two": 1, "slow": 0}
    assert failures(heard) == {"slow": FailureKind.TIMEOUT}


def test_every_way_to_misbehave_is_named(street: Street, compare: Compare) -> None:
    street.stalls |= {
        "garbage": Stall(body=b"{not json"),
        "shape": Stall(body=b'{"offers": [{"price": "x"}]}'),
        "deep": Stall(body=b"[" * 100_000),
        "error": Stall(status=503),
    }
    heard = compare(*(vendor(street, name) for name in street.stalls)).ask(SHIRT, seconds=2.0)
    assert failures(heard) == {
        "garbage": FailureKind.BROKEN,
        "shape": FailureKind.BROKEN,
        "deep": FailureKind.BROKEN,
        "error": FailureKind.STATUS,
    }


def test_a_page_is_read_in_another_process(street: Street, compare: Compare) -> None:
    page = vendor(street, "page", parses_pages=True)
    street.stalls["page"].offers = [offer("Linen shirt", 4000)]
    heard = compare(page).ask(SHIRT, seconds=10.0)
    assert failures(heard) == {}
    assert [one.price for one in heard[0].found] == [4000]


def test_a_token_is_asked_for_once_and_anew_when_it_is_refused(street: Street, compare: Compare) -> None:
    locked = vendor(street, "locked", has_token=True)
    stall = street.stalls["locked"]
    stall.token, stall.offers = "first", [offer("Linen shirt", 4000)]
    comparer = compare(locked)
    for _ in range(3):
        assert failures(comparer.ask(SHIRT, seconds=2.0)) == {}
    assert stall.asked.count("token") == 1
    stall.token = "second"
    assert failures(comparer.ask(SHIRT, seconds=2.0)) == {}
    assert stall.asked.count("token") == 2


def test_a_vendor_without_quota_is_not_asked(street: Street, compare: Compare) -> None:
    rare = vendor(street, "rare", policy=replace(QUICK, per_day=2))
    street.stalls["rare"].offers = [offer("Linen shirt", 4000)]
    comparer = compare(rare)
    ends = [failures(comparer.ask(SHIRT, seconds=2.0)) for _ in range(3)]
    assert ends == [{}, {}, {"rare": FailureKind.QUOTA}]
    assert len(street.stalls["rare"].asked) == 2
