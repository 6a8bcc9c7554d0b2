"""Whose cart it is: an account's, or a guest's, which becomes the account's at the first request after signing in."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, false, func, select
from sqlalchemy.orm import Session

from modiste.shop.cart.additions import note_additions
from modiste.shop.cart.models import CartLine
from modiste.shop.cart.schemas import MOST_PIECES
from modiste.shop.kit import clock, tokens

CART_LOCK = 7_215_022  # any number that only carts use
GUEST_DAYS = 90  # how long a guest's cart waits for them
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Owner:
    """An account, a guest by the digest of their cookie's secret, or nobody yet."""

    user_id: int | None = None
    guest_id: str | None = None

    @property
    def lines(self) -> ColumnElement[bool]:
        """The condition that a row of the cart is theirs."""
        if self.user_id is not None:
            return CartLine.user_id == self.user_id
        return CartLine.guest_id == self.guest_id if self.guest_id is not None else false()

    @property
    def principal(self) -> str:
        """Their name where answers are kept for a while."""
        return str(self.user_id) if self.user_id is not None else f"guest:{(self.guest_id or '')[:48]}"


def guest_of(secret: str) -> Owner:
    """The guest who holds this secret."""
    return Owner(guest_id=tokens.digest(secret))


def take_turns(session: Session, owner: Owner) -> None:
    """Let one transaction at a time write this cart, until it ends; SQLite has one writer anyhow."""
    if session.get_bind().dialect.name != "sqlite":
        number = owner.user_id if owner.user_id is not None else -int((owner.guest_id or "0")[:7], 16)
        session.execute(select(func.pg_advisory_xact_lock(CART_LOCK, number)))


def list_lines(session: Session, owner: Owner) -> list[CartLine]:
    """The owner's lines, the one added last first."""
    return list(session.scalars(select(CartLine).where(owner.lines).order_by(CartLine.added_at.desc(), CartLine.id)))


def merge_guest_cart(session: Session, guest: Owner, user: Owner) -> None:
    """Put what a guest meant to buy into the account's cart: equal lines add up, as far as a cart may hold."""
    take_turns(session, guest)
    take_turns(session, user)
    mine = {(line.item_id, line.size, line.colour): line for line in list_lines(session, user)}
    brought = list(reversed(list_lines(session, guest)))
    if user.user_id is not None:  # whom a guest turns out to be
        note_additions(session, user.user_id, {line.item_id: line.added_at for line in brought})
    for line in brought:
        same = mine.get((line.item_id, line.size, line.colour))
        if same is not None:
            same.quantity = min(MOST_PIECES, same.quantity + line.quantity)
            same.is_saved = same.is_saved and line.is_saved
            session.delete(line)
        elif len(mine) < MOST_LINES:
            line.user_id, line.guest_id = user.user_id, None
            mine[line.item_id, line.size, line.colour] = line
        else:
            session.delete(line)
    session.flush()


def forget_guest_carts(session: Session) -> int:
    """Delete the lines of guests who have not been back for long; returns how many. For the timetable."""
    horizon = clock.now() - timedelta(days=GUEST_DAYS)
    is_old = CartLine.guest_id.is_not(None) & (CartLine.updated_at < horizon)
    return len(session.scalars(delete(CartLine).where(is_old).returning(CartLine.id)).all())
