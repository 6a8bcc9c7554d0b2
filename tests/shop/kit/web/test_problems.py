"""Errors as RFC 9457 problem documents."""

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict
from starlette.testclient import TestClient

from modiste.shop.kit import errors


class Slim(errors.NotFound):
    """Of a feature's own making."""

    title = "There is no such dress"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Invalid("x"), 422),
        (errors.Unauthenticated("x"), 401),
        (errors.Forbidden("x"), 403),
        (errors.NotFound("x"), 404),
        (errors.Conflict("x"), 409),
        (errors.Stale("x"), 412),
        (errors.TooMany("x", retry_after=7), 429),
        (errors.Unavailable("x", retry_after=7), 503),
        (Slim("x"), 404),
        (errors.ShopError("x"), 500),
    ],
)
def test_each_kind_of_error_has_its_status(
    small_app: FastAPI, small_client: TestClient, error: errors.ShopError, status: int
) -> None:
    @small_app.get("/api/fails")
    def fails() -> None:
        raise error

    answer = small_client.get("/api/fails")
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (body["title"], body["detail"], body["instance"]) == (error.title, "x", "/api/fails")
    assert (answer.headers.get("retry-after") == "7") is hasattr(error, "retry_after")
    assert (answer.headers.get("www-authenticate") == "Bearer") is (status == 401)


def test_extensions_of_an_error_reach_the_caller(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.get("/api/fails")
    def fails() -> None:
        raise errors.Conflict("Only 2 are left.", left=2)

    assert small_client.get("/api/fails").json()["left"] == 2


class Dress(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: int
    colour: str


def test_a_wrong_field_is_named_by_its_pointer(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.post("/api/dresses")
    def make(body: Dress) -> Dress:
        return body

    answer = small_client.post("/api/dresses", json={"size": "tall", "a/b~c": 1})
    found = {entry["pointer"]: entry["detail"] for entry in answer.json()["errors"]}
    assert answer.status_code == 422
    assert found.keys() == {"/body/size", "/body/colour", "/body/a~1b~0c"}
    assert "tall" not in answer.text  # what was sent may be a password


def test_a_thousand_wrong_fields_make_no_endless_answer(small_app: FastAPI, small_client: TestClient) -> None:
    @small_app.post("/api/dresses")
    def make(body: Dress) -> Dress:
        return body

    answer = small_client.post("/api/dresses", json={f"x{number}": 1 for number in range(1000)})
    assert len(answer.json()["errors"]) == 20


def test_allow_names_the_methods_of_all_routes_at_a_path(small_app: FastAPI, small_client: TestClient) -> None:
    for method in ("GET", "PATCH", "DELETE"):
        small_app.add_api_route("/api/things/{number}", lambda number: number, methods=[method])
    answer = small_client.put("/api/things/7")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, PATCH")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/%ED%A0%80", "/api/%FF", "/api/a b", "/api/ü", "/api/'%22%3Cscript%3E"])
def test_strange_paths_are_plainly_not_found(small_client: TestClient, path: str) -> None:
    answer = small_client.get(path)
    assert answer.status_code == 404
    assert "<script" not in answer.text
