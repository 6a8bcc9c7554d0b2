"""The admins' list of accounts: found by words, role and standing, counted over all pages."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from modiste.shop.accounts.models import Role, User
from modiste.shop.kit.db import Database

SignIn = Callable[..., TestClient]


@pytest.fixture
def admin(sign_in: SignIn, database: Database) -> TestClient:
    """An admin among six other people."""
    people = [
        ("ann", "Ann Abel", Role.USER, True),
        ("anton", "Anton Öz", Role.USER, False),
        ("bea", "Bea 100%", Role.BOUTIQUE, True),
        ("carla", "Carla Abel", Role.BOUTIQUE, False),
        ("dario", "Dario", Role.USER, True),
        ("zoe", "Zoe_Zed", Role.USER, True),
    ]
    with database.transaction() as session:
        for username, name, role, is_active in people:
            email = f"{username}@mail.example"
            user = User(username=username, email=email, password="!", name=name, role=role, is_active=is_active)
            session.add(user)
            session.flush()
    return sign_in("admin", email="boss@shop.example")


def found(admin: TestClient, **asked: Any) -> list[str]:
    answer = admin.get("users", params=asked)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["count"] == len(body["users"]) or body["next_cursor"]
    return [user["email"].partition("@")[0] for user in body["users"]]


def test_words_are_looked_for_in_address_username_and_name(admin: TestClient) -> None:
    assert found(admin, q="ABEL") == ["ann", "carla"]
    assert found(admin, q="mail.example ann") == ["ann"]
    assert found(admin, q="shop.example") == ["boss"]
    assert found(admin, q="100%") == ["bea"]
    assert found(admin, q="e_z") == ["zoe"]
    assert found(admin, q="nobody") == []


def test_role_and_standing_narrow_the_list(admin: TestClient) -> None:
    assert found(admin, role="boutique") == ["bea", "carla"]
    assert found(admin, is_active=False) == ["anton", "carla"]
    assert found(admin, role="user", is_active=True, q="d") == ["dario", "zoe"]
    assert len(found(admin)) == 7


def test_the_count_is_of_all_pages(admin: TestClient) -> None:
    seen, cursor = [], None
    for expected in (2, 2):
        asked = {"role": "user", "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = admin.get("users", params=asked).json()
        assert (page["count"], len(page["users"])) == (4, expected)
        seen += [user["username"] for user in page["users"]]
        cursor = page["next_cursor"]
    assert seen == ["ann", "anton", "dario", "zoe"] and cursor is None


def test_refuses_filters_that_mean_nothing(admin: TestClient) -> None:
    for wrong in ({"role": "queen"}, {"is_active": "maybe"}, {"limit": 0}, {"cursor": "nonsense"}, {"q": "x" * 201}):
        assert admin.get("users", params=wrong).status_code == 422, wrong
