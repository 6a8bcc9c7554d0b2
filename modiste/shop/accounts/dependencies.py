"""What a route asks for when it must know who asks: `CurrentUser`, `AdminUser`, `MaybeUser`."""

import uuid
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase
from starlette.concurrency import run_in_threadpool

from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import RECENT, Principal, principal_of
from modiste.shop.kit import tokens
from modiste.shop.kit.errors import Forbidden, Unauthenticated

ACCESS = "access"
AUDIENCE = "modiste-api"
SCHEME = "bearer"

# For the `openapi_extra=` of a route with MaybeUser: a generated client then sends its token when it has one.
OPTIONAL_SIGN_IN: dict[str, Any] = {"security": [{}, {SCHEME: []}]}


class RoleMissing(Forbidden):
    """The caller is signed in, with a role that may not do this."""

    title = "Your role may not do this"


class AccessToken(SecurityBase):
    """The bearer of `Authorization: Bearer …`; documents itself as a security scheme in OpenAPI.

    A coroutine, not a function: with a warm cache it costs no hop into a thread (about 60 µs each).
    """

    def __init__(self) -> None:
        self.model = HTTPBearerModel(bearerFormat="JWT", description="The access_token of signing in.")
        self.scheme_name = SCHEME

    async def __call__(self, request: Request) -> Principal:
        session_id = _session_id_of(request)
        known = RECENT.find(session_id)
        if known is not None:
            return known
        return await run_in_threadpool(principal_of, request.app.state.database, session_id)


current_user = AccessToken()


async def admin_user(principal: Annotated[Principal, Depends(current_user)]) -> Principal:
    """The caller, who must be an admin."""
    if not principal.is_admin:
        raise RoleMissing
    return principal


async def boutique_user(principal: Annotated[Principal, Depends(current_user)]) -> Principal:
    """The caller, whose account must be a boutique's."""
    if principal.role is not Role.BOUTIQUE:
        raise RoleMissing("Only accounts of role boutique may do this")
    return principal


async def maybe_user(request: Request) -> Principal | None:
    """The caller, or nobody when no token was sent; a token that does not hold is refused all the same."""
    return await current_user(request) if "authorization" in request.headers else None


CurrentUser = Annotated[Principal, Depends(current_user)]
AdminUser = Annotated[Principal, Depends(admin_user)]
BoutiqueUser = Annotated[Principal, Depends(boutique_user)]
MaybeUser = Annotated[Principal | None, Depends(maybe_user)]


def _session_id_of(request: Request) -> uuid.UUID:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != SCHEME or not token:
        raise Unauthenticated("Sign in first: send the access token as `Authorization: Bearer …`")
    key = request.app.state.settings.signing_key
    claims = tokens.read_claims(key, token, typ=ACCESS, audience=AUDIENCE)
    try:
        return uuid.UUID(claims["sid"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise tokens.BadToken from error
