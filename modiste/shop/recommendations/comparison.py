"""Asking models about held-out likes: popularity, content and ALS in one table, and the model that serves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from modiste.recommender.als import ImplicitALS, balanced_alpha
from modiste.recommender.artifacts import read_artifact
from modiste.recommender.errors import BrokenArtifact
from modiste.recommender.evaluate import Report as Figures
from modiste.recommender.evaluate import evaluate
from modiste.recommender.interactions import Interactions
from modiste.recommender.popularity import Popularity
from modiste.recommender.progress import describe
from modiste.shop.kit.errors import Conflict
from modiste.shop.recommendations.learning import FEWEST_LIKES, FEWEST_SHOPPERS, Material, Report, content_of

AT = 20  # the length of the lists that are judged
# Chosen on the demo, MovieLens and the validation part of Rent the Runway together: never far from the best on any.
RECIPE: Mapping[str, Any] = {"factors": 64, "regularisation": 0.03, "iterations": 8}


def als_for(log: Interactions, recipe: Mapping[str, Any]) -> ImplicitALS:
    """The ALS of a recipe, with the alpha that suits how dense the log is and no more factors than it can tell."""
    settings = {"alpha": balanced_alpha(log)} | dict(recipe)
    factors = min(settings.pop("factors", 64), *log.shape)
    return ImplicitALS(factors, **settings)


class TooLittleToJudge(Conflict):
    """There are not enough likes to hold some out."""

    title = (
        f"There are too few likes to judge models by: at least {FEWEST_SHOPPERS} shoppers must have liked "
        f"{FEWEST_LIKES} items each. Import interactions, or come back when shoppers have swiped"
    )


def compare(material: Material, recipe: Mapping[str, Any], report: Report) -> tuple[dict[str, Figures], ImplicitALS]:
    """Popularity, content and ALS asked about the same held-out likes, and the ALS that was asked.

    ALS is asked as it serves: the shopper is folded in from her history. Raises TooLittleToJudge.
    """
    train, test = material.train, material.test
    if train is None or test is None:
        raise TooLittleToJudge
    als = als_for(train, recipe)

    def note(done: int, loss: float) -> None:
        where = f"round {done} of {als.iterations}, {describe(loss, als)}"
        report(0.05 + 0.35 * done / als.iterations, f"learning without the last likes, {where}")

    als.fit(train, on_iteration=note)
    models = {"popularity": Popularity().fit(train), "content": content_of(material.shelf).fit(train), "als": als}
    figures = {}
    for number, (name, model) in enumerate(models.items()):
        report(0.42 + 0.05 * number, f"asking {name} about {len(np.unique(test.rows))} shoppers")
        figures[name] = evaluate(model, train, test, k=AT, fold_in=name == "als")
    report(0.56, f"held-out NDCG@{AT}: " + ", ".join(f"{name} {entry.ndcg:.4f}" for name, entry in figures.items()))
    return figures, als


def ndcg_of_artifact(folder: Path, material: Material) -> float:
    """NDCG of a saved model's tested vectors on this material's held-out likes. Raises BrokenArtifact."""
    assert material.train is not None and material.test is not None
    artifact = read_artifact(folder)
    try:
        ids, vectors = artifact.arrays["item_ids"], artifact.arrays["tested_vectors"]
        spectrum = artifact.arrays["tested_spectrum"]
    except KeyError as error:
        raise BrokenArtifact(f"{folder} lacks {error}") from error
    factors = np.zeros((len(material.shelf), vectors.shape[1]), np.float32)
    rows, known = material.shelf.rows_of(ids)
    factors[rows[known]] = vectors[known]
    als = ImplicitALS.from_state(artifact.parameters, {"item_factors": factors, "spectrum": spectrum})
    return evaluate(als, material.train, material.test, k=AT, fold_in=True).ndcg
