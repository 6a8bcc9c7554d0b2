"""Which jobs there are: a feature's `jobs.py` registers its functions by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

QUEUES = ("default", "train")  # "train": long work, whose messages are acknowledged before it starts

Do = Callable[..., dict[str, Any] | None]
Function = TypeVar("Function", bound=Do)


class UnknownJob(LookupError):
    """No job of this name was registered: a programming error, or its module was not imported."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """How one kind of job is carried out.

    `apart` gives each run a process of its own: for work that needs hundreds of MB or holds the interpreter's lock for
    long; its memory goes back to the machine at the end, it can be stopped at once, and its death is only its own.
    """

    name: str
    do: Do
    queue: str = "default"
    lease_seconds: float = 12.0
    attempts: int = 5
    apart: bool = False
    time_limit: float = 3600.0


_kinds: dict[str, JobKind] = {}


def job(name: str, **how: Any) -> Callable[[Function], Function]:
    """Register `def f(work: Work, **arguments) -> dict | None` as the job `name`.

    Options: `queue` ("default" or "train"), `lease_seconds` (how soon another worker takes over when this one dies),
    `attempts`, `apart` (a process of its own), `time_limit` (seconds, for work done apart).
    """

    def register(do: Function) -> Function:
        kind = JobKind(name, do, **how)
        known = _kinds.get(name)
        if known is not None and known.do.__qualname__ != do.__qualname__:
            raise ValueError(f"Two functions are called job {name!r}: {known.do.__qualname__}, {do.__qualname__}")
        if kind.queue not in QUEUES:
            raise ValueError(f"Job {name!r} asks for queue {kind.queue!r}; there are {', '.join(QUEUES)}")
        _kinds[name] = kind
        return do

    return register


def kind_of(work: str | Do) -> JobKind:
    """The kind of job with this name, or carried out by this function; raises UnknownJob."""
    found = find_kind(work) if isinstance(work, str) else next((k for k in _kinds.values() if k.do is work), None)
    if found is None:
        raise UnknownJob(f"No job {work!r} is registered; known: {', '.join(sorted(_kinds)) or 'none'}")
    return found


def find_kind(name: str) -> JobKind | None:
    """The kind of job with this name, if this process knows it."""
    return _kinds.get(name)
