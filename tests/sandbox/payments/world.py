"""A sandbox on a port of its own, and a shop that hears its webhooks, for tests that are written without a loop."""

import asyncio
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import stripe
from aiohttp import web

from modiste.sandbox.payments.keys import API_KEYS
from modiste.sandbox.payments.server import sandbox_open

PATIENCE = 10.0


@dataclass
class Heard:
    """A webhook as it came."""

    provider: str
    body: bytes
    headers: dict[str, str]
    at: float = field(default_factory=time.monotonic)

    @property
    def told(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return str(self.told.get("type") or self.told.get("event") or "refund")


@dataclass
class Answer:
    """A status and a body."""

    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class World:
    """An open sandbox."""

    origin: str = ""
    heard: list[Heard] = field(default_factory=list)
    shop_says: list[int] = field(default_factory=list)  # the next answers to webhooks; 200 after these

    def call(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Answer:
        """A request with JSON, and the key of the provider that the path begins with."""
        provider = path.strip("/").partition("/")[0]
        headers = {"Content-Type": "application/json"}
        if provider in API_KEYS:
            headers["Authorization"] = f"Bearer {API_KEYS[provider] if key is None else key}"
        data = None if body is None else json.dumps(body).encode()
        return self.raw(urllib.request.Request(self.origin + path, data, headers, method=method))

    def form(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """A request to Stripe with a form, as no SDK writes it."""
        headers = {"Authorization": f"Bearer {API_KEYS['stripe']}"} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        data = urllib.parse.urlencode(fields).encode()
        return self.raw(urllib.request.Request(f"{self.origin}/stripe{path}", data, headers, method="POST"))

    def raw(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.build_opener(_Staying).open(request, timeout=PATIENCE) as answer:
                return _read(answer)
        except urllib.error.HTTPError as error:
            with error:
                return _read(error)

    def act(self, reference: str, how: str, **more: Any) -> Any:
        answer = self.call("POST", "/_sandbox/pay", {"reference": reference, "how": how, **more})
        assert answer.status == 200, answer.body
        return answer.body

    def book(self, reference: str) -> Any:
        """What the book says of the payment with a reference."""
        (payment,) = self.call("GET", f"/_sandbox/book?reference={reference}").body["payments"]
        return payment

    def deliver(self, provider: str, **plan: Any) -> None:
        assert self.call("PUT", f"/_sandbox/webhooks/{provider}", plan).status == 200

    def behave(self, provider: str, **manners: Any) -> None:
        assert self.call("PUT", f"/_sandbox/manners/{provider}", manners).status == 200

    def wait_for(self, number: int) -> list[Heard]:
        """The webhooks, once there are so many."""
        return until(lambda: self.heard if len(self.heard) >= number else None)

    def stripe(self, **options: Any) -> Any:
        """The official SDK, told to ask here."""
        base = f"{self.origin}/stripe"
        addresses: Any = {"api": base, "files": base, "connect": base, "meter_events": base}
        options = {"max_network_retries": 0, "http_client": stripe.RequestsClient(timeout=5)} | options
        return stripe.StripeClient(API_KEYS["stripe"], base_addresses=addresses, **options).v1


class _Staying(urllib.request.HTTPRedirectHandler):
    """Does not follow."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _read(answer: Any) -> Answer:
    text = answer.read().decode()
    is_json = answer.headers.get_content_type() == "application/json"
    return Answer(answer.status, json.loads(text) if is_json else text, dict(answer.headers))


def until(found: Callable[[], Any]) -> Any:
    """What `found` finds, as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while not (value := found()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return value


@contextmanager
def world_open(*, book: Path | None = None, hears: bool = True, url: str = "") -> Iterator[World]:
    """Open a sandbox and a shop in a thread, while the block runs."""
    world, ready, ended = World(), threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(world, ready, ended, (book, hears, url))))
    thread.start()
    try:
        assert ready.wait(PATIENCE), "the sandbox did not open"
        yield world
    finally:
        ended.set()
        thread.join(PATIENCE)


async def _serve(
    world: World, ready: threading.Event, ended: threading.Event, how: tuple[Path | None, bool, str]
) -> None:
    book, hears, url = how

    async def listen(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        world.heard.append(Heard(request.match_info["provider"], await request.read(), headers))
        return web.Response(status=world.shop_says.pop(0) if world.shop_says else 200)

    app = web.Application()
    app.add_routes([web.post("/{provider}", listen)])
    shop = web.AppRunner(app, access_log=None)
    await shop.setup()
    await web.TCPSite(shop, "127.0.0.1", 0).start()
    here = f"http://127.0.0.1:{shop.addresses[0][1]}"
    urls = {name: url or f"{here}/{name}" for name in API_KEYS} if hears else {}
    try:
        async with sandbox_open(0, webhooks=urls, file=book) as desk:
            world.origin = desk.origin
            ready.set()
            await asyncio.to_thread(ended.wait)
    finally:
        await shop.cleanup()
