"""Importing items from files: good rows in, bad rows named with their line, and again without a change."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.feeds.base import UnreadableFeed
from modiste.shop.catalogue.goods import amount_of
from modiste.shop.catalogue.imports import ItemImport, import_items
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.reading import ImportReport, MissingColumns, UnknownMapping
from modiste.shop.catalogue.schemas import ItemQuery
from modiste.shop.catalogue.search import search_items
from modiste.shop.kit.db import Database

HEAD = "id,title,price,brand,color,size,quantity,product_type,tags\n"


def run(database: Database, folder: Path, text: str | bytes, **plan: object) -> ImportReport:
    file = folder / "items.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_items(database, file, ItemImport("maren", **plan))  # type: ignore[arg-type]


def items(database: Database) -> list[Item]:
    options = (selectinload(Item.variants), selectinload(Item.tags), selectinload(Item.pictures))
    with database.reading() as session:
        return list(session.scalars(select(Item).order_by(Item.external_id).options(*options)))


def test_rows_become_items_with_variants(database: Database, tmp_path: Path) -> None:
    first, second = "A1,Dress,49.90 EUR,Ava,sand,S,2,Dress,linen|summer", "A1,Dress,49.90 EUR,Ava,sand,M,0,Dress,linen"
    report = run(database, tmp_path, "\n".join([HEAD.strip(), first, second]))
    (item,) = items(database)
    assert (item.name, item.price, item.currency, item.brand, item.colour) == ("Dress", 4990, "EUR", "Ava", "sand")
    assert [(variant.size, variant.stock) for variant in item.variants] == [("S", 2), ("M", 0)]
    assert [tag.tag for tag in item.tags] == ["linen", "summer"]
    assert item.in_stock
    assert report.counts["new"] == 1
    assert report.counts["rejected"] == 0


def test_a_bad_row_never_stops_the_good_ones(database: Database, tmp_path: Path) -> None:
    rows = [
        "A1,Good,10,,,,,,",
        "A2,Negative,-5,,,,,,",
        "A3,,10,,,,,,",
        "A4,Not a price,ten,,,,,,",
        "A5,Not a number,NaN,,,,,,",
        "A6,Too fine,10.005,,,,,,",
        f"A7,{'x' * 300},10,,,,,,",
        "A8,Stock,10,,,,1.5,,",
        "A9,Also good,20,,,,,,",
        ",No id,20,,,,,,",
    ]
    report = run(database, tmp_path, HEAD + "\n".join(rows))
    assert [item.external_id for item in items(database)] == ["A1", "A9"]
    assert [fault.line for fault in report.faults] == [3, 4, 5, 6, 7, 8, 9, 11]
    assert "negative" in report.faults[0].message
    assert report.counts["rejected"] == 8


def test_importing_again_changes_nothing_and_a_change_is_counted(database: Database, tmp_path: Path) -> None:
    text = HEAD + "A1,Dress,49.90,Ava,sand,S,2,Dress,linen\nA2,Coat,99,Ava,navy,M,1,Coat,wool\n"
    run(database, tmp_path, text)
    again = run(database, tmp_path, text)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)
    changed = run(database, tmp_path, text.replace("49.90", "39.90").replace("navy,M,1", "navy,L,3"))
    assert (changed.counts["changed"], changed.counts["unchanged"]) == (2, 0)
    dress, coat = items(database)
    assert dress.price == 3990
    assert dress.version == 2
    assert [(variant.size, variant.stock) for variant in coat.variants] == [("M", 0), ("L", 3)]


def test_what_a_file_does_not_say_stays(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, HEAD + "A1,Dress,49.90,Ava,sand,S,2,Dress,linen\n")
    run(database, tmp_path, "id,title,price,product_type\nA1,Dress,10,Dress\n")
    (item,) = items(database)
    assert (item.price, item.brand, item.colour, item.colours) == (1000, "Ava", "sand", ["sand"])
    assert [variant.stock for variant in item.variants] == [2]
    assert [tag.tag for tag in item.tags] == ["linen"]


def test_a_dry_run_writes_nothing(database: Database, tmp_path: Path) -> None:
    report = run(database, tmp_path, HEAD + "A1,Dress,49.90,,,,,,\n", is_dry_run=True)
    assert report.counts["new"] == 1
    assert "dry run" in report.summary()
    with database.reading() as session:
        assert session.scalar(select(func.count(Item.id))) == 0
        assert session.scalar(select(func.count(Boutique.id))) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,title,price\nA,One,1\nA,Two,2\n", "stood in line 2"),
        (HEAD + "A,One,1,,red,S,1,,\nA,One,1,,red,S,4,,\n", "in S red stood in the file"),
    ],
)
def test_duplicate_ids_are_named(database: Database, tmp_path: Path, text: str, message: str) -> None:
    report = run(database, tmp_path, text)
    assert report.counts["rejected"] == 1
    assert message in report.faults[0].message
    assert items(database)[0].name == "One"


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (b"", UnreadableFeed, "empty"),
        ("id,title\nA,One\n", MissingColumns, "price"),
        ("sku,price\nA,1\n", MissingColumns, "title"),
        ("id,title,price\nA,Caf\xe9,1\n".encode("latin-1"), None, "--encoding"),
        (HEAD.encode("utf-16"), UnreadableFeed, "--encoding"),
    ],
)
def test_a_file_that_makes_no_sense_says_what_to_do(
    database: Database, tmp_path: Path, text: str | bytes, kind: type[Exception] | None, message: str
) -> None:
    if kind is None:
        assert message in run(database, tmp_path, text).faults[0].message
        return
    with pytest.raises(kind, match=message):
        run(database, tmp_path, text)


def test_columns_can_be_named(database: Database, tmp_path: Path) -> None:
    report = run(database, tmp_path, "nr,what,cost\nA,One,1\n", columns={"id": "nr", "title": "what", "price": "cost"})
    assert report.counts["new"] == 1
    with pytest.raises(UnknownMapping, match="no column 'nope'"):
        run(database, tmp_path, "nr,what,cost\nA,One,1\n", columns={"id": "nope"})


def test_a_default_price_stands_in(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, "id,title\nA,One\n", default_price="12.50")
    assert items(database)[0].price == 1250
    with pytest.raises(ValueError, match="more decimals"):
        run(database, tmp_path, "id,title\nA,One\n", default_price="1.001")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("49.90", ("EUR", 4990)),
        ("€1.299,00", ("EUR", 129900)),
        ("1,299.00 USD", ("USD", 129900)),
        ("1 299", ("EUR", 129900)),
        ("$5", ("USD", 500)),
        ("1500 JPY", ("JPY", 1500)),
        ("12,5", ("EUR", 1250)),
    ],
)
def test_prices_are_understood(text: str, expected: tuple[str, int]) -> None:
    assert amount_of(text, "EUR") == expected


def test_every_format_is_read(database: Database, tmp_path: Path) -> None:
    rows = [{"id": "J1", "title": "Skirt", "price": 10.5, "tags": ["a", "b"], "extra": 1}]
    (tmp_path / "i.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    pq.write_table(pa.Table.from_pylist([{"id": 7, "title": "Hat", "price": 3.0}]), tmp_path / "i.parquet")
    report = import_items(database, tmp_path / "i.jsonl.gz", ItemImport("maren"))
    import_items(database, tmp_path / "i.parquet", ItemImport("maren"))
    assert report.unknown_columns == ("extra",)
    assert [(item.external_id, item.price) for item in items(database)] == [("7", 300), ("J1", 1050)]


def test_prices_of_coarse_numbers_are_what_they_mean(database: Database, tmp_path: Path) -> None:
    prices = pa.array([49.9, 0.1, 1999.99, 10.005], pa.float32())
    table = pa.table({"id": [1, 2, 3, 4], "title": ["Hat"] * 4, "price": prices})
    pq.write_table(table, tmp_path / "i.parquet")
    report = import_items(database, tmp_path / "i.parquet", ItemImport("maren"))
    assert [item.price for item in items(database)] == [4990, 10, 199999]
    assert [fault.line for fault in report.faults] == [4]


def test_a_fault_names_its_column_and_nothing_is_cut_short(database: Database, tmp_path: Path) -> None:
    rows = [{"id": "a", "title": "a\0b", "price": 1}, {"id": "b", "title": "B", "price": 1, "item_group_id": "g" * 121}]
    (tmp_path / "i.jsonl").write_text("\n".join(map(json.dumps, rows)))
    report = import_items(database, tmp_path / "i.jsonl", ItemImport("maren"))
    assert "title holds a NUL" in report.faults[0].message
    assert "item_group_id has 121 characters" in report.faults[1].message


def test_a_file_of_many_rounds_is_taken_whole(database: Database, tmp_path: Path) -> None:
    lines = "".join(f"A{number},Dress {number},10,,red,S,1,Dress,linen|party\n" for number in range(1_203))
    assert run(database, tmp_path, HEAD + lines).counts["new"] == 1_203
    assert run(database, tmp_path, HEAD + lines).counts["unchanged"] == 1_203
    with database.reading() as session:
        found = search_items(session, ItemQuery(q="party dress", facets=True))
    assert len(found.items) == 24 and found.facets is not None and found.facets_sampled


def test_text_that_looks_like_a_formula_stays_text(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, 'id,title,price\nA,"=cmd|/C calc!A0",1\n')
    assert items(database)[0].name == "=cmd|/C calc!A0"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_hostile_bytes_are_refused_with_a_sentence(database: Database, tmp_path: Path, content: bytes) -> None:
    try:
        report = run(database, tmp_path, b"id,title,price\n" + content, is_dry_run=True)
    except UnreadableFeed as error:
        assert str(error)
    else:
        assert report.counts["read"] == report.counts["rejected"] + report.counts["new"]


def test_five_thousand_real_rows(database: Database, tmp_path: Path, shared: Path) -> None:
    plan = ItemImport("myntra", default_price="9.99")
    report = import_items(database, shared / "data" / "fashion-products-myntra" / "styles.csv", plan)
    assert report.counts["new"] > 4_950
    assert report.counts["rejected"] < 50
    assert report.columns.sources["color"] == ("baseColour",)


def test_keeps_a_gtin_and_leaves_out_what_is_none(database: Database, tmp_path: Path) -> None:
    rows = ["A1,Dress,10,4006381333931", "A2,Coat,10,4006381333930", "A3,Hat,10,shelf 12", "A4,Bag,10,'4006381333931"]
    report = run(database, tmp_path, "\n".join(["id,title,price,barcode", *rows]))
    assert [item.gtin for item in items(database)] == ["4006381333931", None, None, "4006381333931"]
    assert report.counts["rejected"] == 0


def test_numbers_of_single_sizes_are_no_number_of_the_item(database: Database, tmp_path: Path) -> None:
    rows = ["A1,Dress,10,S,1,4006381333931", "A1,Dress,10,M,1,2000000000015"]
    run(database, tmp_path, "\n".join(["id,title,price,size,quantity,ean", *rows]))
    assert [item.gtin for item in items(database)] == [None]
