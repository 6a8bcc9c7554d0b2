"""What goes over the wire about notifications."""

import uuid
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from modiste.shop.kit.paging import Limit, Page
from modiste.shop.kit.web.fields import Body
from modiste.shop.notifications.facts import Facts

Endpoint = Annotated[str, Field(max_length=1000, examples=["https://push.example/abc"])]


class NotificationOut(BaseModel):
    """One thing that the shopper was told; `link` is a path of the web app. `title` and `body` are the English words
    for the `facts`; what was told before facts were kept has none."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    kind: str
    title: str
    body: str
    facts: Facts | None
    link: str
    created_at: datetime
    read_at: datetime | None


class InboxPage(Page[NotificationOut]):
    """One page of the inbox, newest first, and how many of all are unread."""

    unread_count: int


class InboxQuery(BaseModel):
    """Which notifications to list."""

    only_unread: bool = False
    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Limit = 24


class ReadIn(Body):
    """Which notifications were read: these, or all of them."""

    ids: Annotated[list[uuid.UUID], Field(max_length=100)] = []
    all: bool = False

    @model_validator(mode="after")
    def name_some(self) -> Self:
        """Some ids or all, not both and not neither."""
        if self.all == bool(self.ids):
            raise ValueError("send either ids or all: true")
        return self


class UnreadOut(BaseModel):
    """How many notifications are unread now."""

    unread_count: int


class ChannelsOut(BaseModel):
    """Which channels the shopper wants besides the inbox."""

    model_config = ConfigDict(from_attributes=True)

    mail: bool
    push: bool


class ChannelsIn(Body):
    """The channels to switch on or off; what is absent stays."""

    mail: bool | None = None
    push: bool | None = None


class PushKeyOut(BaseModel):
    """The shop's public key, for `applicationServerKey` when a browser subscribes."""

    key: str


class BrowserKeys(Body):
    """A browser's keys, base64url."""

    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=40)]


class SubscriptionIn(Body):
    """A browser's subscription, exactly as `PushSubscription.toJSON()` gives it."""

    endpoint: Endpoint
    keys: BrowserKeys
    expiration_time: float | None = Field(None, alias="expirationTime")


class EndpointIn(Body):
    """The browser that is no longer to be pushed to."""

    endpoint: Endpoint
