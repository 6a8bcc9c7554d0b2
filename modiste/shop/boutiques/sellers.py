"""For which boutique somebody works, and as what: its owner, one of its staff, or a program with one of its keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import exists, select, union_all
from sqlalchemy.orm import Session

from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.models import Boutique, BoutiqueStaff
from modiste.shop.boutiques.service import NoBoutiqueYet


class Post(StrEnum):
    """As what somebody works for a boutique."""

    OWNER = "owner"
    STAFF = "staff"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Seller:
    """Who works for a boutique; a key has no person behind it (`user_id` None)."""

    boutique_id: int
    user_id: int | None
    post: Post

    @property
    def principal(self) -> str:
        """Whose Idempotency-Keys these are: the person's, or the boutique's where a program asks."""
        return f"boutique:{self.boutique_id}" if self.user_id is None else str(self.user_id)


def seller_of(session: Session, user: Principal) -> Seller:
    """The boutique that somebody owns or works in, and which of the two. Raises NoBoutiqueYet."""
    owned = session.scalar(select(Boutique.id).where(Boutique.owner_id == user.id))
    if owned is not None:
        return Seller(owned, user.id, Post.OWNER)
    staffed = session.scalar(select(BoutiqueStaff.boutique_id).where(BoutiqueStaff.user_id == user.id))
    if staffed is None:
        raise NoBoutiqueYet
    return Seller(staffed, user.id, Post.STAFF)


def boutique_of_seller(session: Session, seller: Seller, *, to_change: bool = False) -> Boutique:
    """The boutique that a seller works for, locked when it is about to be changed. Raises NoBoutiqueYet."""
    query = select(Boutique).where(Boutique.id == seller.boutique_id)
    found = session.scalar(query.with_for_update() if to_change else query)
    if found is None:  # given up between the look at who asks and now
        raise NoBoutiqueYet
    return found


def people_of(session: Session, boutique_id: int) -> Sequence[int]:
    """The accounts of a boutique's owner and of its staff, in the order of their ids."""
    owner = select(Boutique.owner_id.label("id")).where(Boutique.id == boutique_id, Boutique.owner_id.is_not(None))
    staff = select(BoutiqueStaff.user_id.label("id")).where(BoutiqueStaff.boutique_id == boutique_id)
    people = union_all(owner, staff).subquery()
    return session.scalars(select(people.c.id).order_by(people.c.id)).all()


def is_seller(session: Session, user_id: int) -> bool:
    """Whether an account owns a boutique or works in one."""
    owns = exists().where(Boutique.owner_id == user_id)
    staffs = exists().where(BoutiqueStaff.user_id == user_id)
    return bool(session.scalar(select(owns | staffs)))
