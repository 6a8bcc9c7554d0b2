"""Errors for people who opened an address in a browser."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI, Response
from starlette.testclient import TestClient

from modiste.shop.kit import errors
from modiste.shop.kit.settings import Environment, Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Mode": "navigate"}


class Seen(HTMLParser):
    """The links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._href = (dict(attrs).get("href") or "") if tag == "a" else ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.links[data], self._href = self._href, ""


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (errors.NotFound("There is no such dress."), 404, "Check the address"),
        (errors.TooMany("Ten a minute.", retry_after=30), 429, "Try again in 30 seconds."),
        (errors.TooMany("Ten an hour.", retry_after=3600), 429, "Try again in 60 minutes."),
        (errors.Unavailable("The database rests.", retry_after=1), 503, "Try again in a second."),
        (errors.Unauthenticated("Who are you?"), 401, "does not know you"),
    ],
)
def test_who_opens_an_address_in_a_browser_reads_what_happened_and_what_to_do(
    small_app: FastAPI, small_client: TestClient, error: errors.ShopError, status: int, sentence: str
) -> None:
    @small_app.get("/api/fails")
    def fails() -> None:
        raise error

    answer = small_client.get("/api/fails", headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert error.detail in answer.text
    assert sentence in answer.text
    assert Seen(answer.text).links["Go to the shop"] == "/"
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src" not in answer.headers["content-security-policy"]
    assert (answer.headers.get("retry-after") is None) is not hasattr(error, "retry_after")
    assert answer.headers["x-request-id"] in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/json"},
        {"Accept": "*/*"},
        {"Accept": "text/html,*/*", "Sec-Fetch-Mode": "cors"},
        {"Accept": "image/avif,image/webp,*/*", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_programs_and_pictures_get_the_problem_itself(small_client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/api/none", "/media/none.webp"):
        assert small_client.get(path, headers=headers).headers["content-type"] == "application/problem+json"
    posted = small_client.post("/api/none", headers=BROWSER)
    assert posted.headers["content-type"] == "application/problem+json"


def test_a_surprise_is_a_page_too_and_keeps_its_secret(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/api/breaks")
    def breaks() -> None:
        raise RuntimeError("the secret reason")

    answer = small_client.get("/api/breaks?a=1&b=2", headers=BROWSER)
    assert answer.status_code == 500
    assert "secret reason" not in answer.text
    assert Seen(answer.text).links["Try again"] == "/api/breaks?a=1&b=2"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "style-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"] in answer.text


@pytest.mark.parametrize("path", ["/api/'%22%3Cscript%3E", "/api/%3Cscript%3Ealert(1)%3C/script%3E"])
def test_nothing_of_the_address_becomes_part_of_the_page(
    small_app: FastAPI, small_client: TestClient, path: str
) -> None:
    @small_app.get("/api/{rest:path}")
    def fails(rest: str) -> None:
        raise errors.Unavailable(f"No <b>{rest}</b> now.")

    answer = small_client.get(path, headers=BROWSER)
    assert "<script" not in answer.text
    assert "<b>" not in answer.text


def test_trying_again_never_leads_to_another_host(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/{rest:path}")
    def fails(rest: str) -> None:
        raise errors.Unavailable

    answer = small_client.get("http://testserver//evil.example/api/", headers=BROWSER)
    assert Seen(answer.text).links["Try again"] == "/evil.example/api/"


def test_a_long_problem_that_was_compressed_is_read_all_the_same(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/api/fails")
    def fails() -> None:
        raise errors.Conflict("This is long. " * 200)

    assert small_client.get("/api/fails", headers=BROWSER).text.count("This is long.") == 200


def test_what_is_no_error_is_left_alone(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/api/things")
    def things() -> Response:
        return Response(b'{"things": 1}', media_type="application/json")

    assert small_client.get("/api/things", headers=BROWSER).json() == {"things": 1}


def test_the_api_is_described_where_the_settings_say_so(
    make_app: Callable[[Settings], FastAPI], local_settings: Settings
) -> None:
    production = local_settings.model_copy(update={"environment": Environment.PRODUCTION})
    for settings, is_shown in (
        (local_settings, True),
        (production, False),
        (production.model_copy(update={"api_docs": True}), True),
    ):
        app = make_app(settings)
        links = Seen(TestClient(app).get("/api/none", headers=BROWSER).text).links
        assert ("What the API offers" in links) is is_shown
        app.state.database.close()
