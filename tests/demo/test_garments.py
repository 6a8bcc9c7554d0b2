"""The demo catalogue: believable, complete and the same for the same seed."""

from collections import Counter

import pytest

from modiste.demo.boutiques import demo_boutiques
from modiste.demo.brands import BRANDS, BRANDS_BY_NAME, STYLES
from modiste.demo.cuts.cut import all_cuts
from modiste.demo.details import detail_of
from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.kinds import KINDS, SIZE_SYSTEMS, believable_price
from modiste.demo.materials import MATERIALS


@pytest.fixture(scope="module")
def items() -> list[DemoItem]:
    return demo_items()


def test_yields_the_same_items_for_the_same_seed(items: list[DemoItem]) -> None:
    assert demo_items() == items
    assert demo_items(7) != items


def test_fills_six_boutiques_with_at_least_260_items_of_twelve_kinds(items: list[DemoItem]) -> None:
    assert len(items) >= 260
    assert len({item.category for item in items}) >= 12
    per_boutique = Counter(item.boutique for item in items)
    assert set(per_boutique) == {boutique.slug for boutique in demo_boutiques()}
    assert len(per_boutique) == 6
    assert min(per_boutique.values()) >= 25


@pytest.mark.parametrize("seed", [1, 2026, 31337])
def test_gives_no_two_items_one_name_or_number(seed: int) -> None:
    made = demo_items(seed)
    assert len({item.name for item in made}) == len(made)
    assert len({item.external_id for item in made}) == len(made)
    skus = [variant.sku for item in made for variant in item.variants]
    assert len(set(skus)) == len(skus)


def test_sells_only_what_the_brand_makes_in_the_boutique_that_stocks_it(items: list[DemoItem]) -> None:
    for item in items:
        brand = BRANDS_BY_NAME[item.brand]
        assert item.category in brand.kinds
        assert item.boutique == brand.boutique
    assert {item.brand for item in items} == {brand.name for brand in BRANDS}


def test_lists_every_size_of_the_kind_and_has_some_sold_out(items: list[DemoItem]) -> None:
    for item in items:
        assert tuple(v.size for v in item.variants) == SIZE_SYSTEMS[KINDS[item.category].sizes]
    stocks = [variant.stock for item in items for variant in item.variants]
    assert min(stocks) == 0
    assert 0.05 < stocks.count(0) / len(stocks) < 0.2


def test_asks_prices_a_shop_would_print(items: list[DemoItem]) -> None:
    for item in items:
        assert 900 <= item.price_minor <= 150_000
        assert item.price_minor % 1000 in (0, 490, 990) or item.price_minor % 1000 // 100 in (5, 9)
        assert item.currency == "EUR"
    dear = [item.price_minor for item in items if item.brand == "Odile Perrin" and item.category == "dress"]
    cheap = [item.price_minor for item in items if item.brand == "Sol de Graça" and item.category == "dress"]
    assert min(dear) > max(cheap) * 0.8
    assert sum(dear) / len(dear) > 1.5 * sum(cheap) / len(cheap)


@pytest.mark.parametrize(("euros", "cents"), [(41, 3990), (8, 990), (131, 12900), (352, 35500)])
def test_rounds_to_the_nearest_price_tag(euros: float, cents: int) -> None:
    assert believable_price(euros) == cents


def test_describes_each_item_in_two_or_three_sentences(items: list[DemoItem]) -> None:
    for item in items:
        assert 60 <= len(item.description) <= 420
        assert item.description.endswith(".")
        assert ".." not in item.description and "  " not in item.description
        assert item.colours[0].name in item.description
    assert len({item.description for item in items}) > 0.97 * len(items)


def test_never_prints_on_leather_and_gives_every_print_a_second_colour(items: list[DemoItem]) -> None:
    for item in items:
        if MATERIALS[item.material].texture in ("leather", "denim"):
            assert item.pattern == "plain"
        if item.pattern not in ("plain", "cable"):
            assert len(item.colours) == 2
            assert item.colours[0] != item.colours[1]


def test_tags_with_known_styles_and_keeps_formality_and_season_in_range(items: list[DemoItem]) -> None:
    for item in items:
        assert item.styles and set(item.styles) <= set(STYLES)
        assert len(set(item.tags)) == len(item.tags)
        assert 0 <= item.formality <= 1
        assert item.season and set(item.season) <= {"spring", "summer", "autumn", "winter"}


def test_every_cut_names_only_details_and_materials_that_exist() -> None:
    for cut in all_cuts():
        assert cut.kind in KINDS
        assert set(cut.styles) <= set(STYLES)
        assert set(cut.materials) <= set(MATERIALS)
        for detail in cut.options:
            assert detail_of(detail).phrase
    assert {cut.kind for cut in all_cuts()} == set(KINDS)
