"""`Idempotency-Key`: a request repeated with the same key is answered again, not done again.

The row of the key is written in the transaction of the work. A parallel request with the same key waits for that
transaction (SQLite: BEGIN IMMEDIATE lets one write at a time; PostgreSQL: the unique key blocks the second insert until
lock_timeout) and then finds the kept answer. Work that fails leaves no row, so errors are never repeated from here.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.db import insert_into
from modiste.shop.kit.errors import Conflict, Invalid
from modiste.shop.kit.web.models import KeptAnswer

LOCK_NOT_AVAILABLE = "55P03"
NO_SYNC = {"synchronize_session": False}
REPLAYED = {"Idempotent-Replayed": "true"}


class KeyReused(Invalid):
    """The key came before, with another request."""

    title = "This Idempotency-Key was used for another request"


class StillInWork(Conflict):
    """The first request with this key has not been answered yet."""

    title = "The first request with this Idempotency-Key is still in work"
    retry_after = 1


class Once:
    """A request with its key; a route says `return once.answer(session, principal, work, status=201)`."""

    def __init__(self, route: str, key: str, request_hash: str) -> None:
        self.route = route
        self.key = key
        self.request_hash = request_hash

    def answer(
        self,
        session: Session,
        principal: str,
        work: Callable[[], BaseModel],
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """The answer of `work()`, which runs once for this principal, route and key.

        `session` must be the writing one that `work` uses: the key commits with the work or not at all.
        Raises KeyReused for another body, StillInWork while the first request runs.
        """
        if not self._is_first(session, principal):
            return self._kept_answer(session, principal)
        body = work().model_dump_json()
        kept = {"status": status, "body": body, "headers": dict(headers or {})}
        session.execute(update(KeptAnswer).where(*self._mine(principal)).values(kept), execution_options=NO_SYNC)
        return Response(body, status, dict(headers or {}), "application/json")

    def find_answer(self, session: Session, principal: str) -> Response | None:
        """The kept answer, for work that asks others between two transactions and must not begin once more.

        Such work calls `answer` in its last transaction; until then it must bear being done twice at the same time.
        Raises KeyReused.
        """
        is_known = session.scalars(select(KeptAnswer.key).where(*self._mine(principal))).first() is not None
        return self._kept_answer(session, principal) if is_known else None

    def _is_first(self, session: Session, principal: str) -> bool:
        statement = insert_into(session, KeptAnswer).values(
            principal=principal,
            route=self.route,
            key=self.key,
            request_hash=self.request_hash,
            status=0,
            body="",
            headers={},
            created_at=clock.now(),
        )
        try:
            written = session.execute(statement.on_conflict_do_nothing().returning(KeptAnswer.key))
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
                raise StillInWork from error
            raise
        return written.first() is not None

    def _row(self, session: Session, principal: str) -> KeptAnswer:
        return session.scalars(select(KeptAnswer).where(*self._mine(principal))).one()

    def _mine(self, principal: str) -> tuple[ColumnElement[bool], ...]:
        return KeptAnswer.principal == principal, KeptAnswer.route == self.route, KeptAnswer.key == self.key

    def _kept_answer(self, session: Session, principal: str) -> Response:
        kept = self._row(session, principal)
        if kept.request_hash != self.request_hash:
            raise KeyReused("Make a new key for every new request.")
        return Response(kept.body, kept.status, kept.headers | REPLAYED, "application/json")


async def once_of(
    request: Request,
    idempotency_key: Annotated[str, Header(min_length=1, max_length=255, pattern=r"^[!-~]+$")],
) -> Once:
    """The request's key and a hash of what it asks for; JSON that means the same hashes the same."""
    body = await request.body()
    asked = [request.scope["path"], request.url.query, _canonical(body)]
    route = f"{request.method} {request.scope['route'].path_format}"
    return Once(route[:120], idempotency_key, hashlib.sha256("\n".join(asked).encode()).hexdigest())


async def maybe_once_of(
    request: Request,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255, pattern=r"^[!-~]+$")] = None,
) -> Once | None:
    """The same for routes where the key is the caller's choice; None without one."""
    return None if idempotency_key is None else await once_of(request, idempotency_key)


OnceDep = Annotated[Once, Depends(once_of)]
MaybeOnceDep = Annotated[Once | None, Depends(maybe_once_of)]


def _canonical(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), sort_keys=True)
    except (ValueError, RecursionError):
        return hashlib.sha256(body).hexdigest()
