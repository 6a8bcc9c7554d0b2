"""Our models: their grids, tuned on validation, learnt anew with every seed, alone and as a blend."""

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.recommender.quality_asking import Asked, Row, Worth
from benchmarks.recommender.quality_peers import SEEDS, points_of
from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.base import Recommender
from modiste.recommender.blend import Blend, learn_weights
from modiste.recommender.content import ContentProfile
from modiste.recommender.ease import EASE
from modiste.recommender.facts import ItemFacts
from modiste.recommender.interactions import Interactions
from modiste.recommender.making import make_model
from modiste.recommender.neighbours import ItemNeighbours
from modiste.recommender.popularity import Popularity

MOST_ITEMS_OF_EASE = 12_000  # beyond, one fit costs minutes
DRAWN = "ALS"  # the one that begins from random vectors
SPARSE_BELOW = 20  # likes per shopper, for the sides of ALS's grid that are worth a try
Settings = dict[str, Any]
Maker = Callable[[Settings, Interactions, int], Recommender]


class Kind(NamedTuple):
    """How a model is made, what is tried, and what `make_model` calls it."""

    make: Maker
    points: list[Settings]
    known_as: str


class Tuned(NamedTuple):
    """The best settings, the model that learnt with them from train, and what validation said."""

    model: Recommender
    settings: Settings
    ndcg: float
    by_default: float


def factorised(settings: Settings, log: Interactions, seed: int) -> ImplicitALS:
    """ALS whose α₀ follows the density by `ratio`."""
    own = {name: value for name, value in settings.items() if name != "ratio"}
    return ImplicitALS(alpha=balanced_alpha(log, settings["ratio"]), random_state=seed, **own)


def kinds_of(train: Interactions, facts: ItemFacts) -> dict[str, Kind]:
    """The models that this data can have."""
    users, items = train.shape
    is_sparse = train.csr.nnz / users < SPARSE_BELOW
    ridges, ratios = ((0.06, 0.1, 0.15), (1.0, 3.0)) if is_sparse else ((0.005, 0.01, 0.02), (3.0, 10.0))
    als = {"factors": (64, 256), "ratio": ratios, "regularisation": ridges, "iterations": (8,)}
    near: dict[str, tuple[Any, ...]] = {
        "neighbours": (200,),
        "shrinkage": (10.0, 100.0),
        "user_exponent": (0.5,),
        "history_exponent": (0.3, 0.5),
        "target_exponent": (0.2, 0.5),
    }
    walk = {"neighbours": 200, "shrinkage": 0.0, "user_exponent": 1.0, "history_exponent": 1.0, "target_exponent": 0.5}
    linear = {"regularisation": (100.0, 300.0, 1_000.0), "dropout": (0.3,), "user_exponent": (0.0, 0.3)}
    kinds = {"popularity": Kind(lambda *_: Popularity(), [{}], "popularity")}
    if facts.categories is not None and facts.tags is not None:
        kinds["content profile"] = Kind(lambda *_: ContentProfile(facts.categories, facts.tags), [{}], "content")
    kinds["item neighbours"] = Kind(lambda given, *_: ItemNeighbours(**given), [*points_of(near), walk], "neighbours")
    if items <= MOST_ITEMS_OF_EASE:
        kinds["EASE"] = Kind(lambda given, *_: EASE(**given), points_of(linear), "ease")
    wide = [point for point in points_of(als) if point["factors"] <= min(users, items)]
    kinds[DRAWN] = Kind(factorised, wide, "als")
    return kinds


def tuned(kind: Kind, train: Interactions, tuning: Asked, facts: ItemFacts) -> Tuned:
    """The best point by NDCG on validation."""
    best: Tuned | None = None
    plain = make_model(kind.known_as, train, facts=facts).fit(train)
    default = float(tuning.worth(tuning.lists_of(plain)).ndcg.mean())
    for point in kind.points:
        model = kind.make(point, train, 0).fit(train)
        value = float(tuning.worth(tuning.lists_of(model)).ndcg.mean())
        if best is None or value > best.ndcg:
            best = Tuned(model, point, value, default)
    assert best is not None
    return best


def measured(train: Interactions, facts: ItemFacts, validation: Interactions, tuning: Asked, test: Asked) -> list[Row]:
    """Each model and their blend: tuned, then learnt anew from all that is known and asked once."""
    kinds = kinds_of(train, facts)
    found = {}
    for name, kind in kinds.items():
        found[name] = tuned(kind, train, tuning, facts)
        print(f"{name}: {found[name].settings} {found[name].ndcg:.4f}", file=sys.stderr)
    parts = [entry.model for entry in found.values()]
    weights = learn_weights(parts, train, validation.where(np.isin(validation.rows, tuning.users)))
    together = Blend.of_fitted(parts, weights.tolist())
    blended = float(tuning.worth(tuning.lists_of(together)).ndcg.mean())
    models: dict[str, list[Recommender]] = {}
    rows = []
    for name, entry in found.items():
        seeds = SEEDS if name == DRAWN else [0]
        began = time.process_time()
        models[name] = [kinds[name].make(entry.settings, test.histories, seed).fit(test.histories) for seed in seeds]
        seconds = (time.process_time() - began) / len(models[name])
        worth = [test.worth(test.lists_of(model)) for model in models[name]]
        rows.append(Row(name, entry.settings, entry.by_default, entry.ndcg, len(kinds[name].points), worth, seconds))
    shares = {name: round(float(weight), 3) for name, weight in zip(found, weights, strict=True)}
    worth = [_blend(list(models.values()), seed, weights.tolist(), test) for seed in SEEDS]
    return [*rows, Row("blend of these", shares, None, blended, 0, worth, sum(row.cpu_seconds for row in rows))]


def _blend(models: Sequence[Sequence[Recommender]], seed: int, weights: list[float], test: Asked) -> Worth:
    parts = [own[seed % len(own)] for own in models]
    return test.worth(test.lists_of(Blend.of_fitted(parts, weights)))
