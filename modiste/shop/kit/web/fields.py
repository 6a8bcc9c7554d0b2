"""Bounded kinds of fields for request models and parameters: what fits the columns, and nothing that breaks them."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

INT4 = 2**31 - 1


class Body(BaseModel):
    """The parent of every request body: a field that we do not know is refused instead of ignored."""

    model_config = ConfigDict(extra="forbid")


def whole(value: object) -> object:
    """`value` itself; raises ValueError for a boolean, which Python counts among the integers."""
    if isinstance(value, bool):
        raise ValueError("send a whole number, not true or false")
    return value


Whole = BeforeValidator(whole)
PRINTED = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$"  # no control characters but tabs and line breaks; stands in OpenAPI

Int4 = Annotated[int, Field(ge=-INT4 - 1, le=INT4), Whole]
Count = Annotated[int, Field(ge=0, le=INT4), Whole]
Id = Annotated[int, Field(ge=1, le=INT4), Whole]
ItemId = Id
Price = Annotated[int, Field(ge=0, le=2**53 - 1, description="Minor units: 4900 is 49.00 EUR."), Whole]

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PRINTED)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PRINTED)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000, pattern=PRINTED)]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PRINTED)]
