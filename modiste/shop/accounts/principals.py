"""Who asks: the session row and its owner, remembered for half a second in this process, and with Redis for another
half second by all of them: what is ended anywhere is over everywhere within a second, whatever becomes of Redis."""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from cachetools import TTLCache
from sqlalchemy import select

from modiste.shop.accounts.models import Role, User, UserSession
from modiste.shop.kit import clock
from modiste.shop.kit.cache import Cache, session_key
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unauthenticated

LIFE = 0.5  # seconds, here and again in Redis
FORGOTTEN = 2 * LIFE  # how long this process must not believe Redis about a session that it has changed
MOST = 20_000  # sessions remembered at once, about 10 MB


class SessionEnded(Unauthenticated):
    """The session behind this token was ended, has expired, or its account is closed."""

    title = "This session has ended: sign in again"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: taken from the database, never from what a token claims about its bearer."""

    id: int
    role: Role
    session_id: uuid.UUID

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN


class RecentPrincipals:
    """The principals of this process's last second.

    Keyed by session id, which is unique among all databases, so one instance serves the whole process. A read that
    began before somebody was forgotten is not kept: what is ended here has no effect from the very next request.
    """

    def __init__(self, life: float = LIFE) -> None:
        self._kept: TTLCache[uuid.UUID, Principal] = TTLCache(MOST, life, timer=time.monotonic)
        self._forgotten: TTLCache[uuid.UUID, bool] = TTLCache(MOST, FORGOTTEN, timer=time.monotonic)
        self._lock = Lock()
        self.changes = 0

    def find(self, session_id: uuid.UUID) -> Principal | None:
        with self._lock:
            return self._kept.get(session_id)

    def keep(self, principal: Principal, *, read_at: int) -> None:
        """Remember `principal`, unless somebody was forgotten since `changes` stood at `read_at`."""
        with self._lock:
            if self.changes == read_at:
                self._kept[principal.session_id] = principal

    def forget(self, session_ids: Iterable[uuid.UUID]) -> None:
        """Read these sessions anew at their next request."""
        with self._lock:
            self.changes += 1
            for session_id in session_ids:
                self._kept.pop(session_id, None)
                self._forgotten[session_id] = True

    def is_forgotten(self, session_id: uuid.UUID) -> bool:
        """Whether this process changed the session just now, so that only the database is to be believed."""
        with self._lock:
            return session_id in self._forgotten


RECENT = RecentPrincipals()


def principal_of(
    database: Database, session_id: uuid.UUID, *, shared: Cache | None = None, seconds: int = 3600
) -> Principal:
    """Who stands behind a session; raises SessionEnded when nobody does any more.

    `shared` is asked first when it is given, and told for `seconds`.
    """
    changes = RECENT.changes
    principal = _shared_principal(shared, session_id) if shared else None
    if principal is None:
        read_at = time.time()
        principal = _stored_principal(database, session_id)
        if shared is not None:
            told = {"user_id": principal.id, "role": principal.role, "read_at": read_at}
            shared.set(session_key(session_id), told, seconds=seconds)
    RECENT.keep(principal, read_at=changes)
    return principal


def _shared_principal(shared: Cache, session_id: uuid.UUID) -> Principal | None:
    told = None if RECENT.is_forgotten(session_id) else shared.get(session_key(session_id))
    if told is None:
        return None
    try:
        age = time.time() - told["read_at"]
        return Principal(int(told["user_id"]), Role(told["role"]), session_id) if 0 <= age <= LIFE else None
    except (TypeError, KeyError, ValueError):
        return None  # not ours


def _stored_principal(database: Database, session_id: uuid.UUID) -> Principal:
    query = (
        select(User.id, User.role)
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            UserSession.id == session_id,
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
            User.is_active,
        )
    )
    with database.reading() as session:
        row = session.execute(query).one_or_none()
    if row is None:
        raise SessionEnded
    return Principal(row.id, Role(row.role), session_id)
