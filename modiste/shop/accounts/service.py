"""People: signing up, signing in, one's own account, and what admins may change about others."""

import re
import secrets
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import Role, User, UserSession
from modiste.shop.accounts.passwords import check_password, hashing
from modiste.shop.accounts.principals import RECENT, Principal
from modiste.shop.accounts.schemas import AccountsQuery
from modiste.shop.accounts.sessions import Device, SignedIn, end_sessions_of, open_session
from modiste.shop.kit import paging
from modiste.shop.kit.db import Database, after_commit
from modiste.shop.kit.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from modiste.shop.kit.settings import Settings

MOST_WORDS = 8


class AccountTaken(Conflict):
    """The e-mail address or the username belongs to an account; which of them is not said."""

    title = "An account with these details exists already: sign in, or choose others"


class WrongCredentials(Unauthenticated):
    """No account has this e-mail address with this password; which of them is wrong is not said."""

    title = "E-mail address or password is wrong"


class AccountClosed(Forbidden):
    """The password is right, and an admin has closed the account."""

    title = "This account is closed: write to the shop"


class AccountUnknown(NotFound):
    """There is no such account."""

    title = "There is no such account"


class LastAdmin(Conflict):
    """The shop would be left without an admin."""

    title = "This is the last active admin: make somebody else an admin first"


class NothingToChange(Invalid):
    """The request names nothing to change, or sets to null what cannot be empty."""

    title = "Say what to change"


def sign_up(
    session: Session, email: str, password: str, name: str, *, role: Role = Role.USER, username: str | None = None
) -> User:
    """Open an account. Raises WeakPassword, AccountTaken.

    Hashes before the session's first statement, which on SQLite takes the lock of the one writer; and hashes for a
    taken address too, so that the time tells nobody whether it is.
    """
    check_password(password, email, name, username or email)
    hashed = hashing().hash(password)
    wanted = username or _username_from(email)
    if username is None and session.scalar(select(User.id).where(User.username == wanted)) is not None:
        wanted = f"{wanted[:50]}-{secrets.token_hex(4)}"
    user = User(email=email, username=wanted, password=hashed, name=name, role=role, preferences={})
    session.add(user)
    try:
        session.flush()
    except IntegrityError as error:
        raise AccountTaken from error
    return user


def register_account(session: Session, *, email: str, password: str, name: str, role: Role = Role.USER) -> User:
    """Open an account of any role, admins too: for the command line and the demo. Raises as `sign_up`."""
    return sign_up(session, email, password, name, role=role)


def sign_in(database: Database, login: str, password: str, device: Device, *, settings: Settings) -> SignedIn:
    """Sign in by e-mail address or username. Raises WrongCredentials, AccountClosed.

    Two transactions: reading the account, then opening the session; the slow hash lies between them, where it holds
    neither SQLite's write lock nor a connection. An unknown account costs the same work as a wrong password.
    """
    with database.reading() as reading:
        found = reading.scalar(select(User).where(_named(login)))
    is_right = hashing().is_right(password, found.password if found else None)
    if found is None or not is_right:
        raise WrongCredentials
    rehashed = hashing().hash(password) if hashing().is_outdated(found.password) else found.password
    with database.transaction() as session:
        user = session.get(User, found.id, with_for_update=True)
        if user is None or user.password != found.password:  # gone or changed while we hashed
            raise WrongCredentials
        if not user.is_active:
            raise AccountClosed
        user.password = rehashed
        return open_session(session, user, device, settings=settings)


def account_of(session: Session, user: Principal) -> User:
    """The caller's own account."""
    return _account(session, user.id)


def account_by_id(session: Session, user_id: int) -> User:
    """The account of this id, for admins and for its owner. Raises AccountUnknown."""
    return _account(session, user_id)


def change_profile(session: Session, user: Principal, changes: Mapping[str, Any]) -> User:
    """Change the caller's name, username or single preferences. Raises AccountTaken, NothingToChange."""
    if any(value is None for value in changes.values()):
        raise NothingToChange("These cannot be null; leave out what shall stay as it is")
    account = _account(session, user.id, for_update=True)
    account.name = changes.get("name", account.name)
    account.username = changes.get("username", account.username)
    account.preferences = account.preferences | changes.get("preferences", {})
    try:
        session.flush()
    except IntegrityError as error:
        raise AccountTaken from error
    return account


def list_accounts(session: Session, query: AccountsQuery) -> tuple[Sequence[User], str | None]:
    """The accounts that match, in the order of their ids, and the cursor of the next page; for admins."""
    found = select(User).where(*_matching(query)).order_by(User.id).limit(query.limit + 1)
    if query.cursor is not None:
        found = found.where(User.id > paging.decode(query.cursor, int)[0])
    rows = session.scalars(found).all()
    return rows[: query.limit], paging.encode(rows[query.limit - 1].id) if len(rows) > query.limit else None


def count_accounts(session: Session, query: AccountsQuery) -> int:
    """How many accounts match, on all pages."""
    return session.scalar(select(func.count(User.id)).where(*_matching(query))) or 0


def change_standing(session: Session, user_id: int, *, role: Role | None = None, is_active: bool | None = None) -> User:
    """Change an account's role, close it or open it again; the caller must be an admin.

    Holds from the next request on: a closed account's sessions end. Raises AccountUnknown, LastAdmin.
    """
    if role is None and is_active is None:
        raise NothingToChange
    # Every change locks the admins in one order, so that two who demote each other take turns.
    others = session.scalars(
        select(User.id).where(User.role == Role.ADMIN, User.is_active).order_by(User.id).with_for_update()
    ).all()
    account = _account(session, user_id, for_update=True)
    account.role = account.role if role is None else role
    account.is_active = account.is_active if is_active is None else is_active
    if set(others) == {user_id} and not (account.role == Role.ADMIN and account.is_active):
        raise LastAdmin
    if not account.is_active:
        end_sessions_of(session, user_id, reason="account closed")
    _believe_no_memory_of(session, user_id)
    return account


def hold_account(session: Session, user_id: int) -> User:
    """An account, locked until the transaction ends. Raises AccountUnknown."""
    return _account(session, user_id, for_update=True)


def change_role(session: Session, account: User, role: Role) -> None:
    """Make a locked account, which is no admin's, a shopper's or a boutique's; holds from its next request on."""
    account.role = role
    session.flush()
    _believe_no_memory_of(session, account.id)


def erase_account(session: Session, account: User) -> list[uuid.UUID]:
    """Delete an account, locked in this transaction, and by its foreign keys all that is its owner's.

    Returns the sessions that it had. Raises LastAdmin.
    """
    admins = session.scalars(
        select(User.id).where(User.role == Role.ADMIN, User.is_active).order_by(User.id).with_for_update()
    ).all()
    if set(admins) == {account.id}:
        raise LastAdmin
    had = session.scalars(select(UserSession.id).where(UserSession.user_id == account.id)).all()
    session.execute(delete(User).where(User.id == account.id))
    after_commit(session, lambda: RECENT.forget(had))
    return list(had)


def _believe_no_memory_of(session: Session, user_id: int) -> None:
    open_ids = session.scalars(select(UserSession.id).where(UserSession.user_id == user_id)).all()
    after_commit(session, lambda: RECENT.forget(open_ids))


def _account(session: Session, user_id: int, *, for_update: bool = False) -> User:
    found = session.get(User, user_id, with_for_update=for_update or None, populate_existing=for_update)
    if found is None:
        raise AccountUnknown
    return found


def _matching(query: AccountsQuery) -> Iterator[ColumnElement[bool]]:
    for word in query.q.split()[:MOST_WORDS]:
        fields = (User.email, User.username, User.name)
        yield or_(*(field.icontains(word, autoescape=True) for field in fields))
    if query.role is not None:
        yield User.role == query.role
    if query.is_active is not None:
        yield User.is_active.is_(query.is_active)


def _named(login: str) -> ColumnElement[bool]:
    return User.email == login if "@" in login else User.username == login


def _username_from(email: str) -> str:
    kept = re.sub(r"[^a-z0-9._-]+", "-", email.partition("@")[0])[:60].strip("._-")
    return kept if len(kept) > 2 else f"shopper-{secrets.token_hex(4)}"
