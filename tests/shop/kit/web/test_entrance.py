"""Who is turned away at the door."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.settings import Settings


@pytest.mark.parametrize("address", ["/api/v1/items?q=a%00b", "/api/v1/items/%00", "/%00", "/api/v1/items?a%00=1"])
def test_refuses_nul_anywhere_in_the_address(small_client: TestClient, address: str) -> None:
    answer = small_client.get(address)
    assert answer.status_code == 400
    assert answer.json()["title"] == "Bad Request"


@pytest.mark.parametrize(
    ("host", "is_served"),
    [
        ("shop.example", True),
        ("SHOP.example:443", True),
        ("eu.shop.example", True),
        ("[::1]:8000", True),
        ("evil.example", False),
        ("shop.example.evil.example", False),
        ("", False),
    ],
)
def test_serves_its_own_hosts_only(
    make_app: Callable[[Settings], FastAPI], local_settings: Settings, host: str, is_served: bool
) -> None:
    hosts = ["shop.example", "*.shop.example", "[::1]"]
    app = make_app(local_settings.model_copy(update={"allowed_hosts": hosts}))
    answer = TestClient(app).get("/api/none", headers={"Host": host})
    assert answer.status_code == (404 if is_served else 400)
    app.state.database.close()


def test_answers_probes_that_call_by_address(make_app: Callable[[Settings], FastAPI], local_settings: Settings) -> None:
    app = make_app(local_settings.model_copy(update={"allowed_hosts": ["shop.example"]}))
    answer = TestClient(app).get("/api/v1/health/none", headers={"Host": "10.0.0.7:8000"})
    assert answer.status_code == 404
    app.state.database.close()
