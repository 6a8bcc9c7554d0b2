"""What the queue does about itself."""

from typing import Any

from modiste.shop.jobs import service
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work


@job("forget_ended_jobs")
def forget_ended_jobs(work: Work) -> dict[str, Any]:
    """Keep the jobs table small."""
    with work.transaction() as session:
        return {"forgotten": service.forget_ended_jobs(session)}
