"""Fields are as long and as large as their columns."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from modiste.shop.kit.web.fields import Body, Count, Id, Int4, Line, Price, Text, Word


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Id, 1),
        (Id, 2**31 - 1),
        (Int4, -(2**31)),
        (Count, 0),
        (Price, 2**53 - 1),
        (Word, "linen"),
        (Line, "Été à la plage 👗"),
        (Text, "two\nlines\tand a tab"),
        (Text, ""),
    ],
)
def test_takes_what_fits(kind: Any, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Id, 0),
        (Id, 2**31),
        (Id, -1),
        (Id, 10**30),
        (Id, 1.5),
        (Id, True),
        (Count, False),
        (Price, False),
        (Int4, 2**31),
        (Count, -1),
        (Price, -1),
        (Price, 2**53),
        (Word, ""),
        (Word, "   "),
        (Word, "x" * 81),
        (Line, "x" * 201),
        (Line, "bell\x07"),
        (Text, "x" * 10_001),
        (Text, "nul\x00"),
        (Text, "half \ud800"),
    ],
)
def test_refuses_what_does_not(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_text_is_trimmed() -> None:
    assert TypeAdapter(Line).validate_python("  linen dress \n") == "linen dress"


def test_a_body_refuses_fields_that_it_does_not_know() -> None:
    class Dress(Body):
        size: Id

    with pytest.raises(ValidationError, match="user_id"):
        Dress.model_validate({"size": 1, "user_id": 7})
