"""Who may ask for what: `authz.yaml` covers every route, and every cell of it is tried."""

import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jwt
import pytest
import yaml
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from modiste.shop.accounts.models import User, UserSession
from modiste.shop.accounts.principals import RECENT
from modiste.shop.app import API
from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.jobs import jobs as jobs_about_jobs
from modiste.shop.kit import tokens
from modiste.shop.kit.db import Base, Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.later import later
from modiste.shop.notifications.service import notify
from tests.shop.boutiques.people import join, open_boutique, with_key
from tests.shop.conftest import SECRET, app, open_client, quick_hashing, settings, sign_in, sqlite_template
from tests.shop.notifications.test_inbox import news_of
from tests.shop.orders.shop import ADDRESS, placed
from tests.shop.payments.till import Till
from tests.shop.swipes.shop import make_items

__all__ = ["app", "open_client", "quick_hashing", "settings", "sign_in", "sqlite_template"]  # fixtures

WRITTEN = Path(__file__).with_name("authz.yaml").read_text().replace("TERMS}", f'"{TERMS_VERSION}"}}')
TABLE: Mapping[str, Mapping[str, Any]] = yaml.safe_load(WRITTEN)
ACTORS = ("anonymous", "user", "boutique", "admin")
SELLERS = ("owner", "staff", "key")  # of a boutique that is open; tried on everything that is a boutique's own
FORGED = {  # what the token claims instead
    "expired": {"exp": 1_700_000_000},
    "wrong kind": {"typ": "refresh"},
    "wrong audience": {"aud": "somebody else"},
    "wrong issuer": {"iss": "somebody else"},
    "no session": {"sid": None},
    "unknown session": {"sid": str(tokens.new_id())},
}
SIGNED = {  # how it is signed instead: key and algorithm
    "other key": (SECRET[::-1], "HS256"),
    "other algorithm": (SECRET, "HS384"),
    "unsigned": (None, "none"),
}
ENDED = ("revoked session", "expired session", "closed account", "deleted account")
FAULTS = (*FORGED, *SIGNED, *ENDED, "rubbish")
Actor = Callable[[], TestClient]


@pytest.fixture
def database_url(tmp_path: Path, sqlite_template: Path) -> str:
    """SQLite alone: who may do what does not depend on the database."""
    shutil.copy(sqlite_template, tmp_path / "modiste.sqlite3")
    return f"sqlite:///{tmp_path / 'modiste.sqlite3'}"


@pytest.fixture
def foreign(app: FastAPI, sign_in: Callable[..., TestClient]) -> Mapping[str, str]:
    """Things of somebody else, by the name that paths give them."""
    somebody = sign_in("user")
    user_id = somebody.get("me").json()["id"]
    owner = open_boutique(sign_in("boutique"))
    collection = somebody.post("collections", json={"name": "Summer"}).json()
    [item_id] = make_items(app.state.database, [{"id": 77, "name": "Piece"}])
    alert = somebody.post("alerts", json={"item_id": item_id, "kind": "back_in_stock"}).json()
    app.state.providers = {"till": Till()}
    order = placed(somebody, lines=[{"item_id": item_id}])
    address = somebody.post("me/addresses", json=ADDRESS).json()
    garment = somebody.post("garments", json={"name": "Linen shirt"}).json()
    worn = somebody.post(f"garments/{garment['id']}/wears", json={}).json()
    with app.state.database.transaction() as session:
        notify(session, user_id, news_of("Piece"), key="test", link="/")
        job_id = later(session, jobs_about_jobs.forget_ended_jobs, owner=user_id).id
        states.cancel(session, job_id)  # the stream of an ended job ends
    return {
        "user_id": str(user_id),
        "job_id": str(job_id),
        "collection_id": collection["id"],
        "notification_id": somebody.get("notifications").json()["items"][0]["id"],
        "alert_id": str(alert["id"]),
        "order_id": order["id"],
        "parcel_id": order["parcels"][0]["id"],
        "address_id": address["id"],
        "garment_id": garment["id"],
        "worn_on": worn["last_worn_on"],
        "folder_id": somebody.post("garments/folders", json={"name": "Work"}).json()["id"],
        "provider": "till",
        "code": "express",
        "product_id": "1",
        "kind": "cheapest",
        "invitation_id": owner.post("boutiques/me/invitations", json={"email": "eve@example.com"}).json()["id"],
        "key_id": owner.post("boutiques/me/keys", json={"name": "Theirs"}).json()["id"],
        "session_id": somebody.get("me/sessions").json()["items"][0]["id"],
    }


def test_every_route_is_in_the_table_and_every_line_names_a_route(app: FastAPI) -> None:
    routes = set(_routes(app))
    assert routes - set(TABLE) == set(), "add these to tests/house/authz.yaml"
    assert set(TABLE) - routes == set(), "these routes do not exist: remove them from tests/house/authz.yaml"


def test_every_line_names_every_actor_and_nothing_else() -> None:
    for route, line in TABLE.items():
        sellers = SELLERS if " /boutiques/me" in route else ()
        assert set(line) - {"body"} == {*ACTORS, *sellers}, route
        assert all(line[actor] in ("ok", 401, 403, 404) for actor in (*ACTORS, *sellers)), route


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_gets_what_the_table_says(
    actor: str, sign_in: Callable[..., TestClient], open_client: Actor, foreign: Mapping[str, str]
) -> None:
    found = {}
    for route, line in TABLE.items():
        client = open_client() if actor == "anonymous" else sign_in(actor)  # anew: some routes end the session
        status = _ask(client, route, foreign, line.get("body", {}))
        is_right = status == line[actor] or (line[actor] == "ok" and status not in (401, 403, 429) and status < 500)
        if not is_right:
            found[route] = f"{status} instead of {line[actor]}"
    assert found == {}


@pytest.mark.parametrize("actor", SELLERS)
def test_each_seller_gets_what_the_table_says(
    actor: str, sign_in: Callable[..., TestClient], open_client: Actor, foreign: Mapping[str, str]
) -> None:
    found = {}
    tried = {route: line for route, line in TABLE.items() if actor in line}
    assert len(tried) > 20
    for number, (route, line) in enumerate(tried.items()):
        client = seller(actor, sign_in, open_client, f"boutique-of-{number}")
        status = _ask(client, route, foreign, line.get("body", {}))
        is_right = status == line[actor] or (line[actor] == "ok" and status not in (401, 403, 429) and status < 500)
        if not is_right:
            found[route] = f"{status} instead of {line[actor]}"
    assert found == {}


def test_a_key_opens_nothing_but_what_is_a_boutiques_own(
    sign_in: Callable[..., TestClient], open_client: Actor, foreign: Mapping[str, str]
) -> None:
    client = seller("key", sign_in, open_client, "keyed")
    others = [r for r, line in TABLE.items() if " /boutiques/me" not in r and line["anonymous"] == 401]
    assert {route: _ask(client, route, foreign, {}) for route in others} == dict.fromkeys(others, 401)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_does_not_hold_opens_no_route(
    fault: str, app: FastAPI, sign_in: Callable[..., TestClient], foreign: Mapping[str, str]
) -> None:
    client = sign_in("admin")
    claims = jwt.decode(client.headers["Authorization"][7:], options={"verify_signature": False})
    assert client.get("users").status_code == 200
    _spoil(fault, app.state.database, client, claims)
    guarded = [route for route, line in TABLE.items() if line["anonymous"] == 401 and route != "POST /auth/logout"]
    assert len(guarded) > 5
    assert {route: _ask(client, route, foreign, {}) for route in guarded} == dict.fromkeys(guarded, 401)


def test_no_body_takes_a_column_that_it_does_not_declare(
    app: FastAPI, sign_in: Callable[..., TestClient], open_client: Actor, foreign: Mapping[str, str]
) -> None:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    tried = 0
    for route, declared in _bodies(app):
        client = _let_in(route, sign_in, open_client)
        for some in _tens(sorted(columns - declared)):  # a problem document lists so many faults and no more
            answer = _send(client, route, foreign, dict.fromkeys(some, "1"))
            refused = {entry["pointer"].rpartition("/")[2] for entry in answer.json().get("errors") or []}
            assert (answer.status_code, set(some) - refused) == (422, set()), (route, answer.text)
        tried += 1
    assert tried > 5


def seller(actor: str, sign_in: Callable[..., TestClient], open_client: Actor, slug: str) -> TestClient:
    """The owner of a new boutique, somebody who has joined it, or a program with one of its keys."""
    owner = open_boutique(sign_in("boutique"), slug=slug)
    if actor == "staff":
        return join(sign_in("user"), owner)
    if actor == "key":
        return with_key(open_client(), owner)
    return owner


def _let_in(route: str, sign_in: Callable[..., TestClient], open_client: Actor) -> TestClient:
    """Somebody whom the route lets past its guard, so that it looks at the body."""
    line = TABLE[route]
    if "owner" in line:
        able = next(actor for actor in SELLERS if line[actor] in ("ok", 404))
        return seller(able, sign_in, open_client, f"boutique-{uuid.uuid4().hex[:8]}")
    allowed = [actor for actor in ACTORS if line[actor] in ("ok", 404)]
    return open_client() if allowed[:1] in ([], ["anonymous"]) else sign_in(allowed[0])


def _tens(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), 10):
        yield names[start : start + 10]


def _routes(app: FastAPI) -> Iterator[str]:
    for route in iter_route_contexts(app.routes):
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}:
            if route.path and route.path.startswith(f"{API}/"):
                yield f"{method} {route.path.removeprefix(API)}"


def _ask(client: TestClient, route: str, foreign: Mapping[str, str], body: Any) -> int:
    return int(_send(client, route, foreign, body).status_code)


def _send(client: TestClient, route: str, foreign: Mapping[str, str], body: Any) -> Any:
    method, path = route.split(" ")
    filled = re.sub(r"{(\w+)(:\w+)?}", lambda found: foreign.get(found[1]) or _nothing(found[1]), path)
    key = {"Idempotency-Key": uuid.uuid4().hex}  # asked for where money or stock moves; others do not read it
    return client.request(method, filled.lstrip("/"), json=None if method == "GET" else body, headers=key)


def _nothing(name: str) -> str:
    """A well-formed id of nothing: items, photos, boutiques and users have numbers, everything else a UUID."""
    return "2000000000" if name in ("item_id", "boutique_id", "user_id", "photo_id") else str(uuid.UUID(int=7))


def _bodies(app: FastAPI) -> Iterator[tuple[str, set[str]]]:
    """Each route with a JSON body, and the fields that the body declares."""
    described = app.openapi()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            if schema is not None:
                choices = [schema, *schema.get("anyOf", [])]
                names = [choice["$ref"].rpartition("/")[2] for choice in choices if "$ref" in choice]
                declared = set().union(*(described["components"]["schemas"][name]["properties"] for name in names))
                yield f"{method.upper()} {path.removeprefix(API)}", declared


def _spoil(fault: str, database: Database, client: TestClient, claims: dict[str, Any]) -> None:
    """Give `client` a token with a fault, or do to its session or account what the fault says."""
    if fault in ENDED:
        _end(fault, database, uuid.UUID(claims["sid"]))
        return
    key, algorithm = SIGNED.get(fault, (SECRET, "HS256"))
    token = "a.b.c" if fault == "rubbish" else jwt.encode(claims | FORGED.get(fault, {}), key, algorithm=algorithm)
    client.headers["Authorization"] = f"Bearer {token}"


def _end(fault: str, database: Database, session_id: uuid.UUID) -> None:
    with database.transaction() as session:
        opened = session.get_one(UserSession, session_id)
        account = session.get_one(User, opened.user_id)
        if fault == "revoked session":
            opened.ended_at = opened.created_at
        if fault == "expired session":
            opened.expires_at = opened.created_at
        if fault == "closed account":
            account.is_active = False
        if fault == "deleted account":
            session.delete(account)
    RECENT.forget([session_id])  # somebody else's process did it; here it would be known within a second
