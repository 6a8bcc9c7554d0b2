"""Whom a document's `user_id` may name: the caller; an admin may name anybody."""

from typing import Annotated

from fastapi import Query
from sqlalchemy.orm import Session

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import User
from modiste.shop.accounts.principals import Principal
from modiste.shop.kit.errors import Forbidden

UserId = Annotated[
    int | None,
    Query(ge=1, le=2**31 - 1, description="The token's user, as by default; admins may name another."),
]


class OtherUser(Forbidden):
    """The user_id is not the caller's."""

    title = "This user_id is not yours"


def user_named(session: Session, caller: Principal, user_id: int | None) -> User:
    """The account that the request is about. Raises OtherUser, and AccountUnknown for an admin who names nobody."""
    wanted = caller.id if user_id is None else user_id
    if wanted != caller.id and not caller.is_admin:
        raise OtherUser
    return accounts.account_by_id(session, wanted)
