"""Workers for the tests: the shop's own, each a process that is forked from one which has imported everything.

A worker takes seconds to import what it needs; forked, it starts in a tenth of one, so a test can kill many.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Mapping
from multiprocessing.process import BaseProcess

from modiste.shop.kit.settings import Settings
from modiste.shop.worker import run_worker
from tests.shop.forks import forks


def start_worker(environment: Mapping[str, str]) -> BaseProcess:
    """A worker that works until it is killed, or until the process that started it ends."""
    process = forks.Process(target=_work, args=(dict(environment),), daemon=True)
    process.start()
    return process


def _work(environment: dict[str, str]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(environment)
    sys.exit(run_worker(Settings()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
