"""What sites want of programs: asked once, believed for a day, and no answer means no."""

from collections.abc import Callable

import pytest

from modiste.shop.kit.fetch.base import FailureKind, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from tests.shop.kit.fetch.conftest import ask, kind_of, policy
from tests.shop.kit.fetch.shops import Conversation, Shop, dripping, redirect, reset, said

PAGE = ("text/html",)


def page(shop: Shop, path: str) -> Request:
    return Request(shop.url(path), accepts=PAGE, is_page=True)


def wishes(text: str) -> Conversation:
    return said(text.encode(), kind="text/plain")


@pytest.fixture(autouse=True)
def pages(shop: Shop) -> None:
    shop.otherwise = said(b"<html>", kind="text/html")


def test_reads_what_is_allowed_and_asks_for_the_wishes_once(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\nDisallow: /cart\nAllow: /\n\nUser-agent: Other\nDisallow: /")
    assert kind_of(ask(fetcher, page(shop, "/dress"))) == 200
    assert kind_of(ask(fetcher, page(shop, "/cart"))) is FailureKind.ROBOTS
    assert kind_of(ask(fetcher, page(shop, "/coat"))) == 200
    assert [head.split(" ")[1] for head in shop.asked] == ["/robots.txt", "/dress", "/coat"]


def test_many_at_once_ask_for_the_wishes_once(shop: Shop, fetcher: Fetcher) -> None:
    tasks = {number: fetcher.fetch(page(shop, f"/{number}"), policy()) for number in range(10)}
    assert [kind_of(outcome) for outcome in fetcher.run(tasks, seconds=5).values()] == [200] * 10
    assert sum("/robots.txt" in head for head in shop.asked) == 1


def test_goes_by_what_is_said_to_modiste(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\nAllow: /\n\nUser-agent: Modiste\nDisallow: /")
    assert kind_of(ask(fetcher, page(shop, "/"))) is FailureKind.ROBOTS


def test_interfaces_are_no_pages(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\nDisallow: /")
    assert kind_of(ask(fetcher, Request(shop.url("/api"), accepts=PAGE))) == 200


def test_without_wishes_everything_may_be_read(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = said(b"no", status="404 Not Found")
    assert kind_of(ask(fetcher, page(shop, "/"))) == 200


@pytest.mark.parametrize(
    "answer",
    [
        said(b"", status="500 Oh"),
        said(b"", status="429 Too Many Requests"),
        reset,
        dripping(b"O", pause=0.05, head=b"HTTP/1.1 200 "),
        said(b"x" * 600_000),
        redirect("http://10.0.0.1/robots.txt"),
    ],
    ids=["500", "429", "reset", "drip", "large", "inside"],
)
def test_a_site_that_cannot_say_is_not_read(
    shop: Shop, fetcher: Fetcher, answer: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modiste.shop.kit.fetch.robots.PATIENCE", 0.5)
    shop.answers["/robots.txt"] = answer
    kinds = (FailureKind.ROBOTS, FailureKind.FORBIDDEN)
    assert kind_of(ask(fetcher, page(shop, "/"))) in kinds
    assert kind_of(ask(fetcher, page(shop, "/"))) in kinds
    assert [head for head in shop.asked if "/robots.txt" not in head] == []


def test_a_redirect_leads_to_no_page_that_is_not_to_be_read(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\nDisallow: /secret")
    shop.answers["/"] = redirect("/secret")
    assert kind_of(ask(fetcher, page(shop, "/"))) is FailureKind.ROBOTS


def test_keeps_the_delay_that_the_site_wants(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\nCrawl-delay: 20")
    rules = policy()
    assert kind_of(ask(fetcher, page(shop, "/"), rules)) == 200
    assert kind_of(ask(fetcher, page(shop, "/"), rules)) is FailureKind.BUSY


def test_one_shop_that_is_down_says_nothing_of_another(shop: Shop, open_fetcher: Callable[..., Fetcher]) -> None:
    fetcher, rules = open_fetcher(), policy()
    shop.answers["/robots.txt"] = wishes("")
    shop.otherwise = said(b"", status="500 Oh")
    kinds = [kind_of(ask(fetcher, page(shop, "/"), rules)) for _ in range(4)]
    assert kinds == [500] * 3 + [FailureKind.PAUSED]
    shop.otherwise = said()
    assert kind_of(ask(fetcher, shop.url("/api"), rules)) == 200  # the vendor's own limits are others


def test_hostile_wishes_take_bounded_time(shop: Shop, fetcher: Fetcher) -> None:
    shop.answers["/robots.txt"] = wishes("User-agent: *\n" + f"Disallow: /{'*a' * 50}$\n" * 4000)
    assert kind_of(ask(fetcher, page(shop, "/" + "a" * 2000))) in (200, FailureKind.ROBOTS, FailureKind.TIMEOUT)
