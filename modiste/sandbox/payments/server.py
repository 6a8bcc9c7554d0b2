"""The sandbox in one process: the three interfaces, their pages and the back door on one port of loopback."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from modiste.sandbox.chaos import SLOW_SECONDS, Chaos, misbehave, reset
from modiste.sandbox.payments import (
    back_door,
    flutterwave,
    flutterwave_objects,
    page,
    paystack,
    paystack_objects,
    stripe,
    stripe_objects,
    till,
)
from modiste.sandbox.payments.book import Book
from modiste.sandbox.payments.deliveries import Deliveries, Plan
from modiste.sandbox.payments.desk import LOST, Desk
from modiste.sandbox.payments.keys import HOST, PROVIDERS

TELLERS = {"stripe": stripe_objects.tell, "paystack": paystack_objects.tell, "flutterwave": flutterwave_objects.tell}
MOST_BYTES = 1024 * 1024


@asynccontextmanager
async def sandbox_open(
    port: int, *, webhooks: Mapping[str, str] | None = None, file: Path | None = None
) -> AsyncIterator[Desk]:
    """Serve while the block runs; port 0 takes a free one. Raises OSError where the port is taken.

    `webhooks` says where each provider posts its webhooks; without it none are sent. `file` keeps the book.
    """
    book = Book(file)
    plans = {provider: Plan(url=(webhooks or {}).get(provider, "")) for provider in PROVIDERS}
    desk = Desk(book, Deliveries(book, plans), f"http://{HOST}:{port}", TELLERS)
    # A handler whose client has gone is cancelled: a provider that hangs must not keep what nobody waits for.
    runner = web.AppRunner(build_app(desk), handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
    try:
        await runner.setup()
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        desk.origin = f"http://{HOST}:{runner.addresses[0][1]}"
        await desk.deliveries.start()
        till.resume(desk)
        yield desk
    finally:
        await runner.cleanup()
        await desk.deliveries.stop()
        book.close()


def build_app(desk: Desk) -> web.Application:
    """The sandbox as an application."""
    app = web.Application(middlewares=[_with_chaos(desk)], client_max_size=MOST_BYTES)
    for part in (back_door, page, stripe, paystack, flutterwave):
        app.add_routes(part.routes(desk))
    return app


def _with_chaos(desk: Desk) -> Middleware:
    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        provider, _, rest = request.path.removeprefix("/").partition("/")
        if provider not in desk.manners or rest.startswith("pay/"):
            return await handler(request)
        mode = desk.manners[provider].take_chaos(f"{request.method} {request.path}")
        if mode == Chaos.NONE:
            return await handler(request)
        if mode == Chaos.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
            return await handler(request)
        if mode == LOST:
            unsent = await handler(request)
            reset(request)
            return unsent
        return await misbehave(request, Chaos(mode), "application/json")

    return answer
