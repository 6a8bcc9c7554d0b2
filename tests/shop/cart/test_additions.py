"""Who put what into the cart is noted once, brought along by guests who sign in, and forgotten in time."""

from datetime import timedelta

from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.cart.additions import KEPT_DAYS, forget_additions, note_additions
from modiste.shop.cart.models import CartAddition
from modiste.shop.cart.owners import Owner, merge_guest_cart
from modiste.shop.cart.schemas import LineIn
from modiste.shop.cart.service import add_line
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from tests.shop.cart.shop import add

HOUR = timedelta(hours=1)


def noted(database: Database) -> list[tuple[int, int]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(CartAddition.item_id, CartAddition.user_id))]


def test_a_shopper_and_an_item_are_noted_once(
    shopper: TestClient, database: Database, dress: int, shopper_id: int
) -> None:
    add(shopper, dress, size="S")
    before = clock.now()
    cart = add(shopper, dress, size="M")
    shopper.delete(f"cart/lines/{cart['lines'][0]['id']}")
    assert noted(database) == [(dress, shopper_id)], "it stays when the line goes"
    with database.reading() as session:
        assert session.scalars(select(CartAddition.added_at)).one() >= before


def test_a_guest_leaves_nothing_until_they_sign_in(database: Database, dress: int, shopper_id: int) -> None:
    guest = Owner(guest_id="a" * 64)
    with database.transaction() as session:
        add_line(session, guest, LineIn(item_id=dress, size="M"))
    assert noted(database) == []
    with database.transaction() as session:
        merge_guest_cart(session, guest, Owner(user_id=shopper_id))
    assert noted(database) == [(dress, shopper_id)]


def test_of_two_times_the_later_counts(database: Database, dress: int, shopper_id: int) -> None:
    now = clock.now()
    for moment in (now, now - HOUR):
        with database.transaction() as session:
            note_additions(session, shopper_id, {dress: moment})
    with database.reading() as session:
        assert session.scalars(select(CartAddition.added_at)).one() == now


def test_what_no_figure_looks_back_to_is_forgotten(database: Database, dress: int, shopper_id: int) -> None:
    with database.transaction() as session:
        note_additions(session, shopper_id, {dress: clock.now() - timedelta(days=KEPT_DAYS) + HOUR})
        assert forget_additions(session) == 0
        session.execute(update(CartAddition).values(added_at=clock.now() - timedelta(days=KEPT_DAYS) - HOUR))
    with database.transaction() as session:
        assert forget_additions(session) == 1
    assert noted(database) == []
