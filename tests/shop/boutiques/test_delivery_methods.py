"""Ways of delivery beside the boutique's own rule: kept by its owner, and by nobody else."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from modiste.shop.boutiques.delivery import MOST_METHODS
from modiste.shop.boutiques.terms import TERMS_VERSION

EXPRESS = {"name": "Express", "cost": 990, "days_min": 1, "days_max": 2}
AS_SHOWN = EXPRESS | {"code": "express", "free_over": None, "countries": [], "is_active": True}
PATH = "boutiques/me/delivery-methods"


@pytest.fixture
def owner(sign_in: Callable[..., TestClient]) -> TestClient:
    opened = sign_in("boutique")
    opened.post("boutiques", json={"name": "Maison Lune", "terms_version": TERMS_VERSION})
    return opened


def test_an_owner_adds_changes_and_deletes_a_method(owner: TestClient) -> None:
    assert owner.get(PATH).json() == []
    assert owner.put(f"{PATH}/express", json=EXPRESS).json() == AS_SHOWN
    changes = {"cost": 1_200, "free_over": 20_000, "countries": ["DE", "FR"], "is_active": False}
    assert owner.put(f"{PATH}/express", json=EXPRESS | changes).json() == AS_SHOWN | changes
    assert owner.get(PATH).json() == [owner.get(f"{PATH}/express").json()] == [AS_SHOWN | changes]
    assert owner.delete(f"{PATH}/express").status_code == 204
    assert [owner.delete(f"{PATH}/express").status_code, owner.get(f"{PATH}/express").status_code] == [404, 404]


def test_refuses_methods_that_make_no_sense(owner: TestClient) -> None:
    for nonsense in (
        {"days_min": 3},
        {"cost": -1},
        {"name": " "},
        {"countries": ["Germany"]},
        {"free_over": 10**9},
        {"boutique_id": 1},
    ):
        assert owner.put(f"{PATH}/express", json=EXPRESS | nonsense).status_code == 422, nonsense
    assert owner.put(f"{PATH}/standard", json=EXPRESS).status_code == 422, "that is the boutique's own rule"
    assert owner.put(f"{PATH}/Express!", json=EXPRESS).status_code == 422


def test_a_boutique_has_so_many_and_no_more(owner: TestClient) -> None:
    for number in range(MOST_METHODS):
        assert owner.put(f"{PATH}/way-{number}", json=EXPRESS).status_code == 200
    assert owner.put(f"{PATH}/one-more", json=EXPRESS).status_code == 409
    assert owner.put(f"{PATH}/way-0", json=EXPRESS | {"cost": 0}).status_code == 200


def test_nobody_touches_another_boutiques_methods(owner: TestClient, sign_in: Callable[..., TestClient]) -> None:
    owner.put(f"{PATH}/express", json=EXPRESS)
    other = sign_in("boutique")
    assert other.put(f"{PATH}/express", json=EXPRESS).status_code == 404, "no boutique yet"
    other.post("boutiques", json={"name": "Atelier Rui", "terms_version": TERMS_VERSION})
    assert [other.get(f"{PATH}/express").status_code, other.delete(f"{PATH}/express").status_code] == [404, 404]
    assert other.put(f"{PATH}/express", json=EXPRESS | {"cost": 1}).status_code == 200
    assert owner.get(f"{PATH}/express").json() == AS_SHOWN
