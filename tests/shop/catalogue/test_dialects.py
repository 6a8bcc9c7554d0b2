"""Files as Shopify, Google Merchant and we write them: found by their content, understood, and harmless."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from modiste.shop.catalogue import uploads
from modiste.shop.catalogue.dialects import DIALECTS, chosen_columns
from modiste.shop.catalogue.feeds.base import Fault, UnreadableFeed
from modiste.shop.catalogue.feeds.modiste_csv import TEMPLATE
from modiste.shop.catalogue.gathering import harmless
from modiste.shop.catalogue.goods import Terms, read_goods
from modiste.shop.catalogue.plain_text import plain_text
from modiste.shop.catalogue.stocking import Goods
from modiste.shop.catalogue.uploads import Look, look_at, open_upload
from tests.shop.catalogue.uploading import ATOM, MERCHANT_TSV, OURS, RSS, SHOPIFY_NEW, SHOPIFY_OLD


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "misleading-name.pdf"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def read(folder: Path, content: str | bytes) -> tuple[Look, list[Goods], list[str]]:
    """What a file is, its goods by row, and what is wrong with the others."""
    file = written(folder, content)
    look = look_at(file)
    terms = Terms("EUR")
    found = chosen_columns(look.kind.dialect, look.columns, look.mapping, terms)
    goods, faults = [], []
    with open_upload(file, look.kind) as (feed, _):
        for row in feed.rows:
            if isinstance(row, Fault):
                faults.append(row.message)
                continue
            try:
                goods.append(read_goods(found, row, terms))
            except ValueError as error:
                faults.append(str(error))
    return look, goods, faults


def stocks(goods: list[Goods]) -> list[tuple[str, str, str, int]]:
    return [(each.external_id, s.size, s.colour, s.amount) for each in goods for s in each.stocks or []]


def test_every_dialect_stands_in_the_folder() -> None:
    assert set(DIALECTS) == {"shopify_csv", "google_merchant", "modiste_csv"}


@pytest.mark.parametrize(
    ("content", "dialect", "form"),
    [
        (SHOPIFY_OLD, "shopify_csv", "csv"),
        (SHOPIFY_NEW, "shopify_csv", "csv"),
        (MERCHANT_TSV, "google_merchant", "csv"),
        (RSS, "google_merchant", "xml"),
        (ATOM, "google_merchant", "xml"),
        (OURS, "modiste_csv", "csv"),
        (TEMPLATE, "modiste_csv", "csv"),
        ('{"id": "a", "title": "One", "price": 1}\n', "modiste_csv", "jsonl"),
        (SHOPIFY_OLD.encode("utf-16"), "shopify_csv", "csv"),
        (gzip.compress(RSS.encode()), "google_merchant", "xml"),
        ("\ufeff" + OURS.replace(",", ";"), "modiste_csv", "csv"),
    ],
)
def test_a_dialect_is_found_by_the_content(tmp_path: Path, content: str | bytes, dialect: str, form: str) -> None:
    look = look_at(written(tmp_path, content))
    assert (look.kind.dialect, look.kind.format) == (dialect, form)
    assert {"id", "title", "price"} <= set(look.mapping)
    assert look.samples


def test_old_shopify_lines_become_variants_and_pictures(tmp_path: Path) -> None:
    _, goods, faults = read(tmp_path, SHOPIFY_OLD)
    assert faults == []
    assert stocks(goods) == [
        ("wrap-dress", "S", "sand", 4),
        ("wrap-dress", "M", "sand", 2),
        ("gift-card", "", "", 1),  # nobody counts it: it is there
        ("old-coat", "L", "", 1),
    ]
    dress, second, _, coat = goods
    assert dress.description == "Falls to the knee.\n\n• Linen"
    assert (dress.category, dress.price, dress.brand, dress.tags) == ("Dresses", 8900, "Lune", ["linen", "summer"])
    assert [photo.url[-5] for photo in dress.photos or []] == ["1", "2", "3"]
    assert second.name == "Wrap dress"
    assert (dress.is_active, coat.is_active) == (True, False)


def test_new_shopify_columns_are_read_as_well(tmp_path: Path) -> None:
    _, goods, faults = read(tmp_path, SHOPIFY_NEW)
    assert faults == []
    assert stocks(goods) == [("slip-dress", "S", "", 3), ("slip-dress", "M", "", 0), ("belt", "", "", 1)]
    assert goods[0].description == "Silk & lace."
    assert goods[0].gtin == "4006381333931"
    assert [photo.url for photo in goods[0].photos or []] == [
        "https://cdn.example/slip.jpg",
        "https://cdn.example/slip-m.jpg",
    ]


def test_a_shopify_picture_without_its_product_is_named(tmp_path: Path) -> None:
    _, goods, faults = read(tmp_path, SHOPIFY_OLD + "elsewhere" + "," * 19 + "https://cdn.example/x.jpg,,\n")
    assert len(goods) == 4
    assert len(faults) == 1
    assert "picture alone" in faults[0]


def test_a_merchant_table_is_understood(tmp_path: Path) -> None:
    _, goods, faults = read(tmp_path, MERCHANT_TSV)
    assert faults == []
    assert stocks(goods) == [("WD", "S", "sand", 1), ("WD", "M", "sand", 0)]
    assert (goods[0].price, goods[0].category, goods[0].tags) == (6900, "Dresses", ["female"])
    assert len(goods[0].photos or []) == 3


def test_a_sale_price_holds_on_its_days_alone(tmp_path: Path) -> None:
    head, row = MERCHANT_TSV.splitlines()[:2]
    for days, price in {"2020-01-01/2020-02-01": 8900, "2020-01-01/2099-02-01": 6900, "soon": 8900, "": 6900}.items():
        _, goods, _ = read(tmp_path, f"{head}\tsale_price_effective_date\n{row}\t{days}\n")
        assert goods[0].price == price, days


def test_rss_and_atom_are_understood(tmp_path: Path) -> None:
    _, [dress], _ = read(tmp_path, RSS)
    assert (dress.external_id, dress.name, dress.description) == ("WD", "Wrap & dress", "To the knee")
    assert dress.price == 8900  # not the delivery's
    assert [photo.url[-5] for photo in dress.photos or []] == ["1", "2", "3"]
    _, [scarf], _ = read(tmp_path, ATOM)
    assert (scarf.external_id, scarf.name, scarf.price) == ("SC", "Wool scarf", 3900)
    assert stocks([scarf]) == [("SC", "", "", 0)]


def test_the_template_can_be_uploaded_as_it_is(tmp_path: Path) -> None:
    _, goods, faults = read(tmp_path, TEMPLATE)
    assert faults == []
    assert [(each.external_id, each.price, len(each.photos or [])) for each in goods] == [
        ("wrap-dress", 8900, 2),
        ("wrap-dress", 8900, 2),
        ("wool-scarf", 2900, 1),
    ]


def bomb() -> bytes:
    lines = b"id,title,price\n" + (b"a,b,1," + b" " * 50_000 + b"\n") * 200
    return gzip.compress(lines, 1)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../items.csv", OURS)
    return file.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[Any, str]] = {
    "entities": (RSS.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{LAUGHS}'), "document type"),
    "an outside file": (RSS.replace("<rss", '<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss'), "document type"),
    "a late document type": ("<?xml version='1.0'?>" + " " * 70_000 + LAUGHS + "<rss><item/></rss>", "document type"),
    "an unknown entity": (RSS.replace("Wrap &amp; dress", "&unknown;"), "broken"),
    "XML that ends early": (RSS[:500], "broken"),
    "XML without products": ("<rss><channel><title>x</title></channel></rss>", "no <item>"),
    "many parts": ("<rss><item>" + "<a/>" * 3_000 + "</item></rss>", "more than 2000"),
    "deep nesting": ("<rss><item>" + "<a>" * 50_000, "broken"),
    "a zip archive": (zipped(), "zip archive"),
    "a PDF": (b"%PDF-1.7 ...", "PDF"),
    "Parquet": (b"PAR1....", "Parquet"),
    "nothing": (b"", "empty"),
    "zeros": (b"\0" * 5_000, ""),
    "a million columns": (",".join(f"c{n}" for n in range(1_000_000)) + "\n1\n", "too long"),
    "a thousand columns": (",".join(f"c{n}" for n in range(1_000)) + "\n" + "1," * 999 + "1\n", "at most 400"),
    "a line of 100 MB": (b"x" * 100_000_000, "too long"),
    "a JSON array": ('[{"id": 1}]', "JSON lines"),
    "half a gzip file": (gzip.compress(OURS.encode() * 100)[:-20], "gzip"),
    "gzip in gzip": (gzip.compress(gzip.compress(OURS.encode())), "gzip file inside"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    content, words = HOSTILE[name]
    with pytest.raises(UnreadableFeed) as refused:
        read(tmp_path, content)
    assert words in refused.value.detail


def test_what_unpacks_to_too_much_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 8 * 1024 * 1024)
    with pytest.raises(UnreadableFeed, match="unpacks to more"):
        read(tmp_path, bomb())


def test_too_many_rows_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_ROWS", 2)
    with pytest.raises(UnreadableFeed, match="more than 2 rows"):
        read(tmp_path, OURS)


def test_lines_in_another_encoding_are_the_only_ones_lost(tmp_path: Path) -> None:
    mixed = "id,title,price\na,Café,1\nb,Señora,1\n".encode() + "c,Möbel,1\nd,plain,1\n".encode("cp1252")
    look, goods, faults = read(tmp_path, mixed)
    assert look.kind.encoding == "utf-8"
    assert [each.external_id for each in goods] == ["a", "b", "d"]
    assert "is not valid utf-8" in faults[0]
    look, goods, faults = read(tmp_path, "id,title,price\na,Café,1\nb,Möbel,1\n".encode("cp1252"))
    assert (look.kind.encoding, [each.name for each in goods], faults) == ("cp1252", ["Café", "Möbel"], [])


def test_formulas_are_data_and_leave_as_text(tmp_path: Path) -> None:
    _, goods, _ = read(tmp_path, 'id,title,price\n=1,"=HYPERLINK(""https://evil.example"")",1\n+2,@SUM(A1),1\n')
    assert [each.name for each in goods] == ['=HYPERLINK("https://evil.example")', "@SUM(A1)"]
    for cell in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"):
        assert harmless(cell) == f"'{cell}"
    assert harmless("plain = text") == "plain = text"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("plain < text & more", "plain < text & more"),
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<script>alert(1)</script>Linen<style>p{}</style>", "Linen"),
        ("<img src=x onerror=alert(1)>Silk", "Silk"),
        ("<div>" * 50_000, ""),
        ("Tom &amp; Co", "Tom & Co"),
    ],
)
def test_html_becomes_words(html: str, words: str) -> None:
    assert plain_text(html) == words
