"""A boutique's people in tests: its owner, those who join it, and programs with its keys."""

import uuid
from typing import Any

from starlette.testclient import TestClient

from modiste.shop.boutiques.invitations import token_of
from modiste.shop.boutiques.terms import TERMS_VERSION
from tests.shop.conftest import SECRET


def open_boutique(client: TestClient, **fields: Any) -> TestClient:
    """The client as the owner of a new boutique."""
    asked = {"name": "Maison Lune", "city": "Porto", "country": "PT", "terms_version": TERMS_VERSION} | fields
    answer = client.post("boutiques", json=asked)
    assert answer.status_code == 201, answer.text
    return client


def invite(owner: TestClient, email: str = "new@example.com", **fields: Any) -> str:
    """The token in the mail of a new invitation."""
    answer = owner.post("boutiques/me/invitations", json={"email": email} | fields)
    assert answer.status_code == 201, answer.text
    return token_of(SECRET, uuid.UUID(answer.json()["id"]))


def accept(client: TestClient, token: str) -> Any:
    """The answer to taking an invitation."""
    return client.post("boutiques/invitations/accept", json={"token": token})


def join(client: TestClient, owner: TestClient) -> TestClient:
    """The client as one of the staff of the owner's boutique."""
    answer = accept(client, invite(owner, f"{uuid.uuid4().hex[:8]}@example.com"))
    assert answer.status_code == 200, answer.text
    return client


def with_key(client: TestClient, owner: TestClient, name: str = "Stock system") -> TestClient:
    """The client as a program with a new key of the owner's boutique."""
    answer = owner.post("boutiques/me/keys", json={"name": name})
    assert answer.status_code == 201, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['key']}"
    return client
