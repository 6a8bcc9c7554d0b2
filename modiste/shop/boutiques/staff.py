"""The people who work in a boutique beside its owner: who they are, and how they leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import Role, User
from modiste.shop.boutiques.models import Boutique, BoutiqueStaff
from modiste.shop.boutiques.sellers import Seller
from modiste.shop.kit.errors import NotFound

MOST_STAFF = 50


class StaffUnknown(NotFound):
    """Nobody of this id works in the caller's boutique."""

    title = "Nobody of this id is among your staff"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody among a boutique's staff, as its owner sees them."""

    user_id: int
    name: str
    email: str
    joined_at: datetime


def list_staff(session: Session, boutique_id: int) -> Sequence[Colleague]:
    """A boutique's staff in the order in which they joined; there are MOST_STAFF at most."""
    query = (
        select(User.id, User.name, User.email, BoutiqueStaff.joined_at)
        .join(BoutiqueStaff, BoutiqueStaff.user_id == User.id)
        .where(BoutiqueStaff.boutique_id == boutique_id)
        .order_by(BoutiqueStaff.joined_at, User.id)
    )
    return [Colleague(*row) for row in session.execute(query)]


def count_staff(session: Session, boutique_id: int) -> int:
    """How many people work in a boutique beside its owner."""
    mine = select(func.count(BoutiqueStaff.user_id)).where(BoutiqueStaff.boutique_id == boutique_id)
    return session.scalars(mine).one()


def dismiss_staff(session: Session, seller: Seller, user_id: int) -> None:
    """Somebody works in the seller's boutique no more, and is a shopper again. Raises StaffUnknown."""
    mine = (BoutiqueStaff.boutique_id == seller.boutique_id, BoutiqueStaff.user_id == user_id)
    if session.scalar(select(BoutiqueStaff.user_id).where(*mine)) is None:
        raise StaffUnknown
    account = accounts.hold_account(session, user_id)  # the account first, as whoever joins does
    gone = session.execute(delete(BoutiqueStaff).where(*mine).returning(BoutiqueStaff.user_id)).one_or_none()
    if gone is None:
        raise StaffUnknown
    _become_shopper(session, account)


def dismiss_all_staff(session: Session, boutique: Boutique) -> None:
    """Nobody works in a boutique any more; it is locked in this transaction."""
    mine = select(BoutiqueStaff.user_id).where(BoutiqueStaff.boutique_id == boutique.id)
    people = session.scalars(mine.order_by(BoutiqueStaff.user_id)).all()
    for user_id in people:
        _become_shopper(session, accounts.hold_account(session, user_id))
    session.execute(delete(BoutiqueStaff).where(BoutiqueStaff.boutique_id == boutique.id))


def _become_shopper(session: Session, account: User) -> None:
    if account.role == Role.BOUTIQUE:  # an admin stays one
        accounts.change_role(session, account, Role.USER)
