"""Brands from HTML fragments, beside what people read in them."""

import gzip
import json
from pathlib import Path

import pytest

from modiste.matching.extraction.brands import read_brand, tidy_brand
from modiste.matching.extraction.documents import fold
from modiste.matching.pages import extract_product


@pytest.mark.parametrize(
    ("fragment", "brand"),
    [
        ("Sea-Dog", "Sea-Dog"),
        ('<a href="/essie">\n essie\n</a>', "essie"),
        ('<img src="zoom.png" alt="Zoom">', "Zoom"),
        ("<script>1</script>", ""),
    ],
)
def test_reads_the_brand_of_a_fragment(fragment: str, brand: str) -> None:
    assert read_brand(fragment) == brand


@pytest.mark.parametrize(
    "text", ["Visit the Tefal Store", "Brand: Tefal", "Marca: Tefal", "Visiter la boutique Tefal", "Tefal"]
)
def test_drops_the_words_around_a_brand(text: str) -> None:
    assert tidy_brand(text) == "Tefal"


@pytest.mark.parametrize(
    ("body", "brand"),
    [
        ("<p class='product-brand'><img alt='Nord'></p>", "Nord"),
        ("<p class='product-brand'>Sud</p><table><tr><th>Brand</th><td>Nord</td></tr></table>", "Nord"),
        ("<p class='cobranded-card'>Earn points with the card</p>", ""),
        ("<p class='branded-article'>News of the week</p>", ""),
        ("<i class='tile-brand'>Nord</i><i class='tile-brand'>Sud</i>", ""),
        ("<i class='brand'>Nord</i><i class='tile-brand'>West</i><i class='tile-brand'>Sud</i>", "Nord"),
        ("<i class='brand'>Nord</i><i class='brand'>NORD</i>", "Nord"),
    ],
)
def test_takes_the_brand_of_the_product_and_none_of_a_list_or_an_advertisement(body: str, brand: str) -> None:
    page = extract_product(f"<h1>Coat</h1>{body}".encode(), "https://shop.example/1")
    assert page.record.brand == brand


def test_takes_the_title_of_a_page_for_no_brand() -> None:
    markup = '{"@type": "Product", "name": "Coat", "brand": "Nord coats | The Shop", "offers": {"price": 5}}'
    page = extract_product(f'<script type="application/ld+json">{markup}</script>'.encode(), "https://shop.example/1")
    assert (page.record.title, page.record.brand) == ("Coat", "")


def test_reads_nearly_all_real_fragments(shared: Path) -> None:
    cases = json.loads(gzip.decompress((shared / "data" / "brand-snippets" / "brand_values.json.gz").read_bytes()))
    right = sum(read_brand(case["html"] or "") == fold(case["value"] or "") for case in cases)
    assert right / len(cases) > 0.96
