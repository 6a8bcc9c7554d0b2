"""What leaves the shop for one delivery, and what became of it."""

import uuid
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.kit import clock
from modiste.shop.kit.mail.base import Mail
from modiste.shop.kit.push import Browser, PushMessage
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications import words
from modiste.shop.notifications.channels import channels_of, unsubscribe_token
from modiste.shop.notifications.facts import Facts, is_owed
from modiste.shop.notifications.models import Channel, Delivery, DeliveryState, Notification, PushSubscription
from modiste.shop.notifications.schemas import ChannelsOut

ERROR_LENGTH = 300
FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)


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
    facts = None if told.facts is None else FACTS.validate_python(told.facts)
    wanted = channels_of(session, reader.id)
    is_wanted = _is_wanted_mail(wanted, facts) if delivery.channel == Channel.MAIL else wanted.push
    if told.deleted_at is not None or not reader.is_active or not is_wanted:
        end_delivery(session, delivery_id, DeliveryState.DROPPED)
        return None
    language = words.language_of(reader.preferences)
    title, body = _said(told, facts, language)
    link = settings.public_url + told.link
    if delivery.channel == Channel.MAIL:
        token = unsubscribe_token(settings.signing_key, reader.id)
        leave = f"{settings.public_url}/unsubscribe?token={token}"
        ends_by = f"{settings.public_url}/api/v1/notifications/unsubscribe?token={token}"
        return Mail(
            id=str(delivery.id),
            to=delivery.address or reader.email,
            subject=title,
            text=words.mail_of(facts, body, language, link=link, leave=leave),
            unsubscribe="" if facts is not None and is_owed(facts) else ends_by,
        )
    subscription = session.get_one(PushSubscription, delivery.subscription_id)
    browser = Browser(subscription.endpoint, subscription.public_key, subscription.auth)
    return Push(browser, PushMessage(told.id.hex, title, body, link))


def _is_wanted_mail(wanted: ChannelsOut, facts: Facts | None) -> bool:
    return wanted.mail or (facts is not None and is_owed(facts))


def _said(told: Notification, facts: Facts | None, language: words.Language) -> tuple[str, str]:
    """Title and body in the reader's language; in English what was told before facts were kept."""
    if facts is None:
        return told.title, told.body or told.title
    return words.title_of(facts, language), words.body_of(facts, language)


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
