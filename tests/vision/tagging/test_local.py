"""The tags that ship: what is seen in pictures of which everything is known, and what its confidence says."""

import numpy as np
import pytest

from modiste.demo.garments import demo_items
from modiste.demo.studio.photograph import photograph
from modiste.vision.arrays import Pixels
from modiste.vision.lab import lab_of_hex
from modiste.vision.tagging._colours import NAMES, name_of
from modiste.vision.tagging.local import WEIGHTS, LocalTagger
from tests.vision.garments import BLUE, cut_out, shirt

TAGGER = LocalTagger()


@pytest.mark.parametrize(
    ("colour", "names"),
    [
        ("#28334d", {"navy"}),
        ("#c4202c", {"red", "poppy"}),
        ("#ecc92f", {"yellow"}),
        ("#6c6c46", {"olive"}),
        ("#1d1c1f", {"black"}),
        ("#f6f3ec", {"white"}),
        ("#553a2e", {"chocolate"}),
        ("#d84c92", {"pink"}),
    ],
)
def test_one_colour_is_called_by_its_name(colour: str, names: set[str]) -> None:
    for photo in (shirt(colour, ground="#a9b0a6"), cut_out(shirt(colour))):
        [found] = TAGGER.tag(photo).colours.value
        assert found.name in names
        assert np.abs(np.array(found.lab) - lab_of_hex(colour)).max() < 4
        assert found.share == pytest.approx(1)


def test_two_colours_have_their_shares() -> None:
    found = TAGGER.tag(cut_out(shirt("#f6f3ec", stripes=BLUE))).colours.value
    assert {colour.name for colour in found} == {"white", "navy"}
    assert all(0.35 < colour.share < 0.65 for colour in found)


def test_a_shadow_is_no_colour() -> None:
    photo = shirt("#c4202c").astype(float)
    photo[:, 120:] *= 0.75
    assert len(TAGGER.tag(cut_out(photo.astype(np.uint8))).colours.value) == 1


def test_every_name_is_that_of_its_own_colour() -> None:
    from modiste.demo.palette import PALETTE

    assert {name for name in PALETTE if name not in NAMES} == set()
    dark = {"black"}  # real black is darker than the palette's
    assert [name for name, one in PALETTE.items() if name_of(lab_of_hex(one.hex)) != name and name not in dark] == []


def drawn(category: str, count: int = 4) -> list[Pixels]:
    """Pieces of a catalogue that nothing was taught with."""
    items = [item for item in demo_items(77) if item.category == category][:count]
    return [photograph(item, 192, ground=False) for item in items]


@pytest.mark.parametrize("category", ["shoes", "trousers", "hat", "dress", "coat", "bag"])
def test_drawn_garments_are_known(category: str) -> None:
    found = [TAGGER.tag(picture).category.value for picture in drawn(category)]
    assert found.count(category) >= 3, found


def test_a_coat_is_for_the_cold_and_shorts_are_for_the_heat() -> None:
    assert "winter" in TAGGER.tag(drawn("coat", 1)[0]).season.value
    assert "summer" in TAGGER.tag(drawn("shorts", 1)[0]).season.value


def test_noise_is_not_known_for_sure() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (320, 240, 3), dtype=np.uint8)
    sure = np.mean([TAGGER.tag(picture).category.confidence for picture in drawn("shoes")])
    assert TAGGER.tag(noise).category.confidence < sure


def test_stripes_are_seen() -> None:
    items = [item for item in demo_items(77) if item.pattern == "stripe" and item.category in ("t-shirt", "knit")][:4]
    found = [TAGGER.tag(photograph(item, 240, ground=False)).pattern.value for item in items]
    assert found.count("stripe") > len(items) / 2, found


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 500_000
