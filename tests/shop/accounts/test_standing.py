"""What admins may change about accounts, and how soon it holds."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.testclient import TestClient

SignIn = Callable[..., TestClient]


def _id_of(client: TestClient) -> int:
    return int(client.get("me").json()["id"])


def test_a_new_role_holds_from_the_next_request(sign_in: SignIn) -> None:
    admin, user = sign_in("admin"), sign_in()
    assert user.get("users").status_code == 403
    changed = admin.patch(f"users/{_id_of(user)}", json={"role": "admin"})
    assert changed.status_code == 200 and changed.json()["role"] == "admin"
    assert user.get("users").status_code == 200
    admin.patch(f"users/{_id_of(user)}", json={"role": "user"})
    assert user.get("users").status_code == 403


def test_a_closed_account_is_out_at_once_and_stays_out_when_it_is_opened_again(sign_in: SignIn) -> None:
    admin, user = sign_in("admin"), sign_in()
    user_id = _id_of(user)
    assert admin.patch(f"users/{user_id}", json={"is_active": False}).json()["is_active"] is False
    assert user.get("me").status_code == 401
    assert admin.patch(f"users/{user_id}", json={"is_active": True}).status_code == 200
    assert user.get("me").status_code == 401, "its sessions have ended; the person signs in anew"


def test_the_last_active_admin_stays(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    mine = _id_of(admin)
    for change in ({"role": "user"}, {"is_active": False}):
        assert admin.patch(f"users/{mine}", json=change).status_code == 409
    other = sign_in("admin")
    admin.patch(f"users/{_id_of(other)}", json={"is_active": False})
    assert admin.patch(f"users/{mine}", json={"role": "boutique"}).status_code == 409, "the other one is closed"
    assert admin.get("users").status_code == 200


def test_an_admin_among_admins_may_step_down(sign_in: SignIn) -> None:
    admin, _ = sign_in("admin"), sign_in("admin")
    assert admin.patch(f"users/{_id_of(admin)}", json={"role": "user"}).status_code == 200
    assert admin.get("users").status_code == 403


def test_accounts_come_in_pages_and_without_their_passwords(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    for _ in range(4):
        sign_in()
    first = admin.get("users", params={"limit": 3}).json()
    second = admin.get("users", params={"limit": 3, "cursor": first["next_cursor"]}).json()
    ids = [row["id"] for row in first["users"] + second["users"]]
    assert len(ids) == 5 and ids == sorted(ids) and second["next_cursor"] is None
    assert {"email", "role", "is_active", "last_login_at"} <= set(first["users"][0])
    assert "password" not in first["users"][0]


def test_a_change_must_name_something_and_somebody(sign_in: SignIn, app: FastAPI) -> None:
    admin = sign_in("admin")
    assert admin.patch(f"users/{_id_of(admin)}", json={}).status_code == 422
    assert admin.patch("users/2000000000", json={"is_active": True}).status_code == 404
    assert admin.patch("users/99999999999", json={"is_active": True}).status_code == 422
    assert admin.get("users", params={"cursor": "nonsense"}).status_code == 422
