"""A key makes a request happen once, on both databases."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Header, Response
from pydantic import BaseModel
from sqlalchemy import text
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Conflict
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.idempotency import OnceDep
from modiste.shop.kit.web.models import KeptAnswer, forget_kept_answers


class OrderIn(BaseModel):
    item: str
    note: str = ""


class OrderOut(BaseModel):
    id: int
    item: str


@pytest.fixture
def orders_app(make_app: Callable[[Settings], FastAPI], settings: Settings, database: Database) -> Iterator[FastAPI]:
    app = make_app(settings)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE test_orders (id INTEGER PRIMARY KEY, item TEXT)"))
    app.state.pause = 0.0

    @app.post("/api/orders/{shop}", status_code=201, response_model=OrderOut)
    def place(
        shop: str, body: OrderIn, session: SessionDep, once: OnceDep, user: Annotated[str, Header()] = "user:1"
    ) -> Response:
        def work() -> OrderOut:
            time.sleep(app.state.pause)
            if body.item == "breaks":
                raise RuntimeError
            if body.item == "gone":
                raise Conflict("It is sold out.")
            number = session.execute(text("SELECT count(*) FROM test_orders")).scalar_one() + 1
            session.execute(text("INSERT INTO test_orders VALUES (:id, :item)"), {"id": number, "item": body.item})
            return OrderOut(id=number, item=body.item)

        return once.answer(session, user, work, status=201, headers={"Location": f"/api/orders/{shop}"})

    yield app
    app.state.database.close()


@pytest.fixture
def orders(orders_app: FastAPI) -> TestClient:
    return TestClient(orders_app, raise_server_exceptions=False)


def post(client: TestClient, key: str, item: str = "dress", **more: Any) -> Any:
    headers = {"Idempotency-Key": key} | more.pop("headers", {})
    return client.post(more.pop("path", "/api/orders/1"), json={"item": item} | more, headers=headers)


def placed(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM test_orders")).scalar_one())


def test_a_repeated_request_gets_the_first_answer_again(orders: TestClient, database: Database) -> None:
    first, second = post(orders, "k1"), post(orders, "k1")
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert placed(database) == 1


def test_the_same_json_written_another_way_is_the_same_request(orders: TestClient, database: Database) -> None:
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    bodies = (b'{"item":"dress","note":"x"}', b'{ "note" : "\\u0078",\n "item": "dress" }')
    answers = [orders.post("/api/orders/1", content=body, headers=headers) for body in bodies]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert placed(database) == 1


def test_a_key_with_another_request_is_refused(orders: TestClient, database: Database) -> None:
    post(orders, "k1")
    for other in (post(orders, "k1", "coat"), post(orders, "k1", path="/api/orders/2"), post(orders, "k1", note="!")):
        assert other.status_code == 422
        assert "new key" in other.json()["detail"]
    assert placed(database) == 1


def test_a_key_belongs_to_its_principal(orders: TestClient, database: Database) -> None:
    mine, theirs = post(orders, "k1"), post(orders, "k1", headers={"User": "user:2"})
    assert (mine.json()["id"], theirs.json()["id"]) == (1, 2)
    assert placed(database) == 2


@pytest.mark.parametrize(("item", "status"), [("gone", 409), ("breaks", 500)])
def test_a_failure_is_not_kept(orders: TestClient, database: Database, item: str, status: int) -> None:
    assert [post(orders, "k1", item).status_code for _ in range(2)] == [status, status]
    with database.reading() as session:
        assert session.query(KeptAnswer).count() == 0
    assert post(orders, "k1").status_code == 201


@pytest.mark.parametrize("key", [None, "", "x" * 256, "two words", "umläut".encode("latin-1")])
def test_a_missing_or_strange_key_is_refused(orders: TestClient, database: Database, key: Any) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = orders.post("/api/orders/1", json={"item": "dress"}, headers=headers)
    assert answer.status_code == 422
    assert placed(database) == 0


def test_twenty_at_once_place_one_order(orders_app: FastAPI, database: Database) -> None:
    orders_app.state.pause = 0.02
    answers: list[Any] = []
    with TestClient(orders_app, raise_server_exceptions=False) as client:
        threads = [threading.Thread(target=lambda: answers.append(post(client, "k1"))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert placed(database) == 1
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotent-replayed" not in answer.headers for answer in answers) == 1


def test_a_request_whose_first_is_still_in_work_comes_back_later(orders_app: FastAPI, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets one write at a time: the second waits and gets the answer")
    orders_app.state.pause = 1.6  # longer than PostgreSQL's lock_timeout
    answers: list[Any] = []
    with TestClient(orders_app) as client:
        first = threading.Thread(target=lambda: answers.append(post(client, "k1")))
        first.start()
        time.sleep(0.3)
        second = post(client, "k1")
        first.join()
        third = post(client, "k1")
    assert (second.status_code, second.headers["retry-after"]) == (409, "1")
    assert answers[0].status_code == third.status_code == 201
    assert third.content == answers[0].content
    assert placed(database) == 1


def test_old_answers_are_forgotten_and_young_ones_kept(orders: TestClient, database: Database) -> None:
    post(orders, "old"), post(orders, "young")
    with database.transaction() as session:
        old = session.query(KeptAnswer).filter_by(key="old").one()
        old.created_at = clock.now() - timedelta(hours=49)
    with database.transaction() as session:
        assert forget_kept_answers(session) == 1
    with database.reading() as session:
        assert [kept.key for kept in session.query(KeptAnswer)] == ["young"]
