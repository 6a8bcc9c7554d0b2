"""One contract for all models: whatever lies in the folder is found and must pass it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from modiste.recommender import testing
from modiste.recommender.base import Recommender
from modiste.recommender.registry import UnknownModel, find_model, list_models

CHECKS = [
    testing.check_refuses_before_learning,
    testing.check_obvious_answers,
    testing.check_scores,
    testing.check_repeats,
    testing.check_lists,
    testing.check_batches,
    testing.check_empty,
    testing.check_one_interaction,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
@pytest.mark.parametrize("model", list_models().values(), ids=list_models())
def test_every_model_keeps_the_contract(model: type[Recommender], check: Callable[[testing.Make], None]) -> None:
    check(model.example)


@pytest.mark.parametrize("model", list_models().values(), ids=list_models())
def test_every_model_is_the_same_after_it_was_saved(model: type[Recommender], tmp_path: Path) -> None:
    testing.check_saving(model.example, tmp_path)


@pytest.mark.parametrize("model", list_models().values(), ids=list_models())
def test_every_model_says_what_it_does_and_shows_it(model: type[Recommender]) -> None:
    assert ">>>" in (model.__doc__ or ""), "a model's docstring needs an example that runs"


def test_every_name_leads_to_its_model() -> None:
    for name, model in list_models().items():
        assert find_model(name) is model
        assert find_model(name.lower()).__module__ == model.__module__


def test_an_unknown_name_is_told_what_there_is() -> None:
    with pytest.raises(UnknownModel, match="There are: .*Popularity"):
        find_model("oracle")
