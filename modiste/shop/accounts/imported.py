"""Shoppers who come from a file of interactions: accounts nobody can sign in to, so that their taste can be served."""

import hashlib
import re
import secrets
from collections.abc import Iterable

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import Role, User
from modiste.shop.accounts.passwords import hashing
from modiste.shop.kit import clock

DOMAIN = "imported.invalid"  # RFC 2606: no mail ever goes there
AT_ONCE = 500
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?")


def imported_username(source: str, name: str) -> str:
    """The username of shopper `name` of `source`, such as `renttherunway-12345`; odd names become a hash."""
    lowered = name.lower()
    is_plain = lowered == name and PLAIN.fullmatch(name) is not None
    return f"{source[:30]}-{name if is_plain else hashlib.sha256(name.encode()).hexdigest()[:20]}"


def enrol_imported_shoppers(session: Session, source: str, names: Iterable[str]) -> tuple[dict[str, int], int]:
    """Find or open an account for each name; returns name → id and how many accounts are new.

    All share one hash of a secret that nobody has seen, so no password opens them.
    """
    usernames = {imported_username(source, name): name for name in names}
    found = _find(session, usernames)
    missing = [username for username in usernames if username not in found]
    if missing:
        hashed, moment = hashing().hash(secrets.token_urlsafe(32)), clock.now()
        rows = [
            {
                "username": username,
                "email": f"{username}@{DOMAIN}",
                "password": hashed,
                "name": f"Shopper {usernames[username]}"[:120],
                "role": Role.USER,
                "is_active": True,
                "preferences": {},
                "created_at": moment,
            }
            for username in missing
        ]
        session.execute(insert(User), rows)
        if session.get_bind().dialect.name != "sqlite":
            # PostgreSQL would otherwise plan as if the table were still empty: measured 178 s for 105,508 shoppers and
            # their events instead of 20 s.
            session.execute(text("ANALYZE users"))
        found |= _find(session, missing)
    return {usernames[username]: user_id for username, user_id in found.items()}, len(missing)


def _find(session: Session, usernames: Iterable[str]) -> dict[str, int]:
    wanted: list[str] = list(usernames)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        found.update(session.execute(select(User.username, User.id).where(User.username.in_(part))).all())
    return found
