"""How many requests are in work at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest
from fastapi import FastAPI, Request
from starlette.responses import StreamingResponse

from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web import crowd
from tests.shop.kit.web.conftest import Answer, ask

THREADS = 2
LINE = 4 * THREADS


@pytest.fixture
def narrow_app(make_app: Callable[[Settings], FastAPI], local_settings: Settings) -> FastAPI:
    app = make_app(local_settings.model_copy(update={"request_threads": THREADS}))
    app.state.at_work = app.state.most_at_work = 0

    @app.get("/api/slow")
    async def slow() -> str:
        app.state.at_work += 1
        app.state.most_at_work = max(app.state.at_work, app.state.most_at_work)
        await asyncio.sleep(0.1)
        app.state.at_work -= 1
        return "done"

    @app.post("/api/upload")
    async def upload(request: Request) -> int:
        return len(await request.body())

    @app.get("/api/events")
    async def events() -> StreamingResponse:
        async def endless() -> AsyncIterator[bytes]:
            while True:
                yield b"event\n"
                await asyncio.sleep(0.01)

        return StreamingResponse(endless())

    return app


async def ask_many(app: FastAPI, path: str, times: int) -> list[Answer]:
    return await asyncio.gather(*(ask(app, path, method="GET") for _ in range(times)))


def test_lets_in_as_many_as_there_are_threads_and_the_line_waits(narrow_app: FastAPI) -> None:
    answers = asyncio.run(ask_many(narrow_app, "/api/slow", THREADS + LINE))
    assert [answer.status for answer in answers] == [200] * (THREADS + LINE)
    assert narrow_app.state.most_at_work == THREADS


def test_sends_away_at_once_who_comes_beyond_the_line(narrow_app: FastAPI) -> None:
    answers = asyncio.run(ask_many(narrow_app, "/api/slow", THREADS + LINE + 7))
    refused = [answer for answer in answers if answer.status == 503]
    assert len(refused) == 7
    assert all(answer.headers["retry-after"] == "1" for answer in refused)
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in refused)


def test_a_line_that_does_not_move_is_sent_away(narrow_app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.02)
    statuses = [answer.status for answer in asyncio.run(ask_many(narrow_app, "/api/slow", THREADS + 3))]
    assert sorted(statuses) == [200] * THREADS + [503] * 3


def test_who_sends_slowly_or_listens_long_holds_no_place(narrow_app: FastAPI) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"first"
        await asyncio.sleep(3600)

    async def meet() -> tuple[list[Answer], float]:
        uploads = [asyncio.create_task(ask(narrow_app, "/api/upload", chunks=never())) for _ in range(20)]
        listeners = [asyncio.create_task(ask(narrow_app, "/api/events", method="GET")) for _ in range(20)]
        await asyncio.sleep(0.1)
        started = time.monotonic()
        answers = await ask_many(narrow_app, "/api/slow", THREADS)
        took = time.monotonic() - started
        for task in uploads + listeners:
            task.cancel()
        await asyncio.gather(*uploads, *listeners, return_exceptions=True)
        return answers + await ask_many(narrow_app, "/api/slow", THREADS + LINE), took

    answers, took = asyncio.run(meet())
    assert {answer.status for answer in answers} == {200}
    assert took < 0.4


def test_a_request_that_is_given_up_frees_its_place(narrow_app: FastAPI) -> None:
    async def give_up() -> list[Answer]:
        for _ in range(20):
            tasks = [asyncio.create_task(ask(narrow_app, "/api/slow", method="GET")) for _ in range(5)]
            await asyncio.sleep(0.002)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        narrow_app.state.at_work = narrow_app.state.most_at_work = 0
        return await ask_many(narrow_app, "/api/slow", THREADS + LINE)

    assert {answer.status for answer in asyncio.run(give_up())} == {200}
    assert narrow_app.state.most_at_work == THREADS


def test_probes_never_stand_in_line(narrow_app: FastAPI) -> None:
    async def meet() -> float:
        crowded = asyncio.create_task(ask_many(narrow_app, "/api/slow", THREADS + LINE))
        await asyncio.sleep(0.01)
        started = time.monotonic()
        await ask(narrow_app, "/api/v1/health/live", method="GET")
        took = time.monotonic() - started
        await crowded
        return took

    assert asyncio.run(meet()) < 0.09
