"""Signing in: the right password, the wrong one, and nobody's."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from starlette.testclient import TestClient

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import User
from modiste.shop.accounts.passwords import Hashing
from tests.shop.conftest import PASSWORD

LOGIN = {"email": "ann@example.com", "password": PASSWORD}


@pytest.fixture
def ann(app: FastAPI) -> int:
    """The id of an account."""
    with app.state.database.transaction() as session:
        return accounts.register_account(session, email=LOGIN["email"], password=PASSWORD, name="Ann").id


def test_signs_in(client: TestClient, ann: int) -> None:
    body = client.post("auth/login", json=LOGIN).json()
    assert body["user"]["id"] == ann and body["access_token"] and body["refresh_token"]


def test_nobody_and_a_wrong_password_get_the_same_answer_for_the_same_work(
    client: TestClient, ann: int, quick_hashing: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    verify = quick_hashing._hasher.verify
    monkeypatch.setattr(quick_hashing._hasher, "verify", lambda *given: verified.append(given[1]) or verify(*given))
    wrong = client.post("auth/login", json=LOGIN | {"password": "not the password"})
    nobody = client.post("auth/login", json=LOGIN | {"email": "nobody@example.com"})
    assert wrong.status_code == nobody.status_code == 401
    assert _without_id(wrong.json()) == _without_id(nobody.json())
    assert [stored.rpartition("$")[0].rpartition("$")[0] for stored in verified] == ["$argon2id$v=19$m=8,t=1,p=1"] * 2


def test_the_password_behind_the_dummy_hash_signs_nobody_in(client: TestClient, ann: int) -> None:
    answer = client.post("auth/login", json={"email": "nobody@example.com", "password": "nobody's password"})
    assert answer.status_code == 401


def test_a_closed_account_is_told_so_only_with_the_right_password(client: TestClient, app: FastAPI, ann: int) -> None:
    with app.state.database.transaction() as session:
        session.execute(text("UPDATE users SET is_active = false"))
    assert client.post("auth/login", json=LOGIN).status_code == 403
    assert client.post("auth/login", json=LOGIN | {"password": "not the password"}).status_code == 401


def test_ten_wrong_passwords_close_the_door_for_that_account_and_address_alone(client: TestClient, ann: int) -> None:
    wrong = LOGIN | {"password": "not the password"}
    assert [client.post("auth/login", json=wrong).status_code for _ in range(11)] == [401] * 10 + [429]
    refused = client.post("auth/login", json=LOGIN)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1
    assert client.post("auth/login", json=wrong | {"email": "other@example.com"}).status_code == 401


def test_right_passwords_do_not_count(client: TestClient, ann: int) -> None:
    assert [client.post("auth/login", json=LOGIN).status_code for _ in range(12)] == [200] * 12


def test_one_password_cannot_be_tried_on_many_accounts(client: TestClient, app: FastAPI) -> None:
    for _ in range(app.state.settings.sign_ins_per_minute):
        app.state.limits.hit("sign-in-address", "testclient", times=10**6, seconds=60)
    assert client.post("auth/login", json=LOGIN).status_code == 429


def test_a_hash_of_old_parameters_is_made_anew_at_sign_in(
    client: TestClient, app: FastAPI, ann: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = Hashing(memory_kib=16, rounds=1)
    monkeypatch.setattr(accounts, "hashing", lambda: stronger)
    assert client.post("auth/login", json=LOGIN).status_code == 200
    with app.state.database.reading() as session:
        stored = session.scalars(select(User).where(User.email == LOGIN["email"])).one().password
    assert "m=16," in stored and not stronger.is_outdated(stored)
    assert client.post("auth/login", json=LOGIN).status_code == 200


def test_a_password_that_changes_while_it_is_verified_signs_nobody_in(
    client: TestClient, app: FastAPI, ann: int, quick_hashing: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_it_meanwhile(_password: str, _stored: str | None) -> bool:
        with app.state.database.transaction() as session:
            session.execute(text("UPDATE users SET password = 'changed'"))
        return True

    monkeypatch.setattr(quick_hashing, "is_right", change_it_meanwhile)
    assert client.post("auth/login", json=LOGIN).status_code == 401


def test_no_connection_and_no_lock_is_held_while_hashing(
    client: TestClient, app: FastAPI, ann: int, quick_hashing: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.state.serving.stop()  # its watcher takes a connection each second, which is not what is counted here
    taken: list[Any] = []
    verify = quick_hashing._hasher.verify

    def verify_and_look(*given: Any) -> bool:
        taken.append(app.state.database.engine.pool.checkedout())
        return bool(verify(*given))

    monkeypatch.setattr(quick_hashing._hasher, "verify", verify_and_look)
    hash_ = quick_hashing._hasher.hash
    monkeypatch.setattr(
        quick_hashing._hasher,
        "hash",
        lambda *given: taken.append(app.state.database.engine.pool.checkedout()) or hash_(*given),
    )
    client.post("auth/login", json=LOGIN)
    client.post("auth/signup", json=LOGIN | {"email": "new@example.com", "name": "New"})
    assert taken == [0, 0]


def test_another_sites_page_cannot_sign_anybody_in(client: TestClient, ann: int) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.post("auth/login", json=LOGIN, headers=headers).status_code == 403
    assert client.post("auth/login", json=LOGIN, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def _without_id(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name not in ("request_id", "instance")}
