"""What an address was told: the log of deliveries, and sending them once more."""

import uuid
from datetime import datetime

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from modiste.shop.kit import clock, paging
from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.webhooks.models import DeliveryState, WebhookDelivery, WebhookEndpoint, WebhookMessage
from modiste.shop.webhooks.schemas import (
    AttemptOut,
    DeliveriesPage,
    DeliveriesQuery,
    DeliveryDetailOut,
    WebhookDeliveryOut,
)
from modiste.shop.webhooks.telling import NO_SYNC, SEND, send_test


class DeliveryUnknown(NotFound):
    """The webhook has no such delivery."""

    title = "This webhook has no such delivery"


class EndpointStopped(Conflict):
    """The webhook is switched off, so nothing can be sent to it."""

    title = "This webhook is switched off: switch it on first"


def list_deliveries(session: Session, endpoint: WebhookEndpoint, query: DeliveriesQuery) -> DeliveriesPage:
    """One page of what an address was told, newest first. Raises BadCursor."""
    chosen = select(WebhookDelivery).where(WebhookDelivery.endpoint_id == endpoint.id)
    if query.state is not None:
        chosen = chosen.where(WebhookDelivery.state == query.state)
    if query.cursor is not None:
        chosen = chosen.where(WebhookDelivery.id < paging.id_in(query.cursor))
    newest = chosen.options(joinedload(WebhookDelivery.message)).order_by(WebhookDelivery.id.desc())
    rows = session.scalars(newest.limit(query.limit + 1)).all()
    page = rows[: query.limit]
    return DeliveriesPage(
        items=[show_delivery(row) for row in page],
        next_cursor=paging.encode(str(page[-1].id)) if len(rows) > query.limit else None,
    )


def delivery_of(
    session: Session, endpoint: WebhookEndpoint, delivery_id: uuid.UUID, *, to_change: bool = False
) -> WebhookDelivery:
    """A delivery to an address of the caller's, with its message and attempts. Raises DeliveryUnknown."""
    mine = (WebhookDelivery.endpoint_id == endpoint.id, WebhookDelivery.id == delivery_id)
    parts = (joinedload(WebhookDelivery.message), selectinload(WebhookDelivery.log))
    query = select(WebhookDelivery).where(*mine).options(*parts)
    found = session.scalar(query.with_for_update(key_share=True, of=WebhookDelivery) if to_change else query)
    if found is None:
        raise DeliveryUnknown
    return found


def start_test(session: Session, endpoint: WebhookEndpoint) -> WebhookDelivery:
    """Send an address a message that says nothing but that it arrived. Raises EndpointStopped."""
    _must_be_on(endpoint)
    return delivery_of(session, endpoint, send_test(session, endpoint))


def replay_delivery(session: Session, endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> WebhookDelivery:
    """Send a message once more, under the same id, with as many retries as the first time. Raises EndpointStopped."""
    _must_be_on(endpoint)
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, clock.now()
    session.flush()
    later(session, SEND)
    return delivery


def replay_failed(session: Session, endpoint: WebhookEndpoint, since: datetime) -> int:
    """Send everything once more that was told since then and has not arrived; returns how many. Raises
    EndpointStopped."""
    _must_be_on(endpoint)
    recent = select(WebhookMessage.id).where(
        WebhookMessage.boutique_id == endpoint.boutique_id, WebhookMessage.created_at >= since
    )
    not_there = (
        WebhookDelivery.endpoint_id == endpoint.id,
        WebhookDelivery.state.in_((DeliveryState.FAILED, DeliveryState.GAVE_UP)),
        WebhookDelivery.message_id.in_(recent),
    )
    anew = {"state": DeliveryState.WAITING, "attempts": 0, "next_at": clock.now()}
    again = update(WebhookDelivery).where(*not_there).values(anew | {"version": WebhookDelivery.version + 1})
    done = session.execute(again, execution_options=NO_SYNC)
    assert isinstance(done, CursorResult)
    if done.rowcount:
        later(session, SEND)
    return done.rowcount


def show_delivery(row: WebhookDelivery) -> WebhookDeliveryOut:
    """A delivery as its owner sees it in a list."""
    return WebhookDeliveryOut.model_validate(_columns(row))


def show_in_full(row: WebhookDelivery) -> DeliveryDetailOut:
    """A delivery with what is sent and every attempt."""
    log = [AttemptOut.model_validate(attempt) for attempt in row.log]
    return DeliveryDetailOut.model_validate(_columns(row) | {"payload": row.message.payload, "log": log})


def _columns(row: WebhookDelivery) -> dict[str, object]:
    own = {name: getattr(row, name) for name in WebhookDeliveryOut.model_fields if hasattr(row, name)}
    return own | {"message_id": row.message.key, "type": row.message.type}


def _must_be_on(endpoint: WebhookEndpoint) -> None:
    if not endpoint.is_active:
        raise EndpointStopped
