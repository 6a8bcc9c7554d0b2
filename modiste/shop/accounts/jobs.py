"""What becomes of sessions when nobody needs them any more."""

from typing import Any

from modiste.shop.accounts import sessions
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work


@job("forget_old_sessions")
def forget_old_sessions(work: Work) -> dict[str, Any]:
    """Delete sessions that ended a month ago, with the spent tokens by which a thief was told from a stranger."""
    with work.transaction() as session:
        return {"forgotten": sessions.forget_old_sessions(session)}
