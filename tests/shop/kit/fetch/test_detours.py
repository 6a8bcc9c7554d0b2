"""Ways to lead the door elsewhere than its check saw: aliases of names, upgrades, other services, the shop itself."""

import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from yarl import URL

from modiste.shop.kit.fetch import sockets
from modiste.shop.kit.fetch.base import Answer, FailureKind, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.ours import Ours
from modiste.shop.kit.fetch.wire import Wire
from tests.shop.kit.fetch.conftest import ask, kind_of, no_names, policy
from tests.shop.kit.fetch.shops import Canary, Shop, raw, redirect, said

OUR_ADDRESSES = ("93.184.216.34", "2606:2800:220:1::34")  # public ones, which nobody dials here


@pytest.fixture
def canary() -> Iterator[Canary]:
    opened = Canary(("::", 0))
    yield opened
    opened.close()


def aliases(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
    """A resolver that follows `alias.example` through two more names, and tells the last one as the system does."""
    ends = {
        "to-metadata.example": ("metadata.google.internal", "169.254.169.254"),
        "to-metadata6.example": ("instance-data.ec2.internal", "fd00:ec2::254"),
        "to-loopback.example": ("localhost", "127.0.0.1"),
        "to-loopback6.example": ("localhost6", "::1"),
        "to-mapped.example": ("localhost", "::ffff:127.0.0.1"),
    }
    if host not in ends:
        return no_names(host, port, **options)
    name, address = ends[host]
    found = no_names(address, port, type=socket.SOCK_STREAM)
    return [(family, kind, protocol, name, end) for family, kind, protocol, _, end in found]


@pytest.mark.parametrize("kind", ["metadata", "metadata6", "loopback", "loopback6", "mapped"])
def test_an_alias_of_an_inside_name_opens_no_connection(
    open_fetcher: Callable[..., Fetcher], canary: Canary, kind: str
) -> None:
    fetcher = open_fetcher(ports=(80, canary.port), look_up=aliases)
    for port in (80, canary.port):
        assert kind_of(ask(fetcher, f"http://to-{kind}.example:{port}/")) is FailureKind.FORBIDDEN
    assert canary.settle() == 0


SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n"


@pytest.mark.parametrize("protocol", [b"websocket", b"h2c", b"TLS/1.0"])
def test_an_answer_that_changes_the_protocol_is_none(shop: Shop, fetcher: Fetcher, protocol: bytes) -> None:
    hidden = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    shop.otherwise = raw(SWITCHING % protocol + hidden)
    outcome = ask(fetcher, shop.url(), policy(seconds=2.0))
    assert kind_of(outcome) is FailureKind.BROKEN
    shop.otherwise = said()
    assert kind_of(ask(fetcher, shop.url())) == 200  # and nothing of it stays in the next answer


def test_asks_for_no_other_protocol(shop: Shop, fetcher: Fetcher) -> None:
    ask(fetcher, Request(shop.url(), headers={"Connection": "Upgrade", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABk"}))
    lines = [line.lower() for line in shop.asked[0].splitlines()]
    assert not [line for line in lines if line.startswith(("connection: upgrade", "upgrade:", "http2-settings:"))]


def test_another_service_that_an_answer_names_is_not_asked(shop: Shop, fetcher: Fetcher, canary: Canary) -> None:
    shop.otherwise = said(
        more=(
            f'Alt-Svc: http/1.1="127.0.0.1:{canary.port}"; ma=3600, h2=":{canary.port}", h3=":{canary.port}"',
            f"Refresh: 0; url=http://127.0.0.1:{canary.port}/",
            f"Content-Location: http://127.0.0.1:{canary.port}/",
            f"Link: <http://127.0.0.1:{canary.port}/>; rel=preload",
        )
    )
    assert [kind_of(ask(fetcher, shop.url())) for _ in range(3)] == [200] * 3
    assert len(shop.asked) == 3
    assert canary.settle() == 0


@pytest.mark.parametrize("host", ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:169.254.169.254]"])
def test_no_redirect_leads_to_a_mapped_address(
    shop: Shop, open_fetcher: Callable[..., Fetcher], canary: Canary, host: str
) -> None:
    fetcher = open_fetcher(ports=(canary.port,))
    shop.answers["/"] = redirect(f"http://{host}:{canary.port}/")
    assert kind_of(ask(fetcher, shop.url())) is FailureKind.FORBIDDEN
    assert canary.settle() == 0


@pytest.mark.parametrize("target", ["http://shop.example/", "//shop.example:80/", "http://elsewhere.example/"])
def test_no_redirect_leads_from_https_down_to_http(
    open_fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    asked: list[URL] = []

    async def exchange(_wire: Wire, _request: Request, url: URL, *_: Any) -> Answer | str:
        asked.append(url)
        return target if len(asked) == 1 else Answer(200, {}, b"{}", str(url))

    monkeypatch.setattr(Wire, "_exchange", exchange)
    is_down = target.startswith("http:")
    assert kind_of(ask(open_fetcher(), "https://shop.example/")) == (FailureKind.FORBIDDEN if is_down else 200)
    assert len(asked) == (1 if is_down else 2)


def ours(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
    """The shop's own name, another name for its addresses, and strangers at others."""
    if not host.endswith(".example"):
        return no_names(host, port, **options)
    addresses = OUR_ADDRESSES if host in ("our.example", "alias-of-ours.example") else ("127.0.0.1",)
    return [found for one in addresses for found in no_names(one, port, type=socket.SOCK_STREAM)]


@pytest.mark.parametrize(
    "host",
    [
        "our.example",
        "OUR.example.",
        "alias-of-ours.example",
        "93.184.216.34",
        "0x5db8d822",
        "[::ffff:93.184.216.34]",
        "[64:ff9b::5db8:d822]",
        "[2606:2800:220:1::34]",
    ],
)
def test_the_shops_own_public_address_is_not_asked(
    open_fetcher: Callable[..., Fetcher], shop: Shop, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialled: list[str] = []
    monkeypatch.setattr(sockets.Guard, "may_dial", noting(sockets.Guard.may_dial, dialled))
    fetcher = open_fetcher(public_url="https://our.example", look_up=ours)
    assert kind_of(ask(fetcher, f"https://{host}/")) is FailureKind.FORBIDDEN
    shop.answers["/"] = redirect(f"http://{host}/")
    assert kind_of(ask(fetcher, shop.url())) is FailureKind.FORBIDDEN
    assert dialled == [shop.address]


def noting(may_dial: Callable[..., bool], dialled: list[str]) -> Callable[..., bool]:
    """The guard's rule, which notes what it lets through."""

    def note(guard: sockets.Guard, family: int, address: tuple[Any, ...]) -> bool:
        may = may_dial(guard, family, address)
        if may:
            dialled.append(f"{address[0]}:{address[1]}")
        return may

    return note


def test_an_address_of_this_machine_is_not_asked_even_if_it_is_public(
    open_fetcher: Callable[..., Fetcher], canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "is_public", lambda _: True)  # as if this machine's addresses were
    addresses = [
        one.address
        for one in itertools.chain.from_iterable(psutil.net_if_addrs().values())
        if one.family in (socket.AF_INET, socket.AF_INET6) and "%" not in one.address
    ]
    assert len(addresses) >= 2
    urls = [f"http://{f'[{one}]' if ':' in one else one}:{canary.port}/" for one in addresses]
    how = {"ports": (canary.port,), "public_url": "https://our.example", "look_up": ours}
    fetcher = open_fetcher(**how)
    assert {kind_of(ask(fetcher, url)) for url in urls} == {FailureKind.FORBIDDEN}
    assert canary.settle() == 0
    monkeypatch.setattr(Ours, "has", lambda *_: False)
    fetcher = open_fetcher(**how)
    assert {kind_of(ask(fetcher, url)) for url in urls} == {FailureKind.UNREACHABLE}  # reached: it answers nothing
    assert canary.settle() >= len(urls)


def test_what_is_allowed_is_asked_even_if_it_is_ours(open_fetcher: Callable[..., Fetcher], shop: Shop) -> None:
    fetcher = open_fetcher(public_url=f"http://{shop.address}")
    assert kind_of(ask(fetcher, shop.url())) == 200


def test_a_public_name_that_nobody_knows_or_that_hangs_keeps_no_vendor_from_answering(
    open_fetcher: Callable[..., Fetcher], shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modiste.shop.kit.fetch.ours.PATIENCE", 0.2)
    assert kind_of(ask(open_fetcher(public_url="https://unknown.example"), shop.url())) == 200

    def hang(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        ended.wait(5)
        return []

    asked, ended = list[str](), threading.Event()
    fetcher = open_fetcher(public_url="https://our.example", look_up=hang)
    assert [kind_of(ask(fetcher, shop.url())) for _ in range(3)] == [200] * 3
    assert asked == ["our.example"]
    ended.set()
