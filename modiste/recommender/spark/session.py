"""A Spark session on this machine, for trying out and for tests; a cluster's own session serves as well."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from pyspark.sql import SparkSession

import modiste
from modiste.recommender.spark._requirements import check_java

HERE = "127.0.0.1"


def open_session(
    master: str = "local[*]", *, partitions: int = 8, settings: Mapping[str, str] | None = None
) -> SparkSession:
    """Return a session whose driver and workers are on this machine, bound to the loopback address, without web UI.

    Parameters
    ----------
    master : str
        "local[*]" for threads of one process, "local-cluster[2,1,1024]" for two worker processes of one core and
        1,024 MB each.
    partitions : int
        Of shuffles of the session; Spark's own default, 200, is for clusters.
    settings : mapping, optional
        Further or other settings of Spark.

    Raises
    ------
    SparkMissing
        When Java 17 is not there.
    """
    check_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    chosen = {
        "spark.driver.host": HERE,
        "spark.driver.bindAddress": HERE,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.default.parallelism": str(partitions),
        "spark.python.daemon.module": "modiste.recommender.spark.daemon",
        # workers that are processes of their own must find the very library that the driver runs
        "spark.executorEnv.PYTHONPATH": str(Path(modiste.__file__).parent.parent),
    }
    builder = SparkSession.builder.master(master).appName("modiste")
    for name, value in (chosen | dict(settings or {})).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
