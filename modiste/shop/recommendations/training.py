"""Training: learn from all events, prove it on held-out likes, and let the model serve if it is not worse than today's.

Two fits. The first learns without each shopper's last like and is asked for it: that is the proof, and it is kept with
the model (the *tested* vectors). The second learns from everything: that one serves. The next candidate is compared
with the tested vectors of the model that serves, which have never seen any shopper's last like, so both are asked
fairly about the same held-out likes; comparing with the serving vectors would not be fair, since they know the answers.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.recommender.artifacts import write_artifact
from modiste.recommender.progress import describe
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.tokens import new_id
from modiste.shop.recommendations.comparison import AT, RECIPE, TooLittleToJudge, als_for, compare, ndcg_of_artifact
from modiste.shop.recommendations.learning import Material, Report, gather, likes_per_item, word_vectors
from modiste.shop.recommendations.promotion import Candidate, decide, forget_old_files, record
from modiste.shop.recommendations.tastemodel import TasteModel

Tested = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a training: the model's id, whether it serves now, why, and the figures on held-out likes."""

    model_id: uuid.UUID
    kind: str
    is_serving: bool
    reason: str
    metrics: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {
            "model_id": str(self.model_id),
            "kind": self.kind,
            "is_serving": self.is_serving,
            "reason": self.reason,
            "metrics": self.metrics,
        }


def train(
    database: Database, settings: Settings, *, report: Report | None = None, recipe: Mapping[str, Any] = RECIPE
) -> Outcome:
    """Train, prove, and promote or refuse; `report` is told (0 … 1, a note) and may end it by raising."""
    tell = report or (lambda _progress, _note: None)
    models = settings.data_dir / "models"
    material = gather(database, tell)
    candidate, model, tested = _learn(material, recipe, tell)
    tell(0.95, "comparing with the model that serves")
    with database.reading() as session:
        decision = decide(session, candidate, lambda folder: ndcg_of_artifact(models / folder, material))
    if decision.promote:
        _write(models, candidate, model, tested)
    with database.transaction() as session:
        decision = record(session, candidate, decision)
        forget_old_files(session, models)
    tell(1.0, "serves now" if decision.promote else "refused")
    return Outcome(candidate.id, candidate.kind, decision.promote, decision.reason, candidate.metrics)


def _learn(material: Material, recipe: Mapping[str, Any], tell: Report) -> tuple[Candidate, TasteModel, Tested]:
    """The candidate, what will serve, and the vectors that were tested."""
    try:
        figures, tested = compare(material, recipe, tell)
    except TooLittleToJudge:
        return _count(material)
    log = material.log
    assert log is not None

    def note(done: int, loss: float) -> None:
        where = f"round {done} of {final.iterations}, {describe(loss, final)}"
        tell(0.57 + 0.33 * done / final.iterations, f"learning from everything, {where}")

    final = als_for(log, recipe)
    final.fit(log, start=tested.item_factors_, on_iteration=note)
    tell(0.91, "learning words")
    strength = likes_per_item(log)
    names, words = word_vectors(material.shelf, final.item_factors_, strength)
    candidate = Candidate(
        id=new_id(),
        kind="als",
        ndcg=figures["als"].ndcg,
        popularity_ndcg=figures["popularity"].ndcg,
        shoppers=figures["als"].users,
        fingerprint=log.fingerprint(),
        parameters=final.parameters(),
        metrics={name: entry.as_dict() for name, entry in figures.items()} | {"at": AT, "likes": material.likes},
    )
    model = TasteModel(
        name=str(candidate.id),
        kind=candidate.kind,
        item_ids=material.shelf.ids,
        vectors=final.item_factors_,
        spectrum=final.spectrum_,
        strength=strength,
        word_names=names,
        word_vectors=words,
        parameters=candidate.parameters,
    )
    return candidate, model, {"tested_vectors": tested.item_factors_, "tested_spectrum": tested.spectrum_}


def _count(material: Material) -> tuple[Candidate, TasteModel, Tested]:
    """With too few likes for a factorisation, popularity is what can be known; content and newness need no training."""
    items = len(material.shelf)
    strength = np.zeros(items, np.float32) if material.log is None else likes_per_item(material.log)
    candidate = Candidate(
        id=new_id(),
        kind="popularity",
        ndcg=None,
        popularity_ndcg=None,
        shoppers=0,
        fingerprint=material.log.fingerprint() if material.log else "",
        parameters={},
        metrics={"likes": material.likes},
    )
    model = TasteModel(
        name=str(candidate.id),
        kind=candidate.kind,
        item_ids=material.shelf.ids,
        vectors=np.zeros((items, 0), np.float32),
        spectrum=np.zeros(0),
        strength=strength,
    )
    return candidate, model, {}


def _write(models: Path, candidate: Candidate, model: TasteModel, tested: Tested) -> None:
    write_artifact(
        models / model.name,
        model.arrays() | tested,
        model="TasteModel",
        parameters=model.parameters,
        created_at=clock.now().isoformat(),
        about={"kind": model.kind, "fingerprint": candidate.fingerprint, "metrics": candidate.metrics},
    )
