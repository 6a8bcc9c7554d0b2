"""Bounded kinds of fields for request models and parameters: what fits the columns, and nothing that breaks them."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

INT4 = 2**31 - 1


class Body(BaseModel):
    """The parent of every request body: a field that we do not know is refused instead of ignored."""

    model_config = ConfigDict(extra="forbid")


def without_controls(text: str) -> str:
    """`text` itself; raises ValueError when it holds control characters other than line breaks and tabs."""
    if not text.isprintable() and any(ord(character) < 32 and character not in "\n\r\t" for character in text):
        raise ValueError("remove the control characters")
    return text


Plain = AfterValidator(without_controls)

Int4 = Annotated[int, Field(ge=-INT4 - 1, le=INT4)]
Count = Annotated[int, Field(ge=0, le=INT4)]
Id = Annotated[int, Field(ge=1, le=INT4)]
ItemId = Id
Price = Annotated[int, Field(ge=0, le=2**53 - 1, description="Minor units: 4900 is 49.00 EUR.")]

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), Plain]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Plain]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000), Plain]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), Plain]
