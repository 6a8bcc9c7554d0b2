"""The tuner: never worse than no search, within its limits, the same for the same seed; and models made by name."""

import json
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array

from modiste.recommender.blend import Blend
from modiste.recommender.errors import InvalidInput
from modiste.recommender.facts import ItemFacts
from modiste.recommender.interactions import Interactions
from modiste.recommender.making import make_model, make_models
from modiste.recommender.registry import UnknownModel
from modiste.recommender.splits import Split, at_random
from modiste.recommender.testing import planted_tastes
from modiste.recommender.tune import SPACES, Range, Search, TunerMissing, tune

QUICK = Search(seconds=60.0, trials=8, k=5)


@pytest.fixture
def parts() -> Split:
    return at_random(planted_tastes(users=200), test=0.3)


@pytest.mark.filterwarnings("ignore::Warning:optuna.*")
def test_a_search_is_never_worse_than_none_and_stays_within_its_limits(parts: Split) -> None:
    found = tune("neighbours", parts.train, parts.test, search=QUICK)
    assert found.value >= found.default_value
    assert len(found.trials) == 8
    assert found.trials[0][1] == found.default_value
    for settings, _ in found.trials:
        for name, limits in SPACES["ItemNeighbours"].items():
            assert limits.low <= settings[name] <= limits.high
        assert isinstance(settings["neighbours"], int)


def test_the_same_seed_searches_the_same_settings(parts: Split) -> None:
    one, other = (tune("ease", parts.train, parts.test, search=QUICK) for _ in range(2))
    assert one.trials == other.trials


def test_the_time_ends_a_search_that_has_trials_left(parts: Split) -> None:
    found = tune("ease", parts.train, parts.test, search=Search(seconds=1e-6, trials=1_000))
    assert 1 <= len(found.trials) < 1_000


def test_the_share_told_is_that_of_the_time_when_time_ends_first(parts: Split) -> None:
    told: list[float] = []
    search = Search(seconds=1e-6, trials=1_000)
    tune("ease", parts.train, parts.test, search=search, tell=lambda share, _: told.append(share))
    assert told[-1] == 1.0


def test_what_is_fixed_is_not_searched(parts: Split) -> None:
    found = tune("ease", parts.train, parts.test, search=QUICK, fixed={"user_exponent": 0.5, "keep": 7})
    assert {settings["user_exponent"] for settings, _ in found.trials if "user_exponent" in settings} == set()
    assert (found.settings["user_exponent"], found.settings["keep"]) == (0.5, 7)
    assert json.loads(json.dumps(found.as_dict()))["settings"]["keep"] == 7


def test_progress_is_told_after_each_trial(parts: Split) -> None:
    told: list[float] = []
    tune("ease", parts.train, parts.test, search=QUICK, tell=lambda share, _: told.append(share))
    assert told == [number / 8 for number in range(1, 9)]


def test_without_optuna_the_tuner_says_what_to_install(parts: Split, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(TunerMissing, match=r"modiste\[tune\]"):
        tune("ease", parts.train, parts.test)


def test_refuses_a_model_without_anything_to_search(parts: Split) -> None:
    with pytest.raises(InvalidInput, match="Popularity has no settings worth a search"):
        tune("popularity", parts.train, parts.test)


@pytest.mark.parametrize("wrong", [{"trials": 0}, {"seconds": 0.0}, {"k": 0}])
def test_refuses_limits_that_leave_no_search(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        Search(**wrong)  # type: ignore[arg-type]


def test_every_space_names_settings_that_its_model_has() -> None:
    log = planted_tastes()
    facts = ItemFacts(features=csr_array(np.eye(80)))
    for name, space in SPACES.items():
        model = make_model(name, log, facts=facts)
        assert all(hasattr(model, setting) and limits.low < limits.high for setting, limits in space.items())
        assert all(isinstance(limits, Range) for limits in space.values())


def test_als_is_made_for_the_data_at_hand() -> None:
    small = Interactions.from_events([0, 0, 1], [0, 1, 1])
    assert make_model("als", small).parameters()["factors"] == 2
    dense, sparse = make_model("als", small), make_model("als", planted_tastes())
    assert dense.parameters()["alpha"] > sparse.parameters()["alpha"]
    assert make_model("als", small, settings={"alpha": 0.7}).parameters()["alpha"] == 0.7


def test_the_fewer_likes_a_shopper_has_the_less_als_believes_them() -> None:
    few, some, many = (
        make_model("als", planted_tastes(likes=likes)).parameters()["regularisation"] for likes in (4, 12, 40)
    )
    assert 0.15 >= few > some > many >= 0.005
    assert make_model("als", planted_tastes(), settings={"regularisation": 0.7}).parameters()["regularisation"] == 0.7


def test_a_blend_is_made_of_four() -> None:
    blend = make_model("blend", planted_tastes())
    assert isinstance(blend, Blend)
    assert [type(model).__name__ for model in blend.models] == ["Popularity", "ItemNeighbours", "EASE", "ImplicitALS"]


def test_what_cannot_be_made_says_why() -> None:
    log = planted_tastes()
    with pytest.raises(UnknownModel):
        make_models(["oracle"], log)
    with pytest.raises(InvalidInput, match="EASE has no setting 'depth'. It has: regularisation"):
        make_models(["ease"], log, settings={"ease": {"depth": 3}})
    with pytest.raises(InvalidInput, match="needs the items' categories"):
        make_models(["content"], log)
