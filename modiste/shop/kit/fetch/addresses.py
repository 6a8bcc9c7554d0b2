"""Which addresses are the open web: everything but our own table of inner, reserved and forwarding ones.

The table is ours because the standard library's `is_global` has changed its mind between versions, and lets through
addresses that carry another one inside (NAT64 of 169.254.169.254, say).
"""

import ipaddress

from yarl import URL

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed

LONGEST_URL = 4096
HARMLESS = frozenset(chr(code) for code in range(0x21, 0x7F)) - frozenset('\\"<>^`{|}')

DENIED_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' inner side; Alibaba's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's inner service, on a public address
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation, as are 198.51.100 and 203.0.113
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that was ever given out; the rest is inner, reserved or a mapping
DENIED_V6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo, benchmarks, ORCHID: no shop lives there
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 carries an IPv4 address and is dead: refused whatever it carries
        "2620:4f:8000::/48",
        "3fff::/20",  # documentation
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how a host without IPv4 reaches it
ISATAP = (0x00005EFE, 0x02005EFE)  # the middle of an interface's number that carries an IPv4 address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(text: str) -> bool:
    """Whether the IP address `text` belongs to the open web, looking through what carries an IPv4 address."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in DENIED_V4)
    if address.scope_id is not None:
        return False
    if (carried := innermost(address)) is not address:
        return is_public(str(carried))
    if address not in GLOBAL_V6 or any(address in network for network in DENIED_V6):
        return False
    is_isatap = (int(address) >> 32) & 0xFFFFFFFF in ISATAP
    return not is_isatap or is_public(str(_last_four(address)))


def innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for (mapped, or by NAT64), and any other as it is."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    return address.ipv4_mapped or (_last_four(address) if address in NAT64 else address)


def check_url(text: str, *, ports: frozenset[int], allowed: frozenset[tuple[str, int]]) -> URL:
    """The URL in `text` if we may talk to such a one; raises FetchFailed(FORBIDDEN).

    The address behind a name is not known here: the socket's guard sees it.
    """
    if len(text) > LONGEST_URL or not _is_plain(text):
        raise FetchFailed(FailureKind.FORBIDDEN, "This address holds characters that no web address has.")
    try:
        url = URL(text).with_fragment(None)
        host, port = url.host, url.port
    except ValueError as error:
        raise FetchFailed(FailureKind.FORBIDDEN, "This is no web address.") from error
    if url.scheme not in ("http", "https") or not host or "%" in host:
        raise FetchFailed(FailureKind.FORBIDDEN, "Only http and https addresses are asked.")
    if url.user is not None or url.password is not None:
        raise FetchFailed(FailureKind.FORBIDDEN, "An address with a user name in it is not asked.")
    if port is None or (port not in ports and (host, port) not in allowed):
        raise FetchFailed(FailureKind.FORBIDDEN, f"Port {port} is not one that shops use.")
    return url


def _is_plain(text: str) -> bool:
    """No blanks, controls or backslashes: parsers disagree on them. Letters beyond ASCII are names or words."""
    return all(character in HARMLESS or (character > "\x9f" and character.isalnum()) for character in text)


def _last_four(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
