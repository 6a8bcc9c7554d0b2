"""Google's Gemini looks at the garment: `pip install modiste[gemini]`, and an API key.

Its answer is bound to a JSON schema and checked again here. The confidences are those that the model gives itself:
they tell its tags apart, and have not been measured as probabilities.
"""

import time
from collections.abc import Callable
from typing import Any

from modiste.vision._gemini import Gemini
from modiste.vision.arrays import Pixels
from modiste.vision.errors import BadAnswer, NoGarment
from modiste.vision.lab import lab_of_hex
from modiste.vision.tagging._colours import name_of
from modiste.vision.tagging.base import (
    CATEGORIES,
    MOST_COLOURS,
    PATTERNS,
    SEASONS,
    Colour,
    Guess,
    Tags,
    checked_tags,
)

PROMPT = """The photo shows one garment, shoe, bag or hat on some ground. Describe that garment and nothing else.
has_garment: whether there is one at all. category: the nearest of the list; a hooded or sweat shirt is a knit, a polo
or vest a t-shirt, a blazer a jacket. colours: at most four of the cloth's own, as #rrggbb under white light, largest
first, with their shares of the garment; no shadows, no ground. pattern: print is any other motif or lettering.
formality: 0 for sports and the home, 0.5 for an office without a dress code, 1 for a ball. season: when it is worn.
Each confidence is the probability, from 0 to 1, that a careful person who sees the photo would agree."""

_SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def _guess(value: dict[str, Any]) -> dict[str, Any]:
    return _object({"value": value, "confidence": _SHARE})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _one_of(words: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


_COLOUR = _object({"hex": {"type": "string"}, "share": _SHARE})
SCHEMA = _object(
    {
        "has_garment": {"type": "boolean"},
        "category": _guess(_one_of(CATEGORIES)),
        "colours": _guess({"type": "array", "items": _COLOUR, "minItems": 1, "maxItems": MOST_COLOURS}),
        "pattern": _guess(_one_of(PATTERNS)),
        "formality": _guess(_SHARE),
        "season": _guess({"type": "array", "items": _one_of(SEASONS), "minItems": 1}),
    }
)


class GeminiTagger:
    """Tags by `model`, any that sees pictures and answers by a schema.

    `base_url`, `deadline` (seconds for one photo, with all attempts) and `wait` are as for `Gemini`. Raises
    Misconfigured without a key, ModelMissing without the SDK.
    """

    def __init__(
        self,
        api_key: str,
        model: str = "gemini-3.5-flash-lite",
        *,
        base_url: str | None = None,
        deadline: float = 30.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gemini = Gemini(api_key, model, base_url=base_url, deadline=deadline, wait=wait)
        self.name = model

    def tag(self, photo: Pixels) -> Tags:
        """Tags of the garment in `photo`; raises InvalidImage, NoGarment, and the kinds of ModelFailed."""
        said = self._gemini.ask_object(PROMPT, photo, SCHEMA)
        if said.get("has_garment") is False:
            raise NoGarment("There is no garment to be seen in this photo: take it again, of one garment alone.")
        try:
            return checked_tags(self._tags_of(said))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadAnswer(f"{self.name} left something out, or called it by another name.") from error

    def close(self) -> None:
        """Hang up."""
        self._gemini.close()

    def _tags_of(self, said: dict[str, Any]) -> Tags:
        sure = {name: float(said[name]["confidence"]) for name in SCHEMA["properties"] if name != "has_garment"}
        seasons = said["season"]["value"]
        if not isinstance(seasons, list) or not seasons or set(seasons) - set(SEASONS):
            raise BadAnswer(f"{self.name} named a season that there is not.")
        return Tags(
            Guess(said["category"]["value"], sure["category"]),
            Guess(_colours_of(said["colours"]["value"]), sure["colours"]),
            Guess(said["pattern"]["value"], sure["pattern"]),
            Guess(float(said["formality"]["value"]), sure["formality"]),
            Guess(tuple(season for season in SEASONS if season in seasons), sure["season"]),
            self.name,
        )


def _colours_of(said: list[dict[str, Any]]) -> tuple[Colour, ...]:
    """The colours under the shop's names, the largest first; their shares are made to add up."""
    labs = [(lab_of_hex(one["hex"]), float(one["share"])) for one in said]
    total = sum(share for _, share in labs)
    if not labs or total <= 0 or any(share < 0 for _, share in labs):
        raise BadAnswer("A garment has at least one colour, and each a share of it.")
    found = [Colour(name_of(lab), lab, share / total) for lab, share in labs]
    return tuple(sorted(found, key=lambda colour: -colour.share))
