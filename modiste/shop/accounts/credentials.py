"""One's own password: proving it before something grave, and changing it."""

import uuid

from sqlalchemy.orm import Session

from modiste.shop.accounts import passwords
from modiste.shop.accounts.models import User
from modiste.shop.accounts.principals import Principal
from modiste.shop.accounts.sessions import end_other_sessions
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Forbidden


class WrongPassword(Forbidden):
    """The caller is signed in, and the password sent with the request is not theirs."""

    title = "The password is wrong"


def prove_password(database: Database, user: Principal, password: str) -> User:
    """The caller's account as it was when this password was found to be right. Raises WrongPassword.

    In a transaction of its own, because hashing takes time; `hold_proven` then makes sure that nothing has changed.
    """
    with database.reading() as session:
        account: User | None = session.get(User, user.id)
    if not passwords.hashing().is_right(password, account.password if account else None) or account is None:
        raise WrongPassword
    return account


def hold_proven(session: Session, proven: User) -> User:
    """The account whose password was proven, locked until the transaction ends. Raises WrongPassword when its password
    was changed in between."""
    account = session.get(User, proven.id, with_for_update=True)
    if account is None or account.password != proven.password:
        raise WrongPassword
    return account


def change_password(database: Database, user: Principal, current: str, new: str) -> list[uuid.UUID]:
    """Give the caller's account another password and end all sessions but this one; returns which were ended.

    Raises WrongPassword, WeakPassword.
    """
    proven = prove_password(database, user, current)
    passwords.check_password(new, proven.email, proven.name, proven.username)
    hashed = passwords.hashing().hash(new)
    with database.transaction() as session:
        hold_proven(session, proven).password = hashed
        return end_other_sessions(session, user, reason="password changed")
