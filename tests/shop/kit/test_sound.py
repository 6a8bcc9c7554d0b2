"""A fault is found in just what cannot be stored."""

import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from modiste.shop.kit.sound import DEEPEST, fault_in

NUMBERS = st.integers(-(2**64), 2**64) | st.floats()
TEXTS = st.text(st.characters(codec=None, exclude_categories=[]))


def is_sound(part: Any, depth: int = 1) -> bool:
    """The same rule, written another way."""
    match part:
        case list():
            return depth <= DEEPEST and all(is_sound(inner, depth + 1) for inner in part)
        case dict():
            return depth <= DEEPEST and all(is_sound(inner, depth + 1) for pair in part.items() for inner in pair)
        case float():
            return math.isfinite(part)
        case int():
            return abs(part) < 2**63
        case str():
            return part.encode("utf-8", "ignore").decode() == part and "\x00" not in part
    return True


@given(
    st.recursive(
        st.none() | st.booleans() | NUMBERS | TEXTS, lambda part: st.lists(part) | st.dictionaries(TEXTS, part)
    )
)
def test_finds_a_fault_in_just_what_cannot_be_stored(value: Any) -> None:
    assert (fault_in(value) == "") == is_sound(value)


def test_counts_the_levels() -> None:
    def nested(levels: int) -> Any:
        return [] if levels == 1 else [nested(levels - 1)]

    assert fault_in(nested(DEEPEST)) == ""
    assert "deeper" in fault_in(nested(DEEPEST + 1))
