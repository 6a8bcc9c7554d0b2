"""Changing one's password: with the old one only, and every other device is signed out."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.accounts.dependencies import WRONG_PASSWORDS
from tests.shop.conftest import PASSWORD

SignIn = Callable[..., TestClient]
NEW = "a better horse battery"
EMAIL = "ann@example.com"


def change(client: TestClient, current: str = PASSWORD, new: str = NEW) -> Any:
    return client.post("me/password", json={"current": current, "new": new})


def log_in(client: TestClient, password: str) -> Any:
    return client.post("auth/login", json={"email": EMAIL, "password": password})


def test_the_new_password_holds_and_the_old_one_does_not(sign_in: SignIn, client: TestClient) -> None:
    assert change(sign_in(email=EMAIL)).status_code == 204
    assert log_in(client, PASSWORD).status_code == 401
    assert log_in(client, NEW).status_code == 200


def test_other_devices_are_signed_out_at_once_and_this_one_stays(
    sign_in: SignIn, open_client: Callable[[], TestClient]
) -> None:
    here, there = sign_in(email=EMAIL), open_client()
    opened = log_in(there, PASSWORD).json()
    there.headers["Authorization"] = f"Bearer {opened['access_token']}"
    assert there.get("me").status_code == 200
    assert change(here).status_code == 204
    assert there.get("me").status_code == 401
    refused = there.post("auth/refresh", json={"refresh_token": opened["refresh_token"]})
    assert refused.status_code == 401
    assert here.get("me").status_code == 200
    assert [row["is_current"] for row in here.get("me/sessions").json()["items"]] == [True]


def test_a_wrong_password_changes_nothing_and_is_counted(sign_in: SignIn, client: TestClient) -> None:
    ann = sign_in(email=EMAIL)
    tried = [change(ann, current="not this one").status_code for _ in range(WRONG_PASSWORDS + 1)]
    assert tried == [403] * WRONG_PASSWORDS + [429]
    assert log_in(client, PASSWORD).status_code == 200


def test_the_new_one_must_be_worth_it(sign_in: SignIn) -> None:
    ann = sign_in(email=EMAIL)
    for weak in ("password1", "aaaaaaaa", EMAIL, "short", "x" * 129):
        assert change(ann, new=weak).status_code == 422, weak
    assert ann.post("me/password", json={"new": NEW}).status_code == 422
    assert change(ann).status_code == 204


def test_somebody_elses_sessions_stay(sign_in: SignIn, app: FastAPI) -> None:
    zoe = sign_in()
    change(sign_in(email=EMAIL))
    assert zoe.get("me").status_code == 200
