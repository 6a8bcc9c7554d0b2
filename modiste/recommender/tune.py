"""The settings of a model that suit some data: searched on likes held out of what may be learnt from, within a time."""

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput, RecommenderError
from modiste.recommender.evaluate import evaluate
from modiste.recommender.facts import ItemFacts
from modiste.recommender.interactions import Interactions
from modiste.recommender.making import make_model

Tell = Callable[[float, str], None]
Metric = Literal["ndcg", "recall", "map", "mrr", "hit_rate"]


class TunerMissing(RecommenderError):
    """Optuna is not installed."""

    def __init__(self) -> None:
        super().__init__("The tuner needs Optuna: pip install 'modiste[tune]'.")


class Range(NamedTuple):
    """The values that a setting may take: low to high, by the logarithm when `is_log`, whole when both ends are."""

    low: float
    high: float
    is_log: bool = True


# What is worth searching, by the name of the model's class. A model that is not here says it itself: `search_space`.
SPACES: Mapping[str, Mapping[str, Range]] = {
    "EASE": {"regularisation": Range(1.0, 5_000.0), "user_exponent": Range(0.0, 1.0, False)},
    "ItemNeighbours": {
        "neighbours": Range(20, 1_000),
        "shrinkage": Range(0.1, 100.0),
        "user_exponent": Range(0.0, 1.0, False),
        "history_exponent": Range(0.0, 1.0, False),
        "target_exponent": Range(0.0, 1.0, False),
    },
    "GraphFilter": {"regularisation": Range(5e-3, 1.0), "target_exponent": Range(0.0, 0.6, False)},
    "ImplicitALS": {"alpha": Range(1e-4, 3.0), "regularisation": Range(5e-4, 0.3)},
    "Hybrid": {"regularisation": Range(0.1, 100.0), "belief": Range(0.1, 30.0)},
}


@dataclass(frozen=True)
class Search:
    """How to search: seconds (None: no limit), most trials, the metric of lists of k, and the seed."""

    seconds: float | None = 300.0
    trials: int = 100
    metric: Metric = "ndcg"
    k: int = 20
    random_state: int = 0

    def __post_init__(self) -> None:
        """Check the limits."""
        if self.trials < 1 or self.k < 1 or (self.seconds is not None and self.seconds <= 0):
            raise InvalidInput("trials and k must be at least 1, the time greater than 0.")

    def share_done(self, trials: int, seconds: float) -> float:
        """Return how much is done after so many trials and seconds: of that limit which will end the search, 0 … 1."""
        of_time = 0.0 if self.seconds is None else seconds / self.seconds
        return min(1.0, max(trials / self.trials, of_time))


@dataclass(frozen=True)
class Tuned:
    """What a search found.

    Attributes
    ----------
    settings, value : the best settings and their metric on the held-out likes.
    default_value : float
        That of the settings one has without a search.
    trials : list of (settings, value), in the order they were tried; the first are the defaults.
    """

    model: str
    settings: Mapping[str, float]
    value: float
    default_value: float
    trials: list[tuple[Mapping[str, float], float]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return JSON values; `modiste train --settings` and `modiste evaluate --settings` take them."""
        return {
            "model": self.model,
            "settings": dict(self.settings),
            "value": self.value,
            "default_value": self.default_value,
            "trials": [{"settings": dict(settings), "value": value} for settings, value in self.trials],
        }


def tune(
    name: str,
    train: Interactions,
    validation: Interactions,
    *,
    search: Search | None = None,
    fixed: Mapping[str, Any] | None = None,
    facts: ItemFacts | None = None,
    tell: Tell | None = None,
) -> Tuned:
    """Search the settings of a model with Optuna's TPE (Bergstra et al. 2011; Akiba et al. 2019).

    The first trial is the settings without a search, so the outcome is never worse than those on `validation`. A trial
    that has begun is finished: the time may be overrun by one.

    Parameters
    ----------
    name : str
        See `find_model`.
    train, validation : Interactions, same shape
        What trials learn from, and the likes they are asked for: two parts of what may be learnt from, never the test.
    search : Search, optional
        How long, and by which metric.
    fixed : mapping, optional
        Settings that are not searched, such as the number of factors.
    facts : ItemFacts, optional
        As for `make_model`.
    tell : callable, optional
        Told (share of the trials or of the time, how the last trial did).

    Raises
    ------
    TunerMissing
        When Optuna is not installed.
    InvalidInput
        When the model has nothing to search.
    """
    how, note = search or Search(), tell or (lambda _share, _words: None)
    optuna = _optuna()
    held = dict(fixed or {})
    default = make_model(name, train, settings=held, facts=facts)
    space = {setting: limits for setting, limits in _space(default).items() if setting not in held}
    tried: list[tuple[Mapping[str, float], float]] = []
    began = time.monotonic()

    def value_of(settings: Mapping[str, float]) -> float:
        model = make_model(name, train, settings=held | dict(settings), facts=facts).fit(train)
        value = float(getattr(evaluate(model, train, validation, k=how.k), how.metric))
        tried.append((dict(settings), value))
        best = max(value for _, value in tried)
        share = how.share_done(len(tried), time.monotonic() - began)
        note(share, f"trial {len(tried)}: {how.metric}@{how.k} {value:.4f}, best {best:.4f}")
        return value

    def objective(trial: Any) -> float:
        return value_of({setting: _suggested(trial, setting, limits) for setting, limits in space.items()})

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=how.random_state))
    study.enqueue_trial(_within(default, space))
    study.optimize(objective, n_trials=1)  # the defaults are measured however short the time is
    left = None if how.seconds is None else how.seconds - (time.monotonic() - began)
    if how.trials > 1 and (left is None or left > 0):
        study.optimize(objective, n_trials=how.trials - 1, timeout=left)
    settings, value = max(tried, key=lambda entry: entry[1])
    return Tuned(name, held | dict(settings), value, tried[0][1], tried)


def _optuna() -> Any:
    try:
        optuna = importlib.import_module("optuna")
    except ModuleNotFoundError as error:
        raise TunerMissing from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


def _space(model: Recommender) -> Mapping[str, Range]:
    name = type(model).__name__
    own: Mapping[str, Range] | None = getattr(model, "search_space", None)
    space = own or SPACES.get(name)
    if not space:
        raise InvalidInput(f"{name} has no settings worth a search. These have: {', '.join(SPACES)}.")
    return space


def _within(model: Recommender, space: Mapping[str, Range]) -> dict[str, float]:
    """The model's own settings, moved into the limits of the search."""
    found = {}
    for name, limits in space.items():
        value = min(max(float(getattr(model, name)), limits.low), limits.high)
        found[name] = round(value) if _is_whole(limits) else value
    return found


def _suggested(trial: Any, name: str, limits: Range) -> float:
    if _is_whole(limits):
        return int(trial.suggest_int(name, int(limits.low), int(limits.high), log=limits.is_log))
    return float(trial.suggest_float(name, limits.low, limits.high, log=limits.is_log))


def _is_whole(limits: Range) -> bool:
    return isinstance(limits.low, int) and isinstance(limits.high, int)
