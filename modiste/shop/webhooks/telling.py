"""Telling a boutique's systems something, in the transaction in which it happens; forgetting it again."""

import json
import uuid
from collections.abc import Callable, Collection
from datetime import timedelta

from pydantic import BaseModel
from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.queue.later import later
from modiste.shop.webhooks.events import EVENTS, PERSONAL, TEST, Event, EventType, TestData
from modiste.shop.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookMessage

SEND = "send_webhooks"  # the job in jobs.py, which this floor may not import
KEPT = timedelta(days=30)
NO_SYNC = {"synchronize_session": False}


def tell_systems(
    session: Session,
    boutique_id: int | None,
    event: EventType,
    data: Callable[[], BaseModel],
    *,
    about: str,
) -> int:
    """Tell the addresses of a boutique that want to know of `event`, if this transaction commits; returns how many.

    `data` is called only when there is one, so that without addresses this costs one look into an index. `about` names
    the order or item, for who must forget it: `order:…`.
    """
    if boutique_id is None:
        return 0
    active = (WebhookEndpoint.boutique_id == boutique_id, WebhookEndpoint.is_active)
    # Held until the commit, so that none of them can be deleted before its delivery is written.
    wanted = select(WebhookEndpoint.id, WebhookEndpoint.events).where(*active).order_by(WebhookEndpoint.id)
    rows = session.execute(wanted.with_for_update(read=True, key_share=True))
    listening = [row.id for row in rows if event in row.events]
    if listening:
        said = data()
        assert isinstance(said, EVENTS[event]), f"{event} says {EVENTS[event].__name__}"
        message = _write_message(session, boutique_id, event, said, about=about)
        _hand_over(session, message, listening)
    return len(listening)


def send_test(session: Session, endpoint: WebhookEndpoint) -> uuid.UUID:
    """Tell one address that nothing happened; returns the id of the delivery."""
    said = TestData(endpoint_id=endpoint.id)
    message = _write_message(session, endpoint.boutique_id, TEST, said, about="")
    [delivery] = _hand_over(session, message, [endpoint.id])
    return delivery.id


def blank_messages(session: Session, abouts: Collection[str]) -> None:
    """Take what names a shopper out of the messages about these, and out of what addresses answered, which may repeat
    it. What was not sent yet goes without it."""
    about_them = WebhookMessage.about.in_(abouts)
    for message in session.scalars(select(WebhookMessage).where(about_them)):
        body = json.loads(message.payload)
        body["data"] |= {name: None for name in PERSONAL if name in body["data"]}
        message.payload = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    theirs = select(WebhookDelivery.id).join(WebhookDelivery.message).where(about_them)
    session.flush()
    for table, key in ((WebhookDelivery, WebhookDelivery.id), (WebhookAttempt, WebhookAttempt.delivery_id)):
        session.execute(update(table).where(key.in_(theirs)).values(answer=""), execution_options=NO_SYNC)


def forget_old_messages(session: Session) -> int:
    """Delete what was told a month ago, with its deliveries; returns how many."""
    old = delete(WebhookMessage).where(WebhookMessage.created_at < clock.now() - KEPT)
    done = session.execute(old, execution_options=NO_SYNC)
    assert isinstance(done, CursorResult)
    return done.rowcount


def _write_message(session: Session, boutique_id: int, name: str, data: BaseModel, *, about: str) -> WebhookMessage:
    body = Event[BaseModel](type=name, timestamp=clock.now(), data=data)
    payload = body.model_dump_json(serialize_as_any=True)
    message = WebhookMessage(boutique_id=boutique_id, type=name, about=about, payload=payload)
    session.add(message)
    session.flush()
    return message


def _hand_over(session: Session, message: WebhookMessage, endpoint_ids: Collection[uuid.UUID]) -> list[WebhookDelivery]:
    rows = [WebhookDelivery(message_id=message.id, endpoint_id=endpoint_id) for endpoint_id in endpoint_ids]
    session.add_all(rows)
    session.flush()
    later(session, SEND)
    return rows
