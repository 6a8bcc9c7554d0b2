"""Strangers' photos are opened in child processes: one that takes all time or memory costs a child and no more.

Not even a photo's first bytes are looked at here, since opening some formats already runs their decoders in C. The
children get no secret of ours: no environment but the paths, and only the photo. What comes back is a few numbers and
bytes, never a pickle: a child that was taken over may say anything.
"""

import contextlib
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import IO

from modiste.vision.errors import UnreadableImage, UnsuitablePhoto, VisionError
from modiste.vision.limits import BROKEN, LONGEST, MOST_MIB, TOO_COSTLY, Limits

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "SYSTEMROOT")
USES = 500  # photos that one child opens: decoders leak
START_SECONDS = 30.0
LONGEST_TEXT = 1_000
READY = b"!"
QUESTION = struct.Struct("!BIdIdI")  # the task, shortest, most_slender, widest, seconds, how many bytes follow
ANSWER = struct.Struct("!BIII")  # its kind, width, height, how many bytes follow


class Task(IntEnum):
    """What a child is asked to do with a photo."""

    LOOK = 1
    READ = 2


class Kind(IntEnum):
    """What the bytes of an answer are."""

    FACTS = 1  # the name of the format
    PIXELS = 2  # rows of 3 or 4 bytes a pixel
    UNREADABLE = 3  # a sentence
    UNSUITABLE = 4  # a sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child said of a photo, its numbers checked."""

    kind: Kind
    width: int
    height: int
    body: bytearray

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Decoders:
    """Children that each open one photo at a time, started when they are needed; `mebibytes` are all of a child's."""

    def __init__(self, *, children: int = 2, mebibytes: int = MOST_MIB) -> None:
        self._command = [sys.executable, "-P", "-m", "modiste.vision.decoder", str(mebibytes)]
        self._children = children
        self._left_behind: list[object] = []
        self._open()

    def ask(self, task: Task, content: bytes, limits: Limits, seconds: float) -> Answer:
        """What a child makes of a photo, facts or pixels; waiting for a free child does not count as its `seconds`.

        Raises UnreadableImage, also when the child is lost over it; UnsuitablePhoto; VisionError when no child starts.
        """
        if self._process != os.getpid():  # a fork: the children are the parent's
            self._left_behind.append(self._idle)
            self._open()
        with self._borrowed() as child:
            answer = child.ask(task, content, limits, seconds)
        if answer.kind is Kind.UNSUITABLE:
            raise UnsuitablePhoto(answer.text)
        if answer.kind is Kind.UNREADABLE:
            raise UnreadableImage(answer.text)
        return answer

    def close(self) -> None:
        """End the children that are idle; one at work ends with this process."""
        places = 0
        with contextlib.suppress(queue.Empty):
            while True:
                child = self._idle.get_nowait()
                places += 1
                if child is not None:
                    child.end()
        for _ in range(places):
            self._idle.put(None)

    def _open(self) -> None:
        self._process = os.getpid()
        # The last child that came back is the first to go: who opens one photo at a time never starts a second child.
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(self._children):
            self._idle.put(None)  # a place: its child is started by who needs it

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator["_Child"]:
        child = self._idle.get()
        is_sound = False
        try:
            if child is not None and child.is_spent:
                child.end()
                child = None
            if child is None:
                child = _Child(self._command)
            yield child
            is_sound = True
        finally:
            if child is not None and not is_sound:
                child.end()
                child = None
            self._idle.put(child)


class _Child:
    """One process, ready to open photos."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        # Unbuffered, so that ending a child never flushes anything, and pixels are copied once.
        self._process = subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._questions: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._uses = 0
        self._is_late = False
        try:
            with self._ended_after(START_SECONDS):
                self._read(len(READY))
        except EOFError as error:
            self.end()
            raise VisionError(
                "The process that opens photos does not start: `python -m modiste.vision.decoder 512` says why."
            ) from error

    @property
    def is_spent(self) -> bool:
        """Whether it has ended meanwhile, is about to, or has opened enough."""
        return self._is_late or self._uses >= USES or self._process.poll() is not None

    def ask(self, task: Task, content: bytes, limits: Limits, seconds: float) -> Answer:
        """Its answer; raises UnreadableImage when it is lost or says what cannot be."""
        self._uses += 1
        head = QUESTION.pack(task, limits.shortest, limits.most_slender, limits.widest, seconds, len(content))
        try:
            with self._ended_after(seconds):
                self._write(head)
                self._write(content)
                return self._answer()
        except (OSError, EOFError, ValueError) as error:
            raise UnreadableImage(TOO_COSTLY if self._is_late else BROKEN) from error

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        self._questions.close()
        self._answers.close()

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """Kill the process if the block takes longer: what is read or written then fails at once."""
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # from here on it is certain whether the process was killed

    def _end_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _write(self, content: bytes) -> None:
        left = memoryview(content)
        while left:
            left = left[self._questions.write(left) :]

    def _answer(self) -> Answer:
        number, width, height, size = ANSWER.unpack(self._read(ANSWER.size))
        kind = Kind(number)
        if kind is Kind.PIXELS:
            is_sound = 0 < min(width, height) <= max(width, height) <= LONGEST and size in (
                3 * width * height,
                4 * width * height,
            )
        else:
            is_sound = size <= LONGEST_TEXT
        if not is_sound:
            raise ValueError("no child of ours says this")
        return Answer(kind, width, height, self._read(size))

    def _read(self, size: int) -> bytearray:
        taken = bytearray(size)
        left = memoryview(taken)
        while left:
            count = self._answers.readinto(left)  # type: ignore[attr-defined]
            if not count:
                raise EOFError
            left = left[count:]
        return taken
