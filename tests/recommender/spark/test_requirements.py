"""Where pyspark or Java is missing, the error says what to install; without Spark nothing of it is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail


@pytest.fixture(scope="module", autouse=True)
def _importable() -> None:
    try:
        import modiste.recommender.spark  # noqa: F401
    except ImportError as missing:
        skip_or_fail(str(missing))


def pretend_java(folder: Path, version: str) -> None:
    java = folder / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)


def test_says_what_to_install_when_pyspark_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from modiste.recommender.spark import _requirements

    monkeypatch.setattr(_requirements, "find_spec", lambda _name: None)
    with pytest.raises(_requirements.SparkMissing, match=r"pip install 'modiste\[spark\]'"):
        _requirements.check_pyspark()


def test_says_what_to_install_when_java_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from modiste.recommender.spark import _requirements

    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(_requirements.SparkMissing, match="openjdk-17-jre-headless"):
        _requirements.check_java()


@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_392"])
def test_refuses_a_java_that_is_too_old(version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from modiste.recommender.spark import _requirements

    pretend_java(tmp_path, version)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(_requirements.SparkMissing, match="17 or newer, .* is version (11|8):"):
        _requirements.check_java()


def test_takes_a_newer_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from modiste.recommender.spark import _requirements

    pretend_java(tmp_path, "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    _requirements.check_java()


def test_the_library_alone_imports_nothing_of_spark() -> None:
    code = (
        "import sys; from modiste.recommender import ALS; import modiste.recommender._objective; "
        "sys.exit(any(name.split('.')[0] in ('pyspark', 'pandas', 'py4j') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
