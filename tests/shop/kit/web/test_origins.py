"""Requests that a cookie speaks for."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.origins import SameOrigin


@pytest.fixture
def client(small_app: FastAPI, local_settings: Settings) -> TestClient:
    small_app.state.settings = local_settings.model_copy(
        update={"public_url": "https://shop.example", "cors_origins": ["https://app.example"]}
    )

    @small_app.api_route("/api/refresh", methods=["GET", "POST"])
    def refresh(_: SameOrigin) -> str:
        return "refreshed"

    return TestClient(small_app)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # no browser
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://shop.example"}, 200),
        ({"Origin": "https://app.example", "Sec-Fetch-Site": "cross-site"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://shop.example.evil.example"}, 403),
        ({"Origin": "https://shop.example@evil.example"}, 403),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_refuses_what_another_site_sends(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/api/refresh", headers=headers).status_code == status


def test_reading_is_nobodys_concern(client: TestClient) -> None:
    assert client.get("/api/refresh", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
