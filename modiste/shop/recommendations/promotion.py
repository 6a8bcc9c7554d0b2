"""Which model serves: a candidate takes over when it is not worse on the same held-out likes, and the book says why."""

import math
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.recommender.errors import RecommenderError
from modiste.shop.kit import clock
from modiste.shop.recommendations.models import ModelState, TrainedModel

KEPT = 2  # retired models whose files stay, to go back to
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a freshly trained model; `ndcg` is None when there was too little to judge it by."""

    id: uuid.UUID
    kind: str
    ndcg: float | None
    popularity_ndcg: float | None
    shoppers: int
    fingerprint: str
    parameters: dict[str, Any]
    metrics: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the candidate shall serve, instead of which model, and why."""

    promote: bool
    reason: str
    instead_of: uuid.UUID | None = None


def decide(session: Session, candidate: Candidate, ndcg_of: Callable[[str], float]) -> Decision:
    """Compare with the model that serves; `ndcg_of(folder)` asks that one about the same held-out likes."""
    serving = find_serving(session)
    if serving is None:
        return Decision(True, "no model served before")
    if candidate.ndcg is None:
        is_fair = serving.kind == candidate.kind
        words = "fresh counts" if is_fair else "too few likes to judge it by, so the model that serves stays"
        return Decision(is_fair, words, serving.id)
    if serving.kind != "als":
        rival = candidate.popularity_ndcg or 0.0
    else:
        try:
            rival = ndcg_of(serving.folder)
        except (RecommenderError, OSError) as error:
            log.error("the serving model cannot be read for the comparison", folder=serving.folder, error=str(error))
            return Decision(True, "the model that served cannot be read any more", serving.id)
    is_enough = candidate.ndcg >= rival - tolerance(rival, candidate.shoppers)
    words = (
        f"NDCG {candidate.ndcg:.4f} against {rival:.4f} of the model that served, {candidate.shoppers} shoppers asked"
    )
    return Decision(is_enough, words, serving.id)


def tolerance(rival: float, shoppers: int) -> float:
    """How much less a candidate may have: 2 %, or what chance alone makes of so few shoppers.

    The difference between two models' NDCG has a standard deviation of about 0.1 per shopper.
    """
    return max(0.02 * rival, 0.1 / math.sqrt(max(1, shoppers)))


def record(session: Session, candidate: Candidate, decision: Decision) -> Decision:
    """Write the candidate into the book and let it serve if so decided; returns what came of it.

    At most one model serves: when another training has promoted its own meanwhile, this one is refused.
    """
    serving = find_serving(session, to_change=True)
    if (serving.id if serving else None) != decision.instead_of:
        decision = Decision(False, "another training promoted its model in the meantime", decision.instead_of)
    moment = clock.now()
    if decision.promote and serving is not None:
        serving.state = ModelState.RETIRED
        session.flush()  # the index that allows one serving model is checked row by row
    session.add(
        TrainedModel(
            id=candidate.id,
            kind=candidate.kind,
            folder=str(candidate.id),
            state=ModelState.SERVING if decision.promote else ModelState.REFUSED,
            fingerprint=candidate.fingerprint,
            parameters=candidate.parameters,
            metrics=candidate.metrics,
            reason=decision.reason[:300],
            created_at=moment,
            promoted_at=moment if decision.promote else None,
        )
    )
    session.flush()
    return decision


def find_serving(session: Session, *, to_change: bool = False) -> TrainedModel | None:
    """The model that serves, if one does."""
    query = select(TrainedModel).where(TrainedModel.state == ModelState.SERVING)
    return session.scalars(query.with_for_update() if to_change else query).one_or_none()


def list_models(session: Session, *, limit: int = 50) -> list[TrainedModel]:
    """The book, newest first."""
    return list(session.scalars(select(TrainedModel).order_by(TrainedModel.created_at.desc()).limit(limit)))


def forget_old_files(session: Session, models: Path) -> None:
    """Delete the files of refused models and of all but the last retired ones; the book keeps its entries."""
    rows = session.execute(
        select(TrainedModel.folder, TrainedModel.state)
        .where(TrainedModel.state.in_((ModelState.REFUSED, ModelState.RETIRED)))
        .order_by(TrainedModel.created_at.desc())
    ).all()
    retired = [row.folder for row in rows if row.state == ModelState.RETIRED]
    for folder in [row.folder for row in rows if row.state == ModelState.REFUSED] + retired[KEPT:]:
        shutil.rmtree(models / folder, ignore_errors=True)
