"""What a boutique takes for delivery: seen by everybody, set by its owner."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from modiste.shop.boutiques.terms import TERMS_VERSION


@pytest.fixture
def owner(sign_in: Callable[..., TestClient]) -> TestClient:
    opened = sign_in("boutique")
    opened.post("boutiques", json={"name": "Maison Lune", "terms_version": TERMS_VERSION})
    return opened


def test_a_new_boutique_has_rules_and_its_owner_changes_them(owner: TestClient) -> None:
    mine = owner.get("boutiques/me").json()
    assert (mine["delivery_cost"], mine["free_over"]) == (490, 6000)
    changes = {"delivery_cost": 0, "free_over": None, "delivery_days_min": 1, "delivery_days_max": 2}
    changed = owner.patch("boutiques/me", json=changes)
    assert (changed.status_code, changed.json() | changes) == (200, changed.json())


def test_refuses_rules_that_make_no_sense(owner: TestClient) -> None:
    for nonsense in ({"delivery_days_min": 9}, {"delivery_cost": -1}, {"delivery_cost": None}, {"free_over": 10**9}):
        assert owner.patch("boutiques/me", json=nonsense).status_code == 422
