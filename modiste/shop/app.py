"""The service: every router, the error handler, what is loaded at start."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

import modiste
from modiste.shop.accounts import routes as accounts
from modiste.shop.aliases import content_shop, price_engine, swipe_shop, swipe_shop_cart, wardrobe_app
from modiste.shop.boutiques import people_routes as boutique_people
from modiste.shop.boutiques import routes as boutiques
from modiste.shop.cart import routes as cart
from modiste.shop.catalogue import boutique_routes as boutique_items
from modiste.shop.catalogue import import_routes as boutique_imports
from modiste.shop.catalogue import routes as catalogue
from modiste.shop.insights import routes as insights
from modiste.shop.insights.settings import InsightSettings
from modiste.shop.jobs import routes as jobs
from modiste.shop.kit.cache import Cache
from modiste.shop.kit.db import Database
from modiste.shop.kit.limits import Limits
from modiste.shop.kit.log import configure
from modiste.shop.kit.queue.broker import Messenger
from modiste.shop.kit.queue.later import post_through
from modiste.shop.kit.redis import Remote
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.kit.web import health, media
from modiste.shop.kit.web.frontend import Frontend
from modiste.shop.kit.web.openapi import DescribedApp, operation_name
from modiste.shop.kit.web.problems import add_handlers
from modiste.shop.kit.web.stack import DOCS, add_middleware
from modiste.shop.notifications import routes as notifications
from modiste.shop.orders import boutique_routes as boutique_orders
from modiste.shop.orders import item_routes as boutique_items_to_withdraw
from modiste.shop.orders import routes as orders
from modiste.shop.payments import boutique_routes as boutique_refunds
from modiste.shop.payments import routes as payments
from modiste.shop.payments.opening import Payments
from modiste.shop.prices import alert_routes as price_alerts
from modiste.shop.prices import routes as prices
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.opening import open_comparer
from modiste.shop.privacy import routes as privacy
from modiste.shop.recommendations import routes as recommendations
from modiste.shop.recommendations.serving import Serving
from modiste.shop.swipes import routes as swipes
from modiste.shop.wardrobe import archive_routes as wardrobe_archives
from modiste.shop.wardrobe import photo_routes as garment_photos
from modiste.shop.wardrobe import routes as wardrobe
from modiste.shop.webhooks import routes as webhooks

API = "/api/v1"
ROUTERS = (
    accounts,
    notifications,
    boutiques,
    boutique_people,
    webhooks,
    boutique_items,
    boutique_imports,  # before catalogue: /boutiques/me/imports is no boutique's id
    catalogue,
    wardrobe,
    garment_photos,
    wardrobe_archives,
    swipes,
    prices,
    price_alerts,
    recommendations,
    swipe_shop_cart,  # before cart: GET /cart with a user_id is a document's
    cart,
    orders,
    boutique_orders,
    boutique_items_to_withdraw,
    payments,
    boutique_refunds,
    insights,
    privacy,
    jobs,
    health,
    swipe_shop,
    price_engine,
    content_shop,
    wardrobe_app,
)
WEBAPP = Path(modiste.__file__).parent / "webapp"


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application; opens its database lazily and closes it at the end of its life."""
    if settings is None:  # called by the server, as the factory of a process of its own
        settings = Settings()
        configure(settings)
    app = DescribedApp(
        title="Modiste",
        version=modiste.__version__,
        summary="A fashion shop that learns taste.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # ours is a page of the web build
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_name,
        lifespan=life,
    )
    open_tools(app, settings)
    add_handlers(app)
    add_middleware(app, settings)
    app.router.routes.extend(known_routes())
    app.webhooks.include_router(webhooks.events)
    frontend = Frontend(WEBAPP)
    if settings.shows_docs:
        app.add_route(DOCS, frontend.docs, methods=["GET", "HEAD"], include_in_schema=False)
    app.router.default = frontend
    return app


@cache
def known_routes() -> list[BaseRoute]:
    """Every feature's routes, the same ones for all applications of a process.

    What FastAPI works out of a route when it is first asked for takes it a quarter of a second for all of them: tests
    open thousands of applications.
    """
    api = APIRouter(generate_unique_id_function=operation_name, redirect_slashes=False)
    for feature in ROUTERS:
        api.include_router(feature.router, prefix=API)
    api.include_router(media.router)
    return api.routes


def open_tools(app: FastAPI, settings: Settings) -> None:
    """Put what routes ask for (kit/web/context.py) on the application; nothing is connected to yet."""
    remote = Remote(settings.redis_url) if settings.redis_url else None
    app.state.settings = settings
    app.state.database = Database(
        settings.resolved_database_url,
        connections=settings.request_threads,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    app.state.messenger = Messenger(settings)
    post_through(app.state.database, app.state.messenger.post)
    app.state.readiness = health.Readiness(app.state.database)
    app.state.cache = Cache(remote)
    app.state.limits = Limits(remote)
    app.state.comparer = open_comparer(remote, app.state.cache)
    app.state.payments = Payments(remote)
    app.state.providers = app.state.payments.providers
    app.state.insights = InsightSettings()
    app.state.store = open_store(settings)
    app.state.serving = Serving(app.state.database, settings.data_dir)


@asynccontextmanager
async def life(app: FastAPI) -> AsyncIterator[None]:
    """As many threads as requests are let in; the database is closed at the end."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.settings.request_threads
    app.state.serving.start()
    app.state.comparer.start()
    threading.Thread(target=warm_up, args=(app.state.comparer,), name="warm-up", daemon=True).start()
    yield
    app.state.messenger.close()
    app.state.serving.stop()
    app.state.comparer.close()
    app.state.payments.close()
    app.state.database.close()


def warm_up(comparer: Comparer) -> None:
    """Load what only some requests need, once the process serves: neither the start nor a shopper waits for it."""
    import modiste.shop.cart.cheapest  # noqa: F401, PLC0415 - SciPy's solver

    if comparer.vendors:
        _ = comparer.judge
