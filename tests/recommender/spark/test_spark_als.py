"""ALS and ALS-NCG on Spark: equal to the local estimators from the same start, and no factors at the driver."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from modiste.recommender.als import ExplicitALS, ImplicitALS
from modiste.recommender.errors import BadInteractions, InvalidInput, NotFitted
from modiste.recommender.interactions import Interactions
from modiste.recommender.testing import planted_tastes
from tests.conftest import REPOSITORY
from tests.recommender.spark.conftest import BLOCKS, frame_of, start_frame, start_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# The first of them waits for Java, Python workers and Numba; in one group, so that they wait once.
pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("spark")]
TOLERANCE = 1e-3  # of the longest vector's entries: sums in float32 in another order
LOG = planted_tastes()


def with_dislikes() -> Interactions:
    matrix = LOG.csr.copy()
    matrix.data = np.where(np.arange(matrix.nnz) % 5, matrix.data, -2.0).astype(np.float32)
    return Interactions(matrix)


def is_near(found: np.ndarray, expected: np.ndarray) -> bool:
    """Equal up to the sign of each principal axis."""
    signs = np.sign((found * expected).sum(axis=0))
    return bool(np.abs(found * signs - expected).max() <= TOLERANCE * np.abs(expected).max())


def users_of(frame: Any) -> np.ndarray:
    return np.array([row["factors"] for row in sorted(frame.collect(), key=lambda row: row["user"])])


MODELS = {
    "als": ImplicitALS(4, iterations=2, accelerate=None),
    "als-ncg": ImplicitALS(4, iterations=4, solver="exact"),
    "hestenes-stiefel": ImplicitALS(4, iterations=3, solver="exact", accelerate="hestenes-stiefel"),
    "explicit": ExplicitALS(3, iterations=3),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MODELS)
def test_it_equals_the_local_estimator_from_the_same_start(spark: "SparkSession", name: str) -> None:
    from modiste.recommender.spark.als import SparkALS

    model, log = MODELS[name], LOG if name == "explicit" else with_dislikes()
    start = start_of(log.shape[1], model.factors)
    local = type(model)(**model.parameters()).fit(log, start=start)
    there = SparkALS(model, BLOCKS).fit(frame_of(spark, log), start=start_frame(spark, start), dislikes=True)
    assert there.losses_ == pytest.approx(local.losses_, rel=1e-4)
    back = there.to_local()
    products = there.user_factors_.count(), back.n_items_
    assert products == log.shape
    x, y = users_of(there.user_factors_), back.item_factors_
    if name == "explicit":  # without a Gram matrix no axes are principal
        x, y, expected = x @ y.T, y @ y.T, local.item_factors_ @ local.item_factors_.T
        assert is_near(y, expected)
        assert is_near(x, local.user_factors_ @ local.item_factors_.T)
        assert back.mean_ == pytest.approx(local.mean_)
    else:
        assert is_near(y, local.item_factors_)
        assert is_near(x * np.sign((y * local.item_factors_).sum(axis=0)), local.user_factors_)
        assert back.spectrum_ == pytest.approx(local.spectrum_, rel=1e-3)


@pytest.mark.slow
def test_from_nothing_it_learns_tastes_and_only_sums_reach_the_driver(
    spark: "SparkSession", monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.sql.classic.dataframe import DataFrame

    from modiste.recommender.spark.als import SparkALS

    rows = [(f"shopper {u}", f"item {i}") for u, i in zip(LOG.rows.tolist(), LOG.csr.indices.tolist(), strict=True)]
    frame = spark.createDataFrame(rows, "user string, item string")
    seen: list[int] = []
    collect = DataFrame.collect

    def watched(self: DataFrame) -> Any:
        found = collect(self)
        seen.extend(len(value) for row in found for value in row if isinstance(value, bytes))
        return found

    monkeypatch.setattr(DataFrame, "collect", watched)
    model = SparkALS(ImplicitALS(6, iterations=2), BLOCKS).fit(frame)
    monkeypatch.undo()
    assert 0 < max(seen) < 8 * (5 + 3 * 6 * 6) + 100  # the quartic and the Gram matrix's course, and a line of names
    assert model.losses_ == sorted(model.losses_, reverse=True)
    labels = [f"item {i}" for i in range(LOG.shape[1])] + ["never seen"]
    local = model.to_local(labels)
    items, _ = local.recommend_for([0, 4, 8], k=8)
    assert np.mean(items % 4 == 0) >= 0.75
    assert not local.item_factors_[-1].any()


BAD: dict[str, tuple[str, list[tuple[Any, ...]], str]] = {
    "no item": ("user long, weight double", [(1, 1.0)], "column 'item'"),
    "ids of fractions": ("user double, item long", [(1.5, 1)], "column 'user'"),
    "weights of text": ("user long, item long, weight string", [(1, 1, "x")], "must hold numbers"),
    "a null id": ("user long, item long", [(1, 1), (None, 1)], "are null"),
    "NaN": ("user long, item long, weight double", [(1, 1, float("nan"))], "finite"),
    "a null weight": ("user long, item long, weight double", [(1, 1, None), (1, 1, 1.0)], "finite"),
    "a dislike": ("user long, item long, weight double", [(1, 1, -1.0), (2, 2, 1.0)], "dislikes=True"),
    "nothing": ("user long, item long", [], "no interactions"),
    "only zeros": ("user long, item long, weight double", [(1, 1, 0.0)], "no interactions"),
    "too few": ("user long, item long", [(1, 1), (2, 2)], "4 factors are more than 2 users"),
}


@pytest.mark.parametrize("what", BAD)
def test_refuses_what_cannot_be_learnt_from(spark: "SparkSession", what: str) -> None:
    from modiste.recommender.spark.als import SparkALS

    schema, rows, words = BAD[what]
    with pytest.raises(BadInteractions, match=words):
        SparkALS(ImplicitALS(4), BLOCKS).fit(spark.createDataFrame(rows, schema))


def test_refuses_what_it_does_not_know(spark: "SparkSession") -> None:
    from modiste.recommender.spark.als import SparkALS

    with pytest.raises(InvalidInput, match="accelerate"):
        SparkALS(ImplicitALS(4, accelerate="mixed-polak-ribiere"), BLOCKS).fit(frame_of(spark, LOG))
    with pytest.raises(InvalidInput, match="vectors of 4 factors"):
        SparkALS(ImplicitALS(4), BLOCKS).fit(frame_of(spark, LOG), start=start_frame(spark, start_of(80, 3)))
    with pytest.raises(NotFitted):
        SparkALS(ImplicitALS(4)).to_local()


@pytest.mark.slow
@pytest.mark.usefixtures("ready")
def test_it_equals_the_local_estimator_on_two_worker_processes(tmp_path: Path) -> None:
    """With checkpoints on disk; in a process of its own, because one process holds one Spark."""
    out = tmp_path / "factors.npz"
    command = [sys.executable, "-m", "tests.recommender.spark.on_two_processes", str(out), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["executors"] == 2
    local = MODELS["als-ncg"].fit(LOG, start=start_of(LOG.shape[1], 4))
    with np.load(out) as found:
        assert is_near(found["item_factors"], local.item_factors_)
