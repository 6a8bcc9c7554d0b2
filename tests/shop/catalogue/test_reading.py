"""Tests of reading rows from real and from hostile files."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as pq

from modiste.shop.catalogue.feeds.base import Fault, Row, UnreadableFeed
from modiste.shop.catalogue.reading import (
    FORMATS,
    Column,
    ImportReport,
    MissingColumns,
    UnknownMapping,
    match_columns,
    open_feed,
    text_of,
)


def read(path: Path, **options: str) -> list[Row | Fault]:
    with open_feed(path, **options) as feed:
        return list(feed.rows)


def write(folder: Path, content: bytes | str, name: str = "items.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_every_file_in_the_folder_is_a_format() -> None:
    assert set(FORMATS) == {"csv", "jsonl", "parquet", "xml"}
    suffixes = [suffix for known in FORMATS.values() for suffix in known.SUFFIXES]
    assert all(known.__doc__ for known in FORMATS.values())
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_finds_the_separator(tmp_path: Path, separator: str) -> None:
    lines = [["id", "title"], ["1", "Dress, red; long"], ["2", "Coat"]]
    text = "".join(f'"{a}"{separator}"{b}"\r\n' for a, b in lines)
    rows = read(write(tmp_path, text))
    assert rows == [Row(2, {"id": "1", "title": "Dress, red; long"}), Row(3, {"id": "2", "title": "Coat"})]


def test_a_record_over_several_lines_is_numbered_by_its_first(tmp_path: Path) -> None:
    rows = read(write(tmp_path, 'id,title\n1,"a\nb"\n\n,\n2,c\n'))
    assert rows == [Row(2, {"id": "1", "title": "a\nb"}), Row(6, {"id": "2", "title": "c"})]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    good = "".join(f"{number},name {number}\n" for number in range(1000))
    rows = read(write(tmp_path, f'id,title\n{good}x,"open\n{good}y,"open too'))
    assert [row.line for row in rows if isinstance(row, Fault)] == [1002, 2003]
    assert sum(isinstance(row, Row) for row in rows) == 2000


def test_too_many_and_too_few_fields_are_faults_and_empty_surplus_is_not(tmp_path: Path) -> None:
    rows = read(write(tmp_path, "id,title\n1,a,b\n2\n3,c,,\n"))
    assert isinstance(rows[0], Fault) and "3 fields where the header has 2" in rows[0].message
    assert isinstance(rows[1], Fault) and "1 fields" in rows[1].message
    assert rows[2] == Row(4, {"id": "3", "title": "c"})


def test_a_byte_order_mark_and_another_encoding_are_read(tmp_path: Path) -> None:
    assert read(write(tmp_path, "\ufeffid,title\n1,é\n"))[0] == Row(2, {"id": "1", "title": "é"})
    for encoding in ("cp1252", "utf-16"):
        file = write(tmp_path, "id,title\n1,é\n".encode(encoding))
        assert read(file, encoding=encoding) == [Row(2, {"id": "1", "title": "é"})]


def test_wrong_bytes_cost_their_row_and_name_the_option(tmp_path: Path) -> None:
    rows = read(write(tmp_path, b"id,title\n1,caf\xe9\n2,ok\n3,a\0b\n"))
    assert isinstance(rows[0], Fault) and "--encoding" in rows[0].message and rows[0].line == 2
    assert isinstance(rows[1], Row)
    assert isinstance(rows[2], Fault) and "NUL" in rows[2].message


@pytest.mark.parametrize(
    ("name", "content", "options", "hint"),
    [
        ("a.csv", b"", {}, "empty"),
        ("a.csv", b"id,title\n", {}, "no rows"),
        ("a.csv", b"\n1,2\n", {}, "name the columns"),
        ("a.csv", b"id,id\n1,2\n", {}, "twice"),
        ("a.csv", "id,title\n1,x\n".encode("utf-16"), {}, "--encoding"),
        ("a.csv", b"id,title\n1,x\n", {"encoding": "klingon"}, "klingon"),
        ("a.csv", b"id,title\n1,x\n", {"encoding": "zlib"}, "zlib"),
        ("a.csv", b"id,title\n1,x\n", {"encoding": "utf-16"}, "--encoding"),
        ("a.csv", b"x" * 300_000, {}, "too long"),
        ("a.csv.gz", gzip.compress(b"id,title\n" + b"1,x\n" * 5000, mtime=0)[:-20], {}, "gzip"),
        ("a.parquet", b"PAR1 this is not one PAR1", {}, "not a Parquet file"),
        ("a.jsonl", b"[1,\n2]\n", {}, "one object on each line"),
        ("a.xlsx", b"PK", {}, "--format"),
        ("a.csv", b"id\n1\n", {"format": "excel"}, "choose one of csv, jsonl, parquet"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_a_hint(
    tmp_path: Path, name: str, content: bytes, options: dict[str, str], hint: str
) -> None:
    with pytest.raises(UnreadableFeed, match=hint):
        read(write(tmp_path, content, name), **options)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFeed, match="There is no file"):
        read(tmp_path / "none.csv")
    with pytest.raises(UnreadableFeed, match="cannot be opened"):
        read(tmp_path, format="csv")


def test_errors_of_the_caller_are_not_taken_for_errors_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(KeyError), open_feed(write(tmp_path, "id,title\n1,x\n")):
        raise KeyError("mine")


def test_reads_json_lines_plain_and_packed(tmp_path: Path) -> None:
    lines = ['{"id": 1, "tags": ["a"]}', "", "{broken", "[]", '{"id": 2, "more": null}']
    plain = read(write(tmp_path, "\n".join(lines), "a.jsonl"))
    assert plain == read(write(tmp_path, gzip.compress("\n".join(lines).encode(), mtime=0), "a.jsonl.gz"))
    assert [row.line for row in plain] == [1, 3, 4, 5]
    assert [isinstance(row, Fault) for row in plain] == [False, True, True, False]


def test_reads_parquet_with_its_types(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2], "tags": [["a"], None]}), tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet") == [Row(1, {"id": 1, "tags": ["a"]}), Row(2, {"id": 2, "tags": None})]


def test_columns_are_found_by_name_synonym_and_option() -> None:
    wanted = (Column("name", ("title",), is_required=True), Column("tags", ("genres", "usage"), takes_many=True))
    found = match_columns(wanted, ("g:Title", "Genres", "usage", "misc"), {})
    assert found.sources == {"name": ("g:Title",), "tags": ("Genres", "usage")}
    assert found.unused == ("misc",)
    assert match_columns(wanted, ("title", "misc"), {"name": "misc"}).sources == {"name": ("misc",)}


def test_missing_columns_and_wrong_mappings_say_what_to_do() -> None:
    wanted = (Column("name", ("title",), is_required=True),)
    with pytest.raises(MissingColumns, match="--map name=COLUMN"):
        match_columns(wanted, ("a", "b"), {})
    with pytest.raises(UnknownMapping, match="no field 'colour'"):
        match_columns(wanted, ("a",), {"colour": "a"})
    with pytest.raises(UnknownMapping, match="no column 'z'; it has a"):
        match_columns(wanted, ("a",), {"name": "z"})


def test_cells_become_clean_text() -> None:
    assert [text_of(cell) for cell in (None, float("nan"), 15970.0, 1.5, " =1+1 ", True)] == [
        *("", "", "15970", "1.5"),
        *("=1+1", "True"),
    ]
    for bad in ("a\0b", "\ud800", ["a"], b"a", {}):
        with pytest.raises(ValueError):
            text_of(bad)


def test_the_report_is_whole_and_speaks_to_people(tmp_path: Path) -> None:
    with open_feed(write(tmp_path, "id,title,misc\n1,a,b\n2\n")) as feed:
        report = ImportReport("items.csv", match_columns((Column("title"),), feed.columns, {}), is_dry_run=True)
        assert [row.line for row in report.rows(feed)] == [2]
    found = json.loads(json.dumps(report.as_json()))
    assert found["counts"] == {"read": 2, "rejected": 1, "faults": 1}
    assert found["unknown_columns"] == ["id", "misc"]
    assert found["errors"][0]["line"] == 3
    assert "dry run" in report.summary() and "line 3" in report.summary() and "not used: id, misc" in report.summary()


@given(st.binary(max_size=400) | st.text(alphabet='a,";\n\r\t\0é', max_size=200).map(str.encode))
def test_no_bytes_break_the_csv_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.csv"
    file.write_bytes(b"id,title\n" + content + b"\nlast,row\n")
    rows = read(file)
    assert all(isinstance(row, Row | Fault) for row in rows)
    lines = [row.line for row in rows]
    assert lines == sorted(set(lines))
    assert rows[-1].line == max(lines)


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))] * 2)))
def test_whatever_a_spreadsheet_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, str]]
) -> None:
    import csv

    file = tmp_path_factory.getbasetemp() / "written.csv"
    with file.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target, quoting=csv.QUOTE_ALL).writerows([("id", "title"), ("first", "row"), *records])
    rows = [row for row in read(file) if isinstance(row, Row)]
    expected = [record for record in records if any(record)]
    assert [tuple(row.values.values()) for row in rows[1:]] == expected
