"""Child processes that are kept alive, and that end when their parent does.

A child watches its standard input, a pipe from the parent: however the parent ends, kill -9 included, the pipe closes.
(PR_SET_PDEATHSIG would be Linux only, and fires when the *thread* that started the child ends.)
"""

import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

import structlog

log = structlog.get_logger(__name__)
CHILD_MARK = "MODISTE_IS_CHILD"  # set in the environment of a child whose standard input is its parent's pipe
CALM_SECONDS = 30.0  # a child that lived this long starts again without a pause
LONGEST_PAUSE = 15.0
SOFTWARE_FAULT = 70  # sysexits.h: EX_SOFTWARE


class Child:
    """One child process: started, started again when it ends, and stopped with a grace."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], grace: float = 10.0) -> None:
        self.name, self._command, self._grace = name, list(command), grace
        self._environment = {**os.environ, **environment, CHILD_MARK: "1"}
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_alive, name=f"supervisor of {name}", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process id of the present incarnation."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the child to end, and end it when the grace is over."""
        with self._starting:
            self._stopping.set()
            process = self._process
        if process is not None:
            _end(process, self._grace)
        self._thread.join(self._grace)

    def _keep_alive(self) -> None:
        pause = 0.25
        while (process := self._begin()) is not None:
            began = time.monotonic()
            code = process.wait()
            if process.stdin is not None:
                process.stdin.close()
            if self._stopping.is_set():
                return
            pause = 0.25 if time.monotonic() - began > CALM_SECONDS else min(pause * 2, LONGEST_PAUSE)
            log.error("child ended: it starts again", child=self.name, status=code, pause=pause)
            self._stopping.wait(pause)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._environment)
            return self._process


@contextmanager
def kept_alive(children: Sequence[Child]) -> Iterator[None]:
    """Keep `children` alive while the block runs; a SIGTERM in the main thread ends the block as Ctrl-C does."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _leave)
    for child in children:
        child.start()
    try:
        yield
    finally:
        stopping = [threading.Thread(target=child.stop) for child in children]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()


def end_with_parent(grace: float) -> None:
    """In a child: when the parent is gone, end as on SIGTERM, or at once after `grace` seconds (0: at once)."""
    if os.environ.get(CHILD_MARK) != "1":
        return

    def watch() -> None:
        while os.read(0, 1):
            pass
        if grace:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(grace)
        os._exit(SOFTWARE_FAULT)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


def start_vital(name: str, body: Callable[[], None]) -> threading.Thread:
    """Run `body` in a thread without which this process is useless: if it breaks, the process ends and is restarted."""

    def run() -> None:
        is_sound = False
        try:
            body()
            is_sound = True
        finally:
            if not is_sound:
                traceback.print_exc()
                os._exit(SOFTWARE_FAULT)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


def _end(process: subprocess.Popen[bytes], grace: float) -> None:
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        log.warning("child did not end in time", pid=process.pid, grace=grace)
        process.kill()
        process.wait()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
