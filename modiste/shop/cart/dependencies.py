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
PURPOSE = "guest-cart"


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
    secret = _secret_in(request, settings)
    writes = request.method not in SAFE_METHODS
    if user is not None:
        owner = Owner(user_id=user.id)
    elif secret:
        owner = guest_of(secret)
    elif request.method == "POST":
        # Who keeps no cookie gets a new cart each time, whose rows stay for GUEST_DAYS: a loop of it would fill a disk.
        caller = request.client.host if request.client else ""
        limits.hit("guest-carts", caller, times=settings.guest_carts_per_hour, seconds=3600)
        secret = _signed(tokens.new_secret(), settings)
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


def _signed(secret: str, settings: Settings) -> str:
    return f"{secret}.{tokens.signature(settings.signing_key, PURPOSE, secret)}"


def _secret_in(request: Request, settings: Settings) -> str:
    """The secret in the cookie if we gave it out: a made-up one would be a cart that no limit has counted."""
    given = request.cookies.get(GUEST_COOKIE, "")
    return given if tokens.is_same(_signed(given.partition(".")[0], settings), given) else ""


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
