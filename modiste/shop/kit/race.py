"""Named points at which a test kills the process, to prove that nothing is lost or doubled there; inert in production.

`MODISTE_RACE_POINT=order-placed` kills this process at the first arrival there, `order-placed:3` at the third.
"""

import os
import signal

_name, _, _count = os.environ.get("MODISTE_RACE_POINT", "").partition(":")
_left = int(_count or 1) if _count.isdecimal() or not _count else 0
_is_inert = not _name or os.environ.get("MODISTE_ENVIRONMENT") == "production"


def race_point(name: str) -> None:
    """End here as kill -9 does, if a test has asked for it by this name."""
    global _left
    if _is_inert or name != _name:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Kill this process at its next arrival at `point`: for tests that fork, whose children read no environment."""
    global _name, _left, _is_inert
    _name, _left, _is_inert = point, 1, not point
