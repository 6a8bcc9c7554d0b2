"""304 for what the caller has, 412 for what changed under them."""

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.web.etag import ConditionsDep, tag_of


@pytest.fixture
def client(small_app: FastAPI) -> TestClient:
    small_app.state.version = 1

    @small_app.get("/api/thing")
    def read_thing(when: ConditionsDep) -> Any:
        version = small_app.state.version
        return when.known(tag_of("thing", version)) or {"version": version}

    @small_app.patch("/api/thing")
    def change_thing(when: ConditionsDep) -> Any:
        when.require(tag_of("thing", small_app.state.version))
        small_app.state.version += 1
        return {"version": small_app.state.version}

    return TestClient(small_app)


def test_answers_304_without_a_body_to_who_has_it(client: TestClient) -> None:
    first = client.get("/api/thing")
    tag = first.headers["etag"]
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/api/thing", headers={"If-None-Match": header})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"


def test_answers_anew_once_it_changed(client: TestClient) -> None:
    tag = client.get("/api/thing").headers["etag"]
    client.patch("/api/thing")
    again = client.get("/api/thing", headers={"If-None-Match": tag})
    assert (again.status_code, again.json()) == (200, {"version": 2})
    assert again.headers["etag"] != tag


def test_only_one_of_two_editors_changes_what_both_have_read(client: TestClient) -> None:
    tag = client.get("/api/thing").headers["etag"]
    answers = [client.patch("/api/thing", headers={"If-Match": tag}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 412]
    assert "ETag" in answers[1].json()["detail"]


@pytest.mark.parametrize("header", ['W/"x"', '"x"', "x", ","])
def test_a_change_needs_the_strong_present_tag(client: TestClient, header: str) -> None:
    tag = client.get("/api/thing").headers["etag"]
    assert client.patch("/api/thing", headers={"If-Match": header.replace('"x"', f"{tag}x")}).status_code == 412
    assert client.patch("/api/thing", headers={"If-Match": f"W/{tag}"}).status_code == 412
    assert client.patch("/api/thing", headers={"If-Match": "*"}).status_code == 200


def test_tags_of_different_parts_differ() -> None:
    assert tag_of("a", "b") != tag_of("ab")
    assert tag_of(1) != tag_of("1")
    assert tag_of(b"content") == tag_of(b"content")
