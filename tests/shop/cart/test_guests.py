"""Guests have carts: known by a cookie, nobody else's, and taken along when they sign in."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.cart.dependencies import CART_PATH, GUEST_COOKIE
from modiste.shop.cart.models import CartLine
from modiste.shop.cart.owners import forget_guest_carts
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import add, make_dress

Clients = Callable[[], TestClient]


def test_a_guest_who_only_looks_gets_no_cookie(client: TestClient) -> None:
    assert client.get("cart").json()["lines"] == []
    assert client.get("cart/baskets").json()["baskets"] == []
    assert GUEST_COOKIE not in client.cookies


def test_a_guests_cart_is_known_by_a_cookie_that_no_script_reads(
    client: TestClient, database: Database, dress: int
) -> None:
    answer = client.post("cart/lines", json={"item_id": dress, "size": "M"})
    sent = answer.headers["set-cookie"].lower()
    assert all(flag in sent for flag in ("httponly", "samesite=lax", "path=/api/v1/cart"))
    assert client.get("cart").json()["piece_count"] == 1
    with database.reading() as session:
        line = session.scalars(select(CartLine)).one()
    assert (line.user_id, line.guest_id) == (None, tokens.digest(client.cookies[GUEST_COOKIE]))


def test_a_cookie_that_we_did_not_give_out_is_no_cart(client: TestClient, database: Database, dress: int) -> None:
    client.cookies.set(GUEST_COOKIE, "made-up.by-somebody", path=CART_PATH)
    assert client.post("cart/lines", json={"item_id": dress, "size": "M"}).status_code == 201
    with database.reading() as session:
        line = session.scalars(select(CartLine)).one()
    assert line.guest_id != tokens.digest("made-up.by-somebody")


def test_an_address_opens_so_many_carts_an_hour_and_no_cookie_gets_around_it(
    open_client: Clients, app: FastAPI, dress: int
) -> None:
    known, body = open_client(), {"item_id": dress, "size": "M"}
    add(known, dress, size="M")
    most = app.state.settings.guest_carts_per_hour
    for _ in range(most - 1):
        app.state.limits.hit("guest-carts", "testclient", times=most, seconds=3600)
    assert known.post("cart/lines", json=body).status_code == 201, "who has a cart goes on"
    new = open_client()
    assert new.post("cart/lines", json=body).status_code == 429
    new.cookies.set(GUEST_COOKIE, "made-up", path=CART_PATH)
    assert new.post("cart/lines", json=body).status_code == 429


def test_a_guests_first_addition_with_a_key_brings_the_cookie_too(client: TestClient, dress: int) -> None:
    body = {"item_id": dress, "size": "M"}
    answer = client.post("cart/lines", json=body, headers={"Idempotency-Key": "k"})
    assert (answer.status_code, GUEST_COOKIE in client.cookies) == (201, True)
    client.post("cart/lines", json=body, headers={"Idempotency-Key": "l"})
    again = client.post("cart/lines", json=body, headers={"Idempotency-Key": "l"})
    assert (again.json()["piece_count"], client.get("cart").json()["piece_count"]) == (2, 2)


def test_nobody_sees_or_changes_anothers_cart(open_client: Clients, dress: int) -> None:
    ann, zoe = open_client(), open_client()
    line = add(ann, dress, size="M")["lines"][0]
    add(zoe, dress, size="S")
    assert [one["size"] for one in zoe.get("cart").json()["lines"]] == ["S"]
    assert zoe.patch(f"cart/lines/{line['id']}", json={"quantity": 9}).status_code == 404
    assert zoe.delete(f"cart/lines/{line['id']}").status_code == 404
    assert ann.get("cart").json()["lines"][0]["quantity"] == 1


def test_signing_in_takes_the_guests_cart_along(
    open_client: Clients, sign_in: Callable[..., TestClient], database: Database, dress: int
) -> None:
    other = make_dress(database)
    shopper, guest = sign_in(), open_client()
    add(shopper, dress, size="M", quantity=15)
    add(guest, dress, size="M", quantity=7)
    add(guest, other, size="S")
    guest.headers["Authorization"] = shopper.headers["Authorization"]
    found = {(line["item"]["item_id"], line["quantity"]) for line in guest.get("cart").json()["lines"]}
    assert found == {(dress, 20), (other, 1)}
    assert GUEST_COOKIE not in guest.cookies
    del guest.headers["Authorization"]
    assert guest.get("cart").json()["lines"] == []
    assert len(shopper.get("cart").json()["lines"]) == 2


def test_merging_twice_adds_nothing(open_client: Clients, sign_in: Callable[..., TestClient], dress: int) -> None:
    guest = open_client()
    add(guest, dress, size="M", quantity=2)
    secret = guest.cookies[GUEST_COOKIE]
    shopper = sign_in()
    for _ in range(2):
        shopper.cookies.set(GUEST_COOKIE, secret, path="/api/v1/cart")
        assert shopper.get("cart").json()["piece_count"] == 2


def test_another_sites_page_cannot_fill_a_cart(client: TestClient, dress: int) -> None:
    answer = client.post("cart/lines", json={"item_id": dress}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_carts_of_guests_who_do_not_come_back_are_forgotten(
    client: TestClient, sign_in: Callable[..., TestClient], database: Database, dress: int
) -> None:
    shopper = sign_in()
    add(client, dress, size="M")
    add(shopper, dress, size="M")
    with database.transaction() as session:
        assert forget_guest_carts(session) == 0
        session.execute(update(CartLine).values(updated_at=clock.now() - timedelta(days=91)))
        assert forget_guest_carts(session) == 1
    assert (client.get("cart").json()["lines"], len(shopper.get("cart").json()["lines"])) == ([], 1)
