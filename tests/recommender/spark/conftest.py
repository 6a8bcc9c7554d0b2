"""One quiet Spark session on two threads of this machine for all tests here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest

from modiste.recommender.interactions import Interactions
from tests.conftest import skip_or_fail

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BLOCKS = 3


@pytest.fixture(scope="session")
def ready() -> None:
    """Skip where pyspark or Java is missing, in the words that whoever trains would read."""
    try:
        from modiste.recommender.spark import _requirements

        _requirements.check_java()
    except ImportError as missing:
        skip_or_fail(str(missing))


@pytest.fixture(scope="session")
def spark(ready: None) -> Iterator["SparkSession"]:
    from modiste.recommender.spark.session import open_session

    session = open_session("local[2]", partitions=2)
    yield session
    session.stop()


def frame_of(spark: "SparkSession", log: Interactions) -> "DataFrame":
    """The pairs of a log as a DataFrame; ids are the rows and columns."""
    rows = zip(log.rows.tolist(), log.csr.indices.tolist(), log.csr.data.tolist(), strict=True)
    return spark.createDataFrame(list(rows), "user long, item long, weight double")


def start_of(items: int, factors: int) -> np.ndarray:
    """Item vectors to begin with."""
    return np.random.default_rng(0).standard_normal((items, factors)).astype(np.float32) * np.float32(0.1)


def start_frame(spark: "SparkSession", vectors: np.ndarray) -> "DataFrame":
    rows = [(item, vector.tolist()) for item, vector in enumerate(vectors)]
    return spark.createDataFrame(rows, "item int, factors array<double>")
