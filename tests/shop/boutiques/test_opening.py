"""Opening a boutique: by whom, and under which terms."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.testclient import TestClient

from modiste.shop.boutiques.terms import TERMS_VERSION
from tests.conftest import REPOSITORY
from tests.shop.boutiques.people import join, open_boutique

SignIn = Callable[..., TestClient]
LUNE: dict[str, Any] = {"name": "Maison Lune", "terms_version": TERMS_VERSION}


def test_a_shopper_who_opens_a_boutique_sells_from_the_next_request_on(sign_in: SignIn) -> None:
    shopper = sign_in("user")
    assert shopper.get("boutiques/me/parcels").status_code == 403
    opened = shopper.post("boutiques", json=LUNE)
    assert (opened.status_code, opened.json()["post"]) == (201, "owner")
    assert shopper.get("me").json()["role"] == "boutique"
    assert shopper.get("boutiques/me/parcels").status_code == 200


def test_a_refused_opening_leaves_a_shopper_a_shopper(sign_in: SignIn) -> None:
    open_boutique(sign_in("boutique"), slug="lune")
    shopper = sign_in("user")
    assert shopper.post("boutiques", json=LUNE | {"slug": "lune"}).status_code == 409
    assert shopper.get("me").json()["role"] == "user"


def test_admins_and_the_staff_of_others_open_none(sign_in: SignIn) -> None:
    assert sign_in("admin").post("boutiques", json=LUNE).status_code == 403
    staff = join(sign_in("user"), open_boutique(sign_in("boutique")))
    refused = staff.post("boutiques", json=LUNE)
    assert refused.status_code == 409 and "leave that one first" in refused.json()["title"]


def test_the_terms_that_hold_are_agreed_to_or_nothing_opens(sign_in: SignIn, client: TestClient) -> None:
    assert client.get("boutiques/terms").json() == {"version": TERMS_VERSION}
    shopper = sign_in("user")
    assert shopper.post("boutiques", json={"name": "Maison Lune"}).status_code == 422
    old = shopper.post("boutiques", json=LUNE | {"terms_version": "2020-01-01"})
    assert old.status_code == 422 and TERMS_VERSION in old.json()["detail"]
    assert [entry["pointer"] for entry in old.json()["errors"]] == ["/body/terms_version"]
    assert shopper.get("me").json()["role"] == "user"
    opened = shopper.post("boutiques", json=LUNE).json()
    assert (opened["terms_version"], opened["terms_hold"]) == (TERMS_VERSION, True) and opened["terms_agreed_at"]


def test_an_owner_agrees_anew_when_the_terms_change(sign_in: SignIn, monkeypatch: Any) -> None:
    owner = open_boutique(sign_in("boutique"))
    monkeypatch.setattr("modiste.shop.boutiques.terms.TERMS_VERSION", "2030-01-01")
    assert owner.get("boutiques/me").json()["terms_hold"] is False
    assert owner.post("boutiques/me/terms", json={"terms_version": TERMS_VERSION}).status_code == 422
    agreed = owner.post("boutiques/me/terms", json={"terms_version": "2030-01-01"}).json()
    assert (agreed["terms_version"], agreed["terms_hold"]) == ("2030-01-01", True)


def test_the_page_with_the_terms_shows_the_version_that_holds() -> None:
    page = (REPOSITORY / "web/src/features/boutiques/terms.ts").read_text()
    assert re.findall(r"TERMS_VERSION = '([^']+)'", page) == [TERMS_VERSION]


def test_whoever_opens_twice_at_a_time_opens_one(sign_in: SignIn) -> None:
    shopper = sign_in("user")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: shopper.post("boutiques", json=LUNE | {"slug": f"lune-{n}"}), range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
