"""The sandbox as a process of its own: opened, described in a few lines, and closed when it is time."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

from modiste.sandbox.payments.keys import API_KEYS, PROVIDERS, WEBHOOK_SECRETS, addresses_of, webhook_addresses
from modiste.sandbox.payments.server import sandbox_open
from modiste.sandbox.until import Ending


def run(
    port: int, *, webhooks: str = "", book: Path | None = None, until_stdin_closes: bool, say: Callable[[str], None]
) -> None:
    """Serve until it is time. Raises OSError where the port is taken."""

    async def serve() -> None:
        ending = Ending(until_stdin_closes=until_stdin_closes)
        urls = webhook_addresses(webhooks) if webhooks else {}
        async with sandbox_open(port, webhooks=urls, file=book) as desk:
            for line in description(desk.origin, urls):
                say(line)
            await ending.wait()

    asyncio.run(serve())


def description(origin: str, webhooks: dict[str, str]) -> Iterator[str]:
    """Where the providers are, what they accept, and where they post."""
    addresses = addresses_of(origin)
    for provider in PROVIDERS:
        yield f"{provider:<12} {addresses[provider]}"
        yield f"{'':<12} key {API_KEYS[provider]}   webhook secret {WEBHOOK_SECRETS[provider]}"
        yield f"{'':<12} webhooks go to {webhooks[provider]}" if provider in webhooks else f"{'':<12} posts no webhooks"
    yield f"{'the book':<12} {origin}/_sandbox/book"
    yield "These keys are known to everybody and good for nothing but this sandbox. No money moves."
