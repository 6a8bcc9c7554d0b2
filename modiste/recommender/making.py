"""Models by name with settings that suit the data at hand: what the commands and the tuner begin from."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.base import Recommender
from modiste.recommender.blend import Blend
from modiste.recommender.errors import InvalidInput
from modiste.recommender.facts import ItemFacts
from modiste.recommender.hybrid import Hybrid
from modiste.recommender.interactions import Interactions
from modiste.recommender.registry import find_model

BLENDED = ("popularity", "neighbours", "ease", "als")
Settings = Mapping[str, Any]


def make_model(
    name: str,
    train: Interactions,
    *,
    settings: Settings | None = None,
    facts: ItemFacts | None = None,
) -> Recommender:
    """Return an unfitted model.

    Parameters
    ----------
    name : str
        See `find_model`; "blend" is one of popularity, neighbours, ease and als.
    train : Interactions
        What it will learn from: α₀, λ and the number of factors of ALS follow how dense and how large it is.
    settings : mapping, optional
        Arguments of its `__init__`, such as `modiste tune` finds; they win over what suits the data.
    facts : ItemFacts, optional
        What items are like, for the models that need it.

    Raises
    ------
    UnknownModel
        When there is no such model.
    InvalidInput
        When it needs features and there are none, or has no such setting.

    Examples
    --------
    >>> from modiste.recommender.testing import planted_tastes
    >>> make_model("ease", planted_tastes(), settings={"regularisation": 7.0}).parameters()["regularisation"]
    7.0
    """
    kind = find_model(name)
    known = inspect.signature(kind.__init__).parameters
    chosen = dict(settings or {})
    if wrong := sorted(set(chosen) - set(known)):
        raise InvalidInput(f"{kind.__name__} has no setting {wrong[0]!r}. It has: {', '.join(list(known)[1:])}.")
    if kind is Blend:
        chosen = {"models": [make_model(part, train) for part in BLENDED]} | chosen
    if kind is Hybrid:
        chosen = {"model": make_model("als", train)} | chosen
    if "factors" in known:
        chosen["factors"] = min(int(chosen.get("factors", 64)), *train.shape)
    if kind is ImplicitALS:
        chosen = {"alpha": balanced_alpha(train), "regularisation": balanced_ridge(train)} | chosen
    for fact in ("categories", "tags", "features"):
        if fact in known:
            chosen.setdefault(fact, getattr(facts, fact, None))
            if chosen[fact] is None:
                raise InvalidInput(f"{kind.__name__} needs the items' {fact}, and this data has none.")
    return kind(**chosen)


def balanced_ridge(train: Interactions) -> float:
    """Return the λ of ALS that suits the number of likes a shopper has: the fewer, the less each vector is believed.

    0.34 · mean^−¾, between 0.005 and 0.15, goes through the best of grids of 64 factors on validation with 3 to 120
    likes a shopper (Rent the Runway, Amazon Clothing, Gowalla, MovieLens 1M).

    Examples
    --------
    >>> few = Interactions.from_events([0, 1, 2], ["coat", "coat", "hat"])
    >>> balanced_ridge(few)
    0.15
    """
    shoppers = max(1, int(np.count_nonzero(np.diff(train.csr.indptr))))
    return float(np.clip(0.34 * (train.csr.nnz / shoppers) ** -0.75, 0.005, 0.15))


def make_models(
    names: Sequence[str],
    train: Interactions,
    *,
    settings: Mapping[str, Settings] | None = None,
    facts: ItemFacts | None = None,
) -> dict[str, Recommender]:
    """Return unfitted models by their names, with the `settings` of each name where there are some.

    See `make_model` for train, facts and what is raised.
    """
    given = settings or {}
    return {name: make_model(name, train, settings=given.get(name), facts=facts) for name in names}
