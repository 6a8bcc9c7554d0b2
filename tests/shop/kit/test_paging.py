"""A cursor comes back as it went out, and nothing else does."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.shop.kit.paging import BadCursor, decode, encode

INTEGERS = st.integers(-(2**63) + 1, 2**63 - 1)


@given(
    INTEGERS,
    st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_a_cursor_comes_back_as_it_went_out(number: int, text: str, score: float) -> None:
    cursor = encode(number, text, score)
    assert decode(cursor, int, str, float) == (number, text, score)
    assert set(cursor) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def raw(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "é", "!!!!", "\x00", "A" * 100_000, encode(1)[:-1] + "*", raw("[" * 5000), raw("[" + "9" * 5000 + "]")]
    + [raw(text) for text in ("null", "{}", "[]", "[1,2]", '["1"]', "[true]", "[1.0]", f"[{2**63}]", "[NaN]")],
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        decode(cursor, int)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_a_cursor_holds_only_numbers_that_a_database_knows(value: str) -> None:
    with pytest.raises(BadCursor):
        decode(raw(f"[{value}]"), float)


@pytest.mark.parametrize("value", ['"\\u0000"', '"\\ud800"'])
def test_a_cursor_holds_only_text_that_a_database_knows(value: str) -> None:
    with pytest.raises(BadCursor):
        decode(raw(f"[{value}]"), str)
