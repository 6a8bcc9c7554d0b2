"""The ways in which a boutique delivers beside its own rule: express, pick-up, to some countries only."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import STANDARD, Boutique, DeliveryMethod
from modiste.shop.boutiques.schemas import DeliveryMethodIn
from modiste.shop.boutiques.service import DeliveryBackwards
from modiste.shop.kit.errors import Conflict, Invalid, NotFound

MOST_METHODS = 20


class MethodUnknown(NotFound):
    """The caller's boutique has no such delivery method."""

    title = "Your boutique has no such delivery method"


class CodeReserved(Invalid):
    """The code is that of the boutique's own rule."""

    title = f"{STANDARD} is the rule of the boutique itself: change it there"


class TooManyMethods(Conflict):
    """A boutique has so many delivery methods and no more."""

    title = f"A boutique has {MOST_METHODS} delivery methods at most: delete one first"


def list_methods(session: Session, boutique: Boutique) -> Sequence[DeliveryMethod]:
    """A boutique's delivery methods by their codes, those that cannot be chosen now among them."""
    mine = select(DeliveryMethod).where(DeliveryMethod.boutique_id == boutique.id)
    return session.scalars(mine.order_by(DeliveryMethod.code)).all()


def list_open_methods(session: Session, boutique_ids: Collection[int]) -> Mapping[int, Sequence[DeliveryMethod]]:
    """What can be chosen of these boutiques beside their own rules; one query."""
    found: dict[int, list[DeliveryMethod]] = {}
    theirs = (DeliveryMethod.boutique_id.in_(boutique_ids), DeliveryMethod.is_active)
    for method in session.scalars(select(DeliveryMethod).where(*theirs).order_by(DeliveryMethod.code)):
        found.setdefault(method.boutique_id, []).append(method)
    return found


def method_of(session: Session, boutique: Boutique, code: str) -> DeliveryMethod:
    """A delivery method of the caller's boutique. Raises MethodUnknown."""
    mine = (DeliveryMethod.boutique_id == boutique.id, DeliveryMethod.code == code)
    found = session.scalar(select(DeliveryMethod).where(*mine))
    if found is None:
        raise MethodUnknown
    return found


def offer_method(session: Session, boutique: Boutique, code: str, method: DeliveryMethodIn) -> DeliveryMethod:
    """Add a delivery method or write it anew; `boutique` is locked in this transaction.

    Raises CodeReserved, DeliveryBackwards, TooManyMethods.
    """
    if code == STANDARD:
        raise CodeReserved
    if method.days_min > method.days_max:
        raise DeliveryBackwards("days_min must not be greater than days_max")
    mine = select(DeliveryMethod).where(DeliveryMethod.boutique_id == boutique.id)
    row = session.scalar(mine.where(DeliveryMethod.code == code))
    if row is None:
        if session.scalars(select(func.count()).select_from(mine.subquery())).one() >= MOST_METHODS:
            raise TooManyMethods
        row = DeliveryMethod(boutique_id=boutique.id, code=code)
        session.add(row)
    for name, value in method.model_dump().items():
        setattr(row, name, value)
    session.flush()
    return row


def withdraw_method(session: Session, boutique: Boutique, code: str) -> None:
    """Delete a delivery method; orders keep what they were placed with. Raises MethodUnknown."""
    session.delete(method_of(session, boutique, code))
    session.flush()
