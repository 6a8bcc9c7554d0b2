"""Sessions: renewed once per token, ended at once, seen and revoked by their owner."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from modiste.shop.accounts import jobs
from modiste.shop.accounts.models import RefreshToken, User, UserSession
from modiste.shop.accounts.sessions import KEPT
from modiste.shop.app import create_app
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job, JobState
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings

ANN = {"email": "ann@example.com", "password": "correct horse", "name": "Ann"}


@pytest.fixture
def ann(client: TestClient) -> dict[str, Any]:
    """The answer to Ann's signing up."""
    return dict(client.post("auth/signup", json=ANN).json())


def test_a_renewed_session_gets_new_tokens(client: TestClient, ann: dict[str, Any]) -> None:
    renewed = client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).json()
    assert renewed["refresh_token"] not in (None, ann["refresh_token"])
    assert renewed["access_token"] != ann["access_token"] and renewed["user"] == ann["user"]
    assert _may(client, renewed["access_token"])


def test_a_token_sent_twice_within_the_grace_gets_the_same_successor(client: TestClient, ann: dict[str, Any]) -> None:
    answers = [client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).json() for _ in range(2)]
    assert answers[0]["refresh_token"] == answers[1]["refresh_token"]


def test_a_slow_tab_gets_the_newest_token_and_never_a_spent_one(client: TestClient, ann: dict[str, Any]) -> None:
    second = _renewed(client, ann["refresh_token"])
    third = _renewed(client, second)
    assert _renewed(client, ann["refresh_token"]) == third


def test_a_token_used_again_after_the_grace_ends_the_whole_session(
    client: TestClient, app: FastAPI, ann: dict[str, Any]
) -> None:
    second = _renewed(client, ann["refresh_token"])
    _let_pass(app.state.database, seconds=11)
    assert client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).status_code == 401
    assert client.post("auth/refresh", json={"refresh_token": second}).status_code == 401
    assert not _may(client, ann["access_token"])
    with app.state.database.reading() as session:
        assert session.scalar(select(UserSession.end_reason)) == "token reused"


def test_the_thief_who_renews_first_is_thrown_out_when_the_owner_comes(
    client: TestClient, app: FastAPI, ann: dict[str, Any]
) -> None:
    stolen = _renewed(client, ann["refresh_token"])
    for _ in range(3):
        stolen = _renewed(client, stolen)
    _let_pass(app.state.database, seconds=11)
    assert client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).status_code == 401
    assert client.post("auth/refresh", json={"refresh_token": stolen}).status_code == 401


def test_no_session_outlives_its_thirty_days(client: TestClient, app: FastAPI, ann: dict[str, Any]) -> None:
    second = _renewed(client, ann["refresh_token"])
    with app.state.database.transaction() as session:
        lives = session.scalar(select(UserSession.expires_at)) - session.scalar(select(UserSession.created_at))
        assert lives == timedelta(days=30)
        session.execute(update(UserSession).values(expires_at=clock.now()))
    assert client.post("auth/refresh", json={"refresh_token": second}).status_code == 401


def test_a_closed_account_renews_nothing(client: TestClient, app: FastAPI, ann: dict[str, Any]) -> None:
    with app.state.database.transaction() as session:
        session.execute(update(User).values(is_active=False))
    assert client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).status_code == 401


@pytest.mark.parametrize("body", [None, {}, {"refresh_token": "unknown"}, {"refresh_token": None}])
def test_nothing_is_renewed_without_a_token_that_holds(body: Any, client: TestClient) -> None:
    assert client.post("auth/refresh", json=body).status_code == 401


def test_nothing_secret_is_stored(client: TestClient, app: FastAPI, ann: dict[str, Any]) -> None:
    second = _renewed(client, ann["refresh_token"])
    with app.state.database.reading() as session:
        rows = (
            session.execute(select(RefreshToken.__table__)).all() + session.execute(select(UserSession.__table__)).all()
        )
    assert len(rows) == 3
    assert not any(secret in str(row) for row in rows for secret in (second, ann["refresh_token"]))


def test_the_web_gets_its_token_in_a_cookie_that_no_script_reads(client: TestClient) -> None:
    answer = client.post("auth/signup", json=ANN | {"token_delivery": "cookie"})
    assert answer.json()["refresh_token"] is None
    flags = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert {"httponly", "samesite=lax", "path=/api/v1/auth"} <= flags and "secure" not in flags
    first = client.cookies["modiste_refresh"]
    renewed = client.post("auth/refresh")
    assert renewed.status_code == 200 and renewed.json()["refresh_token"] is None
    assert client.cookies["modiste_refresh"] != first


def test_over_https_the_cookie_is_secure(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"public_url": "https://shop.example"}))
    with TestClient(app, base_url="https://shop.example/api/v1") as client:
        answer = client.post("auth/signup", json=ANN | {"token_delivery": "cookie"})
        assert "; secure" in answer.headers["set-cookie"].lower()
        assert "; secure" in client.post("auth/logout").headers["set-cookie"].lower()


def test_another_sites_page_cannot_renew_with_the_cookie(client: TestClient) -> None:
    client.post("auth/signup", json=ANN | {"token_delivery": "cookie"})
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://a.example"}):
        assert client.post("auth/refresh", headers=headers).status_code == 403
        assert client.post("auth/logout", headers=headers).status_code == 403
    assert client.post("auth/refresh", headers={"Origin": "http://testserver"}).status_code == 200


def test_signing_out_ends_the_session_at_once_and_twice_does_no_harm(client: TestClient, ann: dict[str, Any]) -> None:
    assert _may(client, ann["access_token"])
    bearer = {"Authorization": f"Bearer {ann['access_token']}"}
    assert [client.post("auth/logout", headers=bearer).status_code for _ in range(2)] == [204, 204]
    assert not _may(client, ann["access_token"])
    assert client.post("auth/refresh", json={"refresh_token": ann["refresh_token"]}).status_code == 401


def test_signing_out_works_with_the_cookie_alone_and_takes_it_away(client: TestClient) -> None:
    access = client.post("auth/signup", json=ANN | {"token_delivery": "cookie"}).json()["access_token"]
    assert client.post("auth/logout").status_code == 204
    assert "modiste_refresh" not in client.cookies
    assert not _may(client, access)


def test_signing_out_works_with_the_refresh_token_alone(client: TestClient, ann: dict[str, Any]) -> None:
    assert client.post("auth/logout", json={"refresh_token": ann["refresh_token"]}).status_code == 204
    assert not _may(client, ann["access_token"])
    assert client.post("auth/logout", json={"refresh_token": "unknown"}).status_code == 401


def test_the_owner_sees_and_revokes_devices(client: TestClient, open_client: Any, ann: dict[str, Any]) -> None:
    phone = open_client()
    phone.headers["User-Agent"] = "A phone"
    signed_in = phone.post("auth/login", json={"email": ANN["email"], "password": ANN["password"]}).json()
    client.headers["Authorization"] = f"Bearer {ann['access_token']}"
    listed = client.get("me/sessions").json()["items"]
    assert [(row["device"], row["is_current"]) for row in listed] == [("A phone", False), ("testclient", True)]
    assert client.delete(f"me/sessions/{listed[0]['id']}").status_code == 204
    assert not _may(phone, signed_in["access_token"])
    assert [row["id"] for row in client.get("me/sessions").json()["items"]] == [listed[1]["id"]]
    assert client.delete(f"me/sessions/{listed[0]['id']}").status_code == 404


def test_devices_come_in_pages(client: TestClient, ann: dict[str, Any]) -> None:
    for _ in range(4):
        client.post("auth/login", json={"email": ANN["email"], "password": ANN["password"]})
    client.headers["Authorization"] = f"Bearer {ann['access_token']}"
    found, cursor = [], ""
    while cursor is not None:
        page = client.get("me/sessions", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert len(found) == len(set(found)) == 5 and found == sorted(found, reverse=True)
    assert client.get("me/sessions", params={"cursor": "WyJ4Il0"}).status_code == 422


def test_somebody_elses_session_does_not_exist(client: TestClient, sign_in: Callable[..., TestClient]) -> None:
    theirs = sign_in().get("me/sessions").json()["items"][0]["id"]
    assert sign_in().delete(f"me/sessions/{theirs}").status_code == 404
    with_admin = sign_in("admin").delete(f"me/sessions/{theirs}")
    assert with_admin.status_code == 404


def test_another_process_honours_an_ended_session_for_a_second_at_most(
    client: TestClient, app: FastAPI, ann: dict[str, Any]
) -> None:
    assert _may(client, ann["access_token"])
    with app.state.database.transaction() as session:  # as another process would: nobody here is told
        session.execute(update(UserSession).values(ended_at=clock.now()))
    time.sleep(1.05)
    assert not _may(client, ann["access_token"])


def test_sessions_long_over_are_forgotten_with_their_tokens(
    client: TestClient, app: FastAPI, ann: dict[str, Any], sign_in: Callable[..., TestClient]
) -> None:
    sign_in()
    with app.state.database.transaction() as session:
        anns = UserSession.user_id == ann["user"]["id"]
        session.execute(update(UserSession).where(anns).values(ended_at=clock.now() - KEPT - timedelta(hours=1)))
        running = Job(name="forget_old_sessions", state=JobState.RUNNING, attempt=1)
        session.add(running)
    work = Work(app.state.database, app.state.settings, Lease(running.id, 1, 12))
    assert [jobs.forget_old_sessions(work) for _ in range(2)] == [{"forgotten": 1}, {"forgotten": 0}]
    with app.state.database.reading() as session:
        assert session.scalar(select(func.count(RefreshToken.digest))) == 1


def _renewed(client: TestClient, refresh_token: str) -> str:
    answer = client.post("auth/refresh", json={"refresh_token": refresh_token})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["refresh_token"])


def _may(client: TestClient, access_token: str) -> bool:
    return client.get("me", headers={"Authorization": f"Bearer {access_token}"}).status_code == 200


def _let_pass(database: Database, *, seconds: int) -> None:
    """As if `seconds` had gone by since every use of a token."""
    with database.transaction() as session:
        for token in session.scalars(select(RefreshToken).where(RefreshToken.used_at.is_not(None))):
            token.used_at -= timedelta(seconds=seconds)
