"""How large, how slow and how strange a body may be."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.testclient import TestClient

from modiste.shop.kit.web import bodies
from modiste.shop.kit.web.bodies import MIB, takes_up_to
from tests.shop.kit.web.conftest import ask


class Anything(BaseModel):
    thing: Any


@pytest.fixture(autouse=True)
def routes(small_app: FastAPI) -> None:
    @small_app.post("/api/json")
    def take_json(body: Anything) -> Any:
        return {"taken": len(str(body.thing))}

    @small_app.post("/api/raw")
    async def take_raw(request: Request) -> int:
        return len(await request.body())

    @small_app.post("/api/large")
    @takes_up_to(3 * MIB)
    async def take_large(request: Request) -> int:
        return len(await request.body())


JSON = {"Content-Type": "application/json"}


async def of(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@pytest.mark.parametrize("path", ["/api/json", "/api/raw"])
def test_refuses_a_body_that_says_it_is_too_large(small_client: TestClient, path: str) -> None:
    answer = small_client.post(path, content=b"x" * (MIB + 1), headers=JSON)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"


def test_counts_what_arrives_and_believes_no_content_length(small_app: FastAPI) -> None:
    chunks = of(*[b"x" * 65536] * 17)
    answer = asyncio.run(ask(small_app, "/api/raw", headers={"Content-Length": "10"}, chunks=chunks))
    assert answer.status == 413


def test_takes_a_body_of_exactly_the_limit(small_client: TestClient) -> None:
    assert small_client.post("/api/raw", content=b"x" * MIB).json() == MIB


def test_a_marked_route_takes_more(small_client: TestClient) -> None:
    assert small_client.post("/api/large", content=b"x" * (3 * MIB)).json() == 3 * MIB
    assert small_client.post("/api/large", content=b"x" * (3 * MIB + 1)).status_code == 413


def test_ends_a_body_that_drips_in(small_app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.05)
            yield b" "

    monkeypatch.setattr(bodies, "DEADLINE", 0.3)
    started = time.monotonic()
    answer = asyncio.run(ask(small_app, "/api/json", headers=JSON, chunks=dripping()))
    assert answer.status == 408
    assert answer.headers["connection"] == "close"
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize(
    "body",
    [
        b'{"thing": "\\u0000"}',
        b'{"thing": {"\\u0000": 1}}',
        b'{"thing": "\\ud800"}',
        b'{"thing": ["\\udfff x"]}',
        b'{"thing": NaN}',
        b'{"thing": [-Infinity]}',
        b'{"thing": 1e999}',
        b'{"thing": 9223372036854775808}',
        b'{"thing": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"thing": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"thing": ' + b"9" * 5000 + b"}",
        b'{"thing": "\xff\xfe"}',
        b'{"thing": ',
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"\x00",
        b'{"thing": "\xed\xa0\x80"}',
        '{"thing": "\\u0000"}'.encode("utf-16"),
        '{"thing": ["\\ud800"]}'.encode("utf-16-le"),
        '{"thing": "\\udc00"}'.encode("utf-32-be"),
        b'{"thing": 1, "thing\\ud800": 2}',
    ],
)
def test_refuses_json_that_nothing_could_hold(small_client: TestClient, body: bytes) -> None:
    answer = small_client.post("/api/json", content=body, headers=JSON)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "multipart/form-data", "", "a/b; c=\xff"])
def test_refuses_json_under_another_name(small_client: TestClient, content_type: str) -> None:
    given = {"Content-Type": content_type.encode("latin-1")}
    answer = small_client.post("/api/json", content=b'{"thing": 1}', headers=given)  # type: ignore[arg-type]
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b'{"thing": "\\\\u0000 is how NUL is written"}',
        b'{"thing": "\\ud83d\\udc57"}',
        '{"thing": "\ud558\uc774 Infinity and NaN"}'.encode(),
        b'{"thing": [1e308, 9223372036854775807, -9223372036854775807]}',
        b'{"thing": ' + b"[" * 30 + b"]" * 30 + b"}",
        b'{"thing": [' + b"{}," * 1000 + b"{}]}",
    ],
)
def test_takes_sound_json_that_only_looks_strange(small_client: TestClient, body: bytes) -> None:
    assert small_client.post("/api/json", content=body, headers=JSON).status_code == 200


def test_a_body_in_many_pieces_is_checked_as_one(small_app: FastAPI) -> None:
    pieces = of(b'{"thing": "', b"\\u00", b'00"}')
    assert asyncio.run(ask(small_app, "/api/json", headers=JSON, chunks=pieces)).status == 422
