"""What leaves the shop for one delivery, and what became of it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.kit import clock
from modiste.shop.kit.mail.base import Mail
from modiste.shop.kit.push import Browser, PushMessage
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications.channels import channels_of, unsubscribe_token
from modiste.shop.notifications.models import Channel, Delivery, DeliveryState, Notification, PushSubscription

TEXT = """{body}

{link}

--
You get this mail because you asked Modiste to tell you.
No more mails: {leave}
"""
ERROR_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Push:
    """A message for one browser."""

    browser: Browser
    message: PushMessage


def pack_delivery(session: Session, delivery_id: uuid.UUID, settings: Settings) -> Mail | Push | None:
    """The mail or the push of a delivery that still waits; None when it went, or nobody wants it any more."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.state != DeliveryState.WAITING:
        return None
    told = session.get_one(Notification, delivery.notification_id)
    reader = session.get_one(User, told.user_id)
    wanted = channels_of(session, reader.id)
    is_wanted = wanted.mail if delivery.channel == Channel.MAIL else wanted.push
    if told.deleted_at is not None or not reader.is_active or not is_wanted:
        end_delivery(session, delivery_id, DeliveryState.DROPPED)
        return None
    if delivery.channel == Channel.MAIL:
        return _mail_of(delivery, told, reader, settings)
    subscription = session.get_one(PushSubscription, delivery.subscription_id)
    browser = Browser(subscription.endpoint, subscription.public_key, subscription.auth)
    return Push(browser, PushMessage(told.id.hex, told.title, told.body, settings.public_url + told.link))


def _mail_of(delivery: Delivery, told: Notification, reader: User, settings: Settings) -> Mail:
    token = unsubscribe_token(settings.signing_key, reader.id)
    return Mail(
        id=str(delivery.id),
        to=reader.email,
        subject=told.title,
        text=TEXT.format(
            body=told.body or told.title,
            link=settings.public_url + told.link,
            leave=f"{settings.public_url}/unsubscribe?token={token}",
        ),
        unsubscribe=f"{settings.public_url}/api/v1/notifications/unsubscribe?token={token}",
    )


def end_delivery(session: Session, delivery_id: uuid.UUID, state: DeliveryState, error: str = "") -> None:
    """Write what became of a delivery, once."""
    waiting = (Delivery.id == delivery_id, Delivery.state == DeliveryState.WAITING)
    end = {"state": state, "error": error[:ERROR_LENGTH], "ended_at": clock.now()}
    session.execute(update(Delivery).where(*waiting).values(end))


def end_subscription(session: Session, delivery_id: uuid.UUID) -> None:
    """Forget the browser of this delivery, which takes no messages any more, with all that waits for it."""
    browser = select(Delivery.subscription_id).where(Delivery.id == delivery_id).scalar_subquery()
    session.execute(
        delete(PushSubscription).where(PushSubscription.id == browser), execution_options={"synchronize_session": False}
    )
