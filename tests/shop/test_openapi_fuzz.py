"""Every operation of the API under generated requests, as four kinds of callers: no 5xx, nothing undocumented."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks as conformance
from starlette.testclient import TestClient

from modiste.shop.app import create_app
from modiste.shop.kit.settings import Settings
from tests.shop.openapi_actors import ACTORS, Actors, open_shop

EXAMPLES = 12
STREAMS = {"GET /api/v1/jobs/{job_id}/events"}  # never ends by itself; tests/shop/jobs covers it
CHECKS = [
    not_a_server_error,
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_schema_conformance,
    conformance.response_headers_conformance,
]
load_all_checks()


def described(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(app.openapi())


OPERATIONS = {
    operation.ok().label: operation.ok()
    for operation in described(create_app(Settings(_env_file=None, database_url="sqlite://"))).get_all_operations()
    if operation.ok().label not in STREAMS
}


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Actors]:
    with open_shop(sqlite_template, tmp_path_factory.mktemp("fuzz")) as actors:
        yield actors


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_breaks_the_shop(label: str, actor: str, shop: Actors) -> None:
    client: TestClient = shop.client_of(actor)
    operation = OPERATIONS[label]
    anything = operation.as_strategy(GenerationMode.POSITIVE) | operation.as_strategy(GenerationMode.NEGATIVE)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=anything)
    def send(case: schemathesis.Case) -> None:
        response = client.request(**_as_request(case))
        case.validate_response(response, checks=CHECKS)

    send()


def _as_request(case: schemathesis.Case) -> dict[str, Any]:
    """The generated request in the client's words; JSON is written here, because some of it is no valid text."""
    asked = case.as_transport_kwargs(base_url="http://testserver")
    asked.pop("cookies", None)
    if "json" in asked:
        asked["content"] = json.dumps(asked.pop("json")).encode()
    elif isinstance(asked.get("data"), str | bytes):
        asked["content"] = asked.pop("data")
    return asked
