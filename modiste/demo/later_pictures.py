"""Taking the large pictures and the close-ups beside the open shop, in a process that ends with it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from modiste.demo.presence import is_loaded
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.supervisor import CHILD_MARK


@contextmanager
def later_pictures_taken(settings: Settings) -> Iterator[None]:
    """While the block runs, what is missing of them is taken; the rest at the next start."""
    if is_loaded(settings, pictures=2):
        yield
        return
    command = [sys.executable, "-m", "modiste", "take-pictures"]
    environment = os.environ | settings.as_environment() | {CHILD_MARK: "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as child:
        try:
            yield
        finally:
            child.terminate()
