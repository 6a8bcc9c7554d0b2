"""The street in one process: a port a shop on loopback, mischief on demand, and a back door for whoever watches."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from modiste.sandbox import amazon, ebay, pages, shopify, woocommerce
from modiste.sandbox.catalogue import Product
from modiste.sandbox.chaos import SLOW_SECONDS, Chaos, misbehave
from modiste.sandbox.listings import Shelves
from modiste.sandbox.meter import Meter
from modiste.sandbox.stall import Calendar, Stall
from modiste.sandbox.street import HOST, PER_EURO, SHOPS, Shop, addresses_of

BACK_DOOR = "/_sandbox/"
INTERFACES = {
    "ebay": ebay.routes,
    "amazon": amazon.routes,
    "shopify": shopify.routes,
    "woocommerce": woocommerce.routes,
    "page": pages.routes,
}


def open_stalls(products: Sequence[Product], port: int, shops: Sequence[Shop] = SHOPS) -> dict[str, Stall]:
    """The shops by name, not listening yet."""
    calendar, addresses = Calendar(), addresses_of(port, shops)
    return {
        shop.name: Stall(
            shop, Shelves(shop, products), addresses[shop.name], Meter(shop.per_day, shop.per_second), calendar
        )
        for shop in shops
    }


@asynccontextmanager
async def street_open(stalls: Mapping[str, Stall], port: int) -> AsyncIterator[None]:
    """Serve all stalls while the block runs. Raises OSError where a port is taken."""
    async with AsyncExitStack() as closing:
        for stall in stalls.values():
            # A handler whose client has gone is cancelled: a shop that hangs must not keep what nobody waits for.
            runner = web.AppRunner(build_app(stall), handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            closing.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, HOST, port + stall.shop.offset).start()
        yield


def build_app(stall: Stall) -> web.Application:
    """One shop as an application."""
    app = web.Application(middlewares=[_with_chaos(stall)])
    app.add_routes(INTERFACES[stall.shop.kind](stall))
    if stall.shop.kind != "page":
        app.add_routes(pages.human_routes(stall))
    app.add_routes(_back_door(stall))
    return app


def _with_chaos(stall: Stall) -> Middleware:
    content_type = "text/html" if stall.shop.kind == "page" else "application/json"

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(BACK_DOOR) or stall.chaos is Chaos.NONE:
            return await handler(request)
        if stall.chaos is not Chaos.SLOW:
            return await misbehave(request, stall.chaos, content_type)
        await asyncio.sleep(SLOW_SECONDS)
        return await handler(request)

    return answer


def _back_door(stall: Stall) -> list[web.RouteDef]:
    """What tests and the demo's watchers ask and change."""

    async def tell_counts(_request: web.Request) -> web.Response:
        return web.json_response(stall.meter.told())

    async def forget_counts(_request: web.Request) -> web.Response:
        stall.meter.forget()
        return web.json_response(stall.meter.told())

    async def tell_rates(_request: web.Request) -> web.Response:
        cubes = "".join(f'<Cube currency="{name}" rate="{rate}"/>' for name, rate in PER_EURO.items() if rate != 1)
        dated = f'<Cube time="{stall.day.isoformat()}">{cubes}</Cube>'
        return web.Response(text=f"<Envelope><Cube>{dated}</Cube></Envelope>", content_type="text/xml")

    async def set_chaos(request: web.Request) -> web.Response:
        mode = str((await _given(request)).get("mode"))
        if mode not in set(Chaos):
            return web.json_response({"modes": list(Chaos)}, status=422)
        stall.chaos = Chaos(mode)
        return web.json_response({"mode": stall.chaos})

    async def set_day(request: web.Request) -> web.Response:
        ahead = (await _given(request)).get("ahead")
        if not isinstance(ahead, int) or abs(ahead) > 3650:
            return web.json_response({"ahead": "a whole number of days"}, status=422)
        stall.calendar.ahead = ahead
        return web.json_response({"today": stall.day.isoformat()})

    return [
        web.get(f"{BACK_DOOR}counts", tell_counts),
        web.delete(f"{BACK_DOOR}counts", forget_counts),
        web.get(f"{BACK_DOOR}rates.xml", tell_rates),
        web.put(f"{BACK_DOOR}chaos", set_chaos),
        web.put(f"{BACK_DOOR}day", set_day),
    ]


async def _given(request: web.Request) -> dict[str, object]:
    try:
        given = json.loads(await request.read())
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
