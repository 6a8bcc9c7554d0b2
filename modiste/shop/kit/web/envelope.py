"""What every answer carries: the request's id, the security headers, and no leave to be stored unless given."""

import re
import secrets
import time
from collections.abc import Iterable

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = "X-Request-ID"
ACCEPTED_ID = re.compile(rb"[A-Za-z0-9._:-]{1,64}")
API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HARDENING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(self), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
POLICY = "Content-Security-Policy"
DEFAULTS = {
    POLICY: API_POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}

Header = tuple[bytes, bytes]
log = structlog.get_logger("modiste.access")


class Envelope:
    """The outermost middleware. A header of DEFAULTS is left alone where the answer brings its own."""

    def __init__(self, app: ASGIApp, *, is_production: bool, logs_access: bool = False) -> None:
        self.app = app
        self.fixed = _encoded(HARDENING | (HSTS if is_production else {}))
        self.defaults = _encoded(DEFAULTS)
        self.logs_access = logs_access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _given_id(scope["headers"]) or secrets.token_hex(16).encode()
        structlog.contextvars.bind_contextvars(request_id=request_id.decode())
        scope["request_id"] = request_id
        started = time.perf_counter() if self.logs_access else 0.0

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self.dressed(message.get("headers", ()), request_id)
                if self.logs_access:
                    _log_line(scope, message["status"], started)
            await send(message)

        await self.app(scope, receive, send_dressed)

    def dressed(self, headers: Iterable[Header], request_id: bytes) -> list[Header]:
        """An answer's headers with ours: the fixed ones, and the defaults that it does not bring itself."""
        given = list(headers)
        names = {name.lower() for name, _ in given}
        given.extend(entry for entry in self.defaults if entry[0] not in names)
        given.extend(entry for entry in self.fixed if entry[0] not in names)
        given.append((b"x-request-id", request_id))
        return given


def headers_of_surprise(scope: Scope) -> dict[str, str]:
    """The headers of a 500: Starlette sends it from outside every middleware, so it must dress itself."""
    given: bytes = scope.get("request_id", b"")
    return HARDENING | DEFAULTS | ({REQUEST_ID: given.decode()} if given else {})


def _given_id(headers: Iterable[Header]) -> bytes:
    for name, value in headers:
        if name == b"x-request-id":
            return value if ACCEPTED_ID.fullmatch(value) else b""
    return b""


def _encoded(headers: dict[str, str]) -> list[Header]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _log_line(scope: Scope, status: int, started: float) -> None:
    took = round((time.perf_counter() - started) * 1000, 1)
    log.info("request", method=scope["method"], path=scope["path"], status=status, milliseconds=took)
