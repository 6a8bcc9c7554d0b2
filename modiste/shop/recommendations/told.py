"""What a shopper has told us in so many words: her preferences, and what she does not want to be judged by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.catalogue import service as catalogue
from modiste.shop.recommendations.candidates import Wish
from modiste.shop.recommendations.models import TasteRemoval

_USERS, _REMOVALS = User.__table__.c, TasteRemoval.__table__.c
# One row per removal, or one with nothing in it: the deck reads both with a single statement.
_TOLD = (
    select(_USERS.preferences, _REMOVALS.kind, _REMOVALS.value)
    .outerjoin(TasteRemoval.__table__, _REMOVALS.user_id == _USERS.id)
    .where(_USERS.id == bindparam("user_id"))
    .order_by(_REMOVALS.created_at, _REMOVALS.kind, _REMOVALS.value)
)


@dataclass(frozen=True, slots=True)
class Told:
    """Preferences as the account keeps them, and the removed words as (kind, value), in the order of removal."""

    preferences: Mapping[str, Any] = field(default_factory=dict)
    removed: tuple[tuple[str, str], ...] = ()


def told_by(session: Session, user_id: int) -> Told:
    """What the shopper told us; one query, on the path of every deck."""
    rows = session.connection().execute(_TOLD, {"user_id": user_id}).all()
    if not rows:
        return Told()
    removed = tuple((row.kind, row.value) for row in rows if row.kind is not None)
    preferences = rows[0].preferences or {}
    return Told(_without(preferences, removed) if removed else preferences, removed)


def _without(preferences: Mapping[str, Any], removed: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    """Her preferences without what she has removed since: the later word holds."""
    gone = {(kind, value.lower()) for kind, value in removed}
    kept = {
        name: [value for value in preferences.get(name) or () if (kind, value.lower()) not in gone]
        for name, kind in (("favourite_styles", "tag"), ("preferred_colours", "colour"))
    }
    return {**preferences, **kept}


def with_told(wish: Wish, told: Told) -> Wish:
    """The wish with what the shopper's profile adds; what she asks for now goes before it."""
    sizes = {catalogue.slug_of(kind): tuple(fitting) for kind, fitting in (told.preferences.get("sizes") or {}).items()}
    ceiling = told.preferences.get("price_ceiling")
    most = wish.price_max if wish.price_max is not None or not ceiling else int(ceiling["amount"])
    return replace(wish, sizes=sizes, price_max=most)
