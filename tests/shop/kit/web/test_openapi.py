"""The API's description holds what the API does."""

import json
import re
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

from modiste.shop.kit.errors import Conflict
from modiste.shop.kit.web.etag import ConditionsDep
from modiste.shop.kit.web.fields import Body, Id
from modiste.shop.kit.web.problems import problems


class SoldOut(Conflict):
    """Of a feature."""

    title = "It is sold out"


class OrderIn(Body):
    item: Id


@pytest.fixture
def document(small_app: FastAPI) -> dict[str, Any]:
    bearer = HTTPBearer(auto_error=False)

    @small_app.get("/api/v1/open", tags=["things"])
    def list_things() -> list[int]:
        return []

    @small_app.patch("/api/v1/orders/{number}", tags=["orders"], responses=problems(SoldOut))
    def change_order(number: Id, body: OrderIn, when: ConditionsDep, token: Annotated[Any, Depends(bearer)]) -> int:
        return number

    return json.loads(json.dumps(small_app.openapi()))


def test_names_are_stable_and_fit_generated_clients(document: dict[str, Any]) -> None:
    names = {operation["operationId"] for path in document["paths"].values() for operation in path.values()}
    assert names == {"things_list_things", "orders_change_order"}


def test_every_operation_names_what_it_can_answer(document: dict[str, Any]) -> None:
    things = document["paths"]["/api/v1/open"]["get"]["responses"]
    orders = document["paths"]["/api/v1/orders/{number}"]["patch"]["responses"]
    assert list(things) == ["200", "400", "429", "503"]
    assert list(orders) == [*"200 400 401 403 404 408 409 412 413 422 429 503".split()]
    assert orders["409"]["description"] == "It is sold out"


def test_one_kind_of_problem_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in str(document)
    for reference in set(re.findall(r"'\$ref': '#/([^']+)'", str(document))):
        part = document
        for step in reference.split("/"):
            part = part[step]
    problem = document["components"]["schemas"]["Problem"]
    assert {"type", "title", "status", "detail", "errors"} <= problem["properties"].keys()


def test_private_operations_say_how_to_sign_in(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["HTTPBearer"] == {"type": "http", "scheme": "bearer"}
    assert document["paths"]["/api/v1/orders/{number}"]["patch"]["security"] == [{"HTTPBearer": []}]


def test_the_document_follows_when_a_route_is_added(small_app: FastAPI) -> None:
    first = small_app.openapi()
    small_app.add_api_route("/api/v1/late", lambda: 1, tags=["late"], name="come")
    assert "/api/v1/late" not in first["paths"]
    assert "422" not in str(small_app.openapi()["paths"]["/api/v1/late"])
    assert small_app.openapi()["paths"]["/api/v1/late"]["get"]["operationId"] == "late_come"
