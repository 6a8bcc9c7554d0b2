"""API keys: shown once, kept as digests, as good as staff and no better, revoked at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.boutiques import keys
from modiste.shop.boutiques.models import BoutiqueKey
from modiste.shop.kit import clock, tokens
from tests.shop.boutiques.people import join, open_boutique, with_key

SignIn = Callable[..., TestClient]
PATH = "boutiques/me/keys"


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    return open_boutique(sign_in("boutique"))


def test_a_key_is_shown_once_and_kept_as_a_digest(app: FastAPI, owner: TestClient) -> None:
    made = owner.post(PATH, json={"name": "Stock system"})
    secret = made.json()["key"]
    assert made.status_code == 201 and secret.startswith("mk_") and len(secret) > 40
    [listed] = owner.get(PATH).json()
    assert listed == {name: value for name, value in made.json().items() if name != "key"}
    assert secret.startswith(listed["prefix"]) and len(listed["prefix"]) == keys.SHOWN
    with app.state.database.reading() as session:
        row = session.scalars(select(BoutiqueKey)).one()
        assert row.digest == tokens.digest(secret) and secret not in str(vars(row))


def test_a_key_works_for_its_boutique_alone(owner: TestClient, client: TestClient, sign_in: SignIn) -> None:
    open_boutique(sign_in("boutique"), name="Atelier Rui")
    program = with_key(client, owner)
    mine = program.get("boutiques/me").json()
    assert (mine["name"], mine["post"]) == ("Maison Lune", "key")
    assert program.get("boutiques/me/parcels").status_code == 200
    assert program.get("me").status_code == 401, "it is nobody's account"
    assert program.post(PATH, json={"name": "Another"}).status_code == 403, "it makes no others"


def test_a_revoked_key_opens_nothing_at_once(owner: TestClient, client: TestClient) -> None:
    program = with_key(client, owner)
    assert program.get("boutiques/me").status_code == 200
    [row] = owner.get(PATH).json()
    assert owner.delete(f"{PATH}/{row['id']}").status_code == 204
    refused = program.get("boutiques/me")
    assert refused.status_code == 401 and "revoked" in refused.json()["title"]
    assert program.patch("boutiques/me", json={}).status_code == 401
    assert owner.delete(f"{PATH}/{row['id']}").status_code == 204, "twice does no harm"
    assert owner.get(PATH).json()[0]["revoked_at"] is not None


@pytest.mark.parametrize("key", ["mk_", "mk_made-up", "MK_x", "mk_" + "x" * 5_000])
def test_made_up_keys_open_nothing(owner: TestClient, client: TestClient, key: str) -> None:
    client.headers["Authorization"] = f"Bearer {key}"
    assert client.get("boutiques/me").status_code == 401
    assert client.patch("boutiques/me", json={"city": "Faro"}).status_code == 401


def test_only_the_owner_makes_sees_and_revokes_them(owner: TestClient, sign_in: SignIn) -> None:
    owner.post(PATH, json={"name": "Stock system"})
    [row] = owner.get(PATH).json()
    staff, other = join(sign_in("user"), owner), open_boutique(sign_in("boutique"))
    assert [staff.get(PATH).status_code, staff.delete(f"{PATH}/{row['id']}").status_code] == [403, 403]
    assert other.get(PATH).json() == []
    assert other.delete(f"{PATH}/{row['id']}").status_code == 404
    assert owner.get(PATH).json()[0]["revoked_at"] is None


def test_there_are_twenty_and_no_more_however_many_ask_at_a_time(owner: TestClient) -> None:
    for number in range(keys.MOST_KEYS - 2):
        assert owner.post(PATH, json={"name": f"Key {number}"}).status_code == 201
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda n: owner.post(PATH, json={"name": f"Late {n}"}).status_code, range(5)))
    assert sorted(answers) == [201, 201, 409, 409, 409]
    owner.delete(f"{PATH}/{owner.get(PATH).json()[0]['id']}")
    assert owner.post(PATH, json={"name": "One more"}).status_code == 201


def test_its_use_is_written_down_once_a_minute(app: FastAPI, owner: TestClient, client: TestClient) -> None:
    program = with_key(client, owner)
    assert owner.get(PATH).json()[0]["last_used_at"] is None
    program.get("boutiques/me")
    first = owner.get(PATH).json()[0]["last_used_at"]
    assert first is not None
    program.get("boutiques/me")
    assert owner.get(PATH).json()[0]["last_used_at"] == first
    with app.state.database.transaction() as session:
        session.execute(update(BoutiqueKey).values(last_used_at=clock.now() - timedelta(seconds=61)))
    program.get("boutiques/me")
    assert owner.get(PATH).json()[0]["last_used_at"] > first


def test_keys_that_were_revoked_long_ago_are_forgotten(app: FastAPI, owner: TestClient) -> None:
    for name in ("Old", "New", "Living"):
        owner.post(PATH, json={"name": name})
    with app.state.database.transaction() as session:
        for name, days in (("Old", 91), ("New", 1)):
            then = clock.now() - timedelta(days=days)
            session.execute(update(BoutiqueKey).where(BoutiqueKey.name == name).values(revoked_at=then))
        assert keys.forget_revoked_keys(session) == 1
    assert {row["name"] for row in owner.get(PATH).json()} == {"New", "Living"}


def test_the_description_names_keys_as_a_way_in_where_they_are_one(app: FastAPI) -> None:
    described = app.openapi()
    assert set(described["components"]["securitySchemes"]) == {"bearer", "boutique_key"}
    ways = {
        path: [next(iter(way)) for way in described["paths"][f"/api/v1/boutiques/me{path}"][method]["security"]]
        for path, method in (("/parcels", "get"), ("", "get"), ("/keys", "post"), ("/logo", "put"))
    }
    assert ways == {
        "/parcels": ["bearer", "boutique_key"],
        "": ["bearer", "boutique_key"],
        "/keys": ["bearer"],
        "/logo": ["bearer"],
    }
