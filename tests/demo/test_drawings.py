"""The drawings: well-formed, self-contained, small, and different where the garments differ."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from modiste.demo.cuts.cut import all_cuts
from modiste.demo.drawings.draw import draw_garment
from modiste.demo.drawings.outline import box_of, mirrored, path, symmetric
from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem

_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {
    "svg", "defs", "g", "path", "rect", "circle", "stop", "pattern", "linearGradient", "radialGradient",
    "filter", "feGaussianBlur", "feOffset", "feMerge", "feMergeNode",
}  # fmt: skip


@pytest.fixture(scope="module")
def items() -> list[DemoItem]:
    return demo_items()


@pytest.fixture(scope="module")
def drawings(items: list[DemoItem]) -> dict[str, str]:
    return {item.external_id: draw_garment(item) for item in items}


def test_every_drawing_is_xml_of_harmless_elements_only(drawings: dict[str, str]) -> None:
    for svg in drawings.values():
        root = ElementTree.fromstring(svg)
        assert root.get("viewBox") == "0 0 600 800"
        for element in root.iter():
            assert element.tag.removeprefix(_SVG) in _ALLOWED
            for name, value in element.attrib.items():
                assert "href" not in name and not name.lower().startswith("on")
                assert "javascript" not in value and "http" not in value and "data:" not in value


def test_no_drawing_exceeds_twelve_kilobytes(drawings: dict[str, str]) -> None:
    assert max(len(svg.encode()) for svg in drawings.values()) < 12_000


def test_ids_are_unique_across_all_drawings_and_every_reference_has_one(drawings: dict[str, str]) -> None:
    seen: set[str] = set()
    for svg in drawings.values():
        ids = re.findall(r'\bid="([^"]+)"', svg)
        assert len(set(ids)) == len(ids)
        assert seen.isdisjoint(ids)
        seen.update(ids)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(ids)


def test_draws_the_same_item_the_same_way(items: list[DemoItem], drawings: dict[str, str]) -> None:
    for item in items[::17]:
        assert draw_garment(item) == drawings[item.external_id]
    assert len(set(drawings.values())) == len(items)


def test_without_ground_nothing_but_the_garment_is_drawn(items: list[DemoItem]) -> None:
    svg = draw_garment(items[0], width=300, height=400, ground=False)
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("300", "400")
    assert [child.tag for child in root] == [f"{_SVG}defs", f"{_SVG}g"]
    assert "ground" not in svg and "shadow" not in svg


def test_each_cut_can_carry_each_of_its_details(items: list[DemoItem]) -> None:
    by_cut = {item.silhouette.cut: item for item in items}
    assert set(by_cut) == {cut.key for cut in all_cuts()}
    for cut in all_cuts():
        item = by_cut[cut.key]
        plain = draw_garment(replace(item, silhouette=replace(item.silhouette, details=cut.always)))
        for detail in cut.options:
            details = (*cut.always, detail)
            detailed = draw_garment(replace(item, silhouette=replace(item.silhouette, details=details)))
            assert detailed != plain, f"{cut.key} does not show its {detail}"


def test_every_garment_lies_within_the_sheet(drawings: dict[str, str]) -> None:
    for sku, svg in drawings.items():
        place = re.search(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+)\)" stroke-width', svg)
        assert place is not None, sku
        assert 0.5 <= float(place[3]) <= 1.25, sku


def test_a_path_keeps_its_points_when_mirrored_and_shortened() -> None:
    assert path("M 10.04 -20.0 L 30 -0.01") == "M10-20L30 0"
    assert mirrored("M10-20L-30-5") == "M-10-20L30-5"
    assert mirrored(mirrored("M1.5 2C3-4 5 6-7 8")) == path("M1.5 2C3-4 5 6-7 8")


def test_a_symmetric_outline_is_as_wide_on_both_sides() -> None:
    left, top, right, bottom = box_of(symmetric("M0 0 L40 10 C60 40 20 60 50 90 Q30 100 0 100"))
    assert left == pytest.approx(-right)
    assert (top, bottom) == (0, pytest.approx(100))
