"""Chance that always falls the same way: drawn from a hash of what it is about, never from a generator with a state."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")


@lru_cache(maxsize=2**15)  # a period's numbers are asked for every day of it
def draw(*keys: object) -> float:
    """A number in [0, 1) that only `keys` decide."""
    digest = hashlib.blake2b("\x1f".join(map(str, keys)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


def pick(options: Sequence[T], *keys: object) -> T:
    """One of `options`."""
    return options[int(draw(*keys) * len(options))]


def number_of(*keys: object, digits: int) -> int:
    """A whole number with exactly so many digits."""
    low = int(10 ** (digits - 1))
    return low + int(draw(*keys) * 9 * low)


def era_of(day: date, length: int, *keys: object) -> tuple[int, int]:
    """Which period of `length` days this is, and which day of it; each key's periods begin on another day."""
    return divmod(day.toordinal() + int(draw(*keys, "phase") * length), length)
