"""Leaving: the account and all that is its owner's are gone, others keep theirs, a wrong password changes nothing."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.accounts.dependencies import WRONG_PASSWORDS
from modiste.shop.accounts.models import RefreshToken, User, UserSession
from modiste.shop.boutiques.models import Boutique, BoutiqueInvitation, BoutiqueKey, BoutiqueStaff
from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.catalogue.models import Category, Item
from modiste.shop.kit.cache import recommendations_key, session_key
from modiste.shop.kit.db import Base
from modiste.shop.kit.queue.models import Job
from modiste.shop.recommendations import jobs as recommendation_jobs
from modiste.shop.swipes.models import Interaction
from tests.shop.boutiques.people import invite, join, open_boutique
from tests.shop.conftest import PASSWORD
from tests.shop.privacy.shop import live, new_swipe

SignIn = Callable[..., TestClient]


def leave(client: TestClient, password: str = PASSWORD) -> Any:
    return client.request("DELETE", "me", json={"password": password})


def rows_by_table(app: FastAPI) -> dict[str, int]:
    with app.state.database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_nothing_of_the_person_is_left(app: FastAPI, sign_in: SignIn) -> None:
    zoe = sign_in()
    live(app, zoe)
    before = rows_by_table(app)
    ann = sign_in(email="ann@example.com")
    user_id = live(app, ann)
    with app.state.database.transaction() as session:  # an admin's list for her
        recommendation_jobs.ask_for_list(session, user_id, owner=999, limit=3)
    assert leave(ann).status_code == 204
    after = rows_by_table(app)
    items = {"items", "categories", "boutiques", "item_tags", "variants", "pictures", "item_prices"}
    books = {"orders", "parcels", "order_lines", "order_events"}  # test_forgetting.py: without her name
    stays = items | books
    assert {name: n for name, n in after.items() if name not in stays} == {
        name: n for name, n in before.items() if name not in stays
    }
    with app.state.database.reading() as session:
        assert user_id not in set(session.scalars(select(Interaction.user_id)))
        assert user_id not in {row.arguments.get("user_id") for row in session.scalars(select(Job))}
        assert session.scalar(select(func.count(RefreshToken.digest))) == 1  # zoe's
    assert zoe.get("favourites").json()["items"]


def test_every_session_is_over_and_no_cache_remembers(
    app: FastAPI, sign_in: SignIn, open_client: Callable[[], TestClient]
) -> None:
    ann = sign_in(email="ann@example.com")
    other_device = open_client()
    signed_in = other_device.post(
        "auth/login", json={"email": "ann@example.com", "password": PASSWORD, "token_delivery": "cookie"}
    )
    other_device.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
    user_id = ann.get("me").json()["id"]
    with app.state.database.reading() as session:
        ids = session.scalars(select(UserSession.id).where(UserSession.user_id == user_id)).all()
    cache = app.state.cache
    for key in (recommendations_key(user_id), *map(session_key, ids)):
        cache.set(key, [1], seconds=60)
    gone = leave(other_device)
    assert gone.status_code == 204
    assert 'modiste_refresh=""' in gone.headers["set-cookie"] and "Max-Age=0" in gone.headers["set-cookie"]
    assert [client.get("me").status_code for client in (ann, other_device)] == [401, 401]
    assert all(cache.get(key) is None for key in (recommendations_key(user_id), *map(session_key, ids)))
    answer = ann.post("auth/login", json={"email": "ann@example.com", "password": PASSWORD})
    assert answer.status_code == 401
    again = {"email": "ann@example.com", "password": "another good one", "name": "Ann"}
    assert ann.post("auth/signup", json=again).status_code == 201


def test_a_wrong_password_erases_nothing_and_is_counted(app: FastAPI, sign_in: SignIn) -> None:
    ann = sign_in()
    live(app, ann)
    before = rows_by_table(app)
    for body in ({}, {"password": ""}, {"password": PASSWORD, "sure": True}):
        assert ann.request("DELETE", "me", json=body).status_code == 422
    tried = [leave(ann, "not this one").status_code for _ in range(WRONG_PASSWORDS + 1)]
    assert tried == [403] * WRONG_PASSWORDS + [429]
    assert leave(ann).status_code == 429  # not even with the right one
    assert rows_by_table(app) == before


def test_the_owner_of_a_stocked_boutique_is_told_what_to_do_first(app: FastAPI, sign_in: SignIn) -> None:
    owner = sign_in("boutique")
    boutique_id = owner.post("boutiques", json={"name": "Maison Lune", "terms_version": TERMS_VERSION}).json()["id"]
    with app.state.database.transaction() as session:
        session.add(Category(slug="hat", name="Hat"))
        session.flush()
        hat = session.scalars(select(Category.id)).one()
        made = Item(boutique_id=boutique_id, category_id=hat, external_id="1", name="Hat", brand="Lune", price=100)
        session.add(made)
        session.flush()
        item_id = made.id
    refused = leave(owner)
    assert refused.status_code == 409
    assert "Maison Lune has 1 items" in refused.json()["detail"]
    assert owner.get("me").status_code == 200
    with app.state.database.transaction() as session:
        session.delete(session.get_one(Item, item_id))
    assert leave(owner).status_code == 204
    with app.state.database.reading() as session:
        assert session.scalars(select(Boutique.id)).all() == []


def test_posts_invitations_and_keys_go_with_the_account(app: FastAPI, sign_in: SignIn) -> None:
    owner, ann = open_boutique(sign_in("boutique")), sign_in(email="ann@example.com")
    join(ann, owner)
    invite(open_boutique(sign_in("boutique"), name="Atelier Rui"), "ann@example.com")
    owner.post("boutiques/me/keys", json={"name": "Stock system"})
    invite(owner, "eve@example.com")
    assert leave(ann).status_code == 204
    with app.state.database.reading() as session:
        assert session.scalars(select(BoutiqueStaff)).all() == []
        assert session.scalars(select(BoutiqueInvitation.email)).all() == ["eve@example.com"]
    assert leave(owner).status_code == 204
    with app.state.database.reading() as session:
        assert session.scalars(select(BoutiqueInvitation)).all() == session.scalars(select(BoutiqueKey)).all() == []


def test_the_last_admin_stays(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert leave(admin).status_code == 409
    sign_in("admin")
    assert leave(admin).status_code == 204


def test_a_password_that_changed_while_it_was_checked_does_not_hold(
    app: FastAPI, sign_in: SignIn, monkeypatch: Any, quick_hashing: Any
) -> None:
    ann = sign_in()
    user_id = ann.get("me").json()["id"]
    check = quick_hashing.is_right

    def change_meanwhile(password: str, stored: str | None) -> bool:
        with app.state.database.transaction() as session:
            session.get_one(User, user_id).password = quick_hashing.hash("somebody else's now")
        return bool(check(password, stored))

    monkeypatch.setattr(quick_hashing, "is_right", change_meanwhile)
    assert leave(ann).status_code == 403
    with app.state.database.reading() as session:
        assert session.get(User, user_id) is not None


def test_who_writes_in_the_moment_after_is_told_and_breaks_nothing(app: FastAPI, sign_in: SignIn) -> None:
    """Another process may believe in the session for a second: its writes find no account to belong to."""
    ann = sign_in()
    live(app, ann)
    with app.state.database.reading() as session:
        item = session.scalars(select(Item.id).limit(1)).one()
    assert ann.get("me").status_code == 200  # remembered from here on
    with app.state.database.transaction() as session:
        session.delete(session.scalars(select(User)).one())
    for method, path, body in (
        ("POST", "swipes", new_swipe(item)),
        ("POST", "swipes/batch", {"swipes": [new_swipe(item)]}),
        ("PUT", f"favourites/{item}", None),
        ("POST", "collections", {"name": "Late"}),
        ("POST", "recommendations/taste/removals", {"kind": "tag", "value": "silk"}),
    ):
        answer = ann.request(method, path, json=body)
        assert answer.status_code in (401, 409), (path, answer.status_code)


def test_sessions_of_long_ago_go_too(app: FastAPI, sign_in: SignIn) -> None:
    ann = sign_in()
    user_id = ann.get("me").json()["id"]
    with app.state.database.transaction() as session:
        opened = session.scalars(select(UserSession)).one()
        session.add(UserSession(id=uuid.uuid4(), user_id=user_id, expires_at=opened.expires_at - timedelta(days=60)))
    assert leave(ann).status_code == 204
    assert rows_by_table(app)["user_sessions"] == 0
