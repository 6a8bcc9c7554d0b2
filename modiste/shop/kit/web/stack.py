"""The middleware of the service in its order, outermost first; pure ASGI each, a few microseconds each."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.bodies import BodyLimits
from modiste.shop.kit.web.crowd import Crowd
from modiste.shop.kit.web.entrance import Entrance
from modiste.shop.kit.web.envelope import REQUEST_ID, Envelope
from modiste.shop.kit.web.pages import ErrorPages

DOCS = "/api/v1/docs"
LINE = 4  # requests in line per thread, before new ones are sent away


def add_middleware(app: FastAPI, settings: Settings) -> None:
    """Wrap `app`: envelope, error pages, entrance, CORS when set, compression, the crowd's bound, body limits."""
    threads = settings.request_threads
    app.add_middleware(BodyLimits)
    app.add_middleware(Crowd, places=threads, line=LINE * threads)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", REQUEST_ID],
            expose_headers=["ETag", "Location", "Retry-After", "Idempotent-Replayed", REQUEST_ID],
            max_age=600,
        )
    app.add_middleware(Entrance, hosts=settings.allowed_hosts)
    app.add_middleware(ErrorPages, docs=DOCS if settings.shows_docs else "")
    app.add_middleware(Envelope, is_production=settings.is_production, logs_access=settings.access_log)
