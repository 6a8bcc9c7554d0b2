"""The jobs of recommendations: training, and making a list for somebody who does not want to wait for it."""

from typing import Any

from sqlalchemy.orm import Session

from modiste.shop.kit.cache import Cache
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.redis import Remote
from modiste.shop.recommendations import training
from modiste.shop.recommendations.candidates import Wish
from modiste.shop.recommendations.deck import keep_recommendations, recommend_items
from modiste.shop.recommendations.serving import Serving

TRAIN = "train_recommendations"


def ask_for_list(session: Session, user_id: int, *, owner: int, limit: int) -> Job:
    """Have a shopper's list made for `owner`; the job that is under way is answered when there is one."""
    once = f"make_recommendations:{owner}:{user_id}:{limit}"
    return later(session, make_recommendations, owner=owner, only_once=once, user_id=user_id, limit=limit)


@job(TRAIN, queue="train", apart=True, lease_seconds=30.0, attempts=3)
def train_recommendations(work: Work) -> dict[str, Any]:
    """Train a model and let it serve if it is not worse than today's."""
    return training.train(work.database, work.settings, report=work.report).as_json()


@job("make_recommendations")
def make_recommendations(work: Work, user_id: int, limit: int) -> dict[str, Any]:
    """Make a shopper's list: ids with scores, kept under `user:{id}:recommendations` for whoever asks next."""
    serving = Serving(work.database, work.settings.data_dir)
    work.report(0.1, "reading the catalogue")
    serving.refresh()
    with work.database.reading() as session:
        made = recommend_items(session, serving, user_id, Wish(limit=limit))
    if work.settings.redis_url:
        seconds = work.settings.recommendations_ttl
        keep_recommendations(Cache(Remote(work.settings.redis_url)), user_id, made, seconds=seconds)
    return {
        "items": [{"item_id": card.item_id, "score": card.score} for card in made.items],
        "model": made.model,
        "strategy": made.strategy,
    }
