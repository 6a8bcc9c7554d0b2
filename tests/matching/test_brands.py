"""Brands from HTML fragments, beside what people read in them."""

import gzip
import json
from pathlib import Path

import pytest

from modiste.matching.brands import read_brand, tidy_brand
from modiste.matching.documents import fold


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


def test_reads_nearly_all_real_fragments(shared: Path) -> None:
    cases = json.loads(gzip.decompress((shared / "data" / "brand-snippets" / "brand_values.json.gz").read_bytes()))
    right = sum(read_brand(case["html"] or "") == fold(case["value"] or "") for case in cases)
    assert right / len(cases) > 0.96
