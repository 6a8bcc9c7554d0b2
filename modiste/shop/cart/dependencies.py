"""Whose cart a request is about: the signed-in caller's, or a guest's, whom a cookie with a secret names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy.orm import Session

from modiste.shop.accounts.dependencies import DatabaseDep, MaybeUser
from modiste.shop.cart.owners import GUEST_DAYS, Owner, guest_of, merge_guest_cart
from modiste.shop.kit import tokens
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.context import SAFE_METHODS, LimitsDep, SettingsDep
from modiste.shop.kit.web.origins import SameOrigin

GUEST_COOKIE = "modiste_cart"
CART_PATH = "/api/v1/cart"  # the only place the browser sends the cookie to
NEW_GUESTS_AN_HOUR = 300  # per network address, behind which many may sit


@dataclass(frozen=True, slots=True)
class Visit:
    """A request's cart: one transaction, and its owner (nobody, for a guest who has put nothing into one yet)."""

    session: Session
    owner: Owner


def visit_of(
    request: Request,
    response: Response,
    user: MaybeUser,
    database: DatabaseDep,
    *,
    limits: LimitsDep,
    settings: SettingsDep,
    _same_origin: SameOrigin,
) -> Iterator[Visit]:
    """The request's cart. A guest's becomes the account's at the first request that carries both; a guest who writes
    gets a cookie."""
    secret = request.cookies.get(GUEST_COOKIE, "")
    writes = request.method not in SAFE_METHODS
    if user is not None:
        owner = Owner(user_id=user.id)
    elif secret:
        owner = guest_of(secret)
    elif request.method == "POST":
        limits.hit("guest-carts", request.client.host if request.client else "", times=NEW_GUESTS_AN_HOUR, seconds=3600)
        secret = tokens.new_secret()
        owner = guest_of(secret)
        _set_cookie(response, secret, settings)
    else:
        owner = Owner()
    merges = user is not None and bool(secret)
    with database.transaction(writes=writes or merges) as session:
        if merges:
            merge_guest_cart(session, guest_of(secret), owner)
            response.delete_cookie(GUEST_COOKIE, path=CART_PATH)
        yield Visit(session, owner)


VisitDep = Annotated[Visit, Depends(visit_of, scope="function")]


def _set_cookie(response: Response, secret: str, settings: Settings) -> None:
    response.set_cookie(
        GUEST_COOKIE,
        secret,
        max_age=GUEST_DAYS * 24 * 3600,
        path=CART_PATH,
        secure=settings.public_url.startswith("https://"),
        httponly=True,
        samesite="lax",
    )
