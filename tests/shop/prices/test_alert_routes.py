"""Setting, changing and taking back alerts over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update
from starlette.testclient import TestClient

from modiste.shop.boutiques.models import Boutique
from modiste.shop.prices import alert_list
from tests.shop.swipes.shop import make_items

SignIn = Callable[..., TestClient]


@pytest.fixture
def item(app: FastAPI) -> int:
    [made] = make_items(app.state.database, [{"name": "Linen dress", "price": 9_000, "sizes": ["S", "M"]}])
    with app.state.database.transaction() as session:
        session.execute(update(Boutique).values(delivery_cost=0))
    return made


@pytest.fixture
def ann(sign_in: SignIn) -> TestClient:
    return sign_in()


def ask(client: TestClient, item_id: int, **wanted: Any) -> Any:
    return client.post("alerts", json={"item_id": item_id, "kind": "target"} | wanted)


def test_an_alert_says_what_it_waits_for_and_how_things_stand(ann: TestClient, item: int) -> None:
    answer = ask(ann, item, target=5_000)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["target"], made["total"]) == (
        {"amount": 5_000, "currency": "EUR"},
        {"amount": 9_000, "currency": "EUR"},
    )
    assert (made["is_met"], made["is_in_stock"], made["shop"]) == (False, True, "Atelier")
    assert made["item"]["name"] == "Linen dress"
    assert ann.get("alerts").json()["items"] == [made]
    drop = ask(ann, item, kind="drop", percent=15).json()
    assert (drop["baseline"]["amount"], drop["limit"]["amount"]) == (9_000, 7_650)


def test_asking_again_changes_the_same_alert(ann: TestClient, item: int) -> None:
    first = ask(ann, item, target=5_000)
    again, other = ask(ann, item, target=5_000), ask(ann, item, target=9_500)
    assert [again.status_code, other.status_code] == [200, 200]
    assert first.json() == again.json()
    assert (other.json()["id"], other.json()["target"]["amount"]) == (first.json()["id"], 9_500)
    assert other.json()["is_met"] is True
    assert ask(ann, item, target=5_000, size="M").status_code == 201
    assert len(ann.get("alerts").json()["items"]) == 2


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"target": 0},
        {"target": 2**31},
        {"target": True},
        {"target": 5_000, "percent": 10},
        {"kind": "drop"},
        {"kind": "drop", "percent": 100},
        {"kind": "any_change", "target": 5_000},
        {"kind": "never"},
        {"target": 5_000, "currency": "euro"},
        {"target": 5_000, "currency": "XTS"},
        {"target": 5_000, "size": "M" * 41},
    ],
)
def test_refuses_what_makes_no_alert(ann: TestClient, item: int, wanted: dict[str, Any]) -> None:
    assert ask(ann, item, **wanted).status_code == 422
    assert ann.get("alerts").json() == {"items": []}


def test_an_alert_is_changed_and_taken_back(ann: TestClient, item: int) -> None:
    made = ask(ann, item, target=5_000).json()
    path = f"alerts/{made['id']}"
    assert ann.patch(path, json={"target": 4_000}).json()["target"]["amount"] == 4_000
    assert ann.patch(path, json={"percent": 10}).status_code == 422
    assert [ann.delete(path).status_code, ann.delete(path).status_code] == [204, 404]
    assert ann.get("alerts").json() == {"items": []}


def test_nobody_sees_or_touches_the_alerts_of_others(ann: TestClient, item: int, sign_in: SignIn) -> None:
    made = ask(ann, item, target=5_000).json()
    zoe = sign_in()
    assert zoe.get("alerts").json() == {"items": []}
    assert zoe.patch(f"alerts/{made['id']}", json={"target": 1}).status_code == 404
    assert zoe.delete(f"alerts/{made['id']}").status_code == 404
    assert ann.get("alerts").json()["items"] == [made]


def test_there_can_be_so_many_and_no_more(ann: TestClient, item: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_list, "MOST", 2)
    answers = [ask(ann, item, target=5_000, size=size).status_code for size in ("S", "M", "L", "M")]
    assert answers == [201, 201, 409, 200]


def test_an_unknown_item_has_no_alerts(ann: TestClient) -> None:
    assert ask(ann, 2_000_000_000, target=5_000).status_code == 404
