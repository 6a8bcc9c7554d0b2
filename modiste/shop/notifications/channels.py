"""How somebody wants to be told: mail and push on or off, and the browsers to push to."""

import uuid

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.push import Browser
from modiste.shop.notifications.models import NotificationSettings, PushSubscription
from modiste.shop.notifications.schemas import ChannelsIn, ChannelsOut

MOST_BROWSERS = 10
PURPOSE = "unsubscribe"


class UnsubscribeUnknown(NotFound):
    """The link is not one that we wrote, or its account is gone."""

    title = "This link does not hold: switch mails off in your settings"


def channels_of(session: Session, user_id: int) -> ChannelsOut:
    """What somebody wants; everything until they say otherwise."""
    row = session.get(NotificationSettings, user_id)
    return ChannelsOut(mail=True, push=True) if row is None else ChannelsOut.model_validate(row)


def change_channels(session: Session, user_id: int, change: ChannelsIn) -> ChannelsOut:
    """Switch channels on or off."""
    wanted = channels_of(session, user_id).model_copy(update=change.model_dump(exclude_none=True))
    session.merge(NotificationSettings(user_id=user_id, updated_at=clock.now(), **wanted.model_dump()))
    session.flush()
    return wanted


def list_browsers(session: Session, user_id: int) -> list[uuid.UUID]:
    """The ids of somebody's push subscriptions, oldest first."""
    query = select(PushSubscription.id).where(PushSubscription.user_id == user_id)
    return list(session.scalars(query.order_by(PushSubscription.id)))


def subscribe_browser(session: Session, user_id: int, browser: Browser) -> None:
    """Push to this browser from now on.

    A browser that somebody else was signed in with is theirs no longer; of more than ten the oldest is dropped.
    """
    session.execute(delete(PushSubscription).where(PushSubscription.endpoint == browser.endpoint))
    session.add(
        PushSubscription(user_id=user_id, endpoint=browser.endpoint, public_key=browser.public_key, auth=browser.auth)
    )
    session.flush()
    surplus = list_browsers(session, user_id)[:-MOST_BROWSERS]
    session.execute(delete(PushSubscription).where(PushSubscription.id.in_(surplus)))


def unsubscribe_browser(session: Session, user_id: int, endpoint: str) -> None:
    """Push to this browser no more; nothing happens when it is not theirs."""
    ours = (PushSubscription.user_id == user_id, PushSubscription.endpoint == endpoint)
    session.execute(delete(PushSubscription).where(*ours))


def unsubscribe_token(signing_key: str, user_id: int) -> str:
    """What a mail's link carries. It does not expire, as mails do not, and can do nothing but switch mails off."""
    return f"{user_id}.{tokens.signature(signing_key, PURPOSE, str(user_id))}"


def unsubscribe_mail(session: Session, signing_key: str, token: str) -> None:
    """Switch off the mails of whoever the token was written for; raises UnsubscribeUnknown."""
    number, _, signature = token.partition(".")
    is_ours = tokens.is_same(tokens.signature(signing_key, PURPOSE, number), signature)
    if not is_ours or session.get(User, int(number)) is None:
        raise UnsubscribeUnknown
    change_channels(session, int(number), ChannelsIn(mail=False))
