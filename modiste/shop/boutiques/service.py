"""Independent sellers: found by shoppers, opened and kept by their owners."""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.models import Boutique, BoutiqueStaff
from modiste.shop.boutiques.terms import agree_to_terms, check_terms
from modiste.shop.kit import paging
from modiste.shop.kit.errors import Conflict, Forbidden, Invalid, NotFound


class BoutiqueUnknown(NotFound):
    """There is no such boutique."""

    title = "There is no such boutique"


class NoBoutiqueYet(NotFound):
    """The caller's account has not opened a boutique."""

    title = "You have not opened a boutique yet"


class BoutiqueExists(Conflict):
    """One account keeps one boutique."""

    title = "You have opened a boutique already"


class SellsElsewhere(Conflict):
    """One account works in one boutique: its own, or somebody else's."""

    title = "You work in a boutique already: leave that one first"


class AdminsDoNotSell(Forbidden):
    """Whoever looks after the shop sells nothing in it."""

    title = "An admin cannot sell here: use another account"


class SlugTaken(Conflict):
    """Another boutique has this slug."""

    title = "Another boutique has this slug: choose another"


class NothingToChange(Invalid):
    """The request sets to null what cannot be empty."""

    title = "These cannot be null: leave out what shall stay as it is"


class DeliveryBackwards(Invalid):
    """The earliest day of arrival would lie after the latest."""

    title = "delivery_days_min must not be greater than delivery_days_max"


def list_boutiques(
    session: Session, *, q: str = "", city: str = "", cursor: str | None = None, limit: int = 20
) -> tuple[Sequence[Boutique], str | None]:
    """Boutiques by name, filtered by words in name, city or story, and the cursor of the next page."""
    query = select(Boutique).order_by(Boutique.name, Boutique.id).limit(limit + 1)
    for word in q.split()[:8]:
        query = query.where(
            or_(*(field.icontains(word, autoescape=True) for field in (Boutique.name, Boutique.city, Boutique.story)))
        )
    if city:
        query = query.where(Boutique.city.icontains(city, autoescape=True))
    if cursor is not None:
        name, last = paging.decode(cursor, str, int)
        query = query.where(or_(Boutique.name > name, (Boutique.name == name) & (Boutique.id > last)))
    rows = session.scalars(query).all()
    following = paging.encode(rows[limit - 1].name, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], following


def boutique_of(session: Session, boutique_id: int) -> Boutique:
    """A boutique, which everybody may see. Raises BoutiqueUnknown."""
    found = session.get(Boutique, boutique_id)
    if found is None:
        raise BoutiqueUnknown
    return found


def boutique_by_slug(session: Session, slug: str) -> Boutique:
    """A boutique by its place in addresses. Raises BoutiqueUnknown."""
    found = session.scalar(select(Boutique).where(Boutique.slug == slug))
    if found is None:
        raise BoutiqueUnknown
    return found


def open_boutique(
    session: Session, user: Principal, boutique: Mapping[str, str], *, terms: str, slug: str | None = None
) -> Boutique:
    """Open the caller's one boutique; a shopper's account becomes a boutique's with it. `terms` is the version of the
    seller's terms that the caller agrees to.

    Raises TermsOutdated, AdminsDoNotSell, BoutiqueExists, SellsElsewhere, SlugTaken.
    """
    check_terms(terms)
    account = accounts.hold_account(session, user.id)  # who opens one and joins another at the same time takes turns
    if account.role == Role.ADMIN:
        raise AdminsDoNotSell
    if session.scalar(select(Boutique.id).where(Boutique.owner_id == user.id)) is not None:
        raise BoutiqueExists
    if session.get(BoutiqueStaff, user.id) is not None:
        raise SellsElsewhere
    opened = Boutique(owner_id=user.id, slug=slug or _free_slug(session, boutique["name"]), **boutique)
    session.add(opened)
    _flush(session)
    if account.role != Role.BOUTIQUE:
        accounts.change_role(session, account, Role.BOUTIQUE)
    return agree_to_terms(session, opened, terms)


def change_boutique(session: Session, boutique: Boutique, changes: Mapping[str, str | int | None]) -> Boutique:
    """Change fields of the caller's boutique, read in this transaction. Raises SlugTaken, DeliveryBackwards."""
    if any(value is None and field != "free_over" for field, value in changes.items()):
        raise NothingToChange
    for field, value in changes.items():
        setattr(boutique, field, value)
    if boutique.delivery_days_min > boutique.delivery_days_max:
        raise DeliveryBackwards
    _flush(session)
    return boutique


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise (BoutiqueExists if "owner_id" in str(error.orig) else SlugTaken) from error


def _free_slug(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    is_free = len(slug) > 1 and session.scalar(select(Boutique.id).where(Boutique.slug == slug)) is None
    return slug if is_free else "-".join(filter(None, (slug, secrets.token_hex(3))))
