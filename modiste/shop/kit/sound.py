"""Which JSON every database and every client can hold: much that parses would break later."""

import math
from typing import Any

DEEPEST = 32
LARGEST_INTEGER = 2**63 - 1


def fault_in(parsed: Any) -> str:
    """What makes this JSON value unfit to be stored; an empty text when nothing does."""
    rest: list[tuple[Any, int]] = [(parsed, 1)]
    while rest:
        value, depth = rest.pop()
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                return f"It is nested deeper than {DEEPEST} levels."
            inner = [*value, *value.values()] if isinstance(value, dict) else value
            rest.extend((part, depth + 1) for part in inner)
        elif fault := _fault_of(value):
            return fault
    return ""


def _fault_of(value: Any) -> str:
    if isinstance(value, str):
        if "\x00" in value:
            return "A text holds the NUL character; leave it out."
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            return "A text holds half of a surrogate pair; send whole characters."
    elif isinstance(value, float) and not math.isfinite(value):
        return "NaN and Infinity are no JSON numbers."
    elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return "A whole number does not fit into 64 bits."
    return ""
