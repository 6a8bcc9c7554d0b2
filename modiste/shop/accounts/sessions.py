"""Signed-in devices: opened at sign-in, renewed by single-use refresh tokens, ended at once.

A refresh token's successor is HMAC-SHA256(signing key, token): whoever sends the same token twice within the grace
(two tabs, a lost answer) gets the same successor, and nothing secret has to be kept for that, neither in the
database nor in a cache. A later use of a spent token means that it was copied: the whole session ends.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import RefreshToken, User, UserSession
from modiste.shop.accounts.principals import RECENT, Principal
from modiste.shop.kit import clock, paging, tokens
from modiste.shop.kit.db import Database, after_commit
from modiste.shop.kit.errors import NotFound, Unauthenticated
from modiste.shop.kit.settings import Settings

ACCESS = "access"
AUDIENCE = "modiste-api"
GRACE = timedelta(seconds=10)
MOST_STEPS = 500  # renewals within one grace, after which an old token is merely refused
KEPT = timedelta(days=30)  # how long an ended session still tells a stolen token from an unknown one


class RefreshRefused(Unauthenticated):
    """The refresh token is unknown, spent, or its session has ended."""

    title = "This session cannot be renewed: sign in again"


class SessionUnknown(NotFound):
    """There is no such open session of this account."""

    title = "You have no such session"


@dataclass(frozen=True)
class Device:
    """What signed in, as it described itself, and from where."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class SignedIn:
    """An open session with the one refresh token that renews it."""

    user: User
    session_id: uuid.UUID
    refresh_token: str = field(repr=False)
    expires_at: datetime


def open_session(session: Session, user: User, device: Device, *, settings: Settings) -> SignedIn:
    """Sign `user` in on a device; the session ends for good after `refresh_token_days`."""
    moment = clock.now()
    opened = UserSession(
        id=tokens.new_id(),
        user_id=user.id,
        device=device.name[:200],
        address=device.address[:64],
        created_at=moment,
        last_used_at=moment,
        expires_at=moment + timedelta(days=settings.refresh_token_days),
    )
    secret = tokens.new_secret()
    session.add(opened)
    session.flush()
    session.add(RefreshToken(digest=tokens.digest(secret), session_id=opened.id, issued_at=moment))
    user.last_login_at = moment
    return SignedIn(user, opened.id, secret, opened.expires_at)


def access_token(user_id: int, session_id: uuid.UUID, *, settings: Settings) -> str:
    """The bearer token of a session; it names the session, and the session's row says what its owner may do."""
    claims = {"sub": str(user_id), "sid": str(session_id)}
    return tokens.sign_claims(
        settings.signing_key, claims, typ=ACCESS, audience=AUDIENCE, seconds=settings.access_token_seconds
    )


def renew_session(database: Database, refresh_token: str, *, settings: Settings) -> SignedIn:
    """Spend a refresh token for its successor. Raises RefreshRefused.

    The refusal is raised after the transaction, so that the end of a stolen session is committed with it.
    """
    with database.transaction() as session:
        renewed = _renew(session, refresh_token, settings.signing_key)
    if renewed is None:
        raise RefreshRefused
    return renewed


def _renew(session: Session, refresh_token: str, key: str) -> SignedIn | None:
    spent = tokens.digest(refresh_token)
    family = _locked_family(session, spent)
    if family is None or family.ended_at is not None or clock.is_past(family.expires_at):
        return None
    user = session.get_one(User, family.user_id)
    if not user.is_active:
        return None
    moment = clock.now()
    presented = session.get_one(RefreshToken, spent)
    if presented.used_at is None:
        presented.used_at = moment
        following = tokens.digest(_successor(key, refresh_token))
        session.add(RefreshToken(digest=following, session_id=family.id, issued_at=moment))
        session.flush()
    elif moment - presented.used_at > GRACE:
        end_session(session, family.id, reason="token reused")
        return None
    newest = _newest_from(session, family.id, refresh_token, key)
    if newest is None:
        return None
    family.last_used_at = moment
    return SignedIn(user, family.id, newest, family.expires_at)


def _locked_family(session: Session, token_digest: str) -> UserSession | None:
    """The session of a token, locked, so that renewals of one session take turns."""
    owner = select(RefreshToken.session_id).where(RefreshToken.digest == token_digest).scalar_subquery()
    return session.scalar(select(UserSession).where(UserSession.id == owner).with_for_update(of=UserSession))


def _newest_from(session: Session, session_id: uuid.UUID, refresh_token: str, key: str) -> str | None:
    """The session's unspent token, reached from an older one: a slow tab must not put back a spent one."""
    unspent = session.scalars(
        select(RefreshToken.digest).where(RefreshToken.session_id == session_id, RefreshToken.used_at.is_(None))
    ).one()
    for _ in range(MOST_STEPS):
        refresh_token = _successor(key, refresh_token)
        if tokens.digest(refresh_token) == unspent:
            return refresh_token
    return None


def _successor(key: str, refresh_token: str) -> str:
    return tokens.signature(key, "refresh", refresh_token)


def end_session(session: Session, session_id: uuid.UUID, *, reason: str) -> bool:
    """End a session from the next request on; False when it was not open."""
    return bool(_end(session, UserSession.id == session_id, reason=reason))


def end_sessions_of(session: Session, user_id: int, *, reason: str) -> int:
    """End every session of an account; returns how many were open."""
    return len(_end(session, UserSession.user_id == user_id, reason=reason))


def end_other_sessions(session: Session, user: Principal, *, reason: str) -> list[uuid.UUID]:
    """Sign the caller out everywhere but here; returns the sessions that were open."""
    others = (UserSession.user_id == user.id) & (UserSession.id != user.session_id)
    return _end(session, others, reason=reason)


def end_own_session(session: Session, user: Principal, session_id: uuid.UUID) -> None:
    """Sign one of the caller's devices out. Raises SessionUnknown."""
    mine = (UserSession.id == session_id) & (UserSession.user_id == user.id)
    if not _end(session, mine & (UserSession.expires_at > clock.now()), reason="revoked"):
        raise SessionUnknown


def end_session_of_token(session: Session, refresh_token: str) -> uuid.UUID | None:
    """End the session that a refresh token belongs to and say which; None when the token is unknown."""
    session_id = session.scalar(
        select(RefreshToken.session_id).where(RefreshToken.digest == tokens.digest(refresh_token))
    )
    if session_id is not None:
        end_session(session, session_id, reason="signed out")
    return session_id


def list_sessions(
    session: Session, user: Principal, *, cursor: str | None = None, limit: int = 20
) -> tuple[Sequence[UserSession], str | None]:
    """The caller's open sessions, newest first, and the cursor of the next page."""
    query = select(UserSession).where(
        UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.expires_at > clock.now()
    )
    if cursor is not None:
        query = query.where(UserSession.id < _uuid_in(cursor))
    rows = session.scalars(query.order_by(UserSession.id.desc()).limit(limit + 1)).all()
    following = paging.encode(str(rows[limit - 1].id)) if len(rows) > limit else None
    return rows[:limit], following


def forget_old_sessions(session: Session) -> int:
    """Delete sessions, with their tokens, that ended or expired long ago; returns how many. For the timetable."""
    horizon = clock.now() - KEPT
    is_old = or_(UserSession.ended_at < horizon, UserSession.expires_at < horizon)
    gone = session.scalars(delete(UserSession).where(is_old).returning(UserSession.id)).all()
    return len(gone)


def _uuid_in(cursor: str) -> uuid.UUID:
    (text,) = paging.decode(cursor, str)
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise paging.BadCursor from error


def _end(session: Session, which: ColumnElement[bool], *, reason: str) -> list[uuid.UUID]:
    ended = session.scalars(
        update(UserSession)
        .where(which, UserSession.ended_at.is_(None))
        .values(ended_at=clock.now(), end_reason=reason)
        .returning(UserSession.id)
    ).all()
    if ended:
        after_commit(session, lambda: RECENT.forget(ended))
    return list(ended)
