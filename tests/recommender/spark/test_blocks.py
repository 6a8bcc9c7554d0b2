"""Blocks: one to a partition, with every pair once, and wishing for no row that they do not need."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from modiste.recommender.testing import planted_tastes
from tests.recommender.spark.conftest import BLOCKS, frame_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# The first of them waits for Java and Python workers; in one group, so that they wait once.
pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("spark")]
LOG = planted_tastes()


@pytest.fixture(scope="module")
def sides(spark: "SparkSession") -> "tuple[DataFrame, DataFrame]":
    from modiste.recommender.spark._blocks import cut
    from modiste.recommender.spark._frames import checked_pairs
    from modiste.recommender.spark.als import liked

    return cut(checked_pairs(frame_of(spark, LOG), BLOCKS, dislikes=False).frame, BLOCKS, liked)


def blocks_of(side: "DataFrame") -> dict[int, tuple[Any, list[int]]]:
    from modiste.recommender.spark._blocks import Block
    from modiste.recommender.spark._packing import unpack_ids

    table = side.toArrow()
    found = {}
    for row in range(len(table)):
        one = table.slice(row, 1)
        block = Block.read(one)
        found[block.number] = block, unpack_ids(one["ids"][0].as_buffer()).to_pylist()
    return found


def test_every_partition_has_one_block(sides: "tuple[DataFrame, DataFrame]") -> None:
    from pyspark.sql import functions as F

    for side in sides:
        homes = [row[0] for row in side.select(F.spark_partition_id()).collect()]
        assert sorted(homes) == list(range(BLOCKS))


def test_the_blocks_hold_every_pair_once_and_wish_for_no_other_row(sides: "tuple[DataFrame, DataFrame]") -> None:
    users, items = (blocks_of(side) for side in sides)
    pairs = []
    for number, (block, ids) in users.items():
        columns: list[int] = []
        for source in block.inside.sources.tolist():  # what the items' blocks would send, in this order
            sender, known = items[source]
            columns += [known[slot] for slot in sender.wanted[number].tolist()]
        indptr, indices, confidence, target = block.inside.pairs
        assert len(set(columns)) == len(columns) == len(set(indices.tolist()))
        who = np.repeat(np.array(ids), np.diff(indptr))
        pairs += list(zip(who.tolist(), np.array(columns)[indices].tolist(), confidence.tolist(), strict=True))
        assert (target == 1).all()
        assert np.allclose(block.inside.frequency, np.add.reduceat(confidence, indptr[:-1]))
    expected = zip(LOG.rows.tolist(), LOG.csr.indices.tolist(), LOG.csr.data.tolist(), strict=True)
    assert sorted(pairs) == sorted(expected)


def test_a_round_moves_the_post_and_leaves_the_blocks_where_they_are(sides: "tuple[DataFrame, DataFrame]") -> None:
    from modiste.recommender.spark._frames import planned_as_written
    from modiste.recommender.spark._steps import Begin
    from modiste.recommender.spark._supersteps import kind, round_of, written

    users, items = sides
    with planned_as_written(users.sparkSession):
        sent = round_of(items, None, Begin(2, 0))
        plan = written(users, kind(sent, "rows"), Begin(2, 0))._jdf.queryExecution().executedPlan().toString()
        assert plan.split("InMemoryRelation")[0].count("Exchange") == 0  # on the way to the blocks
        again = round_of(users, kind(sent, "rows"), Begin(2, 0))
        assert again._jdf.queryExecution().analyzed().toString().count("\n") <= 1  # no past
