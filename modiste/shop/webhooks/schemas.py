"""What webhooks look like over the wire, to the boutique that sets them up."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from modiste.shop.kit.paging import Limit, Page
from modiste.shop.kit.web.fields import PRINTED, Body
from modiste.shop.webhooks.events import EventType
from modiste.shop.webhooks.models import DeliveryState, StopReason


def each_once(names: Sequence[str]) -> list[str]:
    """The names without repetitions, in their order."""
    return list(dict.fromkeys(names))


Address = Annotated[str, Field(max_length=2000, pattern=r"^https?://[!-~]+$", examples=["https://erp.example/modiste"])]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PRINTED)]
Events = Annotated[
    list[EventType],
    Field(min_length=1, max_length=50, description="What it is told of."),
    AfterValidator(each_once),
]


class WebhookIn(Body):
    """An address to tell things to."""

    url: Address
    events: Events
    description: Description = ""


class EndpointChangesIn(Body):
    """What may change; fields that are absent stay as they are."""

    url: Address | None = None
    events: Events | None = None
    description: Description | None = None
    is_active: bool | None = Field(None, description="True starts it anew after it was stopped.")


class EndpointOut(BaseModel):
    """An address that is told things."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    url: str
    description: str
    events: list[EventType]
    is_active: bool
    disabled_reason: StopReason | None = Field(description="Why it is told nothing any more, where we stopped it.")
    failing_since: datetime | None = Field(description="Since when nothing arrived; null after a success.")
    old_secrets_until: datetime | None = Field(
        description="Until then messages are signed with the secrets before the last rotation too."
    )
    created_at: datetime


class EndpointsOut(BaseModel):
    """All addresses of a boutique, oldest first."""

    items: list[EndpointOut]


class SecretOut(BaseModel):
    """The secret that messages are signed with now."""

    secret: str = Field(examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    old_secrets_until: datetime | None


class WebhookDeliveryOut(BaseModel):
    """A message on its way to one address, with what came of its last attempt."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    message_id: str = Field(description="The `webhook-id`, the same each time that it is sent.")
    type: str
    state: DeliveryState
    attempts: int
    next_at: datetime | None = Field(description="When it is tried next; null when it is not.")
    status: int | None = Field(description="The HTTP status of the last answer; null without one.")
    duration_ms: int | None
    answer: str = Field(description="How the last answer began.")
    error: str = Field(description="Why there was no answer.")
    created_at: datetime


class AttemptOut(BaseModel):
    """One attempt and what came of it."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    status: int | None
    duration_ms: int
    answer: str
    error: str


class DeliveryDetailOut(WebhookDeliveryOut):
    """A delivery with what is sent, and every attempt."""

    payload: str = Field(description="The body as it is sent, byte for byte.")
    log: list[AttemptOut]


class DeliveriesPage(Page[WebhookDeliveryOut]):
    """One page of deliveries, newest first."""


class DeliveriesQuery(BaseModel):
    """Which deliveries to list."""

    state: DeliveryState | None = None
    cursor: Annotated[str, StringConstraints(max_length=200, pattern=PRINTED)] | None = None
    limit: Limit = 20


class ReplayedOut(BaseModel):
    """How many deliveries are tried once more."""

    replayed: int
