"""Errors for people: who opens an address in a browser sees a page that says what to do, programs get their problem."""

import gzip
import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PROBLEM_TYPE = b"application/problem+json"
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# The build of the web app makes the style sheet from its own colours and type; without a build the page is plain.
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<title>{title} · Modiste</title>
</head>
<body>
<header><a class="wordmark" href="/">Modiste</a></header>
<main>
<p class="status">{status}</p>
<h1>{title}</h1>
<p>{detail}</p>
<p>{advice}</p>
<p class="actions">{actions}</p>
{request}</main>
</body>
</html>
"""
HOME = '<a class="button" href="/">Go to the shop</a>'
AGAIN = '<a class="button quiet" href="{path}">Try again</a>'
DOCS = '<a class="button quiet" href="{docs}">What the API offers</a>'
TITLES = {  # in the place of the protocol's own words
    400: "This address cannot be read",
    404: "There is nothing here",
    405: "This address is not for reading",
    429: "Slower, please",
    500: "Something broke on our side",
    503: "The shop is not available at the moment",
}
ADVICE = {
    401: "Pages of the shop sign you in; an address of the API opened by itself does not know you.",
    403: "Your account may not see this. Another one may: sign in with it in the shop.",
    404: "Check the address for a slip, or start again from the shop.",
    500: "Try again in a moment. If it happens again, tell us the number below: it finds what went wrong.",
}


def is_navigation(scope: Scope) -> bool:
    """Whether a browser asks for a page to show: it says so itself (Sec-Fetch-Mode), old ones by what they accept."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return False
    headers = Headers(scope=scope)
    return "text/html" in headers.get("accept", "") and headers.get("sec-fetch-mode", "navigate") == "navigate"


def error_page(
    scope: Scope, problem: Mapping[str, Any], headers: Iterable[tuple[str, str]] = (), *, docs: str = ""
) -> Response:
    """The page that says what a problem document says, and what to do; `docs` is where the API is described."""
    status = int(problem["status"])
    kept = {name: value for name, value in headers if name.lower() in {"retry-after", "allow", "www-authenticate"}}
    wait = kept.get("retry-after", "")
    advice = f"Try again in {_duration(int(wait))}." if wait.isdigit() else ADVICE.get(status, ADVICE[404])
    actions = [HOME]
    if status in {429, 500, 503}:
        actions.append(AGAIN.format(path=escape(_path(scope))))
    elif docs and scope["path"].startswith("/api"):
        actions.append(DOCS.format(docs=docs))
    request_id: bytes = scope.get("request_id", b"")
    content = PAGE.format(
        status=status,
        title=escape(TITLES.get(status, str(problem["title"]))),
        detail=escape(str(problem["detail"])),
        advice=escape(advice),
        actions=" ".join(actions),
        request=f'<p class="small">Request {escape(request_id.decode())}</p>\n' if request_id else "",
    )
    kept |= {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return Response(content, status_code=status, media_type="text/html", headers=kept)


class ErrorPages:
    """Turns problem documents into pages where a browser navigates; whatever else passes through untouched."""

    def __init__(self, app: ASGIApp, *, docs: str = "") -> None:
        self.app = app
        self.docs = docs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_navigation(scope):
            held = _Held(scope, receive, send, self.docs)
            await self.app(scope, receive, held.send)
        else:
            await self.app(scope, receive, send)


class _Held:
    """Holds a problem back until it is whole."""

    __slots__ = ("_body", "_docs", "_receive", "_scope", "_send", "_start")

    def __init__(self, scope: Scope, receive: Receive, send: Send, docs: str) -> None:
        self._scope, self._receive, self._send, self._docs = scope, receive, send, docs
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_problem(message):
            self._start = message
            return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._answer(self._start)

    async def _answer(self, start: Message) -> None:
        headers = Headers(raw=start["headers"])
        is_zipped = headers.get("content-encoding") == "gzip"
        problem = json.loads(gzip.decompress(self._body) if is_zipped else self._body)
        page = error_page(self._scope, problem, headers.items(), docs=self._docs)
        await page(self._scope, self._receive, self._send)


def _is_problem(start: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(PROBLEM_TYPE) for name, value in start["headers"])


def _path(scope: Scope) -> str:
    query: bytes = scope["query_string"]
    path = b"/" + (scope.get("raw_path") or b"").lstrip(b"/")  # two slashes would name another host
    return (path + (b"?" + query if query else b"")).decode("ascii", "replace")


def _duration(seconds: int) -> str:
    if seconds < 90:
        return "a second" if seconds == 1 else f"{seconds} seconds"
    return f"{round(seconds / 60)} minutes" if seconds < 5400 else f"{round(seconds / 3600)} hours"
