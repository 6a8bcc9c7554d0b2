"""The service: every router, the error handler, what is loaded at start."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from modiste import __version__
from modiste.shop.accounts import routes as accounts
from modiste.shop.boutiques import routes as boutiques
from modiste.shop.catalogue import routes as catalogue
from modiste.shop.jobs import routes as jobs
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.problems import add_handlers
from modiste.shop.recommendations import routes as recommendations
from modiste.shop.swipes import routes as swipes

API = "/api/v1"
ROUTERS = (accounts, boutiques, catalogue, swipes, recommendations, jobs)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application; opens its database lazily and closes it at the end of its life."""
    settings = settings or Settings()

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.database.close()

    app = FastAPI(
        title="Modiste",
        version=__version__,
        summary="A fashion shop that learns taste.",
        openapi_url=f"{API}/openapi.json",
        docs_url=f"{API}/docs",
        redoc_url=None,
        lifespan=life,
    )
    app.state.settings = settings
    app.state.database = Database(
        settings.resolved_database_url,
        connections=settings.request_threads,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    add_handlers(app)
    for feature in ROUTERS:
        app.include_router(feature.router, prefix=API)
    return app
