"""Hostile and clumsy answers: bounded in time and memory, and told by kind."""

import resource
import threading
import time
from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from modiste.shop.kit.fetch.base import Answer, FailureKind, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from tests.shop.kit.fetch.conftest import ask, kind_of, no_names, policy
from tests.shop.kit.fetch.shops import Conversation, Shop, bomb, dripping, raw, redirect, reset, said

JSON_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = JSON_HEAD + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
EMPTY_GZIP = b"a\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\r\n"
HOSTILE: dict[str, tuple[Conversation, FailureKind]] = {
    "gzip bomb": (bomb(200, "gzip"), FailureKind.TOO_LARGE),
    "deflate bomb": (bomb(200, "deflate"), FailureKind.BROKEN),
    "encoded twice": (said(b"x", more=("Content-Encoding: gzip, gzip",)), FailureKind.BROKEN),
    "encoding that we did not ask for": (said(b"x", more=("Content-Encoding: br",)), FailureKind.BROKEN),
    "no gzip at all": (said(b"plain", more=("Content-Encoding: gzip",)), FailureKind.BROKEN),
    "gzip that yields nothing for ever": (
        dripping(b"1388\r\n" + b"\x00\x00\x00\xff\xff" * 1000 + b"\r\n", pause=0, head=GZIPPED + EMPTY_GZIP),
        FailureKind.TOO_LARGE,
    ),
    "gzip cut off": (said(b"\x1f\x8b\x08\x00", more=("Content-Encoding: gzip",)), FailureKind.BROKEN),
    "says that it is large": (raw(JSON_HEAD + b"Content-Length: 99999999999\r\n\r\n{"), FailureKind.TOO_LARGE),
    "endless": (dripping(b"10000\r\n" + b"x" * 65536 + b"\r\n", pause=0, head=CHUNKED), FailureKind.TOO_LARGE),
    "drips": (dripping(b"1\r\nx\r\n", pause=0.02, head=CHUNKED), FailureKind.TIMEOUT),
    "drips its headers": (dripping(b"X-A: 1\r\n", pause=0.02, head=JSON_HEAD), FailureKind.TIMEOUT),
    "drips its status": (dripping(b"O", pause=0.02, head=b"HTTP/1.1 200 "), FailureKind.TIMEOUT),
    "hangs": (lambda connection: time.sleep(2), FailureKind.TIMEOUT),
    "longer than it is": (raw(JSON_HEAD + b"Content-Length: 100\r\n\r\n{}"), FailureKind.BROKEN),
    "two lengths": (raw(JSON_HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), FailureKind.BROKEN),
    "no number as its length": (raw(JSON_HEAD + b"Content-Length: two\r\n\r\n{}"), FailureKind.BROKEN),
    "broken chunks": (raw(CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n"), FailureKind.BROKEN),
    "garbage": (raw(bytes(range(256)) * 40), FailureKind.BROKEN),
    "another protocol": (raw(b"220 mail.example ESMTP\r\n"), FailureKind.BROKEN),
    "a header without end": (raw(JSON_HEAD + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n"), FailureKind.BROKEN),
    "thousands of headers": (raw(JSON_HEAD + b"X-A: 1\r\n" * 5000 + b"\r\n"), FailureKind.BROKEN),
    "another type": (said(b"<html>", kind="text/html"), FailureKind.BROKEN),
    "no type": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), FailureKind.BROKEN),
    "hangs up": (raw(b""), FailureKind.UNREACHABLE),
    "resets": (reset, FailureKind.UNREACHABLE),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_answer_ends_in_bounded_time_and_memory(case: str, shop: Shop, fetcher: Fetcher) -> None:
    shop.otherwise, expected = HOSTILE[case]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert kind_of(ask(fetcher, shop.url(), policy(seconds=0.6))) is expected  # many of them would last for ever
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KiB
    shop.otherwise = said()
    assert kind_of(ask(fetcher, shop.url())) == 200  # and nothing of it stays in the next answer


def test_reads_an_honest_answer(shop: Shop, fetcher: Fetcher) -> None:
    shop.otherwise = said(more=("X-Limit-Left: 7",))
    answer = ask(fetcher, shop.url("/search?q=linen"))
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body, answer.headers["x-limit-left"]) == (200, b'{"price": 10}', "7")
    assert answer.url == shop.url("/search?q=linen")


def test_says_honestly_who_asks_and_keeps_no_cookie(shop: Shop, fetcher: Fetcher) -> None:
    shop.otherwise = said(more=("Set-Cookie: id=1; Path=/",))
    for _ in range(2):
        ask(fetcher, Request(shop.url(), headers={"X-Key": "k", "User-Agent": "Mozilla", "Cookie": "a=1"}))
    assert len(shop.asked) == 2
    for head in shop.asked:
        assert "User-Agent: Modiste/" in head
        assert "(+a test)" in head
        assert "X-Key: k" in head
        assert "Mozilla" not in head
        assert "cookie" not in head.lower()


def test_gives_error_answers_with_their_bodies(shop: Shop, fetcher: Fetcher) -> None:
    shop.otherwise = said(b"<h1>No</h1>", status="404 Not Found", kind="text/html")
    answer = ask(fetcher, shop.url())
    assert (answer.status, answer.body) == (404, b"<h1>No</h1>")


def test_posts_a_body_and_sends_it_nowhere_else(shop: Shop, fetcher: Fetcher) -> None:
    question = Request(shop.url("/token"), method="POST", headers={"Content-Type": "text/plain"}, body=b"secret=1")
    assert kind_of(ask(fetcher, question)) == 200
    shop.answers["/token"] = redirect("/elsewhere", "307 Temporary Redirect")
    assert kind_of(ask(fetcher, question)) is FailureKind.FORBIDDEN
    assert [head.split(" ")[1] for head in shop.asked] == ["/token", "/token"]


@pytest.mark.parametrize(
    "headers", [{"X-A": "1\r\nX-B: 2"}, {"X-A\r\nX-B": "1"}, {"X A": "1"}, {"": "1"}, {"X-A": "\x00"}]
)
def test_refuses_headers_that_would_be_two(shop: Shop, fetcher: Fetcher, headers: dict[str, str]) -> None:
    assert kind_of(ask(fetcher, Request(shop.url(), headers=headers))) is FailureKind.FORBIDDEN
    assert shop.asked == []


@pytest.mark.parametrize("method", ["DELETE", "CONNECT", "get", "GET / HTTP/1.1\r\nX: "])
def test_refuses_other_methods(shop: Shop, fetcher: Fetcher, method: str) -> None:
    assert kind_of(ask(fetcher, Request(shop.url(), method=method))) is FailureKind.FORBIDDEN
    assert shop.asked == []


def test_follows_five_redirects_and_not_a_sixth(shop: Shop, fetcher: Fetcher) -> None:
    for number in range(7):
        shop.answers[f"/{number}"] = redirect(f"/{number + 1}")
    shop.answers["/7"] = said()
    answer = ask(fetcher, shop.url("/2"))
    assert (answer.status, answer.url) == (200, shop.url("/7"))
    assert kind_of(ask(fetcher, shop.url("/1"))) is FailureKind.BROKEN


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/", "file:///etc/passwd", "data:,1", "http://u:p@{}/", "http://[/"])
def test_follows_no_redirect_to_another_scheme_or_with_a_user(shop: Shop, fetcher: Fetcher, target: str) -> None:
    shop.answers["/"] = redirect(target.format(shop.address))
    assert kind_of(ask(fetcher, shop.url())) is FailureKind.FORBIDDEN


def test_keys_do_not_follow_a_redirect_to_another_origin(shop: Shop, open_fetcher: Callable[..., Fetcher]) -> None:
    def look_up(host: str, port: int, **options: object) -> list[tuple[object, ...]]:
        return no_names("127.0.0.1", port)

    fetcher = open_fetcher(ports=(shop.port,), look_up=look_up)
    shop.answers["/"] = redirect(f"http://other.example:{shop.port}/there")
    headers = {"Authorization": "Bearer k", "X-Shop-Key": "k", "Accept-Language": "de"}
    assert kind_of(ask(fetcher, Request(f"http://one.example:{shop.port}/", headers=headers))) == 200
    first, second = shop.asked
    assert "Bearer k" in first
    assert "X-Shop-Key" in first
    assert "Bearer" not in second
    assert "X-Shop-Key" not in second
    assert "Accept-Language: de" in second
    assert "User-Agent: Modiste/" in second


def test_asks_once_more_when_the_connection_breaks(shop: Shop, fetcher: Fetcher) -> None:
    turns = iter([raw(b""), said()])
    shop.otherwise = lambda connection: next(turns)(connection)
    assert kind_of(ask(fetcher, shop.url())) == 200
    turns = iter([raw(b""), said()])
    assert kind_of(ask(fetcher, Request(shop.url(), method="POST", body=b"x"))) is FailureKind.UNREACHABLE


def test_logs_hold_neither_keys_nor_questions(shop: Shop, fetcher: Fetcher) -> None:
    shop.otherwise = HOSTILE["another type"][0]
    with capture_logs() as lines:
        failure = ask(fetcher, Request(shop.url("/find?key=hidden-1"), headers={"Authorization": "Bearer hidden-2"}))
    assert lines
    assert "hidden" not in str(lines) + str(failure) + repr(failure)


def test_a_name_that_hangs_takes_no_longer_than_allowed(open_fetcher: Callable[..., Fetcher]) -> None:
    def look_up(host: str, port: int, **options: object) -> list[tuple[object, ...]]:
        may_end.wait(10)
        return []

    may_end = threading.Event()
    fetcher = open_fetcher(look_up=look_up)
    assert kind_of(ask(fetcher, "https://slow.example/", policy(seconds=0.2))) is FailureKind.TIMEOUT
    may_end.set()
