"""One round of the training: every block of a side takes what it was sent, computes, and sends on.

A round is a cogroup of the blocks (kept, partitioned, not moved) with their post. What comes out is one DataFrame of
letters: the block's new state to itself, rows to the blocks of the other side that want them, and sums to the driver,
the only thing that reaches it. Rounds are cut off from their past, so that the hundredth costs what the first did.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from modiste.recommender._als import Array, Doubles
from modiste.recommender.spark._blocks import Block
from modiste.recommender.spark._packing import Named, pack, unpack

LETTERS = "block int, kind string, source int, payload binary"
_SCHEMA = pa.schema([("block", pa.int32()), ("kind", pa.string()), ("source", pa.int32()), ("payload", pa.binary())])
STATE, ROWS, SUMS = "state", "rows", "sums"
FAN = 16  # sums of so many blocks are added at once


class Outcome(NamedTuple):
    """What a block makes of a round."""

    state: Named
    sums: Doubles  # (k,)
    rows: Array | None = None  # (n, width) to be sent to whoever wants them


Step = Callable[[Block, Named, Array], Outcome]  # block, its state, rows received (needed, width) → outcome


def kind(letters: DataFrame, wanted: str) -> DataFrame:
    """Return the letters of one kind."""
    return letters.where(F.col("kind") == wanted)


def round_of(blocks: DataFrame, post: DataFrame | None, step: Step) -> DataFrame:
    """Return the letters that the blocks write when each takes `step`, cut off from their past (computed when used)."""
    letters = written(blocks, post, step)
    if letters.sparkSession.sparkContext.getCheckpointDir():
        return letters.checkpoint(eager=True)
    return letters.localCheckpoint(eager=False, storageLevel=StorageLevel.MEMORY_AND_DISK)


def written(blocks: DataFrame, post: DataFrame | None, step: Step) -> DataFrame:
    """Return the letters of a round that hangs on all before it: only the post moves to the blocks."""

    def run(block: pa.Table, letters: pa.Table) -> pa.Table:
        return _answer(Block.read(block), letters, step) if len(block) else _SCHEMA.empty_table()

    if post is None:
        post = blocks.sparkSession.createDataFrame([], LETTERS)
    return blocks.groupBy("block").cogroup(post.groupBy("block")).applyInArrow(run, LETTERS)


def forget(letters: DataFrame) -> None:
    """Free what a round left in the workers' memory, without waiting for the driver's garbage collection."""
    letters._jdf.queryExecution().analyzed().rdd().unpersist(False)  # DataFrame.unpersist knows only the cache


def total(letters: DataFrame) -> Doubles:
    """Return the sum (k,) over all blocks of what they wrote to the driver, added in the same order each time."""
    sums = kind(letters, SUMS).select("source", "payload")
    blocks = letters.rdd.getNumPartitions()
    while blocks > FAN:
        groups = -(-blocks // FAN)
        sums = sums.groupBy((F.col("source") % groups).alias("group")).applyInArrow(
            _added, "source int, payload binary"
        )
        blocks = groups
    collected = sorted((row["source"], row["payload"]) for row in sums.collect())
    return np.sum([unpack(payload)["sums"] for _, payload in collected], axis=0)


def _added(group: pa.Table) -> pa.Table:
    ordered = group.sort_by("source")
    added = np.sum([unpack(payload.as_buffer())["sums"] for payload in ordered["payload"]], axis=0)
    columns = [pa.array([ordered["group"][0].as_py()], pa.int32()), pa.array([pack({"sums": added})], pa.binary())]
    return pa.table(columns, names=["source", "payload"])


def _answer(block: Block, letters: pa.Table, step: Step) -> pa.Table:
    """Open a block's post, take the step and write the letters that follow from it."""
    state: Named = {}
    rows: dict[int, Any] = {}
    for label, source, payload in zip(
        letters["kind"].to_pylist(), letters["source"].to_pylist(), letters["payload"], strict=True
    ):
        if label == STATE:
            state = unpack(payload.as_buffer())
        else:
            rows[source] = unpack(payload.as_buffer())["rows"]
    received = np.concatenate([rows[source] for source in block.inside.sources.tolist()]) if rows else np.zeros((0, 0))
    outcome = step(block, state, received)
    written = [
        (block.number, STATE, block.number, pack(outcome.state)),
        (block.number, SUMS, block.number, pack({"sums": outcome.sums})),
    ]
    if outcome.rows is not None:
        for destination, slots in block.wanted.items():
            written.append((destination, ROWS, block.number, pack({"rows": outcome.rows[slots]})))
    columns = [pa.array(column, field.type) for column, field in zip(zip(*written, strict=True), _SCHEMA, strict=True)]
    return pa.table(columns, schema=_SCHEMA)
