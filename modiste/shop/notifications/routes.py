"""The HTTP routes of notifications."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, status

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.push import BadSubscription, browser_of, open_push_keys
from modiste.shop.kit.web.context import LimitsDep, SessionDep, SettingsDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.notifications import (
    channels,
    jobs,  # noqa: F401 - whatever a request tells somebody is sent by these: their names must be known here
    service,
)
from modiste.shop.notifications.channels import UnsubscribeUnknown
from modiste.shop.notifications.schemas import (
    ChannelsIn,
    ChannelsOut,
    EndpointIn,
    InboxPage,
    InboxQuery,
    PushKeyOut,
    ReadIn,
    SubscriptionIn,
    UnreadOut,
)
from modiste.shop.notifications.service import NotificationUnknown

router = APIRouter(tags=["notifications"])
CHANGES_A_MINUTE = 30


@router.get("/notifications", responses=problems(BadCursor))
def list_notifications(user: CurrentUser, session: SessionDep, query: Annotated[InboxQuery, Query()]) -> InboxPage:
    """The inbox, newest first."""
    return service.list_inbox(session, user.id, query)


@router.post("/notifications/read")
def mark_read(user: CurrentUser, session: SessionDep, body: ReadIn) -> UnreadOut:
    """Note that some notifications, or all of them, were read."""
    return UnreadOut(unread_count=service.mark_read(session, user.id, None if body.all else body.ids))


@router.get("/notifications/settings")
def read_channels(user: CurrentUser, session: SessionDep) -> ChannelsOut:
    """Which channels the shopper wants besides the inbox."""
    return channels.channels_of(session, user.id)


@router.patch("/notifications/settings")
def change_channels(user: CurrentUser, session: SessionDep, body: ChannelsIn) -> ChannelsOut:
    """Switch mail or push on or off."""
    return channels.change_channels(session, user.id, body)


@router.get("/notifications/push-key")
async def read_push_key(user: CurrentUser, settings: SettingsDep) -> PushKeyOut:  # noqa: ARG001 - who is signed in
    """The key with which a browser subscribes."""
    return PushKeyOut(key=open_push_keys(settings).public_key)


@router.put(
    "/notifications/push-subscriptions",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(BadSubscription, TooMany),
)
def subscribe_browser(user: CurrentUser, session: SessionDep, limits: LimitsDep, body: SubscriptionIn) -> None:
    """Push to this browser from now on; sending it again changes nothing."""
    limits.hit("push-subscriptions", user.id, times=CHANGES_A_MINUTE, seconds=60)
    channels.subscribe_browser(session, user.id, browser_of(body.endpoint, body.keys.p256dh, body.keys.auth))


@router.delete("/notifications/push-subscriptions", status_code=status.HTTP_204_NO_CONTENT)
def unsubscribe_browser(user: CurrentUser, session: SessionDep, body: EndpointIn) -> None:
    """Push to this browser no more."""
    channels.unsubscribe_browser(session, user.id, body.endpoint)


@router.post(
    "/notifications/unsubscribe",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(UnsubscribeUnknown),
)
def unsubscribe_mail(session: SessionDep, settings: SettingsDep, token: Annotated[str, Query(max_length=100)]) -> None:
    """Switch mails off by a mail's own link, without signing in; mail programs send this by one click (RFC 8058)."""
    channels.unsubscribe_mail(session, settings.signing_key, token)


@router.delete(
    "/notifications/{notification_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(NotificationUnknown),
)
def delete_notification(notification_id: uuid.UUID, user: CurrentUser, session: SessionDep) -> None:
    """Take a notification out of the inbox."""
    service.delete_notification(session, user.id, notification_id)
