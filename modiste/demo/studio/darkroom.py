"""Taking many pictures at once: a few processes that know nothing but the studio."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Literal

from modiste.demo.item import DemoItem
from modiste.demo.studio.photograph import close_up, photograph
from modiste.vision.images import Renditions, renditions

Take = Literal["small", "large", "near"]
Order = Callable[[Iterable[DemoItem], Take], list[Future[Renditions]]]

_MOST_PROCESSES = 4
_SMALL, _LARGE = (320, 640), (960,)


def develop(item: DemoItem, take: Take) -> Renditions:
    """An item's whole picture in its small sizes (a third of the work) or in its large one, or its close-up in all."""
    if take == "small":
        return renditions(photograph(item, 648), _SMALL)
    return renditions(photograph(item), _LARGE) if take == "large" else renditions(close_up(item))


@contextmanager
def darkroom(*, niceness: int = 0) -> Iterator[Order]:
    """The block is given a function that orders pictures of items; they are developed in that order."""
    processes = min(_MOST_PROCESSES, max(2, os.cpu_count() or 2))
    # Spawned, not forked: the caller may hold a database and threads.
    executor = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(os.getpid(), niceness)
    )
    try:
        yield lambda items, take: [executor.submit(develop, item, take) for item in items]
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int, niceness: int) -> None:
    """In a process of the darkroom: let others go first, and end when the parent is gone, however it went."""
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    threading.Thread(target=_end_without, args=(parent,), daemon=True).start()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
