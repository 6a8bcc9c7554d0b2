"""The addresses of a boutique's systems: added, changed and deleted by its owner, and their secrets."""

import ipaddress
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.fetch.addresses import check_url, is_public
from modiste.shop.kit.fetch.base import FetchFailed
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.queue.later import later
from modiste.shop.webhooks.models import WebhookEndpoint
from modiste.shop.webhooks.schemas import EndpointChangesIn, EndpointOut, SecretOut, WebhookIn
from modiste.shop.webhooks.signing import secret_of, shown_secret
from modiste.shop.webhooks.telling import SEND

MOST_ENDPOINTS = 10
OVERLAP = timedelta(hours=24)
MOST_SIGNATURES = 3


class EndpointUnknown(NotFound):
    """The caller's boutique has no such webhook."""

    title = "Your boutique has no such webhook"


class AddressRefused(Invalid):
    """The address is not one that the shop sends to."""

    title = "This address cannot be sent to"


class TooManyEndpoints(Conflict):
    """A boutique has so many webhooks and no more."""

    title = f"A boutique has {MOST_ENDPOINTS} webhooks at most: delete one first"


class NothingToChange(Invalid):
    """The request sets to null what cannot be empty."""

    title = "These cannot be null: leave out what shall stay as it is"


def list_endpoints(session: Session, boutique: Boutique) -> Sequence[WebhookEndpoint]:
    """A boutique's webhooks, oldest first."""
    mine = select(WebhookEndpoint).where(WebhookEndpoint.boutique_id == boutique.id)
    return session.scalars(mine.order_by(WebhookEndpoint.id)).all()


def endpoint_of(
    session: Session, boutique: Boutique, endpoint_id: uuid.UUID, *, to_change: bool = False
) -> WebhookEndpoint:
    """A webhook of the caller's boutique, locked when it is about to be changed. Raises EndpointUnknown."""
    mine = (WebhookEndpoint.boutique_id == boutique.id, WebhookEndpoint.id == endpoint_id)
    query = select(WebhookEndpoint).where(*mine)
    found = session.scalar(query.with_for_update(key_share=True) if to_change else query)
    if found is None:
        raise EndpointUnknown
    return found


def add_endpoint(session: Session, boutique: Boutique, asked: WebhookIn) -> WebhookEndpoint:
    """Tell things to an address from now on; `boutique` is locked. Raises AddressRefused, TooManyEndpoints."""
    check_address(asked.url)
    mine = select(func.count(WebhookEndpoint.id)).where(WebhookEndpoint.boutique_id == boutique.id)
    if session.scalars(mine).one() >= MOST_ENDPOINTS:
        raise TooManyEndpoints
    row = WebhookEndpoint(boutique_id=boutique.id, **asked.model_dump())
    session.add(row)
    session.flush()
    return row


def change_endpoint(session: Session, endpoint: WebhookEndpoint, changes: EndpointChangesIn) -> WebhookEndpoint:
    """Change a webhook; one that is switched on begins with a clean record. Raises AddressRefused, NothingToChange."""
    said = changes.model_dump(exclude_unset=True)
    if None in said.values():
        raise NothingToChange
    if "url" in said:
        check_address(said["url"])
    for name, value in said.items():
        setattr(endpoint, name, value)
    if said.get("is_active"):
        endpoint.disabled_reason, endpoint.failing_since = "", None
        later(session, SEND)  # what waited meanwhile
    session.flush()
    return endpoint


def delete_endpoint(session: Session, endpoint: WebhookEndpoint) -> None:
    """Tell this address nothing any more, and forget what it was told."""
    session.delete(endpoint)
    session.flush()


def read_secret(endpoint: WebhookEndpoint, signing_key: str) -> SecretOut:
    """The secret that messages to this address are signed with."""
    secret = secret_of(signing_key, endpoint.id, endpoint.rotation)
    return SecretOut(secret=shown_secret(secret), old_secrets_until=_still_old(endpoint))


def rotate_secret(session: Session, endpoint: WebhookEndpoint, signing_key: str) -> SecretOut:
    """Make a new secret; for a day messages are signed with the one before too, so that nothing is refused while the
    receiver is changed. The webhook is locked."""
    first = endpoint.oldest if _still_old(endpoint) else endpoint.rotation
    endpoint.rotation += 1
    endpoint.oldest = max(first, endpoint.rotation - MOST_SIGNATURES + 1)
    endpoint.old_until = clock.now() + OVERLAP
    session.flush()
    return read_secret(endpoint, signing_key)


def secrets_of(endpoint: WebhookEndpoint, signing_key: str) -> list[bytes]:
    """The secrets that a message is signed with now, the newest first."""
    oldest = endpoint.oldest if _still_old(endpoint) else endpoint.rotation
    return [secret_of(signing_key, endpoint.id, number) for number in range(endpoint.rotation, oldest - 1, -1)]


def show_endpoint(endpoint: WebhookEndpoint) -> EndpointOut:
    """A webhook as its owner sees it."""
    columns = {name: getattr(endpoint, name) for name in EndpointOut.model_fields if hasattr(endpoint, name)}
    reason = endpoint.disabled_reason or None
    return EndpointOut.model_validate(columns | {"disabled_reason": reason, "old_secrets_until": _still_old(endpoint)})


def check_address(url: str) -> None:
    """Raises AddressRefused unless it is https to the open web, or one of the exact addresses that the operator lets
    through, as a demo does for receivers on the same machine. Names are looked up when something is sent, each time."""
    settings = FetchSettings()
    try:
        checked = check_url(url, ports=frozenset(settings.ports), allowed=settings.allowed)
    except FetchFailed as failed:
        raise AddressRefused(failed.detail) from failed
    host, port = checked.host or "", checked.port or 0
    if (host, port) in settings.allowed:
        return
    if urlsplit(url).scheme != "https":
        raise AddressRefused("Only https addresses are sent to: messages hold your customers' addresses")
    if _is_number(host) and not is_public(host):
        raise AddressRefused("This is not an address of the open web")
    if port == 80:
        raise AddressRefused("Port 80 does not speak https")


def _is_number(host: str) -> bool:
    """Whether the host is an address itself, not a name that will be looked up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _still_old(endpoint: WebhookEndpoint) -> datetime | None:
    """Until when older secrets sign too; None where that is over."""
    until = endpoint.old_until
    return None if until is None or clock.is_past(until) else until
