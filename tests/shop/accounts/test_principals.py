"""Who asks: from the database, remembered for a second, and never after it was forgotten."""

import time
import uuid
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import RECENT, Principal, RecentPrincipals, SessionEnded, principal_of
from modiste.shop.accounts.sessions import end_session
from modiste.shop.kit.cache import Cache, session_key


def test_a_principal_is_remembered_until_it_is_forgotten() -> None:
    recent, principal = RecentPrincipals(), Principal(1, Role.USER, uuid.uuid4())
    recent.keep(principal, read_at=recent.changes)
    assert recent.find(principal.session_id) is principal
    recent.forget([principal.session_id])
    assert recent.find(principal.session_id) is None


def test_a_read_that_began_before_somebody_was_forgotten_is_not_kept() -> None:
    recent, principal = RecentPrincipals(), Principal(1, Role.ADMIN, uuid.uuid4())
    began = recent.changes
    recent.forget([principal.session_id])
    recent.keep(principal, read_at=began)
    assert recent.find(principal.session_id) is None


def test_forgetting_one_leaves_the_others() -> None:
    recent = RecentPrincipals()
    ann, bob = (Principal(n, Role.USER, uuid.uuid4()) for n in (1, 2))
    for principal in (ann, bob):
        recent.keep(principal, read_at=recent.changes)
    recent.forget([ann.session_id])
    assert recent.find(bob.session_id) is bob


def test_processes_that_share_a_cache_believe_it_for_half_a_second(
    app: FastAPI, sign_in: Callable[..., TestClient]
) -> None:
    shared, session_id = Cache(), _session_id_of(sign_in("boutique"))
    read = principal_of(app.state.database, session_id, shared=shared)
    with app.state.database.transaction() as session:
        end_session(session, session_id, reason="test")
        session.info.clear()  # as another process would: nobody here is told
    told = shared.get(session_key(session_id))
    shared.set(session_key(session_id), told | {"read_at": time.time()}, seconds=3600)
    assert principal_of(app.state.database, session_id, shared=shared) == read
    shared.set(session_key(session_id), told | {"read_at": time.time() - 0.6}, seconds=3600)
    with pytest.raises(SessionEnded):
        principal_of(app.state.database, session_id, shared=shared)


def test_what_was_ended_here_is_over_whatever_the_shared_cache_says(
    app: FastAPI, sign_in: Callable[..., TestClient]
) -> None:
    shared, session_id = Cache(), _session_id_of(sign_in())
    principal_of(app.state.database, session_id, shared=shared)
    with app.state.database.transaction() as session:
        end_session(session, session_id, reason="test")
    assert shared.get(session_key(session_id)) is not None
    with pytest.raises(SessionEnded):
        principal_of(app.state.database, session_id, shared=shared)


@pytest.mark.parametrize("told", ["rubbish", 7, {}, {"user_id": 1, "role": "king", "read_at": 1e99}, {"read_at": "x"}])
def test_rubbish_in_the_shared_cache_makes_nobody_somebody(
    told: object, app: FastAPI, sign_in: Callable[..., TestClient]
) -> None:
    client, shared = sign_in(), Cache()
    session_id = _session_id_of(client)
    shared.set(session_key(session_id), told, seconds=60)
    assert principal_of(app.state.database, session_id, shared=shared).id == client.get("me").json()["id"]
    shared.set(session_key(session_id), {"user_id": 1, "role": "admin", "read_at": time.time() + 60}, seconds=60)
    RECENT.forget([uuid.uuid4()])
    assert principal_of(app.state.database, session_id, shared=shared).role is Role.USER


def _session_id_of(client: TestClient) -> uuid.UUID:
    return uuid.UUID(client.get("me/sessions").json()["items"][0]["id"])
