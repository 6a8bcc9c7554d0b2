"""Tests of searching: words, filters, order, pages and facets."""

import random
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from modiste.shop.catalogue import facets, fulltext
from modiste.shop.catalogue.models import Category, Item, ItemTag
from modiste.shop.catalogue.schemas import ItemPage, ItemQuery, Sort
from modiste.shop.catalogue.search import search_items
from modiste.shop.kit.db import Database
from modiste.shop.kit.paging import BadCursor
from tests.shop.catalogue.shop import goods, open_boutique, sell


def find(database: Database, **asked: Any) -> ItemPage:
    with database.reading() as session:
        return search_items(session, ItemQuery(**asked))


def names(database: Database, **asked: Any) -> list[str]:
    return [card.name for card in find(database, **asked).items]


@pytest.fixture
def shop(database: Database) -> Database:
    boutique = open_boutique(database)
    sell(
        database,
        boutique,
        goods("1", "Linen dress", category="Dress", brand="Café Mode", colours=["red"], price=9000,
                tags=["boho", "summer"], sizes=[("S", 1), ("M", 0)], description="Worn with a coat."),
        goods("2", "Wool coat", category="Coat", brand="Nord", colours=["navy blue"],
                price=20000, tags=["office"], sizes=[("M", 3)], pattern="checked"),
        goods("3", "Red silk dress", category="Dress", brand="Nord", colours=["red", "gold"],
                price=15000, tags=["evening"], sizes=[("M", 2), ("L", 0)], season=["winter"]),
        goods("4", "Boots", category="Ankle boots", brand="Café Mode", colours=["black"],
                price=12000, sizes=[("39", 0)]),
    )  # fmt: skip
    return database


def test_finds_words_wherever_they_stand_names_first(shop: Database) -> None:
    assert names(shop, q="coat") == ["Wool coat", "Linen dress"]
    assert names(shop, q="dress") == ["Red silk dress", "Linen dress"]
    assert names(shop, q="red dress") == ["Red silk dress", "Linen dress"]
    assert names(shop, q="boho") == ["Linen dress"]
    assert names(shop, q="winter") == ["Red silk dress"]
    assert names(shop, q="worn") == ["Linen dress"]


def test_folds_accents_case_and_plural_and_completes_the_last_word(shop: Database) -> None:
    assert names(shop, q="CAFE dresses") == ["Linen dress"]
    assert names(shop, q="café") == ["Boots", "Linen dress"]
    assert names(shop, q="sil") == ["Red silk dress"]
    assert names(shop, q="sil dress") == []
    assert names(shop, q="the dress with linen") == ["Linen dress"]


TYPED = (
    ['"', "'", "*", "dress*", '"dress', "name:dress", "dress OR coat", "dress AND", "NOT dress", "NEAR(a b)", "(", ")",
     "a^2", "-dress", "dress & !coat", ":*", "'; DROP TABLE items; --", "\\", "%", "_", "🧥", "ドレス", "\u0301", "ﬁ",
     "x" * 200, "a " * 100, "𝕯ress", "١٢٣", "½", "e\u0301t\u00e9", "{name}: dress", "dress + coat", "<-> dress"]
)  # fmt: skip


def test_what_people_type_is_never_syntax(shop: Database) -> None:
    for text in TYPED:
        page = find(shop, q=text, facets=True)
        assert page.items or page.hint, text


def test_finds_words_of_every_script(database: Database) -> None:
    written = ["Straße", "Пальто й", "ドレス", "Ελλάδα", "東京 コート", "Ångström", "Ko\u0308ln", "SIZE-40"]
    sell(database, open_boutique(database), *(goods(name, name) for name in written))
    for name in written:
        assert names(database, q=name) == [name]
    assert names(database, q="angstrom") == ["Ångström"]
    assert names(database, q="пальто") == ["Пальто й"]
    assert names(database, q="köln") == names(database, q="koln") == ["Ko\u0308ln"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_text_breaks_the_search(shop: Database, text: str) -> None:
    find(shop, q=text)


def test_says_what_to_change_when_nothing_is_found(shop: Database) -> None:
    assert "“zeppelin”" in (find(shop, q="red zeppelin").hint or "")
    assert "leave one out" in (find(shop, q="boots coat").hint or "")
    assert "filters" in (find(shop, q="dress", price_min=100_000).hint or "")
    assert "letters" in (find(shop, q="!?").hint or "")
    assert find(shop, q="dress").hint is None


def widenings(database: Database, **asked: Any) -> dict[str, int]:
    return {widening.filter: widening.match_count for widening in find(database, **asked).widen}


def test_says_what_each_filter_keeps_out_when_nothing_is_found(shop: Database) -> None:
    assert widenings(shop, category=["dress"], colour=["black"]) == {"category": 1, "colour": 2}
    assert widenings(shop, q="dress", brand=["Nord"], price_min=16_000, price_max=17_000) == {"price": 1}
    assert widenings(shop, q="zeppelin", category=["coat"]) == {"q": 1}
    assert widenings(shop, q="!?", category=["dress"]) == {"q": 2}
    assert widenings(shop, category=["nothing"], boutique_id=999) == {}
    assert widenings(shop, q="dress") == {}
    most_first = find(shop, size=["S"], category=["coat"], in_stock=True).widen
    assert [widening.filter for widening in most_first] == ["category", "size"]


def test_names_the_words_that_no_item_has(shop: Database) -> None:
    assert find(shop, q="red zeppelin dirigible").unknown_words == ["zeppelin", "dirigible"]
    assert find(shop, q="boots coat").unknown_words == []


ASKED: list[tuple[dict[str, Any], str]] = [
    ({"category": ["dress"]}, "31"),
    ({"category": ["Ankle Boots"]}, "4"),
    ({"category": ["ankle-boots", "Coat"]}, "42"),
    ({"category": ["nothing"]}, ""),
    ({"brand": ["Nord"]}, "32"),
    ({"colour": ["red"], "brand": ["Nord"]}, "3"),
    ({"size": ["M"]}, "321"),
    ({"size": ["M"], "in_stock": True}, "32"),
    ({"size": ["S", "39"]}, "41"),
    ({"in_stock": True}, "321"),
    ({"tag": ["boho", "office"]}, "21"),
    ({"pattern": ["checked"]}, "2"),
    ({"price_min": 12000, "price_max": 15000}, "43"),
    ({"boutique_id": 999}, ""),
    ({"q": "dress", "price_max": 10000}, "1"),
    ({"sort": "price_asc"}, "1432"),
    ({"sort": "price_desc", "q": "dress"}, "31"),
    ({"sort": "newest", "q": "coat"}, "21"),
]


def test_filters_and_order(shop: Database) -> None:
    by_number = {"Linen dress": "1", "Wool coat": "2", "Red silk dress": "3", "Boots": "4"}
    for asked, found in ASKED:
        assert "".join(by_number[name] for name in names(shop, **asked)) == found, asked


def test_the_rare_and_the_frequent_are_filtered_alike(shop: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    rare = names(shop, size=["M"], tag=["office", "evening"])
    monkeypatch.setattr("modiste.shop.catalogue.criteria.RARE", 1)
    assert names(shop, size=["M"], tag=["office", "evening"]) == rare == ["Red silk dress", "Wool coat"]


def test_facets_count_what_is_found_each_without_its_own_filter(shop: Database) -> None:
    found = find(shop, facets=True, brand=["Nord"]).facets
    assert found is not None
    assert {entry.value: entry.count for entry in found.brand} == {"Nord": 2, "Café Mode": 2}
    assert {entry.value: entry.count for entry in found.category} == {"Coat": 1, "Dress": 1}
    assert [entry.value for entry in found.size] == ["M", "L"]
    assert [(entry.value, entry.count) for entry in found.pattern] == [("checked", 1)]
    assert [entry.value for entry in find(shop, facets=True, brand=["Nord"], in_stock=True).facets.size] == ["M"]  # type: ignore[union-attr]
    assert find(shop).facets is None


def test_facets_are_counted_over_a_bounded_part(shop: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not find(shop, facets=True).facets_sampled
    monkeypatch.setattr(facets, "COUNTED", 3)
    page = find(shop, facets=True)
    assert page.facets_sampled and page.facets is not None
    assert sum(entry.count for entry in page.facets.category) == 3


def test_pages_hold_everything_once_in_order(database: Database) -> None:
    rng = random.Random(3)
    words = ["Linen", "Silk", "Red"]
    sell(
        database,
        open_boutique(database),
        *(
            goods(str(number), f"{rng.choice(words)} dress", price=rng.choice([10, 20, 30]), category="Dress",
                    tags=rng.sample(["linen", "party"], 1), description=rng.choice(["", "linen"]))
            for number in range(57)
        ),
    )  # fmt: skip
    for sort, q in product(Sort, ("", "dress", "linen")):
        _page_through(database, sort, q)


def _page_through(database: Database, sort: Sort, q: str) -> None:
    whole = find(database, q=q, sort=sort, limit=100)
    assert whole.next_cursor is None
    seen, cursor = [], None
    while True:
        page = find(database, q=q, sort=sort, limit=7, cursor=cursor)
        seen += [card.item_id for card in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [card.item_id for card in whole.items]
    assert len(set(seen)) == len(seen) > 7


def test_what_arrives_between_two_pages_moves_nothing(shop: Database) -> None:
    with shop.reading() as session:
        boutique = session.scalar(select(Item.boutique_id).limit(1)) or 0
    for sort in ("relevance", "newest"):
        first = find(shop, q="dress", sort=sort, limit=1)
        sell(shop, boutique, goods(f"later {sort}", "Late dress", category="Dress"))
        second = find(shop, q="dress", sort=sort, limit=1, cursor=first.next_cursor)
        assert first.items[0].item_id > second.items[0].item_id
        assert second.items[0].name != "Late dress" or sort == "newest"


def test_a_cursor_of_another_list_is_refused(shop: Database) -> None:
    cursor = find(shop, limit=1).next_cursor
    with pytest.raises(BadCursor):
        find(shop, sort="price_asc", cursor=cursor)
    with pytest.raises(BadCursor):
        find(shop, cursor="nonsense")


def test_no_writer_can_leave_the_index_behind(shop: Database) -> None:
    with shop.transaction() as session:
        session.execute(update(Item).where(Item.name == "Boots").values(name="Sandals"))
        session.execute(update(Category).where(Category.slug == "coat").values(name="Parka"))
        dress = session.scalars(select(Item).where(Item.name == "Linen dress")).one()
        session.execute(delete(ItemTag).where(ItemTag.item_id == dress.id, ItemTag.tag == "boho"))
        session.add(ItemTag(item_id=dress.id, tag="hippie"))
        session.execute(delete(Item).where(Item.name == "Red silk dress"))
    assert (names(shop, q="boots"), names(shop, q="sandals")) == (["Sandals"], ["Sandals"])  # of kind Ankle boots
    assert names(shop, q="parka") == ["Wool coat"]
    assert (names(shop, q="boho"), names(shop, q="hippie")) == ([], ["Linen dress"])
    assert names(shop, q="silk") == []
    with shop.reading() as session:
        assert session.scalar(select(func.count()).select_from(fulltext.SEARCH)) == 3


def test_what_is_no_longer_sold_is_not_found(shop: Database) -> None:
    with shop.transaction() as session:
        session.execute(update(Item).where(Item.name == "Boots").values(is_active=False))
    assert names(shop, q="boots") == [] and len(names(shop)) == 3


def test_all_matches_are_counted_when_facets_are_asked_for(shop: Database) -> None:
    assert find(shop, facets=True, limit=1).match_count == 4
    assert find(shop, facets=True, q="dress", category=["dress"], colour=["red"], size=["M"]).match_count == 2
    assert find(shop, facets=True, q="!?").match_count == 0
    assert find(shop).match_count is None


def test_prices_are_counted_without_the_bounds_asked_for(shop: Database) -> None:
    prices = find(shop, facets=True, price_min=12_000, price_max=13_000).prices
    assert prices is not None
    assert (prices.lowest, prices.highest, sum(prices.counts)) == (9_000, 20_000, 4)
    assert (prices.counts[0], prices.counts[-1]) == (1, 1)
    coat = find(shop, facets=True, category=["coat"]).prices
    assert coat is not None and (coat.lowest, coat.highest, coat.counts[0]) == (20_000, 20_000, 1)
    assert find(shop, facets=True, category=["nothing"]).prices is None
