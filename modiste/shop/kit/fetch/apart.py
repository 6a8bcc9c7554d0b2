"""Other people's pages are read in child processes: one that takes all time or memory costs a child and no more.

The children get no secret of ours: no environment but the paths, and only what is passed. What comes back is unpickled
with nothing but plain values, dataclasses, enums and errors of ours: a child that was taken over may say anything.
"""

import asyncio
import contextlib
import io
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

import structlog

from modiste.shop.kit.errors import ShopError
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "SYSTEMROOT")
USES = 500  # pages that one child reads: parsers leak
START_SECONDS = 30.0
LARGEST_ANSWER = 16 * 1024 * 1024
SIZE = struct.Struct("!I")
PLAIN = frozenset({("decimal", "Decimal"), ("datetime", "datetime"), ("datetime", "date"), ("datetime", "timedelta")})

log = structlog.get_logger(__name__)


class ParserPool:
    """Children that each run one function at a time; `preload` are modules that they import before they are needed."""

    def __init__(self, *, children: int = 2, memory_mib: int = 512, preload: Sequence[str] = ()) -> None:
        self._command = [sys.executable, "-m", "modiste.shop.kit.fetch.parser", str(memory_mib), *preload]
        self._children = children
        self._left_behind: list[object] = []
        self._open()

    def start(self) -> None:
        """Start the children now, so that the first page need not wait for them."""
        for _ in range(self._children):
            self._threads.submit(self._fill)

    async def parse(self, function_path: str, *arguments: Any, seconds: float = 2.0) -> Any:
        """What the function at `package.module:name` (or `:Class.name`) makes of `arguments` in a child.

        The value is made of plain ones and of dataclasses and enums of ours that the caller has imported. Raises
        FetchFailed(BROKEN) if it takes longer than `seconds` or too much memory, or breaks, and our own errors
        as they are.
        """
        if self._process != os.getpid():  # a fork: the children and the threads are the parent's
            self._left_behind.append(self._idle)
            self._open()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._parse, function_path, arguments, seconds)

    def close(self) -> None:
        """End the children."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        with contextlib.suppress(queue.Empty):
            while True:
                child = self._idle.get_nowait()
                if child is not None:
                    child.end()

    def _open(self) -> None:
        self._process = os.getpid()
        self._idle: queue.SimpleQueue[_Child | None] = queue.SimpleQueue()
        for _ in range(self._children):
            self._idle.put(None)  # a place: its child is started by who needs it, or by `start`
        self._threads = ThreadPoolExecutor(self._children, thread_name_prefix="parsers")

    def _fill(self) -> None:
        child = self._idle.get()
        try:
            child = child or _Child(self._command)
        finally:
            self._idle.put(child)

    def _parse(self, function_path: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        question = pickle.dumps((function_path, arguments, seconds), protocol=5)
        child = self._idle.get()
        try:
            child = child or _Child(self._command)
            is_sound, answer = child.ask(question, seconds)
        except BaseException:
            if child is not None:
                child.end()
                child = None
            raise
        finally:
            if child is not None and child.uses >= USES:
                child.end()
                child = None
            self._idle.put(child)
        if is_sound:
            return answer
        if isinstance(answer, ShopError):
            raise answer
        log.info("a page could not be read", function=function_path, error=answer)
        raise FetchFailed(FailureKind.BROKEN, "The page could not be read.")


class _Child:
    """One process, ready to read."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.uses = 0
        with self._ended_after(START_SECONDS):
            self._read()

    def ask(self, question: bytes, seconds: float) -> tuple[bool, Any]:
        """Whether it went well, and the value or the error; raises FetchFailed(BROKEN) when the child is lost."""
        self.uses += 1
        pipe = self._process.stdin
        with self._ended_after(seconds):
            try:
                if pipe is not None:
                    pipe.write(SIZE.pack(len(question)) + question)
                    pipe.flush()
            except OSError as error:
                raise _lost() from error
            answer = self._read()
        try:
            is_sound, value = _Careful(io.BytesIO(answer)).load()
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
            raise _lost() from error
        return bool(is_sound), value

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not written yet
                    pipe.close()

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Any:
        """Kill the process if the block takes longer: what is read or written then fails at once."""
        timer = threading.Timer(seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _read(self) -> bytes:
        pipe = self._process.stdout
        head = pipe.read(SIZE.size) if pipe is not None else b""
        size = SIZE.unpack(head)[0] if len(head) == SIZE.size else LARGEST_ANSWER + 1
        body = pipe.read(size) if pipe is not None and size <= LARGEST_ANSWER else b""
        if not 0 < size == len(body):
            raise _lost()
        return body


class _Careful(pickle.Unpickler):
    """Makes plain values, and of ours only dataclasses, enums and errors."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module.startswith("modiste.") and module in sys.modules:  # nothing is imported because a child says so
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | ShopError)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not something that a child may send")


def _lost() -> FetchFailed:
    return FetchFailed(FailureKind.BROKEN, "The page could not be read in time.")
