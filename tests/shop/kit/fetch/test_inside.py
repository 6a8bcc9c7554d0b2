"""No inside address is reachable: hundreds of ways to name one, and a canary that counts who comes."""

import ipaddress
import itertools
import socket
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest

from modiste.shop.kit.fetch.addresses import is_public
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Request
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.sockets import Guard
from tests.shop.kit.fetch.conftest import ask, kind_of, no_names, policy
from tests.shop.kit.fetch.shops import Canary, Shop, redirect

INSIDE_V4 = (
    "127.0.0.1 127.0.0.2 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254 192.168.0.1 "
    "169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.2 192.88.99.1 "
    "198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255"
).split()
INSIDE_V6 = (
    ":: ::1 fe80::1 fe80::1%25lo fe80::1%25eth0 fe80::1%lo fec0::1 fc00::1 fd00::2 fd00:ec2::254 ff02::1 100::1 "
    "2001:db8::1 2001:2::1 2001:10::1 2001:20::1 3fff::1 5f00::1 64:ff9b:1::7f00:1 2620:4f:8000::1 ::1%25lo 4000::1"
).split()
TRICKS = (
    "http://shop.example@127.0.0.1:{port}/",
    "http://shop.example:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@shop.example/",
    "http://127.0.0.1:{port}?@shop.example/",
    "http://127.0.0.1:{port}\\@shop.example/",
    "http://shop.example\\@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1:{port}\r\nX-Header: 1/",
    "http://127.0.0.1:{port}/\r\n\r\nGET /metadata HTTP/1.1",
    "http:// 127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "http://127.0.0.1:{port}:80/",
    "http://127.0.0.1:0{port}/",
    "http://127.0.0.1:+{port}/",
    "http://127。0。0。1:{port}/",
    "http://127．0．0．1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://localhost.localdomain:{port}/",
    "http://ｌｏｃａｌｈｏｓｔ:{port}/",
    "http://xn--lcalhost-54a:{port}/",
    "http://[::ffff:127.0.0.1%25lo]:{port}/",
    "http://[::1:{port}/",
    "http://::1:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1%00.shop.example:{port}/",
    "http://127.0.0.1%2f:{port}/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/",
    "data:application/json,1",
    "dict://127.0.0.1:{port}/",
    "ldap://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "javascript:1",
    "jar:http://127.0.0.1:{port}!/",
    "http://",
    "",
)
ANSWERS = {  # what a hostile name server says
    "inside.example": ["127.0.0.1"],
    "mixed.example": ["127.0.0.1", "::1", "10.0.0.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "metadata.example": ["169.254.169.254"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
}


def spellings(text: str) -> Iterator[str]:
    """The ways to write one IPv4 address, alone and carried by IPv6."""
    a, b, c, d = (int(part) for part in text.split("."))
    number = int(ipaddress.IPv4Address(text))
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    yield from (text, f"{text}.", str(number), f"0x{number:x}", f"0{number:o}", f"{a}.{number & 0xFFFFFF}")
    yield from (f"{a}.{b}.{c * 256 + d}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}")
    yield from (f"0x{a:x}.{b}.0{c:o}.{d}", f"[::ffff:{text}]", f"[::ffff:{high}:{low}]", f"[64:ff9b::{text}]")
    yield from (f"[64:ff9b::{high}:{low}]", f"[64:ff9b:1::{text}]", f"[2002:{high}:{low}::1]", f"[::{text}]")
    inverted = number ^ 0xFFFFFFFF
    yield f"[2001:0:4136:e378:8000:63bf:{inverted >> 16:x}:{inverted & 0xFFFF:x}]"
    yield from (f"[::ffff:0:{text}]", f"[2a00:1450::5efe:{high}:{low}]", f"[2a00:1450::200:5efe:{high}:{low}]")


def attempts(port: int) -> list[str]:
    """Every URL that must not lead anywhere."""
    hosts = [spelling for text in INSIDE_V4 for spelling in spellings(text)]
    hosts += [f"[{text}]" for text in INSIDE_V6] + list(ANSWERS)
    for name, addresses in psutil.net_if_addrs().items():
        for one in addresses:
            if one.family in (socket.AF_INET, socket.AF_INET6) and not is_public(one.address):
                hosts += [f"[{one.address}]", f"[{one.address.split('%')[0]}%25{name}]", one.address]
    return list(
        dict.fromkeys([f"http://{host}:{port}/" for host in hosts] + [trick.format(port=port) for trick in TRICKS])
    )


def hostile_names(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
    if host in ANSWERS:
        return [found for one in ANSWERS[host] for found in no_names(one, port, type=socket.SOCK_STREAM)]
    return no_names(host, port, **options)


@pytest.fixture
def canary() -> Iterator[Canary]:
    opened = Canary(("::", 0))
    yield opened
    opened.close()


def outcomes(fetcher: Fetcher, urls: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(urls), 100):
        some = urls[start : start + 100]
        found |= fetcher.run({url: fetcher.fetch(Request(url), policy()) for url in some}, seconds=20)
    return found


def test_no_way_to_name_an_inside_address_opens_a_connection(
    open_fetcher: Callable[..., Fetcher], canary: Canary
) -> None:
    urls = attempts(canary.port)
    found = outcomes(open_fetcher(ports=(80, 443, canary.port), look_up=hostile_names), urls)
    assert len(found) >= 300
    kinds = {url: kind_of(outcome) for url, outcome in found.items()}
    allowed = (FailureKind.FORBIDDEN, FailureKind.UNREACHABLE)  # unreachable: written so that no name is found
    assert {url: kind for url, kind in kinds.items() if kind not in allowed} == {}
    assert sum(kind is FailureKind.FORBIDDEN for kind in kinds.values()) > 500
    assert canary.settle() == 0


def test_no_redirect_leads_inside(open_fetcher: Callable[..., Fetcher], canary: Canary, shop: Shop) -> None:
    targets = [
        url for url in attempts(canary.port) if url.isascii() and url.isprintable() and url.startswith("http://")
    ]
    statuses = itertools.cycle(("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"))
    urls = []
    for number, (target, status) in enumerate(zip(targets, statuses, strict=False)):
        shop.answers[f"/{number}"] = redirect(target, status)
        urls.append(shop.url(f"/{number}"))
    found = outcomes(open_fetcher(ports=(80, 443, canary.port), look_up=hostile_names), urls)
    assert len(found) >= 300
    reached = {url: outcome for url, outcome in found.items() if not isinstance(outcome, FetchFailed)}
    # A relative redirect ("http:/127.0.0.1/x") stays with the shop that gave it, which is allowed here.
    assert all(outcome.url.startswith(shop.url("")) for outcome in reached.values())
    assert len(reached) < 10
    assert canary.settle() == 0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "0x7f000001", "localhost", "[::1]", "[::ffff:127.0.0.1]", "mixed.example"]
)
def test_without_the_guard_the_canary_would_be_reached(
    open_fetcher: Callable[..., Fetcher], canary: Canary, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guard, "may_dial", lambda *_: True)
    fetcher = open_fetcher(ports=(canary.port,), look_up=hostile_names)
    assert kind_of(ask(fetcher, f"http://{host}:{canary.port}/")) is FailureKind.UNREACHABLE  # it answers nothing
    assert canary.settle() >= 1


def test_a_name_that_changes_its_address_gains_nothing(open_fetcher: Callable[..., Fetcher], shop: Shop) -> None:
    inner = Canary(("127.0.0.2", shop.port), ("::1", shop.port))
    turns = itertools.cycle(["127.0.0.1", "127.0.0.2", "::1"])

    def look_up(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        return no_names(next(turns), port, type=socket.SOCK_STREAM)

    fetchers = [open_fetcher(ports=(shop.port,), look_up=look_up) for _ in range(3)]
    kinds = [kind_of(ask(f, f"http://turns-{n}.example:{shop.port}/")) for n in range(10) for f in fetchers]
    assert kinds.count(200) == 10  # the one address that is allowed here
    assert kinds.count(FailureKind.FORBIDDEN) == 20
    assert inner.settle() == 0
    inner.close()


def test_of_several_addresses_only_those_outside_are_dialled(open_fetcher: Callable[..., Fetcher], shop: Shop) -> None:
    inner = Canary(("127.0.0.2", shop.port), ("::1", shop.port))

    def look_up(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        addresses = ["::1", "127.0.0.2", "127.0.0.1", "fe80::1%lo"]
        return [found for one in addresses for found in no_names(one, port, type=socket.SOCK_STREAM)]

    fetcher = open_fetcher(ports=(shop.port,), look_up=look_up)
    assert kind_of(ask(fetcher, f"http://several.example:{shop.port}/")) == 200
    assert inner.settle() == 0
    inner.close()


def test_a_proxy_in_the_environment_is_not_used(
    open_fetcher: Callable[..., Fetcher], canary: Canary, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    assert kind_of(ask(open_fetcher(), shop.url())) == 200
    assert canary.settle() == 0


def test_only_the_ports_of_the_web_are_talked_to(open_fetcher: Callable[..., Fetcher]) -> None:
    fetcher = open_fetcher()
    for port in (21, 22, 25, 53, 81, 3306, 5432, 6379, 8080, 11211):
        assert kind_of(ask(fetcher, f"https://shop.example:{port}/")) is FailureKind.FORBIDDEN


@pytest.mark.parametrize("text", INSIDE_V4)
def test_knows_an_inside_address_whatever_carries_it(text: str) -> None:
    number = int(ipaddress.IPv4Address(text))
    assert not is_public(text)
    for prefix in (
        "::ffff:0:0",
        "64:ff9b::",
        "::",
        "::ffff:0:0:0",
        "2a00:1450:0:1:0:5efe::",
        "2a00:1450:0:1:200:5efe::",
    ):
        assert not is_public(str(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number)))
    assert not is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)))


@pytest.mark.parametrize(
    "text",
    ["93.184.216.34", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1",
     "64:ff9b::808:808", "::ffff:8.8.8.8", "2001:4860:4860::8888", "2a00::5efe:808:808"],
)  # fmt: skip
def test_lets_the_open_web_through(text: str) -> None:
    assert is_public(text)


@pytest.mark.parametrize("text", [*INSIDE_V6, "", "shop.example", "127.0.0.1:80", "1.2.3", "::ffff:1.2.3.4%lo"])
def test_what_is_no_public_address_is_not_taken_for_one(text: str) -> None:
    assert not is_public(text.replace("%25", "%"))
