"""ALS-NCG over Spark's DataFrames, for what one machine cannot hold: the only place that imports pyspark."""

from modiste.recommender.spark._requirements import check_pyspark

check_pyspark()  # before any module here asks for it, so that its absence has words of ours
