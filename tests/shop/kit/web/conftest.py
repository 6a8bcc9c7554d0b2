"""A small service on the kit alone, and a way to speak ASGI to it that no HTTP client would."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from modiste.shop.app import life, open_tools
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.openapi import DescribedApp, operation_name
from modiste.shop.kit.web.problems import add_handlers
from modiste.shop.kit.web.stack import add_middleware


@pytest.fixture
def local_settings(tmp_path: Any) -> Settings:
    """Settings of a service on SQLite that never touches its database."""
    return Settings(_env_file=None, data_dir=tmp_path, secret_key="a-test-secret-of-more-than-32-characters")


@pytest.fixture
def make_app() -> Callable[[Settings], FastAPI]:
    """Makes an application with the whole kit around no routes at all."""

    def make(settings: Settings) -> FastAPI:
        app = DescribedApp(
            lifespan=life,
            redirect_slashes=False,
            generate_unique_id_function=operation_name,
        )
        open_tools(app, settings)
        add_handlers(app)
        add_middleware(app, settings)
        return app

    return make


@pytest.fixture
def small_app(make_app: Callable[[Settings], FastAPI], local_settings: Settings) -> Iterator[FastAPI]:
    app = make_app(local_settings)
    yield app
    app.state.database.close()


@pytest.fixture
def small_client(small_app: FastAPI) -> TestClient:
    return TestClient(small_app, raise_server_exceptions=False)


@dataclass
class Answer:
    """What an ASGI application sent."""

    status: int
    headers: dict[str, str]
    body: bytes


async def ask(
    app: ASGIApp,
    path: str,
    *,
    method: str = "POST",
    headers: dict[str, str] | None = None,
    chunks: AsyncIterator[bytes] | None = None,
) -> Answer:
    """One request whose body arrives as `chunks` say."""
    answer = Answer(0, {}, b"")
    given = aiter(chunks) if chunks is not None else None

    async def receive() -> Message:
        if given is None:
            await asyncio.sleep(3600)
        try:
            return {"type": "http.request", "body": await anext(given), "more_body": True}
        except StopAsyncIteration:
            return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    return answer
