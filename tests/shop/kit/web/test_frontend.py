"""The web app's files, its page for deep links, and what is neither."""

import gzip
import os
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.web.frontend import Frontend

PAGE = (
    '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style><script src="/assets/a-1.js">'
)
SCRIPT = "console.log('modiste');" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "webapp"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "a-1.js").write_text(SCRIPT)
    (folder / "assets" / "a-1.js.br").write_bytes(b"as small as the build could make it")
    (folder / "docs.html").write_text("<title>API</title>")
    (folder / "sw.js").write_text("self.skipWaiting()")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "manifest.webmanifest").write_text("{}")
    (tmp_path / "secret.txt").write_text("not for the web")
    return folder


@pytest.fixture
def client(small_app: FastAPI, folder: Path) -> TestClient:
    small_app.router.default = Frontend(folder)
    return TestClient(small_app)


def test_hashed_assets_are_kept_for_ever(client: TestClient) -> None:
    answer = client.get("/assets/a-1.js", headers={"Accept-Encoding": "gzip, deflate"})
    assert answer.text == SCRIPT
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    plain = client.get("/assets/a-1.js", headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers.get("content-encoding")) == (SCRIPT, None)


def test_what_the_build_compressed_better_is_sent_to_those_who_take_it(client: TestClient) -> None:
    with client.stream("GET", "/assets/a-1.js", headers={"Accept-Encoding": "gzip, br;q=0.9"}) as answer:
        assert answer.headers["content-encoding"] == "br"
        assert b"".join(answer.iter_raw()) == b"as small as the build could make it"
    plain = client.get("/assets/a-1.js", headers={"Accept-Encoding": "gzip, brotli"})
    assert plain.headers["content-encoding"] == "gzip"
    assert client.get("/assets/a-1.js.br").status_code == 404


def test_the_service_worker_is_asked_for_each_time_and_may_only_ask_this_server(client: TestClient) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"


def test_an_asset_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/favicon.svg").headers["etag"]
    again = client.get("/favicon.svg", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_other_files_are_asked_for_each_time(client: TestClient) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "application/manifest+json"


@pytest.mark.parametrize("path", ["/", "/index.html", "/items/12", "/boutiques/maison.nord", "/deep/link?x=1"])
def test_every_deep_link_is_the_page_with_a_nonce_of_its_own(client: TestClient, path: str) -> None:
    answers = [client.get(path, headers={"Accept": "text/html,*/*"}) for _ in range(2)]
    nonces = set()
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-cache"
        nonce = re.search(r"style-src 'self' 'nonce-([\w-]+)'", answer.headers["content-security-policy"])
        assert nonce is not None
        assert answer.text == PAGE.replace("__CSP_NONCE__", nonce[1])
        nonces.add(nonce[1])
    assert len(nonces) == 2


def test_the_policy_of_the_page_lets_no_foreign_script_run_nor_one_without_its_nonce(client: TestClient) -> None:
    policy = dict(part.strip().split(" ", 1) for part in client.get("/").headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert re.fullmatch(r"'self' 'nonce-[\w-]{22}'", policy["script-src"])
    assert policy["worker-src"] == policy["manifest-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)


@pytest.mark.parametrize("path", ["/assets/b-2.js", "/assets/", "/missing.png", "/assets/a-1.js/"])
def test_an_unknown_file_is_not_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "image/avif,*/*"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//secret.txt"]
)
def test_no_path_leads_out_of_the_folder(client: TestClient, path: str) -> None:
    assert "not for the web" not in client.get(path).text


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v1/nothing.html"])
def test_below_api_there_is_never_a_page_of_the_app(client: TestClient, path: str) -> None:
    for method in METHODS:
        for accept in ("text/html", "application/json", "*/*", "image/png"):
            answer = client.request(method, path, headers={"Accept": accept, "Sec-Fetch-Mode": "cors"})
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"
    navigated = client.get(path, headers={"Accept": "text/html,*/*"})
    assert navigated.status_code == 404
    assert "There is nothing here" in navigated.text
    assert PAGE[:20] not in navigated.text


def test_the_page_about_the_api_starts_from_our_files_alone(small_app: FastAPI, folder: Path) -> None:
    frontend = Frontend(folder)
    small_app.add_route("/api/v1/docs", frontend.docs)
    small_app.router.default = frontend
    client = TestClient(small_app)
    answer = client.get("/api/v1/docs")
    assert (answer.text, answer.headers["cache-control"]) == ("<title>API</title>", "no-cache")
    assert "script-src 'self'; style-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert client.get("/docs.html", headers={"Accept": "text/html"}).text != answer.text, "that address is the app's"


def test_pages_are_only_read(client: TestClient) -> None:
    answer = client.post("/items/12")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_rebuild_shows_without_a_restart(client: TestClient, folder: Path) -> None:
    assert client.get("/assets/b-2.js").status_code == 404
    (folder / "assets" / "b-2.js").write_text("new")
    (folder / "index.html").write_text("new page")
    os.utime(folder / "index.html", ns=(1, 2_000_000_000_000_000_000))
    assert client.get("/").text == "new page"
    assert client.get("/assets/b-2.js").text == "new"


def test_without_a_build_the_root_says_what_to_do(small_app: FastAPI, tmp_path: Path) -> None:
    small_app.router.default = Frontend(tmp_path / "absent")
    answer = TestClient(small_app).get("/")
    assert answer.status_code == 200
    assert "make web" in answer.text


def test_compressed_assets_are_the_same_each_time(folder: Path, client: TestClient) -> None:
    with client.stream("GET", "/assets/a-1.js", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).decode() == SCRIPT
    assert len(raw) < len(SCRIPT) / 10
