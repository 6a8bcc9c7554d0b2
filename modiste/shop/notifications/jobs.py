"""Sending what people are told, and forgetting what they were told long ago."""

import uuid
from contextlib import closing
from typing import Any

from modiste.shop.kit.errors import ShopError, Unavailable
from modiste.shop.kit.fetch.base import FailureKind, FetchFailed
from modiste.shop.kit.fetch.fetcher import Fetcher
from modiste.shop.kit.fetch.settings import FetchSettings
from modiste.shop.kit.mail.base import Mail
from modiste.shop.kit.mail.choice import open_mailer
from modiste.shop.kit.push import PushGone, build_push, check_push_answer, open_push_keys
from modiste.shop.kit.queue.registry import job
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.redis import Remote
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications import sending, service
from modiste.shop.notifications.models import DeliveryState
from modiste.shop.notifications.sending import Push

ATTEMPTS = 40  # with the queue's longest pause: about two and a half hours without a mail server lose nothing


@job(service.DELIVER, attempts=ATTEMPTS, lease_seconds=60.0)
def deliver_notification(work: Work, delivery_id: str) -> dict[str, Any]:
    """Send one mail or one push, and write down that it went.

    A worker that dies between the two sends again: a mail then has the same Message-ID, a push the same topic and tag,
    by which mailboxes and browsers know what they have.
    """
    number = uuid.UUID(delivery_id)
    with work.transaction() as session:
        parcel = sending.pack_delivery(session, number, work.settings)
    if parcel is None:
        return {"state": DeliveryState.DROPPED}
    try:
        send(parcel, work.settings)
    except PushGone:
        with work.transaction() as session:
            sending.end_subscription(session, number)
        return {"state": DeliveryState.DROPPED}
    except ShopError as error:
        if isinstance(error, Unavailable) and work.attempt < ATTEMPTS:
            raise
        with work.transaction() as session:
            sending.end_delivery(session, number, DeliveryState.FAILED, error.detail)
        return {"state": DeliveryState.FAILED}
    with work.transaction() as session:
        sending.end_delivery(session, number, DeliveryState.SENT)
    return {"state": DeliveryState.SENT}


@job("forget_old_notifications")
def forget_old_notifications(work: Work) -> dict[str, Any]:
    """Delete what was told half a year ago."""
    with work.transaction() as session:
        return {"forgotten": service.forget_old_notifications(session)}


def send(parcel: Mail | Push, settings: Settings) -> None:
    """Hand a parcel over; raises MailUnavailable, MailRefused, PushGone, PushRefused, PushUnavailable, FetchFailed."""
    if isinstance(parcel, Mail):
        open_mailer(settings).send(parcel)
        return
    request, policy = build_push(parcel.browser, parcel.message, open_push_keys(settings))
    remote = Remote(settings.redis_url) if settings.redis_url else None
    with closing(Fetcher(FetchSettings(), remote)) as fetcher:
        answer = fetcher.run({0: fetcher.fetch(request, policy)}, seconds=policy.seconds)[0]
    if isinstance(answer, FetchFailed):
        if answer.kind is FailureKind.FORBIDDEN:  # somebody's address of a machine of ours, or of nobody's
            raise PushGone from answer
        raise answer
    check_push_answer(answer)
