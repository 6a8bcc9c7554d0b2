"""Models judged on the shop's own events: side by side on one question, and their settings searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from modiste.recommender import features
from modiste.recommender.comparison import Comparison, compare
from modiste.recommender.errors import BadInteractions
from modiste.recommender.facts import ItemFacts
from modiste.recommender.making import make_models
from modiste.recommender.measurement import Settings
from modiste.recommender.protocols import PROTOCOLS, Protocol
from modiste.recommender.tune import Search, Tuned, tune
from modiste.shop.kit.db import Database
from modiste.shop.recommendations.comparison import RECIPE, TooLittleToJudge
from modiste.shop.recommendations.learning import FEWEST_LIKES, LIKE, Material, Report, content_of, gather, with_test

MODELS = ("popularity", "content", "neighbours", "ease", "als")


@dataclass(frozen=True)
class Question:
    """Which models are asked, by which protocol (a name of `PROTOCOLS`), with which settings, and what is measured."""

    models: Sequence[str] = MODELS
    protocol: str = "leave-last-out"
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    measured: Settings = Settings()
    random_state: int = 0


def evaluate_models(
    database: Database, question: Question | None = None, *, report: Report | None = None
) -> Comparison:
    """Popularity, content, neighbours, EASE and ALS (or those asked for) on likes held out; nothing is written.

    All are asked as they serve: a shopper is known by her history. Raises TooLittleToJudge.
    """
    asked, tell = question or Question(), report or (lambda _progress, _note: None)
    material = gather(database, tell)
    protocol, facts = protocol_of(material, asked.protocol, asked.random_state), facts_of(material)
    settings = {"als": RECIPE} | dict(asked.settings)
    models = make_models(asked.models, protocol.train, settings=settings, facts=facts)
    return compare(
        models,
        protocol,
        settings=asked.measured,
        facts=facts,
        tell=lambda share, words: tell(0.05 + 0.95 * share, words),
    )


def tune_model(
    database: Database,
    name: str,
    search: Search,
    *,
    fixed: Mapping[str, Any] | None = None,
    report: Report | None = None,
) -> Tuned:
    """The settings with which a model finds the last but one like of each shopper best; her last is never looked at.

    Raises TooLittleToJudge.
    """
    tell = report or (lambda _progress, _note: None)
    material = gather(database, tell)
    if material.train is None:
        raise TooLittleToJudge
    inner = with_test(replace(material, log=material.train, train=None, test=None))
    if inner.train is None or inner.test is None:
        raise TooLittleToJudge
    held = dict(fixed or ({"factors": RECIPE["factors"], "iterations": RECIPE["iterations"]} if name == "als" else {}))
    return tune(name, inner.train, inner.test, search=search, fixed=held, facts=facts_of(material), tell=tell)


def protocol_of(material: Material, name: str, random_state: int) -> Protocol:
    """The question about this material. Raises TooLittleToJudge."""
    log = material.log
    if log is None or material.train is None or material.test is None:
        raise TooLittleToJudge
    if name == "leave-last-out":
        words = (
            f"The last like of each shopper with {FEWEST_LIKES} or more is held out; all items she has not seen are "
            "ranked."
        )
        settings = {"minimum": FEWEST_LIKES}
        return Protocol(name, words, material.train, material.test, are_strangers=True, settings=settings)
    draws = {} if name == "time-split" else {"random_state": random_state}
    try:
        protocol = PROTOCOLS[name](log, **draws)
        liked = protocol.test.where(protocol.test.csr.data >= LIKE)  # a look is learnt from, and not asked for
    except BadInteractions as error:
        raise TooLittleToJudge from error
    return replace(protocol, test=liked, are_strangers=True)


def facts_of(material: Material) -> ItemFacts:
    """Categories and words of the shelf."""
    content = content_of(material.shelf)
    kinds = [None if kind < 0 else kind for kind in content.categories.tolist()]
    described = features.together(features.attributes(kinds), content.tags)
    return ItemFacts(categories=np.asarray(content.categories), tags=content.tags, features=described)
