"""What the queue does about itself and about what the kit keeps for a while."""

from typing import Any

from modiste.shop.jobs import service
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.web.models import forget_kept_answers as forget


@job("forget_ended_jobs")
def forget_ended_jobs(work: Work) -> dict[str, Any]:
    """Keep the jobs table small."""
    with work.transaction() as session:
        return {"forgotten": service.forget_ended_jobs(session)}


@job("forget_kept_answers")
def forget_kept_answers(work: Work) -> dict[str, Any]:
    """Keep the table behind Idempotency-Key small."""
    with work.transaction() as session:
        return {"forgotten": forget(session)}
