"""Spark's daemon of Python workers with the kernels loaded before it forks: once a machine, not once a worker.

Chosen by the setting spark.python.daemon.module = modiste.recommender.spark.daemon; a training runs without it too.
"""

import pyspark.sql.pandas.serializers  # noqa: F401 -- what every worker asks for first
from pyspark.daemon import manager

import modiste.recommender.spark.als  # noqa: F401

if __name__ == "__main__":
    manager()
