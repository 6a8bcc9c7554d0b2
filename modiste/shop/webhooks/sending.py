"""What is sent next, and what came of it: the retries, and when an address is told nothing any more.

A delivery is claimed by moving its `next_at` behind the time that an attempt can take, in a transaction of its own; it
is sent while none is open; then its end is written where nobody else has touched it. Whoever dies in between leaves a
delivery that is due again a moment later: an address may hear twice, under the same id, and never not at all.
"""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit import clock
from modiste.shop.kit.fetch.base import FailureKind, Policy, Request
from modiste.shop.kit.queue.later import later
from modiste.shop.notifications.facts import WebhookNews, WebhookNewsKind
from modiste.shop.notifications.service import notify
from modiste.shop.webhooks.models import (
    OPEN,
    DeliveryState,
    StopReason,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from modiste.shop.webhooks.service import secrets_of
from modiste.shop.webhooks.signing import signed_headers
from modiste.shop.webhooks.telling import NO_SYNC, SEND

SECONDS = 15  # the longest that one attempt takes
CLAIM = timedelta(seconds=SECONDS + 5)  # then a delivery that nobody wrote an end of is due again
LARGEST = 64 * 1024  # of an answer, of which nobody reads more than its beginning
SHOWN = 500  # characters of an answer that are kept
EACH = 2  # deliveries to one address at once: a slow one must not hold up the others
PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)  # 5 s, 5 min, 30 min, 2 … 24 h
)
JITTER = 0.1
PATIENCE = timedelta(days=5)
NOT_ASKED = (FailureKind.BUSY, FailureKind.PAUSED, FailureKind.QUOTA)  # our own limits: no attempt was made


@dataclass(frozen=True, slots=True)
class Letter:
    """One attempt, ready to go: `version` is that of the delivery as it was claimed."""

    delivery_id: uuid.UUID
    endpoint_id: uuid.UUID
    version: int
    request: Request
    policy: Policy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: a `status` with the beginning of the answer, or an `error`; `put_off` is for how many
    seconds it could not be made at all."""

    at: datetime
    duration_ms: int
    status: int | None = None
    answer: str = ""
    error: str = ""
    put_off: float = 0.0

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def claim_letters(
    session: Session, signing_key: str, *, most: int, under_way: Mapping[uuid.UUID, int]
) -> Sequence[Letter]:
    """Claim at most `most` deliveries that are due, the longest waiting first, and of each address no more than it may
    be sent at once; `under_way` says how many each is being sent now."""
    place = func.row_number().over(partition_by=WebhookDelivery.endpoint_id, order_by=WebhookDelivery.next_at)
    due = (
        select(WebhookDelivery.id, WebhookDelivery.next_at, place.label("place"))
        .join(WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id)
        .where(WebhookEndpoint.is_active, WebhookDelivery.next_at <= clock.now())
        .where(WebhookDelivery.endpoint_id.not_in(_full(under_way)))
        .subquery()
    )
    first = session.scalars(select(due.c.id).where(due.c.place <= EACH).order_by(due.c.next_at).limit(most)).all()
    chosen = select(WebhookDelivery).where(WebhookDelivery.id.in_(first), WebhookDelivery.next_at <= clock.now())
    rows = session.scalars(
        chosen.options(joinedload(WebhookDelivery.message)).with_for_update(
            skip_locked=True, key_share=True, of=WebhookDelivery
        )
    ).all()
    counts = dict(under_way)
    letters = []
    for row in sorted(rows, key=lambda row: first.index(row.id)):
        if counts.get(row.endpoint_id, 0) < EACH:
            counts[row.endpoint_id] = counts.get(row.endpoint_id, 0) + 1
            row.next_at = clock.now() + CLAIM
            session.flush()
            letters.append(_letter(session.get_one(WebhookEndpoint, row.endpoint_id), row, signing_key))
    return letters


def next_due(session: Session, *, under_way: Mapping[uuid.UUID, int] | None = None) -> datetime | None:
    """When the next delivery is due, to addresses that may be sent more now; None where none waits."""
    waiting = select(func.min(WebhookDelivery.next_at)).join(
        WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id
    )
    may_have_more = WebhookDelivery.endpoint_id.not_in(_full(under_way or {}))
    return session.scalar(waiting.where(WebhookEndpoint.is_active, may_have_more))


def _full(under_way: Mapping[uuid.UUID, int]) -> list[uuid.UUID]:
    """The addresses that are being sent as much at once as they may."""
    return [endpoint_id for endpoint_id, count in under_way.items() if count >= EACH]


def write_outcome(session: Session, letter: Letter, outcome: Outcome) -> bool:
    """Write what came of an attempt; False where somebody else has touched the delivery meanwhile: asked for it anew,
    or made the attempt again because this one took too long."""
    endpoint = session.get(WebhookEndpoint, letter.endpoint_id, with_for_update={"key_share": True})
    as_claimed = (WebhookDelivery.id == letter.delivery_id, WebhookDelivery.version == letter.version)
    row = session.scalar(select(WebhookDelivery).where(*as_claimed).with_for_update(key_share=True))
    if row is None or endpoint is None:
        return False
    if outcome.put_off > 0:
        _put_off(session, row, timedelta(seconds=outcome.put_off))
        return True
    row.attempts += 1
    told = {"status": outcome.status, "answer": outcome.answer, "error": outcome.error}
    for name, value in (told | {"duration_ms": outcome.duration_ms}).items():
        setattr(row, name, value)
    session.add(WebhookAttempt(delivery_id=row.id, at=outcome.at, duration_ms=outcome.duration_ms, **told))
    if outcome.is_success:
        row.state, row.next_at, endpoint.failing_since = DeliveryState.DELIVERED, None, None
    else:
        _fail(session, endpoint, row, outcome)
    session.flush()
    return True


def _letter(endpoint: WebhookEndpoint, row: WebhookDelivery, signing_key: str) -> Letter:
    body = row.message.payload.encode()
    moment = int(clock.now().timestamp())
    headers = signed_headers(secrets_of(endpoint, signing_key), row.message.key, moment, body)
    request = Request(
        endpoint.url,
        "POST",
        headers | {"Content-Type": "application/json"},
        body,
        accepts=("*/*",),
        largest=LARGEST,
    )
    policy = Policy(f"webhook:{endpoint.id}", per_second=50, burst=50, concurrency=2 * EACH, seconds=SECONDS)
    return Letter(row.id, endpoint.id, row.version, request, policy)


def _fail(session: Session, endpoint: WebhookEndpoint, row: WebhookDelivery, outcome: Outcome) -> None:
    """Try again later, or not any more."""
    endpoint.failing_since = endpoint.failing_since or outcome.at
    if row.attempts > len(PAUSES):
        row.state, row.next_at = DeliveryState.GAVE_UP, None
    else:
        row.state = DeliveryState.FAILED
        _try_later(session, row, PAUSES[row.attempts - 1] * random.uniform(1.0, 1.0 + JITTER))
    if outcome.status == 410:
        _stop(session, endpoint, StopReason.GONE)
    elif endpoint.failing_since + PATIENCE <= outcome.at:
        _stop(session, endpoint, StopReason.FAILING)


def _try_later(session: Session, row: WebhookDelivery, pause: timedelta) -> None:
    row.next_at = clock.now() + pause
    session.flush()
    later(session, SEND, due_at=row.next_at)


def _put_off(session: Session, row: WebhookDelivery, pause: timedelta) -> None:
    """Nothing can be sent to this address now: all that is due for it waits, in one statement, however much it is."""
    _try_later(session, row, pause)
    due = (WebhookDelivery.endpoint_id == row.endpoint_id, WebhookDelivery.next_at <= clock.now())
    moved = {"next_at": row.next_at, "version": WebhookDelivery.version + 1}
    session.execute(update(WebhookDelivery).where(*due).values(moved), execution_options=NO_SYNC)


def _stop(session: Session, endpoint: WebhookEndpoint, reason: StopReason) -> None:
    """Tell this address nothing any more, give up what waits for it, and tell the boutique's owner."""
    if not endpoint.is_active:
        return
    endpoint.is_active, endpoint.disabled_reason = False, reason
    session.flush()
    waiting = (WebhookDelivery.endpoint_id == endpoint.id, WebhookDelivery.state.in_(OPEN))
    over = {"state": DeliveryState.GAVE_UP, "next_at": None, "version": WebhookDelivery.version + 1}
    session.execute(update(WebhookDelivery).where(*waiting).values(over), execution_options=NO_SYNC)
    owner_id = session.scalar(select(Boutique.owner_id).where(Boutique.id == endpoint.boutique_id))
    if owner_id is not None:
        news = WebhookNews(kind=WebhookNewsKind(f"webhook_{reason}"), host=urlsplit(endpoint.url).netloc)
        key = f"webhook:{endpoint.id}:{endpoint.version}"
        notify(session, owner_id, news, key=key, link=f"/boutique/webhooks/{endpoint.id}")
