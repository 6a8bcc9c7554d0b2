"""The built web app: hashed assets for ever, the page for every deep link, and a 404 for all other things."""

import gzip
import hashlib
import mimetypes
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from modiste.shop.kit.web.etag import is_listed
from modiste.shop.kit.web.problems import problem

NONCE_MARK = b"__CSP_NONCE__"
FOR_EVER = "public, max-age=31536000, immutable"
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: https:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'"
)
# The docs page asks the API, and nobody else; it starts from files of its own.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PAGES = frozenset({"/index.html", "/docs.html"})  # never answered as files
WORKER = "/sw.js"
WORKER_POLICY = "default-src 'none'; connect-src 'self'"  # what the service worker may do: ask this server
NOT_BUILT = (
    "The web app is not built. `make web` builds it; `make demo` does everything. "
    "The API answers under /api/v1 (its description: /api/v1/openapi.json).\n"
)
TYPES = {
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".map": "application/json",
}
BROTLI = ".br"
ZIPPED = ("text/", "application/json", "application/manifest", "image/svg")


@dataclass(frozen=True)
class Asset:
    """A file of the web app, held in memory: a few megabytes, and no path ever reaches the disk."""

    content: bytes
    media_type: str
    cache_control: str
    brotli: bytes | None = None
    policy: str = ""
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.content).hexdigest()[:24]}"')

    @cached_property
    def zipped(self) -> bytes | None:
        """The content compressed once, or None when that would not help."""
        if len(self.content) < 1024 or not self.media_type.startswith(ZIPPED):
            return None
        return gzip.compress(self.content, 9, mtime=0)

    def answer(self, headers: Headers) -> Response:
        """This file, or a 304 when the browser has it."""
        sent = {"Cache-Control": self.cache_control, "ETag": self.etag, "Cross-Origin-Resource-Policy": "same-origin"}
        if self.policy:
            sent["Content-Security-Policy"] = self.policy
        if is_listed(self.etag, headers.get("if-none-match", ""), weakly=True):
            return Response(status_code=304, headers=sent)
        accepted = {word.partition(";")[0].strip() for word in headers.get("accept-encoding", "").split(",")}
        for name, content in (("br", self.brotli), ("gzip", self.zipped)):
            if content and name in accepted:
                sent |= {"Content-Encoding": name, "Vary": "Accept-Encoding"}
                return Response(content, headers=sent, media_type=self.media_type)
        return Response(self.content, headers=sent, media_type=self.media_type)


class Frontend:
    """What answers where no route does. Paths below /api are never the page, whatever the Accept header says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._assets: dict[str, Asset] = {}
        self._loaded_at = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # no WebSocket is spoken here; the server closes it
        answer = self._answer(scope["method"], scope["path"], Headers(scope=scope))
        await answer(scope, receive, send)

    def _answer(self, method: str, path: str, headers: Headers) -> Response:
        if path == "/api" or path.startswith("/api/"):
            return problem(404, "There is no such path in this API; /api/v1/openapi.json lists those there are.")
        if method not in {"GET", "HEAD"}:
            return problem(405, "Pages and files are only read.", headers={"Allow": "GET, HEAD"})
        self._load()
        asset = self._assets.get(path)
        if asset is not None and path not in PAGES:
            return asset.answer(headers)
        is_file = path.startswith("/assets/") or (
            "." in path.rpartition("/")[2] and "text/html" not in headers.get("accept", "")
        )
        if is_file and path not in PAGES:
            return problem(404, "There is no such file.")
        return self._page()

    async def docs(self, _request: Request) -> Response:
        """The page that shows what the API offers, and lets people try it."""
        self._load()
        page = self._assets.get("/docs.html")
        if page is None:
            return PlainTextResponse(NOT_BUILT, headers={"Cache-Control": "no-cache"})
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": DOCS_POLICY}
        return Response(page.content, headers=headers, media_type="text/html")

    def _page(self) -> Response:
        page = self._assets.get("/index.html")
        if page is None:
            return PlainTextResponse(NOT_BUILT, headers={"Cache-Control": "no-cache"})
        nonce = secrets.token_urlsafe(16)
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY.format(nonce=nonce)}
        return Response(page.content.replace(NONCE_MARK, nonce.encode()), headers=headers, media_type="text/html")

    def _load(self) -> None:
        """Read the folder when its page is newer than what is held: a rebuild shows without a restart."""
        index = self.folder / "index.html"
        written_at = index.stat().st_mtime_ns if index.is_file() else 0
        if written_at == self._loaded_at:
            return
        files = (file for file in self.folder.rglob("*") if file.is_file()) if written_at else ()
        self._assets = {_path(file, self.folder): _asset(file, self.folder) for file in files if file.suffix != BROTLI}
        self._loaded_at = written_at


def _path(file: Path, folder: Path) -> str:
    return f"/{file.relative_to(folder).as_posix()}"


def _asset(file: Path, folder: Path) -> Asset:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    is_hashed = file.is_relative_to(folder / "assets")
    beside = file.with_name(file.name + BROTLI)  # made by the build
    return Asset(
        content=file.read_bytes(),
        media_type=kind,
        cache_control=FOR_EVER if is_hashed else "no-cache",
        brotli=beside.read_bytes() if beside.is_file() else None,
        policy=WORKER_POLICY if _path(file, folder) == WORKER else "",
    )
