"""The photographs: garments on their ground, from near, and cut out."""

import numpy as np
import pytest

from modiste.demo.drawings.draw import sketch_of
from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.studio.darkroom import Take, darkroom, develop
from modiste.demo.studio.fabrics import FABRICS, fabric_key
from modiste.demo.studio.photograph import close_up, photograph
from modiste.demo.studio.weaves import TILE, weave_tile
from modiste.vision.arrays import Pixels


@pytest.fixture(scope="module")
def items() -> dict[str, DemoItem]:
    """One item of each kind."""
    return {item.category: item for item in demo_items()}


def luminance(picture: Pixels) -> np.ndarray:
    return picture[..., :3].astype(float) @ (0.3, 0.59, 0.11)


def test_a_photograph_is_three_by_four_and_the_same_again(items: dict[str, DemoItem]) -> None:
    first = photograph(items["dress"], 240)
    assert first.shape == (320, 240, 3) and first.dtype == np.uint8
    assert (photograph(items["dress"], 240) == first).all()


@pytest.mark.parametrize("kind", ["dress", "knit", "coat", "jeans", "shoes", "bag", "hat"])
def test_cut_out_the_garment_is_opaque_and_all_around_it_is_nothing(items: dict[str, DemoItem], kind: str) -> None:
    opacity = photograph(items[kind], 240, ground=False)[..., 3]
    assert opacity[0].max() == opacity[-1].max() == opacity[:, 0].max() == opacity[:, -1].max() == 0
    assert 0.08 < (opacity == 255).mean() < 0.75


def test_a_garment_casts_its_shadow_to_the_lower_right(items: dict[str, DemoItem]) -> None:
    item = items["coat"]
    bare = luminance(photograph(item, 240))
    opacity = photograph(item, 240, ground=False)[..., 3]
    rows = np.flatnonzero(opacity.any(axis=1))
    row = int(rows[len(rows) * 3 // 4])
    columns = np.flatnonzero(opacity[row])
    left, right = int(columns[0]) - 4, int(columns[-1]) + 4
    assert bare[row, right] < bare[row, left] - 3


def test_cloth_is_lit_not_painted(items: dict[str, DemoItem]) -> None:
    cut_out = photograph(items["coat"], 480, ground=False)
    inner = luminance(cut_out)[cut_out[..., 3] == 255]
    assert 6 < inner.std() < 60


def test_a_close_up_shows_more_of_the_garment_than_the_whole_picture(items: dict[str, DemoItem]) -> None:
    near = close_up(items["knit"], 240)
    assert near.shape == (320, 240, 3)
    whole = photograph(items["knit"], 240)
    assert np.abs(near.astype(int) - whole.astype(int)).mean() > 10


@pytest.mark.parametrize("take", ["small", "large", "near"])
@pytest.mark.parametrize("kind", ["dress", "knit", "bag"])
def test_files_stay_within_their_limits(items: dict[str, DemoItem], kind: str, take: Take) -> None:
    sizes = {size.width: len(size.content) for size in develop(items[kind], take).sizes}
    assert set(sizes) == {"small": {320, 640}, "large": {960}, "near": {320, 640, 960}}[take]
    assert sizes.get(640, 0) <= 25 * 1024 and sizes.get(960, 0) <= 60 * 1024


def test_pictures_are_remembered_by_the_garments_colour() -> None:
    for item in [item for item in demo_items() if item.pattern == "plain" and item.category in ("t-shirt", "shorts")]:
        if item.external_id.endswith(("1", "5")):
            made = np.array(list(bytes.fromhex(develop(item, "small").colour[1:])), float)
            asked = np.array(list(bytes.fromhex(item.colours[0].hex[1:])), float)
            assert np.abs(made - asked).max() < 45, item.external_id


def test_a_darkroom_develops_in_the_order_asked_for(items: dict[str, DemoItem]) -> None:
    wanted = [items["hat"], items["shoes"]]
    with darkroom() as order:
        made = [ready.result() for ready in order(wanted, "small")]
    assert made == [develop(item, "small") for item in wanted]


def test_every_material_is_a_fabric_and_every_weave_is_seamless() -> None:
    for item in demo_items():
        assert fabric_key(item.material) in FABRICS
        assert sketch_of(item).stuff.fabric in FABRICS
    for fabric in FABRICS.values():
        tile = weave_tile(fabric.weave, 1.6)
        if tile is not None:
            assert tile.shape == (TILE, TILE)
            assert 0.8 < tile.mean() < 1.1
            inner = np.abs(np.diff(tile, axis=1)).mean()
            assert np.abs(tile[:, 0] - tile[:, -1]).mean() < 3 * inner + 0.02
