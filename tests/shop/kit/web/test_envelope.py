"""What every answer carries."""

from collections.abc import Callable

import structlog
from fastapi import FastAPI
from starlette.responses import Response
from starlette.testclient import TestClient

from modiste.shop.kit.settings import Environment, Settings

EXPECTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


def test_every_answer_carries_the_security_headers_even_a_surprise(
    small_app: FastAPI, small_client: TestClient
) -> None:
    @small_app.get("/api/breaks")
    def breaks() -> None:
        raise RuntimeError("the secret reason")

    for path, status in {"/api/breaks": 500, "/api/none": 404, "/a%00b": 400}.items():
        answer = small_client.get(path)
        assert answer.status_code == status
        assert EXPECTED.items() <= dict(answer.headers).items()
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert len(answer.headers["x-request-id"]) == 32
        assert answer.headers["content-type"] == "application/problem+json"
        assert "secret reason" not in answer.text


def test_the_request_id_of_the_caller_is_kept_and_bound_to_the_log(
    small_app: FastAPI, small_client: TestClient
) -> None:
    @small_app.get("/api/bound")
    def bound() -> dict[str, str]:
        return {"bound": structlog.contextvars.get_contextvars()["request_id"]}

    answer = small_client.get("/api/bound", headers={"X-Request-ID": "from-the-proxy.7"})
    assert answer.headers["x-request-id"] == "from-the-proxy.7"
    assert answer.json() == {"bound": "from-the-proxy.7"}


def test_a_request_id_that_would_forge_log_lines_is_replaced(small_client: TestClient) -> None:
    for given in ("two words", "x" * 65, 'quote"', "a\tb"):
        answer = small_client.get("/api/none", headers={"X-Request-ID": given})
        assert answer.headers["x-request-id"] != given
        assert len(answer.headers["x-request-id"]) == 32


def test_an_answer_keeps_the_policy_and_the_caching_that_it_brings(
    small_app: FastAPI, small_client: TestClient
) -> None:
    own = {"Content-Security-Policy": "sandbox", "Cache-Control": "max-age=60"}

    @small_app.get("/api/own")
    def own_headers() -> Response:
        return Response(headers=own)

    answer = small_client.get("/api/own")
    assert answer.headers.get_list("content-security-policy") == ["sandbox"]
    assert answer.headers.get_list("cache-control") == ["max-age=60"]


def test_https_is_demanded_in_production_only(
    make_app: Callable[[Settings], FastAPI], local_settings: Settings
) -> None:
    production = local_settings.model_copy(update={"environment": Environment.PRODUCTION})
    for settings, is_demanded in ((local_settings, False), (production, True)):
        app = make_app(settings)
        answer = TestClient(app).get("/api/none")
        assert ("strict-transport-security" in answer.headers) is is_demanded
        app.state.database.close()


def test_only_the_named_origins_may_read_across_sites(
    make_app: Callable[[Settings], FastAPI], local_settings: Settings
) -> None:
    app = make_app(local_settings.model_copy(update={"cors_origins": ["https://shop.example"]}))
    client = TestClient(app)
    for origin, is_allowed in (("https://shop.example", True), ("https://evil.example", False)):
        preflight = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert (
            client.options("/api/x", headers=preflight).headers.get("access-control-allow-origin") == origin
        ) is is_allowed
    app.state.database.close()


def test_no_origin_may_read_across_sites_unless_set(small_client: TestClient) -> None:
    answer = small_client.get("/api/none", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_json_is_compressed_from_one_kilobyte_but_no_event_stream(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/api/{kind}")
    def some(kind: str) -> Response:
        size, media_type = {"small": (900, "application/json"), "large": (9000, "application/json")}.get(
            kind, (9000, "text/event-stream")
        )
        return Response(b"x" * size, media_type=media_type)

    encodings = {
        kind: small_client.get(f"/api/{kind}").headers.get("content-encoding") for kind in ("small", "large", "events")
    }
    assert encodings == {"small": None, "large": "gzip", "events": None}
