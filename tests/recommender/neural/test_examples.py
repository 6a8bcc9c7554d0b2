"""The examples in the docstrings of what needs PyTorch run and say what they say."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["sasrec", "two_tower"])
def test_the_examples_run(name: str) -> None:
    found = doctest.testmod(import_module(f"modiste.recommender.neural.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
