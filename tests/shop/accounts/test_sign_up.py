"""Signing up: what is accepted, what is refused, and what the refusal gives away."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import User
from modiste.shop.accounts.passwords import Hashing
from modiste.shop.kit.db import Database

ANN = {"email": "ann@example.com", "password": "correct horse", "name": "Ann"}
UNFIT: list[dict[str, Any]] = [
    {"email": "not an address"},
    {"email": "x" * 250 + "@example.com"},
    {"email": "nul\0@example.com"},
    {"password": "short"},
    {"password": "x" * 129},
    {"password": "qwerty123"},
    {"password": "Password1!"},
    {"password": "abababababab"},
    {"password": "Ann@example.com"},
    {"password": "half a \ud800 pair"},
    {"name": ""},
    {"name": "   "},
    {"name": "x" * 121},
    {"name": "line\x07bell"},
    {"role": "admin"},
    {"username": "a"},
    {"username": "@ann"},
    {"token_delivery": "pigeon"},
    {"is_active": True},
    {"id": 7},
]


def test_signs_up_and_in_at_once(client: TestClient) -> None:
    answer = client.post("auth/signup", json=ANN)
    assert answer.status_code == 201
    body = answer.json()
    assert body["token_type"] == "bearer" and body["expires_in"] == 600 and body["refresh_token"]
    assert answer.headers["cache-control"] == "no-store"
    user = body["user"]
    assert (user["email"], user["username"], user["name"], user["role"]) == ("ann@example.com", "ann", "Ann", "user")
    assert set(user) == {"id", "email", "username", "name", "role", "preferences", "created_at"}
    client.headers["Authorization"] = f"Bearer {body['access_token']}"
    assert client.get("me").json() == user


def test_the_same_address_in_other_letters_is_the_same_account(client: TestClient) -> None:
    assert client.post("auth/signup", json=ANN | {"email": "Zoe\u0301@Example.COM"}).status_code == 201
    again = client.post("auth/signup", json=ANN | {"email": "zo\u00e9@example.com"})
    assert again.status_code == 409
    assert "zo" not in again.text and "e-mail" not in again.json()["detail"]
    assert client.post("auth/login", json=ANN | {"email": "ZOE\u0301@example.com"} | {"name": None}).status_code == 422
    signed_in = client.post("auth/login", json={"email": "ZOE\u0301@example.com", "password": ANN["password"]})
    assert signed_in.json()["user"]["email"] == "zo\u00e9@example.com"


def test_a_taken_address_costs_the_same_hash(client: TestClient, quick_hashing: Hashing, monkeypatch: Any) -> None:
    client.post("auth/signup", json=ANN)
    calls = _counted(quick_hashing, monkeypatch)
    assert client.post("auth/signup", json=ANN).status_code == 409
    assert client.post("auth/signup", json=ANN | {"email": "new@example.com"}).status_code == 201
    assert calls == ["hash", "hash"]


def test_makes_a_username_of_the_address_and_another_when_it_is_taken(client: TestClient) -> None:
    first = client.post("auth/signup", json=ANN).json()["user"]["username"]
    second = client.post("auth/signup", json=ANN | {"email": "ann@example.org"}).json()["user"]["username"]
    short = client.post("auth/signup", json=ANN | {"email": "a@example.org"}).json()["user"]["username"]
    assert first == "ann" and second.startswith("ann-") and short.startswith("shopper-")


def test_refuses_a_taken_username(client: TestClient) -> None:
    assert client.post("auth/signup", json=ANN | {"username": "Ann.K"}).json()["user"]["username"] == "ann.k"
    answer = client.post("auth/signup", json=ANN | {"email": "b@example.com", "username": "ann.k"})
    assert answer.status_code == 409


def test_refuses_what_does_not_fit_and_opens_nothing(client: TestClient, app: FastAPI) -> None:
    for change in UNFIT:
        sent = json.dumps(ANN | change)  # not `json=`: httpx cannot send half a character
        answer = client.post("auth/signup", content=sent, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), (change, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
    with app.state.database.reading() as session:
        assert session.scalar(select(func.count(User.id))) == 0


def test_sign_ups_from_one_address_are_bounded(client: TestClient, app: FastAPI) -> None:
    taken = [client.post("auth/signup", json=ANN | {"role": "admin"}).status_code for _ in range(3)]
    assert taken == [422, 422, 422]  # a request that makes no sense costs nothing
    for _ in range(app.state.settings.sign_ins_per_minute):
        app.state.limits.hit("sign-up", "testclient", times=10**6, seconds=600)
    answer = client.post("auth/signup", json=ANN)
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) >= 1


def test_the_command_line_may_open_an_admin(database: Database) -> None:
    with database.transaction() as session:
        accounts.register_account(
            session, email="admin@example.com", password="modiste-demo", name="Admin", role=accounts.Role.ADMIN
        )
    with database.reading() as session:
        found = session.scalar(select(User).where(User.email == "admin@example.com"))
        assert found is not None and found.role == "admin" and found.username == "admin"


def _counted(hashing: Hashing, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the hashing's methods, in the order in which they are called from now on."""
    calls: list[str] = []

    def counting(name: str, done: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            calls.append(name)
            return done(*args)

        return call

    for name in ("hash", "is_right"):
        monkeypatch.setattr(hashing, name, counting(name, getattr(hashing, name)))
    return calls
