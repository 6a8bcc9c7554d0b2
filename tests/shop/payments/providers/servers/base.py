"""A provider's server on loopback: it answers as its documentation says, or as badly as `mood` says."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from modiste.shop.payments.providers.base import Heard

Object = dict[str, Any]
SECRET = "a-test-secret-of-the-account"
WEBHOOK_SECRET = "a-test-secret-of-the-webhooks"
STATUSES = {"401", "403", "408", "429", "500", "502", "503", "504"}
BODIES = {
    "bytes": b"\xff\xfe\x00",
    "empty": b"",
    "page": b"<html>busy</html>",
    "list": b"[]",
    "null": b"null",
    "text": b'"yes"',
    "number": b"7",
    "nothing in it": b"{}",
    "too deep": b"[" * 100_000,
    "cut off": b'{"status": true, "data": {"id"',
}
ENDLESS = {"hang", "drip"}
LOSES_ANSWERS = "does what is posted, and its answer is lost"
MOODS = sorted([*STATUSES, *BODIES, *ENDLESS, "hang up", "redirect", "huge"])


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Object:
        return json.loads(self.body) if self.body else {}


@dataclass
class Page:
    """An attempt in the provider's book; `amount` as the provider writes it."""

    number: int
    name: str  # our reference, as the provider was told it
    amount: Any
    currency: str
    status: str = ""  # "", paid, declined, expired, waiting
    key: str = ""
    answer: Object = field(default_factory=dict)


class Server:
    """A book of pages and refunds; what a subclass's `answer` returns is sent as JSON."""

    prefix = ""  # of the paths

    def __init__(self) -> None:
        self.mood = ""
        self.asked: list[Asked] = []
        self.pages: dict[str, Page] = {}  # by the address that the shopper is sent to
        self.refunds: list[Object] = []
        self.canned: Callable[[Asked], tuple[int, Object] | None] = lambda asked: None
        self._closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version, disable_nagle_algorithm = "HTTP/1.1", True

            def do_GET(self) -> None:
                server._serve(self)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        self.base_url = f"http://{self.address}{self.prefix}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def is_asked(self) -> bool:
        """Whether a request came; one whose sender was in a hurry is read a moment after it went away."""
        for _ in range(500):
            if self.asked:
                return True
            time.sleep(0.01)
        return False

    def answer(self, asked: Asked) -> tuple[int, Object]:
        raise NotImplementedError

    def charge_event(self, url: str) -> Object:
        """The webhook's body that tells of a payment."""
        raise NotImplementedError

    def refund_event(self, refund: Object) -> Object:
        raise NotImplementedError

    def sign(self, body: bytes) -> Heard:
        raise NotImplementedError

    def hear(self, event: Object) -> Heard:
        return self.sign(json.dumps(event).encode())

    def page(self, url: str) -> Page:
        return self.pages[url]

    def settle_refunds(self) -> None:
        """What was on its way arrives."""
        raise NotImplementedError

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        asked = Asked(
            handler.command,
            parts.path.removeprefix(self.prefix),
            dict(parse_qsl(parts.query)),
            {name.lower(): value for name, value in handler.headers.items()},
            handler.rfile.read(int(handler.headers.get("Content-Length", 0))),
        )
        self.asked.append(asked)
        with contextlib.suppress(OSError):
            self._reply(handler, asked)

    def _reply(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        mood = self.mood
        if mood == "hang":
            self._closing.wait(30)
        elif mood == "drip":
            self._drip(handler)
        elif mood == "hang up":
            handler.close_connection = True
        elif mood == "redirect":
            send(handler, 302, b"", {"Location": "http://169.254.169.254/"})
        elif mood == "huge":
            send(handler, 200, b'{"status": "' + b"x" * (6 * 2**20) + b'"}')
        elif mood in STATUSES:
            send(handler, int(mood), json.dumps({"status": "error", "message": "An error occurred"}).encode())
        elif mood in BODIES:
            send(handler, 200, BODIES[mood])
        else:
            status, told = self.canned(asked) or self.answer(asked)
            if mood == LOSES_ANSWERS and asked.method == "POST":
                handler.close_connection = True
                return
            send(handler, status, json.dumps(told).encode())

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        while not self._closing.is_set():
            handler.wfile.write(b" ")
            time.sleep(0.05)


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
