"""Reading other people's pages in children: whatever one does, the next page is read."""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from modiste.matching.records import ProductPage, ProductRecord
from modiste.shop.kit.fetch.apart import ParserPool
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed

HERE = "tests.shop.kit.fetch.pages"


@pytest.fixture(scope="module")
def pool() -> Iterator[ParserPool]:
    opened = ParserPool(children=2, memory_mib=128, preload=(HERE,))
    opened.start()
    yield opened
    opened.close()


def parse(pool: ParserPool, name: str, *arguments: Any, seconds: float = 10.0) -> Any:
    return asyncio.run(pool.parse(f"{HERE}:{name}", *arguments, seconds=seconds))


def test_gives_back_what_was_read(pool: ParserPool) -> None:
    page = parse(pool, "read", b"A linen dress", "https://shop.example/1")
    assert page == ProductPage(url="https://shop.example/1", record=ProductRecord(title="A linen dress"))


@pytest.mark.parametrize(
    ("name", "arguments", "seconds"),
    [
        ("hang", (), 0.3),
        ("sleep", (60,), 0.3),
        ("take_memory", (2048,), 10.0),
        ("die", (0,), 10.0),
        ("die", (9,), 10.0),
        ("recurse", (), 10.0),
        ("take_over", (), 10.0),
        ("be_large", (), 10.0),
        ("no_such_function", (), 10.0),
        ("read", (b"\xff", "https://shop.example/1"), 10.0),
    ],
)
def test_whatever_a_page_does_the_next_one_is_read(
    pool: ParserPool, name: str, arguments: tuple[Any, ...], seconds: float
) -> None:
    for _ in range(2):  # once for each child
        with pytest.raises(FetchFailed) as failed:
            parse(pool, name, *arguments, seconds=seconds)
        assert failed.value.kind is FailureKind.BROKEN
    assert parse(pool, "read", b"still here", "").record.title == "still here"
    assert not Path("/tmp/taken-over-by-a-page").exists()


HOSTILE_PAGES = {
    "deep": b"<div>" * 200_000,
    "many attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">",
    "many tags": b"<b><i>" * 300_000,
    "unclosed": b"<a href='" + b"x" * 2_000_000,
    "entities": b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + b"&b;" * 100_000,
    "zeros": bytes(1_000_000),
    "tables": b"<table><tr><td>" * 60_000,
}


@pytest.mark.parametrize("case", HOSTILE_PAGES)
def test_a_hostile_page_costs_a_child_at_most(pool: ParserPool, case: str) -> None:
    try:
        assert parse(pool, "read_html", HOSTILE_PAGES[case], seconds=1.0) >= 0
    except FetchFailed as failure:
        assert failure.kind is FailureKind.BROKEN
    assert parse(pool, "read_html", b"<p>still here") > 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # that a process with threads forks: it is what we test
def test_a_forked_process_has_children_of_its_own(pool: ParserPool) -> None:
    ours = children_of(pool)
    forked = os.fork()
    if forked == 0:
        theirs = parse(pool, "process")
        pool.close()
        os._exit(0 if theirs not in ours else 1)
    assert os.waitpid(forked, 0)[1] == 0
    assert {parse(pool, "process") for _ in range(4)} <= ours


def children_of(pool: ParserPool) -> set[int]:
    """Both: one that a page has just ended comes back, and which of the two reads next, no page can know."""
    found: set[int] = set()
    deadline = time.monotonic() + 10
    while len(found) < 2:
        assert time.monotonic() < deadline
        found |= {parse(pool, "process")}
    return found


def test_our_own_errors_come_back_as_they_are(pool: ParserPool) -> None:
    with pytest.raises(FetchFailed) as failed:
        parse(pool, "refuse")
    failure = failed.value
    assert (failure.kind, failure.status, failure.retry_after) == (FailureKind.REFUSED, 401, 60)
    assert failure.detail == "The shop refuses our key."


def test_what_is_printed_disturbs_nothing(pool: ParserPool) -> None:
    assert [parse(pool, "print_garbage") for _ in range(3)] == ["read"] * 3


def test_children_see_no_secret(pool: ParserPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_SECRET_KEY", "hidden")
    fresh = ParserPool(children=1)
    seen = parse(fresh, "environment")
    fresh.close()
    assert "PATH" in seen
    assert not [name for name in seen if name.startswith("MODISTE") or "hidden" in seen[name]]


def test_children_live_on_between_pages(pool: ParserPool) -> None:
    assert len({parse(pool, "process") for _ in range(6)}) <= 2


def test_a_child_is_replaced_before_it_leaks_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.shop.kit.fetch.apart.USES", 2)
    fresh = ParserPool(children=1)
    assert len({parse(fresh, "process") for _ in range(6)}) == 3
    fresh.close()


def test_pages_are_read_side_by_side_and_the_loop_goes_on(pool: ParserPool) -> None:
    async def many() -> tuple[list[Any], int]:
        turns, reading = 0, [asyncio.create_task(pool.parse(f"{HERE}:sleep", 0.1)) for _ in range(4)]
        while not all(task.done() for task in reading):
            await asyncio.sleep(0.01)
            turns += 1
        return [await task for task in reading], turns

    slept, turns = asyncio.run(many())
    assert slept == [0.1] * 4
    assert turns > 1


def test_no_child_outlives_its_pool() -> None:
    before = set(psutil.Process().children())
    fresh = ParserPool(children=2)
    fresh.start()
    parse(fresh, "process")
    with pytest.raises(FetchFailed):
        parse(fresh, "hang", seconds=0.2)
    fresh.close()
    assert set(psutil.Process().children()) <= before


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # that a process with threads forks: it is what we test
def test_children_end_with_a_parent_that_is_killed() -> None:
    reader, writer = os.pipe()
    parent = os.fork()
    if parent == 0:
        fresh = ParserPool(children=1)
        os.write(writer, f"{parse(fresh, 'process')}\n".encode())
        threading.Event().wait()
    child = int(os.read(reader, 20))
    os.kill(parent, 9)
    os.waitpid(parent, 0)
    until = time.monotonic() + 10
    while psutil.pid_exists(child) and psutil.Process(child).status() != "zombie" and time.monotonic() < until:
        time.sleep(0.02)
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == "zombie"
    os.close(reader)
    os.close(writer)
