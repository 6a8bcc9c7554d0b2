"""When a process of the sandbox ends: when it is told to, or with whoever holds the other end of its standard input."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable


class Ending:
    """The end of a process; to be made inside its event loop, before anything is said to be open."""

    def __init__(self, *, until_stdin_closes: bool) -> None:
        loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, self._ended.set)
        # Ctrl-C reaches a child too, but its parent ends it when it is done itself.
        on_interrupt: Callable[[], object] = (lambda: None) if until_stdin_closes else self._ended.set
        loop.add_signal_handler(signal.SIGINT, on_interrupt)
        if until_stdin_closes:
            threading.Thread(target=self._wait_for_end, args=(loop,), daemon=True).start()

    async def wait(self) -> None:
        """Wait for it."""
        await self._ended.wait()

    def _wait_for_end(self, loop: asyncio.AbstractEventLoop) -> None:
        """However the parent ends, kill -9 included, the pipe closes."""
        while os.read(0, 1):
            pass
        loop.call_soon_threadsafe(self._ended.set)
