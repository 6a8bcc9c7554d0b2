"""A small street for the tests: a dozen products, every shop open on ports of its own."""

import asyncio
import itertools
import socket
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

from modiste.sandbox.catalogue import Product
from modiste.sandbox.server import open_stalls, street_open
from modiste.sandbox.stall import Stall
from modiste.sandbox.street import SHOPS

T = TypeVar("T")
KINDS = {"dress": "Wrap midi dress", "knit": "Cable knit jumper", "coat": "Boiled wool cocoon coat", "bag": "Tote bag"}
COLOURS = ("burgundy", "sand", "charcoal", "navy")
CLOTHS = ("linen", "cotton", "wool")


def products() -> list[Product]:
    """Forty-eight products with sizes, GTINs and pictures; bags come in one size."""
    return [
        Product(
            id=f"T-{number}",
            name=f"{name} in {cloth}",
            brand=("Petit Jour", "Claes", "Ull")[number % 3],
            category=kind,
            colour=colour,
            sizes=("One size",) if kind == "bag" else ("S", "M", "L"),
            price=5000 + 1000 * number,
            gtin=f"2{number:012d}",
            material=cloth,
            description=f"A <{kind}> & more, in {colour}.",
            image_url="http://127.0.0.1:8000/media/a.webp",
        )
        for number, ((kind, name), cloth, colour) in enumerate(itertools.product(KINDS.items(), CLOTHS, COLOURS))
    ]


def free_port() -> int:
    """The first of a row of free ports, one a shop."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = int(probe.getsockname()[1])
        if first + len(SHOPS) < 65_536 and all(_is_free(first + shop.offset) for shop in SHOPS):
            return first


def visit(errand: Callable[[dict[str, Stall], aiohttp.ClientSession], Awaitable[T]]) -> T:
    """Open the street, do the errand with a client that cannot wait for ever, and close the street."""

    async def go() -> T:
        port = free_port()
        stalls = open_stalls(products(), port)
        async with street_open(stalls, port), aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as client:
            return await errand(stalls, client)

    return asyncio.run(go())


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
