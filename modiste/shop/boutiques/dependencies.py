"""Who works for a boutique: `SellerDep` for its owner, its staff and its keys, `OwnerDep` for its owner alone."""

from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import BackgroundTasks, Depends, Request
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase

from modiste.shop.accounts.dependencies import AccessToken, DatabaseDep, RoleMissing
from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.keys import MARK, note_use, seller_of_key
from modiste.shop.boutiques.sellers import Post, Seller, seller_of
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Unavailable

KEY_SCHEME = "boutique_key"


class OwnerOnly(RoleMissing):
    """Staff and keys may do much for a boutique, and this not."""

    title = "Only the owner of the boutique may do this"


class ApiKey(SecurityBase):
    """The key of `Authorization: Bearer mk_…`, None when something else is sent; a security scheme in OpenAPI."""

    def __init__(self) -> None:
        self.model = HTTPBearerModel(bearerFormat="mk_…", description="An API key that a boutique's owner has made.")
        self.scheme_name = KEY_SCHEME

    async def __call__(self, request: Request) -> str | None:
        return _key_in(request)


class AccessTokenOrKey(AccessToken):
    """The signed-in caller; nobody when a key is sent in the token's place."""

    async def __call__(self, request: Request) -> Principal | None:  # type: ignore[override]
        return None if _key_in(request) else await super().__call__(request)


signed_in = AccessTokenOrKey()
api_key = ApiKey()


def seller(
    database: DatabaseDep,
    background: BackgroundTasks,
    user: Annotated[Principal | None, Depends(signed_in)],
    key: Annotated[str | None, Depends(api_key)],
) -> Seller:
    """Whoever works for a boutique: 403 for accounts that sell nothing, 404 for one that has not opened one yet.

    In a short transaction of its own, so that a route which waits for a store or a picture holds none.
    """
    if user is not None:
        return _seller_signed_in(database, user)
    with database.reading() as session:
        found, used = seller_of_key(session, key or "")
    if used is not None:  # after the answer: no request waits for it, and a reading one could not write it
        background.add_task(_note_use, database, used)
    return found


def owner(request: Request, database: DatabaseDep, user: Annotated[Principal | None, Depends(signed_in)]) -> Seller:
    """The owner of a boutique, signed in; everybody else as `seller` has it, and 403 for staff and keys that hold."""
    if user is None:
        with database.reading() as session:
            seller_of_key(session, _key_in(request) or "")
        raise OwnerOnly("An API key may not do this: the owner of the boutique has to sign in")
    found = _seller_signed_in(database, user)
    if found.post is not Post.OWNER:
        raise OwnerOnly
    return found


SellerDep = Annotated[Seller, Depends(seller)]
OwnerDep = Annotated[Seller, Depends(owner)]


def _seller_signed_in(database: Database, user: Principal) -> Seller:
    if user.role is not Role.BOUTIQUE:
        raise RoleMissing("Only accounts of role boutique may do this")
    with database.reading() as session:
        return seller_of(session, user)


def _key_in(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token.startswith(MARK) else None


def _note_use(database: Database, key_id: UUID) -> None:
    with suppress(Unavailable), database.transaction() as session:  # it is a hint: the next use says the same
        note_use(session, key_id)
