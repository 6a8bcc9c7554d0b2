"""Boutiques: opened once by their owners, changed under If-Match, found by everybody."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import BoutiqueOut
from modiste.shop.boutiques.terms import TERMS_VERSION

SignIn = Callable[..., TestClient]
LUNE: dict[str, Any] = {
    "name": "Maison Lune",
    "city": "Porto",
    "country": "PT",
    "story": "Linen.\nSlowly made.",
    "terms_version": TERMS_VERSION,
}


def test_a_boutique_account_opens_one_boutique(sign_in: SignIn, client: TestClient) -> None:
    owner = sign_in("boutique")
    opened = owner.post("boutiques", json=LUNE)
    assert opened.status_code == 201
    body = opened.json()
    assert body["slug"] == "maison-lune" and body["currency"] == "EUR" and body["story"] == LUNE["story"]
    assert owner.get("boutiques/me").json() == body
    shown = {name: value for name, value in body.items() if name in BoutiqueOut.model_fields}
    page = shown | {"item_count": 0, "categories": []}
    assert client.get(f"boutiques/{body['id']}").json() == client.get("boutiques/by-slug/maison-lune").json() == page
    assert owner.post("boutiques", json=LUNE | {"slug": "another"}).status_code == 409


def test_a_taken_slug_is_refused_and_a_made_one_gives_way(sign_in: SignIn) -> None:
    sign_in("boutique").post("boutiques", json=LUNE)
    other = sign_in("boutique")
    assert other.post("boutiques", json=LUNE | {"slug": "maison-lune"}).status_code == 409
    assert other.post("boutiques", json=LUNE).json()["slug"].startswith("maison-lune-")
    letters = sign_in("boutique").post("boutiques", json=LUNE | {"name": "Ünïcode & Söhne"}).json()["slug"]
    assert letters == "unicode-sohne"
    assert len(sign_in("boutique").post("boutiques", json=LUNE | {"name": "月"}).json()["slug"]) == 6
    assert other.patch("boutiques/me", json={"slug": "maison-lune"}).status_code == 409


def test_whoever_has_none_is_told_so(sign_in: SignIn, client: TestClient) -> None:
    assert sign_in("boutique").get("boutiques/me").status_code == 404
    assert sign_in("boutique").patch("boutiques/me", json={"city": "Porto"}).status_code == 404
    assert sign_in("user").get("boutiques/me").status_code == 403
    assert sign_in("admin").post("boutiques", json=LUNE).status_code == 403
    assert client.post("boutiques", json=LUNE).status_code == 401
    assert client.get("boutiques/7").status_code == 404


def test_an_edit_of_what_somebody_changed_in_between_is_refused(sign_in: SignIn) -> None:
    owner = sign_in("boutique")
    etag = owner.post("boutiques", json=LUNE).headers["etag"]
    read = owner.get("boutiques/me")
    assert read.headers["etag"] == etag
    changed = owner.patch("boutiques/me", json={"city": "Lisboa"}, headers={"If-Match": etag})
    assert changed.status_code == 200 and changed.json()["city"] == "Lisboa"
    assert changed.json()["name"] == LUNE["name"] and changed.headers["etag"] != etag
    late = owner.patch("boutiques/me", json={"city": "Faro"}, headers={"If-Match": etag})
    assert late.status_code == 412
    assert owner.get("boutiques/me").json()["city"] == "Lisboa"
    assert owner.get("boutiques/me", headers={"If-None-Match": changed.headers["etag"]}).status_code == 304


def test_refuses_what_does_not_fit(sign_in: SignIn) -> None:
    owner = sign_in("boutique")
    for change in (
        {"name": ""},
        {"name": "x" * 121},
        {"slug": "Not A Slug"},
        {"country": "Portugal"},
        {"currency": "euro"},
        {"owner_id": 1},
        {"version": 9},
    ):
        assert owner.post("boutiques", json=LUNE | change).status_code == 422, change
    owner.post("boutiques", json=LUNE)
    for change in ({"name": None}, {"owner_id": 1}, {"version": 1}, {"currency": "USD"}):
        assert owner.patch("boutiques/me", json=change).status_code == 422, change


def test_boutiques_are_found_and_come_in_pages(app: FastAPI, client: TestClient) -> None:
    with app.state.database.transaction() as session:
        for n in range(7):
            name, city = f"Boutique {n % 3}", "Porto" if n % 2 else "Wien"
            session.add(Boutique(slug=f"b-{n}", name=name, city=city, story="Silk 100%" if n == 6 else ""))
    found: list[tuple[str, int]] = []
    page: dict[str, Any] = {"next_cursor": None}
    while not found or page["next_cursor"]:
        cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
        page = client.get("boutiques", params={"limit": 3} | cursor).json()
        found += [(row["name"], row["id"]) for row in page["items"]]
    assert len(found) == 7 and found == sorted(found)
    assert len(client.get("boutiques", params={"city": "porto"}).json()["items"]) == 3
    assert [row["id"] for row in client.get("boutiques", params={"q": "silk 100%"}).json()["items"]] == [7]
    assert client.get("boutiques", params={"q": "100%%"}).json()["items"] == []


def test_a_cursor_that_was_not_made_here_is_refused(client: TestClient) -> None:
    for cursor in ("nonsense", "WyJhIl0", "WyJcdTAwMDAiLDFd", "WyJcdWQ4MDAiLDFd", "WzEsMV0"):
        assert client.get("boutiques", params={"cursor": cursor}).status_code == 422, cursor
