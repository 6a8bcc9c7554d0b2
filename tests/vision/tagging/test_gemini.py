"""What Gemini says of a garment is taken as it is meant, or refused as a whole."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from modiste.vision.errors import BadAnswer, NoGarment
from modiste.vision.tagging.gemini import GeminiTagger
from tests.vision.garments import shirt
from tests.vision.servers.gemini import KEY, TAGS, Server


@pytest.fixture
def model(gemini: Server) -> Iterator[GeminiTagger]:
    made = GeminiTagger(KEY, base_url=gemini.base_url)
    yield made
    made.close()


def test_an_answer_becomes_tags(model: GeminiTagger) -> None:
    tags = model.tag(shirt())
    assert (tags.category.value, tags.category.confidence) == ("t-shirt", 0.9)
    assert tags.season.value == ("spring", "summer"), "in the year's order"
    assert [(colour.name, round(colour.share, 2)) for colour in tags.colours.value] == [("red", 0.82), ("white", 0.18)]


def test_a_photo_without_a_garment_has_none(model: GeminiTagger) -> None:
    with pytest.raises(NoGarment, match="take it again"):
        model.tag(np.full((64, 48, 3), 200, np.uint8))


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": {"value": "spaceship", "confidence": 0.9}},
        {"category": "t-shirt"},
        {"category": {"value": ["t-shirt"], "confidence": 0.9}},
        {"pattern": {"value": "plain", "confidence": 1.7}},
        {"pattern": {"value": "plain", "confidence": None}},
        {"pattern": {"value": {}, "confidence": 1}},
        {"formality": {"value": "high", "confidence": 0.5}},
        {"formality": {"value": float("nan"), "confidence": 0.5}},
        {"season": {"value": ["monsoon"], "confidence": 0.5}},
        {"season": {"value": [], "confidence": 0.5}},
        {"season": {"value": "summer", "confidence": 0.5}},
        {"season": {"value": [{}], "confidence": 0.5}},
        {"colours": {"value": [], "confidence": 0.5}},
        {"colours": {"value": [{"hex": "red", "share": 1}], "confidence": 0.5}},
        {"colours": {"value": [{"hex": "#12345g", "share": 1}], "confidence": 0.5}},
        {"colours": {"value": [{"hex": "#123456", "share": -1}], "confidence": 0.5}},
        {"colours": {"value": [{"hex": "#123456", "share": 0.1}] * 9, "confidence": 0.5}},
        {"colours": {"value": None, "confidence": 0.5}},
    ],
)
def test_what_the_schema_does_not_have_is_refused(model: GeminiTagger, gemini: Server, wrong: dict[str, Any]) -> None:
    gemini.tags = TAGS | wrong
    with pytest.raises(BadAnswer):
        model.tag(shirt())


@pytest.mark.parametrize("name", sorted(TAGS.keys() - {"has_garment"}))
def test_what_is_left_out_is_missed(model: GeminiTagger, gemini: Server, name: str) -> None:
    gemini.tags = {key: value for key, value in TAGS.items() if key != name}
    with pytest.raises(BadAnswer, match="left something out"):
        model.tag(shirt())
