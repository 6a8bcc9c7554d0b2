"""A training on a cluster of two worker processes on this machine: python -m … OUT.npz CHECKPOINTS."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pyspark

from modiste.recommender.als import ImplicitALS
from modiste.recommender.spark.als import SparkALS
from modiste.recommender.spark.session import open_session
from modiste.recommender.testing import planted_tastes
from tests.recommender.spark.conftest import BLOCKS, frame_of, start_frame, start_of


def main() -> None:
    """Train as the test on two threads does."""
    spark = open_session("local-cluster[2,1,1024]", partitions=2)
    spark.sparkContext.setCheckpointDir(sys.argv[2])  # as on a cluster whose workers may be lost
    log = planted_tastes()
    start = start_frame(spark, start_of(log.shape[1], 4))
    model = SparkALS(ImplicitALS(4, iterations=4, solver="exact"), BLOCKS).fit(frame_of(spark, log), start=start)
    np.savez(sys.argv[1], item_factors=model.to_local().item_factors_)
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # the driver is in the list
    logs = Path(pyspark.__file__).parent / "work" / spark.sparkContext.applicationId
    spark.stop()
    shutil.rmtree(logs, ignore_errors=True)  # Spark leaves what its worker processes said among its own files
    sys.stdout.write(json.dumps({"executors": executors, "losses": model.losses_}) + "\n")


if __name__ == "__main__":
    main()
