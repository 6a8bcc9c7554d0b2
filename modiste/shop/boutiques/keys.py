"""API keys of a boutique: made and revoked by its owner, shown once, kept as digests."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import BoutiqueKey
from modiste.shop.boutiques.sellers import Post, Seller, boutique_of_seller
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.errors import Conflict, NotFound, Unauthenticated

MARK = "mk_"  # what every key begins with: it tells a key from an access token, and finds one in somebody's source code
SHOWN = 10  # letters by which an owner knows a key again
MOST_KEYS = 20
USED_WITHIN = timedelta(minutes=1)  # how exact `last_used_at` is
REVOKED_KEPT = timedelta(days=90)


class KeyRefused(Unauthenticated):
    """The key was revoked, or is none of ours."""

    title = "This API key does not hold: it was revoked, or never was one"


class KeyUnknown(NotFound):
    """The caller's boutique has no such key."""

    title = "Your boutique has no such key"


class TooManyKeys(Conflict):
    """A boutique has so many keys and no more."""

    title = f"A boutique has {MOST_KEYS} keys at most: revoke one first"


def list_keys(session: Session, boutique_id: int) -> Sequence[BoutiqueKey]:
    """A boutique's keys, the newest first; those that were revoked of late are among them."""
    mine = select(BoutiqueKey).where(BoutiqueKey.boutique_id == boutique_id)
    return session.scalars(mine.order_by(BoutiqueKey.id.desc()).limit(100)).all()


def make_key(session: Session, seller: Seller, name: str) -> tuple[BoutiqueKey, str]:
    """A new key of an owner's boutique, and its secret, which nobody can read again. Raises TooManyKeys."""
    assert seller.post is Post.OWNER
    boutique = boutique_of_seller(session, seller, to_change=True)  # two who make the last key take turns
    living = (BoutiqueKey.boutique_id == boutique.id, BoutiqueKey.revoked_at.is_(None))
    if session.scalars(select(func.count(BoutiqueKey.id)).where(*living)).one() >= MOST_KEYS:
        raise TooManyKeys
    secret = MARK + tokens.new_secret()
    row = BoutiqueKey(
        boutique_id=boutique.id,
        name=name,
        prefix=secret[:SHOWN],
        digest=tokens.digest(secret),
        created_by=seller.user_id,
    )
    session.add(row)
    session.flush()
    return row, secret


def revoke_key(session: Session, boutique_id: int, key_id: uuid.UUID) -> None:
    """A key opens nothing from the next request on; twice does no harm. Raises KeyUnknown."""
    mine = (BoutiqueKey.id == key_id, BoutiqueKey.boutique_id == boutique_id)
    if session.scalar(select(BoutiqueKey.id).where(*mine)) is None:
        raise KeyUnknown
    session.execute(update(BoutiqueKey).where(*mine, BoutiqueKey.revoked_at.is_(None)).values(revoked_at=clock.now()))


def seller_of_key(session: Session, secret: str) -> tuple[Seller, uuid.UUID | None]:
    """Whom a key works for, and its id when its use is to be written down. Never from a cache: revoking holds at once.

    Raises KeyRefused.
    """
    living = (BoutiqueKey.digest == tokens.digest(secret), BoutiqueKey.revoked_at.is_(None))
    columns = (BoutiqueKey.id, BoutiqueKey.boutique_id, BoutiqueKey.last_used_at)
    found = session.execute(select(*columns).where(*living)).one_or_none()
    if found is None:
        raise KeyRefused
    is_stale = found.last_used_at is None or found.last_used_at < clock.now() - USED_WITHIN
    return Seller(found.boutique_id, None, Post.KEY), found.id if is_stale else None


def note_use(session: Session, key_id: uuid.UUID) -> None:
    """Write down that a key is in use, once a minute however many requests say so at a time."""
    stale = or_(BoutiqueKey.last_used_at.is_(None), BoutiqueKey.last_used_at < clock.now() - USED_WITHIN)
    session.execute(update(BoutiqueKey).where(BoutiqueKey.id == key_id, stale).values(last_used_at=clock.now()))


def forget_revoked_keys(session: Session) -> int:
    """Delete keys that were revoked long ago; returns how many."""
    done = session.execute(delete(BoutiqueKey).where(BoutiqueKey.revoked_at < clock.now() - REVOKED_KEPT))
    assert isinstance(done, CursorResult)
    return done.rowcount
