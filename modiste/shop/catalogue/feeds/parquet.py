"""Apache Parquet, read in small batches; the encoding is the format's own."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet as pq

from modiste.shop.catalogue.feeds.base import Feed, Row, UnreadableFeed

SUFFIXES = (".parquet", ".pq")

BATCH = 1_000


def read(file: BinaryIO, *, encoding: str) -> Feed:  # noqa: ARG001  (every format has the same signature)
    """The feed in `file`; raises UnreadableFeed."""
    try:
        table = pq.ParquetFile(file)
        names = tuple(str(name) for name in table.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFeed(f"This is not a Parquet file ({_first_line(error)}); --format names another") from error
    return Feed(names, _rows(table))


def _rows(table: pq.ParquetFile) -> Iterator[Row]:
    line = 0
    try:
        for batch in table.iter_batches(batch_size=BATCH):
            for values in batch.to_pylist():
                line += 1
                yield Row(line, values)
    except (pa.ArrowException, OSError, OverflowError, ValueError) as error:
        raise UnreadableFeed(f"The Parquet file breaks off after row {line} ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
