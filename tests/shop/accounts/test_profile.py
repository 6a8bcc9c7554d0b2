"""One's own account and preferences."""

from collections.abc import Callable
from typing import Any

from starlette.testclient import TestClient

SignIn = Callable[..., TestClient]
TASTE: dict[str, Any] = {
    "background_preference": "original",
    "favourite_styles": ["minimal", "linen"],
    "preferred_colours": ["olive"],
    "sizes": {"dress": ["36", "S"], "shoes": ["38"]},
    "price_ceiling": {"amount": 12000, "currency": "EUR"},
    "budget": {"amount": 8000, "currency": "EUR"},
    "fit": "relaxed",
    "occasions": ["office", "weekend"],
    "quiz_done": True,
    "languages": ["de-AT", "pt"],
    "language": "de",
    "theme": "dark",
    "haptics": False,
}


def test_preferences_begin_with_defaults(sign_in: SignIn) -> None:
    preferences = sign_in().get("me").json()["preferences"]
    assert preferences["background_preference"] == "clean" and preferences["favourite_styles"] == []
    assert set(preferences) == set(TASTE)


def test_changed_preferences_are_merged_with_the_others(sign_in: SignIn) -> None:
    client = sign_in()
    assert client.patch("me", json={"preferences": TASTE}).json()["preferences"] == TASTE
    merged = client.patch("me", json={"preferences": {"preferred_colours": [], "price_ceiling": None}}).json()
    assert merged["preferences"] == TASTE | {"preferred_colours": [], "price_ceiling": None}
    assert client.get("me").json() == merged


def test_name_and_username_change_and_stay_when_absent(sign_in: SignIn) -> None:
    client = sign_in()
    before = client.get("me").json()
    assert client.patch("me", json={"name": "Ann K", "username": "Ann.K"}).json()["username"] == "ann.k"
    assert client.patch("me", json={}).json() == before | {"name": "Ann K", "username": "ann.k"}
    assert sign_in().patch("me", json={"username": "ann.k"}).status_code == 409


def test_refuses_what_is_no_preference(sign_in: SignIn) -> None:
    client = sign_in()
    unfit: list[dict[str, Any]] = [
        {"favourite_styles": ["x"] * 21},
        {"favourite_styles": ["x" * 41]},
        {"favourite_styles": [""]},
        {"background_preference": "blurred"},
        {"background_preference": None},
        {"sizes": {"dress": "36"}},
        {"sizes": {f"kind {n}": [] for n in range(21)}},
        {"price_ceiling": {"amount": -1, "currency": "EUR"}},
        {"price_ceiling": {"amount": 1, "currency": "euro"}},
        {"languages": ["german!"]},
        {"favourite_film": "Phantom Thread"},
    ]
    for change in unfit:
        assert client.patch("me", json={"preferences": change}).status_code == 422, change
    for change in ({"name": None}, {"preferences": None}, {"email": "b@example.com"}, {"role": "admin"}):
        assert client.patch("me", json=change).status_code == 422, change
    assert client.get("me").json()["preferences"]["languages"] == []
