"""What Spark needs of the machine, and the error that says what to install."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec

from modiste.recommender.errors import RecommenderError

OLDEST = 17  # the Java that Spark 4 asks for


class SparkMissing(RecommenderError, ImportError):
    """pyspark or Java 17 is not installed."""


def check_pyspark() -> None:
    """Raise SparkMissing unless pyspark can be imported."""
    if find_spec("pyspark") is None:
        raise SparkMissing("Training on Spark needs pyspark: pip install 'modiste[spark]'.")


def check_java() -> None:
    """Raise SparkMissing unless the Java that Spark would start is 17 or newer."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    remedy = (
        f"install Java {OLDEST} (Debian: apt-get install openjdk-{OLDEST}-jre-headless; macOS: brew install "
        f"openjdk@{OLDEST}) or let JAVA_HOME point to it."
    )
    if java is None:
        where = f"JAVA_HOME={home} holds none" if home else "there is no `java` on the PATH"
        raise SparkMissing(f"Spark needs Java {OLDEST} or newer, but {where}: {remedy}")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    if found is None or int(found[1]) < OLDEST:
        version = found[1] if found else "unknown"
        raise SparkMissing(f"Spark needs Java {OLDEST} or newer, {java} is version {version}: {remedy}")
