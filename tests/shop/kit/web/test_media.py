"""Stored files over HTTP: public ones for ever, private ones by a signed URL, and nothing in them that runs."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.disk import media_signature
from modiste.shop.kit.web import media


@pytest.fixture
def client(small_app: FastAPI) -> TestClient:
    small_app.include_router(media.router)
    return TestClient(small_app)


@pytest.fixture
def store(small_app: FastAPI) -> Store:
    store: Store = small_app.state.store
    store.put("public/items/1.webp", b"picture")
    store.put("public/items/2.svg", b"<svg onload='alert(1)'/>")
    store.put("public/page.html", b"<script>alert(1)</script>")
    store.put("photos/7/front.jpg", b"private")
    store.put("public/large.png", bytes(range(256)) * 8192)
    return store


def test_a_public_picture_is_kept_for_ever(client: TestClient, store: Store) -> None:
    answer = client.get(store.url("public/items/1.webp"))
    assert (answer.status_code, answer.content) == (200, b"picture")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"] == 'inline; filename="1.webp"'


@pytest.mark.parametrize("key", ["public/items/2.svg", "public/page.html", "public/items/1.webp"])
def test_nothing_in_a_file_can_run(client: TestClient, store: Store, key: str) -> None:
    answer = client.get(f"/media/{key}")
    assert answer.headers["content-security-policy"].endswith("; sandbox")
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.headers["content-type"] != "text/html"


def test_a_type_that_is_not_ours_is_only_saved(client: TestClient, store: Store) -> None:
    answer = client.get("/media/public/page.html")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="page.html"'


def test_head_and_etag_spare_the_body(client: TestClient, store: Store) -> None:
    head = client.head("/media/public/large.png")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(256 * 8192))
    again = client.get("/media/public/large.png", headers={"If-None-Match": head.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    anew = client.get("/media/public/large.png", headers={"If-None-Match": '"other"'})
    assert (anew.status_code, len(anew.content)) == (200, 256 * 8192)


def test_a_large_file_comes_whole(client: TestClient, store: Store) -> None:
    assert client.get("/media/public/large.png").content == bytes(range(256)) * 8192


def test_a_private_file_needs_the_url_that_we_signed(client: TestClient, store: Store) -> None:
    url = store.url("photos/7/front.jpg", seconds=60)
    answer = client.get(url)
    assert (answer.status_code, answer.content) == (200, b"private")
    assert answer.headers["cache-control"].startswith("private")
    signature = parse_qs(urlsplit(url).query)["signature"][0]
    store.put("photos/8/front.jpg", b"of somebody else")
    later = int(time.time()) + 9999
    for forged in (
        "/media/photos/7/front.jpg",
        url.replace("photos/7", "photos/8"),
        url.replace("expires=", "expires=9"),
        url[:-1] + ("A" if url[-1] != "A" else "B"),
        f"/media/photos/7/front.jpg?expires={later}&signature={signature}",
        "/media/photos/7/front.jpg?signature=%C3%A9",
    ):
        assert client.get(forged).status_code == 404


def test_a_signed_url_ends(client: TestClient, store: Store) -> None:
    over = int(time.time()) - 1
    signature = media_signature("a-test-secret-of-more-than-32-characters", "photos/7/front.jpg", over)
    assert client.get(f"/media/photos/7/front.jpg?expires={over}&signature={signature}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/public/../photos/7/front.jpg",
        "/media/public/%2e%2e/photos/7/front.jpg",
        "/media/public/..%2fphotos/7/front.jpg",
        "/media/public/%252e%252e/photos/7/front.jpg",
        "/media/public//etc/passwd",
        "/media//etc/passwd",
        "/media/public/items/",
        "/media/public/items",
        "/media/public",
        "/media/",
        "/media/public/.hidden",
        "/media/public/a\\..\\b.png",
        "/media/public/ü.png",
        "/media/public/" + "a" * 400,
    ],
)
def test_no_path_leads_to_another_file(client: TestClient, store: Store, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
