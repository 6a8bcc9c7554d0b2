"""Whether two records are the same product, how sure that is, and why."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.matching.comparison.features import NAMES, features_of
from modiste.matching.comparison.labelled import read_set
from modiste.matching.comparison.readings import codes_of, measures_of, read, words_of
from modiste.matching.comparison.training import pairs_of
from modiste.matching.comparison.trees import apply_line, ask
from modiste.matching.records import Match, ProductRecord
from modiste.matching.same_product import Matcher, UnfitModel

HEADPHONES = ProductRecord("Sony WH-1000XM4 Wireless Headphones, black", brand="Sony", price=Decimal(279))
DRESS = ProductRecord("Linen midi dress — Sable Atelier", brand="Sable Atelier", price=Decimal(120), currency="EUR")
GTIN, OTHER_GTIN, SHOPS_OWN = "4006381333931", "0036000291452", "2000000000008"


MATCHER = Matcher.load()


def said(match: Match) -> list[str]:
    return [str(reason) for reason in match.reasons]


@pytest.fixture
def matcher() -> Matcher:
    return MATCHER


def test_knows_a_product_by_its_model_number(matcher: Matcher) -> None:
    found = matcher.compare(HEADPHONES, ProductRecord("Sony WH1000XM4 headphones black", price=Decimal(265)))
    assert found.is_same
    assert "same model number: WH1000XM4" in said(found)


def test_another_model_number_is_another_product(matcher: Matcher) -> None:
    found = matcher.compare(HEADPHONES, ProductRecord("Sony WH-1000XM5 Wireless Headphones, black", brand="Sony"))
    assert not found.is_same
    assert "model number differs: WH1000XM4 / WH1000XM5" in said(found)


def test_knows_a_garment_whatever_the_order_of_its_words(matcher: Matcher) -> None:
    same = matcher.compare(DRESS, ProductRecord("Sable Atelier Linen Midi Dress", price=Decimal(118), currency="EUR"))
    assert same.is_same
    assert "same brand: Sable Atelier" in said(same)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Linen midi skirt — Sable Atelier", "kind differs: dress / skirt"),
        ("Silk midi dress — Sable Atelier", "make differs: linen / silk"),
        ("Wool coat — Sable Atelier", "kind differs: dress / coat"),
    ],
)
def test_another_garment_of_the_brand_is_another_product(matcher: Matcher, title: str, reason: str) -> None:
    found = matcher.compare(DRESS, replace(DRESS, title=title))
    assert not found.is_same
    assert reason in said(found)


def test_another_brand_is_another_product(matcher: Matcher) -> None:
    found = matcher.compare(DRESS, replace(DRESS, title="Linen midi dress — Orla Studio", brand="Orla Studio"))
    assert not found.is_same
    assert "brand differs: Sable Atelier / Orla Studio" in said(found)


def test_a_variants_colour_and_size_are_told_and_decide_nothing(matcher: Matcher) -> None:
    black, white = replace(DRESS, colour="Noir", size="S"), replace(DRESS, colour="White", size="M")
    found = matcher.compare(black, white)
    assert found.probability == matcher.compare(DRESS, DRESS).probability
    assert {"colour differs: black / white", "size differs: S / M"} <= set(said(found))


def test_a_colour_in_another_language_is_the_same_colour(matcher: Matcher) -> None:
    found = matcher.compare(ProductRecord("Nike Free 5.0 - Nero"), ProductRecord("Nike Free 5.0 - Schwarz"))
    assert "same colour: black" in said(found)


def test_an_equal_gtin_decides_whatever_the_titles_say(matcher: Matcher) -> None:
    found = matcher.compare(replace(DRESS, gtins=(GTIN,)), ProductRecord("Robe", gtins=("0" + GTIN,)))
    assert (found.probability, found.is_same) == (1.0, True)
    assert said(found)[0] == f"same GTIN: {GTIN}"


def test_a_differing_gtin_decides_whatever_the_titles_say(matcher: Matcher) -> None:
    found = matcher.compare(replace(DRESS, gtins=(GTIN,)), replace(DRESS, gtins=(OTHER_GTIN,)))
    assert (found.probability, found.is_same) == (0.0, False)
    assert said(found)[0] == f"GTIN differs: {GTIN} / {OTHER_GTIN}"


def test_one_common_gtin_of_several_is_enough(matcher: Matcher) -> None:
    assert matcher.compare(replace(DRESS, gtins=(GTIN, OTHER_GTIN)), replace(DRESS, gtins=(OTHER_GTIN,))).is_same


@pytest.mark.parametrize("gtin", ["4006381333932", "12", "", "１２", SHOPS_OWN])
def test_a_wrong_number_or_a_shops_own_decides_nothing(matcher: Matcher, gtin: str) -> None:
    found = matcher.compare(replace(HEADPHONES, gtins=(gtin,)), replace(DRESS, gtins=(gtin,)))
    assert not found.is_same
    assert not any("GTIN" in reason for reason in said(found))


def test_reads_codes_measures_and_roman_numbers() -> None:
    assert codes_of("wh-1000xm4 black 16 gb 831356-001") == {"wh1000xm4", "831356001"}
    assert measures_of('46" lcd, 16gb, 2-pack') == {"inch": {46.0}, "gb": {16.0}, "pack": {2.0}}
    assert words_of("tiempo genio ii") == ("tiempo", "genio", "2")


def test_nobody_to_compare_with_is_no_match(matcher: Matcher) -> None:
    assert matcher.compare_all(DRESS, []) == []


def test_a_pair_is_judged_the_same_beside_any_others(matcher: Matcher) -> None:
    others = [ProductRecord(title) for title in ("Linen midi dress", "Coat", "")]
    assert matcher.compare_all(DRESS, others) == [matcher.compare(DRESS, other) for other in others]


def test_a_matcher_comes_back_from_its_folder_as_it_was(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path)
    again = Matcher.load(tmp_path)
    assert again.compare(DRESS, HEADPHONES) == matcher.compare(DRESS, HEADPHONES)


def test_refuses_a_model_of_other_features(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path)
    manifest = tmp_path / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"ratio"', '"rate"'))
    with pytest.raises(UnfitModel):
        Matcher.load(tmp_path)


texts = st.text(max_size=60)
prices = st.none() | st.decimals(min_value=0, max_value=10**6, allow_nan=False, places=2)
records = st.builds(
    ProductRecord, title=texts, brand=texts, description=texts, mpn=texts, colour=texts, size=texts, price=prices
)


@given(left=records, right=records)
@settings(deadline=None, max_examples=60)
def test_any_two_records_get_a_probability_whichever_comes_first(left: ProductRecord, right: ProductRecord) -> None:
    one, other = MATCHER.compare(left, right), MATCHER.compare(right, left)
    assert 0 <= one.probability <= 1
    assert one.probability == other.probability


def test_every_feature_is_named_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert features_of([], MATCHER.corpus).shape == (0, len(NAMES))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["abt-buy", "amazon-google", "walmart-amazon", "wdc-shoes"])
def test_what_is_called_the_same_seldom_is_not(shared: Path, matcher: Matcher, name: str) -> None:
    one = read_set(shared / "data" / "product-matching", name)
    left = [read(record) for record in one.left]
    right = left if one.left is one.right else [read(record) for record in one.right]
    rows = features_of(pairs_of(one, (left, right), "test"), matcher.corpus)
    said = apply_line(ask(matcher.trees, rows), matcher.slope, matcher.shift) >= matcher.threshold
    labels = np.array([label for *_, label in one.pairs["test"]])
    assert labels[said].mean() >= 0.98
