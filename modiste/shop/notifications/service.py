"""Telling people something, once, and their inbox."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from modiste.shop.kit import clock, paging
from modiste.shop.kit.db import insert_into
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.queue.later import later
from modiste.shop.notifications import words
from modiste.shop.notifications.channels import channels_of, list_browsers
from modiste.shop.notifications.facts import Facts, is_owed
from modiste.shop.notifications.models import Channel, Delivery, Notification
from modiste.shop.notifications.schemas import InboxPage, InboxQuery, NotificationOut

DELIVER = "deliver_notification"  # the job in jobs.py, which this floor may not import
OLD = timedelta(days=180)
LENGTHS = {"key": 120, "link": 500}


class NotificationUnknown(NotFound):
    """The shopper has no such notification."""

    title = "There is no such notification in your inbox"


def notify(session: Session, user_id: int, told: Facts, *, key: str, link: str, mail_to: str = "") -> bool:
    """Tell somebody something, in the inbox and by the channels they want; returns whether it is new to them.

    `key` names what is told: the same key is told once, whoever asks how often. `link` is a path of the web app,
    `mail_to` another address than the account's. The mail and the pushes are jobs written in this transaction: they
    go if it commits, and only then.
    """
    for name, text in (("key", key), ("link", link)):
        if not 0 < len(text) <= LENGTHS[name]:
            raise ValueError(f"{name} {text!r} is empty or longer than {LENGTHS[name]}")
    if not link.startswith("/") or link.startswith("//"):
        raise ValueError(f"link {link!r} is no path of the web app")
    words_now = {"title": words.title_of(told, "en")[:200], "body": words.body_of(told, "en")[:1000]}
    row = {"user_id": user_id, "kind": told.kind, "key": key, "facts": told.model_dump(mode="json"), "link": link}
    insert = insert_into(session, Notification).values(row | words_now)
    new_id = session.scalar(insert.on_conflict_do_nothing(index_elements=("user_id", "key")).returning(Notification.id))
    if new_id is None:
        return False
    _send_out(session, user_id, new_id, mail_to, is_owed=is_owed(told))
    return True


def _send_out(session: Session, user_id: int, told_id: uuid.UUID, mail_to: str, *, is_owed: bool) -> None:
    """One row and one job for each mail and each browser."""
    wanted = channels_of(session, user_id)
    rows = []
    if wanted.mail or is_owed:
        rows.append(Delivery(notification_id=told_id, channel=Channel.MAIL, address=mail_to))
    if wanted.push:
        browsers = list_browsers(session, user_id)
        rows += [Delivery(notification_id=told_id, channel=Channel.PUSH, subscription_id=one) for one in browsers]
    session.add_all(rows)
    session.flush()
    for delivery in rows:
        later(session, DELIVER, owner=user_id, delivery_id=str(delivery.id))


def list_inbox(session: Session, user_id: int, query: InboxQuery) -> InboxPage:
    """One page of somebody's inbox, newest first; raises BadCursor."""
    chosen = select(Notification).where(Notification.user_id == user_id, Notification.deleted_at.is_(None))
    if query.only_unread:
        chosen = chosen.where(Notification.read_at.is_(None))
    if query.cursor is not None:
        chosen = chosen.where(Notification.id < paging.id_in(query.cursor))
    rows = session.scalars(chosen.order_by(Notification.id.desc()).limit(query.limit + 1)).all()
    page = rows[: query.limit]
    return InboxPage(
        items=[NotificationOut.model_validate(row) for row in page],
        next_cursor=paging.encode(str(page[-1].id)) if len(rows) > query.limit else None,
        unread_count=count_unread(session, user_id),
    )


def count_unread(session: Session, user_id: int) -> int:
    """How many notifications somebody has not read."""
    unread = (Notification.user_id == user_id, Notification.read_at.is_(None), Notification.deleted_at.is_(None))
    return session.scalars(select(func.count(Notification.id)).where(*unread)).one()


def mark_read(session: Session, user_id: int, ids: Sequence[uuid.UUID] | None) -> int:
    """Note that these notifications (None: all) were read; those of others are passed over. Returns what is unread."""
    read = update(Notification).where(Notification.user_id == user_id, Notification.read_at.is_(None))
    if ids is not None:
        read = read.where(Notification.id.in_(ids))
    session.execute(read.values(read_at=clock.now()), execution_options={"synchronize_session": False})
    return count_unread(session, user_id)


def delete_notification(session: Session, user_id: int, notification_id: uuid.UUID) -> None:
    """Take a notification out of the inbox with what it said; its key stays told. Raises NotificationUnknown."""
    ours = (Notification.id == notification_id, Notification.user_id == user_id, Notification.deleted_at.is_(None))
    emptied = {"deleted_at": clock.now(), "title": "", "body": "", "facts": None, "link": "/"}
    done = session.execute(update(Notification).where(*ours).values(emptied).returning(Notification.id))
    if done.one_or_none() is None:
        raise NotificationUnknown


def forget_old_notifications(session: Session) -> int:
    """Delete what was told half a year ago; returns how many."""
    old = delete(Notification).where(Notification.created_at < clock.now() - OLD)
    done = session.execute(old, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount
