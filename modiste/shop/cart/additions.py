"""That somebody put an item into the cart: noted as it happens, and forgotten when no figure looks back so far."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from modiste.shop.cart.models import CartAddition
from modiste.shop.kit import clock
from modiste.shop.kit.db import insert_into

KEPT_DAYS = 90


def note_additions(session: Session, user_id: int, added: Mapping[int, datetime]) -> None:
    """Note when a shopper put items into the cart, by their ids; of twice the later counts."""
    if not added:
        return
    rows = [{"item_id": item_id, "user_id": user_id, "added_at": added[item_id]} for item_id in sorted(added)]
    insert = insert_into(session, CartAddition).values(rows)
    later = {"set_": {"added_at": insert.excluded.added_at}, "where": CartAddition.added_at < insert.excluded.added_at}
    session.execute(insert.on_conflict_do_update(index_elements=("item_id", "user_id"), **later))


def forget_additions(session: Session) -> int:
    """Delete what is older than any figure looks back; returns how many. For the timetable."""
    horizon = clock.now() - timedelta(days=KEPT_DAYS)
    gone = delete(CartAddition).where(CartAddition.added_at < horizon).returning(CartAddition.item_id)
    return len(session.scalars(gone).all())
