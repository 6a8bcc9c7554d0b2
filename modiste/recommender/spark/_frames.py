"""From the caller's DataFrames to blocks, and from the letters of blocks back to DataFrames of factors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, FloatType, IntegralType, NumericType, StringType, StructField, StructType

from modiste.recommender._als import Doubles
from modiste.recommender.errors import BadInteractions, InvalidInput
from modiste.recommender.spark._blocks import numbered_blocks
from modiste.recommender.spark._packing import Named, pack, unpack, unpack_ids, whole
from modiste.recommender.spark._steps import mixed
from modiste.recommender.spark._supersteps import LETTERS, STATE, kind

ADAPTIVE = "spark.sql.adaptive.enabled"


class Pairs(NamedTuple):
    """Checked interactions (user, item, weight, user_block, item_block), each pair once, persisted."""

    frame: DataFrame
    mean: float  # of the weights
    kept: DataFrame  # what is persisted, to be freed in the end


def checked_pairs(interactions: DataFrame, blocks: int, *, dislikes: bool) -> Pairs:
    """Return the interactions with repeated pairs summed, as `Interactions.from_events` does.

    Raises
    ------
    BadInteractions
        When a column is absent or of a wrong type, an id is null, a weight is null, NaN, infinite or (unless
        `dislikes`) negative, or nothing is left.
    """
    frame = _typed(interactions)
    merged = (
        frame.groupBy("user", "item")
        .agg(F.sum("weight").alias("weight"), F.min("weight").alias("lowest"), F.count("weight").alias("told"),
             F.count("*").alias("events"))
    )  # fmt: skip
    pairs = numbered_blocks(merged, blocks).persist()
    bad_id = F.col("user").isNull() | F.col("item").isNull()
    bad_weight = (F.col("told") < F.col("events")) | F.isnan("weight") | (F.abs("weight") == float("inf"))
    found = pairs.agg(
        F.sum(bad_id.cast("long")).alias("ids"),
        F.sum(bad_weight.cast("long")).alias("weights"),
        F.min("lowest").alias("lowest"),
        F.avg(F.when(F.col("weight") != 0, F.col("weight"))).alias("mean"),
    ).first()
    assert found is not None  # noqa: S101 -- an aggregate of everything has one row
    trouble = None
    if found["ids"]:
        trouble = "Some users or items are null: drop those rows."
    elif found["weights"]:
        trouble = "Weights must be finite numbers: some are null, NaN or infinite."
    elif found["mean"] is None:
        trouble = "There are no interactions: give at least one pair of user and item whose weight is not 0."
    elif not dislikes and found["lowest"] < 0:
        trouble = "Some weights are negative: pass dislikes=True when they mean dislikes."
    if trouble:
        pairs.unpersist()
        raise BadInteractions(trouble)
    return Pairs(pairs.where(F.col("weight") != 0), float(found["mean"]), pairs)


def _typed(interactions: DataFrame) -> DataFrame:
    """Return (user, item, weight: double); a weight is 1 where there is no such column."""
    kinds = {field.name: field.dataType for field in interactions.schema}
    for name in ("user", "item"):
        if not isinstance(kinds.get(name), IntegralType | StringType):
            raise BadInteractions(f"The DataFrame needs a column {name!r} of whole numbers or text: it has {kinds}.")
    if not isinstance(kinds.get("weight", FloatType()), NumericType):
        raise BadInteractions(f"The column 'weight' must hold numbers, not {kinds['weight']}.")
    weight = F.col("weight") if "weight" in kinds else F.lit(1.0)
    return interactions.select("user", "item", weight.cast("double").alias("weight"))


def start_letters(blocks: DataFrame, start: DataFrame, count: int, factors: int, like: DataFrame) -> DataFrame:
    """Return the state of each block of items at a given start (item, factors); NaN where an item is absent.

    Raises
    ------
    InvalidInput
        When a vector is not of as many factors as the model has.
    """
    if (wrong := start.where(F.size("factors") != factors).first()) is not None:
        raise InvalidInput(f"start must hold vectors of {factors} factors: that of item {wrong['item']!r} is another.")
    item = F.col("item").cast(like.schema["item"].dataType)  # a number hashes by its width
    named = numbered_blocks(start.select(item.alias("item"), item.alias("user"), "factors"), count)
    rows = named.select(F.col("item_block").alias("block"), "item", F.col("factors").cast("array<float>"))
    return blocks.groupBy("block").cogroup(rows.groupBy("block")).applyInArrow(_state_of, LETTERS)


def _state_of(block: pa.Table, rows: pa.Table) -> pa.Table:
    schema = pa.schema([("block", pa.int32()), ("kind", pa.string()), ("source", pa.int32()), ("payload", pa.binary())])
    if not len(block) or not len(rows):
        return schema.empty_table()
    ids, given = unpack_ids(block["ids"][0].as_buffer()), whole(rows["factors"])
    vectors = given.flatten().to_numpy(zero_copy_only=False).reshape(len(given), -1)
    here = np.full((len(ids), vectors.shape[1]), np.nan, np.float32)
    place = pc.index_in(ids, value_set=whole(rows["item"])).to_numpy(zero_copy_only=False)  # NaN: absent
    is_given = np.isfinite(place)
    here[is_given] = vectors[place[is_given].astype(np.int64)]
    number = block["block"][0].as_py()
    return pa.table([[number], [STATE], [number], [pack({"here": here})]], schema=schema)


def factors_of(blocks: DataFrame, letters: DataFrame, like: DataFrame, column: str, mix: Doubles) -> DataFrame:
    """Return (id, factors) of one side: its rows, or rows and directions side by side, times mix (d or 2d, d)."""

    def unpacked(block: pa.Table, post: pa.Table) -> pa.Table:
        if not len(block):
            return pa.table({column: pa.array([], target.field(0).type), "factors": pa.array([], target.field(1).type)})
        ids, state = unpack_ids(block["ids"][0].as_buffer()), unpack(post["payload"][0].as_buffer())
        rows = mixed(_side_by_side(state, len(mix)), mix)
        ends = pa.array(np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1])
        return pa.table([ids, pa.ListArray.from_arrays(ends, rows.ravel())], names=[column, "factors"])

    kinds = {
        "string": pa.string(),
        "bigint": pa.int64(),
        "int": pa.int32(),
        "smallint": pa.int16(),
        "tinyint": pa.int8(),
    }
    identity = like.schema[column].dataType
    target = pa.schema([(column, kinds[identity.simpleString()]), ("factors", pa.list_(pa.float32()))])
    schema = StructType([StructField(column, identity), StructField("factors", ArrayType(FloatType()))])
    states = kind(letters, STATE)
    return blocks.groupBy("block").cogroup(states.groupBy("block")).applyInArrow(unpacked, schema)


def _side_by_side(state: Named, width: int) -> np.ndarray:
    here = state["here"]
    return here if width == here.shape[1] else np.hstack([here, state["move"]])


@contextmanager
def planned_as_written(session: SparkSession) -> Iterator[None]:
    """Switch adaptive planning off for a while: it would merge the partitions that blocks keep to themselves."""
    before = session.conf.get(ADAPTIVE)
    session.conf.set(ADAPTIVE, "false")
    try:
        yield
    finally:
        session.conf.set(ADAPTIVE, before or "true")
