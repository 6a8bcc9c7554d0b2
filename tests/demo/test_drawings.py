"""The drawings: every item becomes a scene that fits the sheet and shows what its description says."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace
from xml.etree import ElementTree

import numpy as np
import pytest

from modiste.demo.boutiques import demo_boutiques
from modiste.demo.cuts.cut import all_cuts
from modiste.demo.drawings.draw import sketch_of
from modiste.demo.drawings.logos import draw_logo
from modiste.demo.drawings.outline import enclosed, flattened, mirrored, path, symmetric
from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.studio.scene import Scene

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def items() -> list[DemoItem]:
    return demo_items()


@pytest.fixture(scope="module")
def scenes(items: list[DemoItem]) -> dict[str, Scene]:
    return {item.external_id: sketch_of(item) for item in items}


def fingerprint(scene: Scene) -> str:
    """The same for the same parts, however their points are kept."""

    def values(part: object) -> Iterator[bytes]:
        for field in fields(part):  # type: ignore[arg-type]
            value = getattr(part, field.name)
            is_lines = isinstance(value, tuple) and value and isinstance(value[0], np.ndarray)
            yield b"".join(line.tobytes() for line in value) if is_lines else repr(value).encode()

    return hashlib.sha256(b"".join(each for part in scene.parts for each in values(part))).hexdigest()


def test_every_garment_lies_within_the_sheet_and_touches_no_edge(scenes: dict[str, Scene]) -> None:
    for sku, scene in scenes.items():
        left, top, right, bottom = scene.box
        assert left >= 40 and top >= 40 and right <= 560 and bottom <= 760, sku
        assert right - left > 280 or bottom - top > 280, f"{sku} is small"
        assert left < scene.detail[0] < right and top < scene.detail[1] < bottom, sku


def test_no_two_items_look_the_same_and_each_looks_the_same_again(
    items: list[DemoItem], scenes: dict[str, Scene]
) -> None:
    seen = {sku: fingerprint(scene) for sku, scene in scenes.items()}
    assert len(set(seen.values())) == len(items)
    for item in items[::9]:
        assert fingerprint(sketch_of(item)) == seen[item.external_id]


def test_each_cut_can_carry_each_of_its_details(items: list[DemoItem]) -> None:
    by_cut = {item.silhouette.cut: item for item in items}
    assert set(by_cut) == {cut.key for cut in all_cuts()}
    for cut in all_cuts():
        item = by_cut[cut.key]
        plain = fingerprint(sketch_of(replace(item, silhouette=replace(item.silhouette, details=cut.always))))
        for detail in cut.options:
            details = (*cut.always, detail)
            detailed = sketch_of(replace(item, silhouette=replace(item.silhouette, details=details)))
            assert fingerprint(detailed) != plain, f"{cut.key} does not show its {detail}"


def test_a_path_keeps_its_points_when_mirrored_and_shortened() -> None:
    assert path("M 10.004 -20.0 L 30 -0.001") == "M10-20L30 0"
    assert mirrored("M10-20L-30-5") == "M-10-20L30-5"
    assert mirrored(mirrored("M1.5 2C3-4 5 6-7 8")) == path("M1.5 2C3-4 5 6-7 8")


def test_a_symmetric_outline_is_as_wide_on_both_sides() -> None:
    (line,) = flattened(symmetric("M0 0 L40 10 C60 40 20 60 50 90 Q30 100 0 100"))
    assert line[:, 0].min() == pytest.approx(-line[:, 0].max(), abs=1e-3)
    assert (line[:, 1].min(), line[:, 1].max()) == (0, pytest.approx(100))


def test_an_outline_may_have_a_bottom_of_its_own() -> None:
    (line,) = flattened(enclosed("M0 0 L20 0 L30 50", "L0 60 L-30 50"))
    assert line[:, 1].max() == pytest.approx(60)
    assert tuple(line[-1]) == pytest.approx((0, 0))


def test_flattening_keeps_ends_and_straight_lines() -> None:
    first, second = flattened("M0 0 L10 0 Q20 0 20 10 M5 5 C6 6 7 7 8 8")
    assert tuple(first[0]) == (0, 0) and tuple(first[-1]) == pytest.approx((20, 10))
    assert np.abs(first[:17, 1]).max() < 1e-6
    assert tuple(second[0]) == (5, 5) and tuple(second[-1]) == pytest.approx((8, 8))


def test_every_boutique_has_a_logo_of_harmless_shapes() -> None:
    logos = {boutique.slug: draw_logo(boutique.slug) for boutique in demo_boutiques()}
    assert len(set(logos.values())) == 6
    for boutique in demo_boutiques():
        root = ElementTree.fromstring(logos[boutique.slug])
        assert root.findtext(f"{_SVG}title") == boutique.name
        for element in root.iter():
            assert element.tag.removeprefix(_SVG) in {"svg", "title", "g", "path", "rect", "circle", "ellipse"}
            assert not any("href" in name or name.startswith("on") for name in element.attrib)
