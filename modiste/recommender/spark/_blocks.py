"""Interactions cut into blocks of users and blocks of items that know what they need of each other.

As in MLlib's ALS: the *in-block* of a block of users holds their pairs as a CSR matrix whose columns are the items that
occur in it, and the *out-block* of a block of items says which of its rows each block of users wants. So a row travels
once to each block that needs it, and to no other. Both sides are cut alike; each block is one row of a DataFrame that
is partitioned by block and kept, so that only vectors travel from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from scipy.sparse import csr_array

from modiste.recommender._als import Array, Pairs
from modiste.recommender.arrays import IntArray
from modiste.recommender.spark._packing import pack, pack_ids, unpack, unpack_ids, whole

PARTS = "block int, other int, ids binary, payload binary"
STATIC = "block int, rows int, ids binary, inside binary, outside binary"
ITSELF = -1  # `other` of the part that is the block's own
Observed = Callable[[npt.NDArray[np.float64]], tuple[npt.NDArray[Any], npt.NDArray[Any]]]  # weight → (c, t)


class Inside(NamedTuple):
    """The pairs of a block's n rows: columns count through the rows received, source block by source block."""

    pairs: Pairs
    frequency: Array  # (n,) Σ c
    sources: IntArray  # (s,) the other side's blocks, in the order of their columns


@dataclass(frozen=True)
class Block:
    """One block of rows: its pairs, and which of its rows each block of the other side wants."""

    number: int
    inside: Inside
    wanted: dict[int, IntArray]  # destination → positions of rows here

    @classmethod
    def read(cls, table: pa.Table) -> Self:
        """Read the one row of STATIC in a table."""
        kept, routes = (unpack(table[name][0].as_buffer()) for name in ("inside", "outside"))
        pairs = kept["indptr"], kept["indices"], kept["confidence"], kept["target"]
        wanted = np.split(routes["slots"], np.cumsum(routes["counts"])[:-1]) if len(routes["counts"]) else []
        destinations = dict(zip(routes["destinations"].tolist(), wanted, strict=True))
        return cls(table["block"][0].as_py(), Inside(pairs, kept["frequency"], kept["sources"]), destinations)

    @property
    def rows(self) -> int:
        """Return n, the number of rows."""
        return len(self.inside.frequency)


def numbered_blocks(interactions: DataFrame, blocks: int) -> DataFrame:
    """Add `user_block` and `item_block` to (user, item, weight).

    Spark puts a row into the partition hash(key) mod partitions, which would leave some partitions empty and give
    others several blocks; so the blocks bear the smallest numbers that fall into each partition once.
    """
    home = F.pmod(F.hash(F.col("id").cast("int")), F.lit(blocks))
    candidates = interactions.sparkSession.range(30 * blocks + 300).select("id", home.alias("home"))
    numbers = {
        row["home"]: row["number"] for row in candidates.groupBy("home").agg(F.min("id").alias("number")).collect()
    }
    names = F.array(*(F.lit(int(numbers[home])) for home in range(blocks)))

    def block_of(column: str) -> Column:
        return F.element_at(names, (F.pmod(F.xxhash64(F.col(column)), F.lit(blocks)) + 1).cast("int"))

    return interactions.withColumns({"user_block": block_of("user"), "item_block": block_of("item")})


def cut(pairs: DataFrame, blocks: int, observed: Observed) -> tuple[DataFrame, DataFrame]:
    """Return the blocks of users and of items, each as STATIC, partitioned by block and persisted.

    Parameters
    ----------
    pairs : DataFrame (user, item, weight, user_block, item_block)
        Each pair once.
    observed : callable
        Tells confidences and targets from weights.
    """
    parts = {
        mine: pairs.select(
            F.col(f"{mine}_block").alias("block"),
            F.col(mine).alias("mine"),
            F.col(f"{its}_block").alias("other"),
            F.col(its).alias("its"),
            "weight",
        )
        .groupBy("block")
        .applyInArrow(_parts_of(observed), PARTS)
        .persist()
        for mine, its in (("user", "item"), ("item", "user"))
    }
    users, items = (
        parts[mine]
        .where(F.col("other") == ITSELF)
        .groupBy("block")
        .cogroup(parts[its].where(F.col("other") != ITSELF).groupBy("block"))
        .applyInArrow(_joined, STATIC)
        .repartition(blocks, "block")
        .persist()
        for mine, its in (("user", "item"), ("item", "user"))
    )
    users.count(), items.count()
    for part in parts.values():
        part.unpersist()
    return users, items


def _parts_of(observed: Observed) -> Callable[[pa.Table], pa.Table]:
    """Return what turns the pairs of one block into its own part and its wishes to each block of the other side."""

    def parts_of(group: pa.Table) -> pa.Table:
        mine, its = whole(group["mine"]), whole(group["its"])
        own = mine.unique()
        own = own.take(pc.sort_indices(own))
        wishes = group.select(["other", "its"]).group_by(["other", "its"]).aggregate([])
        wishes = wishes.sort_by([("other", "ascending"), ("its", "ascending")])
        needed, of_block = whole(wishes["its"]), wishes["other"].to_numpy()
        place = pc.index_in(mine, value_set=own).to_numpy(), pc.index_in(its, value_set=needed).to_numpy()
        c, t = observed(group["weight"].to_numpy())
        matrix = csr_array((np.arange(len(c)), place), shape=(len(own), len(needed)))
        c, t = c[matrix.data].astype(np.float32), t[matrix.data].astype(np.float32)
        sources, starts = np.unique(of_block, return_index=True)
        inside = {
            "indptr": matrix.indptr.astype(np.int64),
            "indices": matrix.indices.astype(np.int32),
            "confidence": c,
            "target": t,
            "frequency": np.add.reduceat(c.astype(np.float64), matrix.indptr[:-1]),
            "sources": sources,
        }
        number = group["block"][0].as_py()
        ends = [*starts[1:].tolist(), len(needed)]
        rows = [(number, ITSELF, pack_ids(own), pack(inside))]
        for source, start, end in zip(sources.tolist(), starts.tolist(), ends, strict=True):
            rows.append((source, number, pack_ids(needed[start:end]), b""))
        return _table(rows, ["block", "other", "ids", "payload"], [pa.int32(), pa.int32(), pa.binary(), pa.binary()])

    return parts_of


def _joined(own: pa.Table, wishes: pa.Table) -> pa.Table:
    """Join a block's own part with the wishes of the other side's blocks, ids turned into positions."""
    ids = own["ids"][0].as_buffer()
    known = unpack_ids(ids)
    asked = sorted(zip(wishes["other"].to_pylist(), wishes["ids"], strict=True), key=lambda wish: wish[0])
    slots = [pc.index_in(unpack_ids(wish.as_buffer()), value_set=known).to_numpy() for _, wish in asked]
    outside = {
        "destinations": np.array([destination for destination, _ in asked], np.int64),
        "counts": np.array([len(some) for some in slots], np.int64),
        "slots": np.concatenate(slots) if slots else np.zeros(0, np.int32),
    }
    row = own["block"][0].as_py(), len(known), bytes(ids), own["payload"][0].as_py(), pack(outside)
    types = [pa.int32(), pa.int32(), pa.binary(), pa.binary(), pa.binary()]
    return _table([row], ["block", "rows", "ids", "inside", "outside"], types)


def _table(rows: list[tuple[Any, ...]], names: list[str], types: list[pa.DataType]) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], names=names)
