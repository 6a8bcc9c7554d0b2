"""The people of a boutique: what staff may do, how they come and go, and that they hear what their owner hears."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.sellers import people_of, seller_of
from tests.shop.boutiques.people import accept, invite, join, open_boutique, with_key
from tests.shop.conftest import PASSWORD

SignIn = Callable[..., TestClient]


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    return open_boutique(sign_in("boutique"))


def id_of(client: TestClient) -> int:
    return int(client.get("me").json()["id"])


def test_staff_work_in_the_boutique_and_do_not_change_it(owner: TestClient, sign_in: SignIn) -> None:
    staff = join(sign_in("user"), owner)
    mine = staff.get("boutiques/me").json()
    assert (mine["id"], mine["post"]) == (owner.get("boutiques/me").json()["id"], "staff")
    assert staff.get("boutiques/me/parcels").status_code == 200
    assert staff.get("boutiques/me/delivery-methods").status_code == 200
    refused = staff.patch("boutiques/me", json={"city": "Faro"})
    assert refused.status_code == 403 and "Only the owner" in refused.json()["title"]
    assert owner.get("boutiques/me").json()["city"] == "Porto"


def test_the_owner_sees_who_works_there(owner: TestClient, sign_in: SignIn) -> None:
    assert owner.get("boutiques/me/staff").json() == []
    staff = join(sign_in("user", email="ann@example.com"), owner)
    [ann] = owner.get("boutiques/me/staff").json()
    assert (ann["user_id"], ann["name"], ann["email"]) == (id_of(staff), "A user", "ann@example.com")


def test_who_is_dismissed_is_a_shopper_from_the_next_request_on(owner: TestClient, sign_in: SignIn) -> None:
    staff = join(sign_in("user"), owner)
    assert staff.get("me").json()["role"] == "boutique"
    assert owner.delete(f"boutiques/me/staff/{id_of(staff)}").status_code == 204
    assert staff.get("boutiques/me/parcels").status_code == 403
    assert staff.get("me").json()["role"] == "user"
    assert owner.delete(f"boutiques/me/staff/{id_of(staff)}").status_code == 404
    assert accept(staff, invite(owner)).status_code == 200, "and may come back"


def test_staff_leave_and_owners_and_keys_do_not(owner: TestClient, client: TestClient, sign_in: SignIn) -> None:
    staff = join(sign_in("user"), owner)
    assert owner.post("boutiques/me/leave").status_code == 403
    assert with_key(client, owner).post("boutiques/me/leave").status_code == 403
    assert staff.post("boutiques/me/leave").status_code == 204
    assert staff.get("me").json()["role"] == "user"
    assert staff.post("boutiques/me/leave").status_code == 403
    assert owner.get("boutiques/me/staff").json() == []


def test_nobody_dismisses_the_staff_of_others_or_an_owner(owner: TestClient, sign_in: SignIn) -> None:
    staff = join(sign_in("user"), owner)
    other = open_boutique(sign_in("boutique"))
    for user_id in (id_of(staff), id_of(owner), id_of(other), 2_000_000_000):
        assert other.delete(f"boutiques/me/staff/{user_id}").status_code == 404
    assert staff.get("boutiques/me").json()["post"] == "staff"


def test_an_admin_among_the_staff_stays_an_admin(app: FastAPI, owner: TestClient, sign_in: SignIn) -> None:
    staff, admin = join(sign_in("user"), owner), sign_in("admin")
    assert admin.patch(f"users/{id_of(staff)}", json={"role": "admin"}).status_code == 200
    assert staff.get("boutiques/me").status_code == 403
    assert owner.delete(f"boutiques/me/staff/{id_of(staff)}").status_code == 204
    assert staff.get("me").json()["role"] == "admin"


def test_the_staff_of_a_boutique_that_is_given_up_are_shoppers(
    app: FastAPI, owner: TestClient, sign_in: SignIn
) -> None:
    staff = [join(sign_in("user"), owner) for _ in range(2)]
    assert owner.request("DELETE", "me", json={"password": PASSWORD}).status_code == 204
    assert [one.get("me").json()["role"] for one in staff] == ["user", "user"]
    with app.state.database.reading() as session:
        assert session.query(Boutique).all() == []


def test_both_the_owner_and_the_staff_are_its_people(app: FastAPI, owner: TestClient, sign_in: SignIn) -> None:
    staff = join(sign_in("user"), owner)
    boutique_id = owner.get("boutiques/me").json()["id"]
    with app.state.database.reading() as session:
        assert people_of(session, boutique_id) == sorted([id_of(owner), id_of(staff)])
        for one in (owner, staff):
            account: Any = one.get("me").json()
            who = Principal(account["id"], account["role"], uuid.UUID(int=1))
            assert seller_of(session, who).boutique_id == boutique_id
