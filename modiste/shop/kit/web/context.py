"""What a route gets from the application: its settings, its database, one transaction per request.

What needs no waiting is a coroutine: FastAPI gives a plain function a thread of its own, about 60 µs each.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from modiste.shop.kit.cache import Cache
from modiste.shop.kit.db import Database
from modiste.shop.kit.limits import Limits
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})  # RFC 9110, section 9.2.1


async def settings_of(request: Request) -> Settings:
    """The settings this application was started with."""
    settings: Settings = request.app.state.settings
    return settings


async def cache_of(request: Request) -> Cache:
    """Values kept for a while."""
    cache: Cache = request.app.state.cache
    return cache


async def limits_of(request: Request) -> Limits:
    """How often things may happen."""
    limits: Limits = request.app.state.limits
    return limits


async def store_of(request: Request) -> Store:
    """Where files lie."""
    store: Store = request.app.state.store
    return store


def session_of(request: Request) -> Iterator[Session]:
    """The request's one transaction: a reading one for safe methods, a writing one for the others.

    Used with scope "function", so that the commit happens before the answer is sent: with FastAPI's default scope a
    failed commit would still say 200.
    """
    database: Database = request.app.state.database
    with database.transaction(writes=request.method not in SAFE_METHODS) as session:
        yield session


def json_of(answer: BaseModel, *, status_code: int = 200) -> Response:
    """The answer of a route on a hot path, already made and checked: FastAPI need not check it a second time."""
    return Response(answer.model_dump_json(), status_code=status_code, media_type="application/json")


SessionDep = Annotated[Session, Depends(session_of, scope="function")]
SettingsDep = Annotated[Settings, Depends(settings_of)]
CacheDep = Annotated[Cache, Depends(cache_of)]
LimitsDep = Annotated[Limits, Depends(limits_of)]
StoreDep = Annotated[Store, Depends(store_of)]
