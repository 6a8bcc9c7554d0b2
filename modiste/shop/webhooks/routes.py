"""The HTTP routes of a boutique's webhooks, and for the API's description what is sent to them."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, BaseModel
from sqlalchemy.orm import Session

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import OwnerDep, OwnerOnly, SellerDep
from modiste.shop.boutiques.sellers import Seller, boutique_of_seller
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.kit.errors import Stale, Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep, SettingsDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.problems import problems
from modiste.shop.webhooks import (
    deliveries,
    jobs,  # noqa: F401 - whatever a request tells is sent by these: their names must be known here
    service,
)
from modiste.shop.webhooks.deliveries import DeliveryUnknown, EndpointStopped
from modiste.shop.webhooks.events import EVENTS, Event
from modiste.shop.webhooks.models import WebhookEndpoint
from modiste.shop.webhooks.schemas import (
    DeliveriesPage,
    DeliveriesQuery,
    DeliveryDetailOut,
    EndpointChangesIn,
    EndpointOut,
    EndpointsOut,
    ReplayedOut,
    SecretOut,
    WebhookIn,
)
from modiste.shop.webhooks.service import AddressRefused, EndpointUnknown, NothingToChange, TooManyEndpoints

router = APIRouter(prefix="/boutiques/me/webhooks", tags=["webhooks"])
events = APIRouter(tags=["webhooks"])  # app.py hangs it into the OpenAPI document; nobody can call it
MINE = (Unauthenticated, RoleMissing, NoBoutiqueYet)
ONE = (*MINE, EndpointUnknown)


@router.get("", responses=problems(*MINE))
def list_webhooks(session: SessionDep, seller: SellerDep) -> EndpointsOut:
    """The addresses of the boutique's systems, and how they do."""
    rows = service.list_endpoints(session, boutique_of_seller(session, seller))
    return EndpointsOut(items=[service.show_endpoint(row) for row in rows])


@router.post("", status_code=201, responses=problems(*MINE, OwnerOnly, AddressRefused, TooManyEndpoints))
def add_webhook(session: SessionDep, seller: OwnerDep, body: WebhookIn, response: Response) -> EndpointOut:
    """Tell things to an address from now on."""
    added = service.add_endpoint(session, boutique_of_seller(session, seller, to_change=True), body)
    return _answer(added, response)


@router.get("/{endpoint_id}", response_model=EndpointOut, responses=problems(*ONE))
def read_webhook(
    session: SessionDep, seller: SellerDep, endpoint_id: uuid.UUID, response: Response, when: ConditionsDep
) -> EndpointOut | Response:
    """One of them, with the ETag that changing it asks for."""
    found = _mine(session, seller, endpoint_id)
    return when.known(_tag(found)) or _answer(found, response)


@router.patch("/{endpoint_id}", responses=problems(*ONE, OwnerOnly, AddressRefused, NothingToChange, Stale))
def change_webhook(
    session: SessionDep,
    seller: OwnerDep,
    endpoint_id: uuid.UUID,
    body: EndpointChangesIn,
    response: Response,
    when: ConditionsDep,
) -> EndpointOut:
    """Change where it leads, what it is told, or switch it on or off; with If-Match only when nothing changed since."""
    found = _mine(session, seller, endpoint_id, to_change=True)
    when.require(_tag(found))
    return _answer(service.change_endpoint(session, found, body), response)


@router.delete("/{endpoint_id}", status_code=204, responses=problems(*ONE, OwnerOnly))
def delete_webhook(session: SessionDep, seller: OwnerDep, endpoint_id: uuid.UUID) -> None:
    """Tell this address nothing any more, and forget what it was told."""
    service.delete_endpoint(session, _mine(session, seller, endpoint_id, to_change=True))


@router.get("/{endpoint_id}/secret", responses=problems(*ONE, OwnerOnly))
def read_webhook_secret(
    session: SessionDep, seller: OwnerDep, endpoint_id: uuid.UUID, settings: SettingsDep, response: Response
) -> SecretOut:
    """The secret that its messages are signed with."""
    response.headers["Cache-Control"] = "no-store"
    return service.read_secret(_mine(session, seller, endpoint_id), settings.signing_key)


@router.post("/{endpoint_id}/secret/rotate", responses=problems(*ONE, OwnerOnly))
def rotate_webhook_secret(
    session: SessionDep, seller: OwnerDep, endpoint_id: uuid.UUID, settings: SettingsDep, response: Response
) -> SecretOut:
    """Make a new secret; for 24 hours messages are signed with the one before too."""
    response.headers["Cache-Control"] = "no-store"
    return service.rotate_secret(session, _mine(session, seller, endpoint_id, to_change=True), settings.signing_key)


@router.post("/{endpoint_id}/test", status_code=202, responses=problems(*ONE, EndpointStopped))
def send_test_event(session: SessionDep, seller: SellerDep, endpoint_id: uuid.UUID) -> DeliveryDetailOut:
    """Send a message of type `webhook.test`."""
    return deliveries.show_in_full(deliveries.start_test(session, _mine(session, seller, endpoint_id)))


@router.post("/{endpoint_id}/replay", status_code=202, responses=problems(*ONE, EndpointStopped))
def replay_failed(
    session: SessionDep,
    seller: SellerDep,
    endpoint_id: uuid.UUID,
    since: Annotated[AwareDatetime, Query(description="What was told before that is left alone.")],
) -> ReplayedOut:
    """Send everything once more that has not arrived."""
    endpoint = _mine(session, seller, endpoint_id)
    return ReplayedOut(replayed=deliveries.replay_failed(session, endpoint, since))


@router.get("/{endpoint_id}/deliveries", responses=problems(*ONE, BadCursor))
def list_deliveries(
    session: SessionDep, seller: SellerDep, endpoint_id: uuid.UUID, asked: Annotated[DeliveriesQuery, Query()]
) -> DeliveriesPage:
    """What it was told in the last 30 days, and what came of that; the newest first."""
    return deliveries.list_deliveries(session, _mine(session, seller, endpoint_id), asked)


@router.get("/{endpoint_id}/deliveries/{delivery_id}", responses=problems(*ONE, DeliveryUnknown))
def read_delivery(
    session: SessionDep, seller: SellerDep, endpoint_id: uuid.UUID, delivery_id: uuid.UUID
) -> DeliveryDetailOut:
    """One delivery, with what is sent and every attempt."""
    endpoint = _mine(session, seller, endpoint_id)
    return deliveries.show_in_full(deliveries.delivery_of(session, endpoint, delivery_id))


@router.post(
    "/{endpoint_id}/deliveries/{delivery_id}/replay",
    status_code=202,
    responses=problems(*ONE, DeliveryUnknown, EndpointStopped),
)
def replay_delivery(
    session: SessionDep, seller: SellerDep, endpoint_id: uuid.UUID, delivery_id: uuid.UUID
) -> DeliveryDetailOut:
    """Send it once more, whether it arrived or not, under the same `webhook-id`."""
    endpoint = _mine(session, seller, endpoint_id)
    found = deliveries.delivery_of(session, endpoint, delivery_id, to_change=True)
    return deliveries.show_in_full(deliveries.replay_delivery(session, endpoint, found))


def _mine(session: Session, seller: Seller, endpoint_id: uuid.UUID, *, to_change: bool = False) -> WebhookEndpoint:
    return service.endpoint_of(session, boutique_of_seller(session, seller), endpoint_id, to_change=to_change)


def _answer(endpoint: WebhookEndpoint, response: Response) -> EndpointOut:
    response.headers["ETag"] = _tag(endpoint)
    return service.show_endpoint(endpoint)


def _tag(endpoint: WebhookEndpoint) -> str:
    return tag_of("webhook", endpoint.id, endpoint.version)


def _describe(event: str, data: type[BaseModel]) -> None:
    """Add an event to the OpenAPI document's `webhooks`."""
    what = Event[data]  # type: ignore[valid-type]  # known when the module is read

    def receive(body: what) -> None:
        pass

    receive.__doc__ = data.__doc__
    name = event.replace(".", "_")
    events.add_api_route(event, receive, methods=["POST"], name=name, status_code=204)


for _event, _data in EVENTS.items():
    _describe(_event, _data)
