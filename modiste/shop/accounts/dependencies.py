"""What a route asks for when it must know who asks (`CurrentUser`, `AdminUser`, `MaybeUser`) or signs people in."""

import ipaddress
import uuid
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase
from starlette.concurrency import run_in_threadpool

from modiste.shop.accounts.principals import RECENT, Principal, principal_of
from modiste.shop.accounts.sessions import ACCESS, AUDIENCE, Device, SignedIn
from modiste.shop.kit import tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.errors import Forbidden, Unauthenticated
from modiste.shop.kit.limits import Limits
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.context import SettingsDep

SCHEME = "bearer"
REFRESH_COOKIE = "modiste_refresh"
WRONG_PASSWORDS, WRONG_WITHIN = 10, 300  # per account and address, in seconds
REFRESH_PATH = "/api/v1/auth"  # the only place the browser sends the cookie to

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
        state, settings = request.app.state, request.app.state.settings
        shared = state.cache if settings.redis_url else None
        read = partial(principal_of, state.database, session_id, shared=shared, seconds=settings.session_ttl)
        return await run_in_threadpool(read)


current_user = AccessToken()


async def admin_user(principal: Annotated[Principal, Depends(current_user)]) -> Principal:
    """The caller, who must be an admin."""
    if not principal.is_admin:
        raise RoleMissing
    return principal


async def maybe_user(request: Request) -> Principal | None:
    """The caller, or nobody when no token was sent; a token that does not hold is refused all the same."""
    return await current_user(request) if "authorization" in request.headers else None


async def claimed_session(request: Request) -> uuid.UUID | None:
    """The session that the access token names, open or not; None without a token that holds."""
    try:
        return _session_id_of(request)
    except Unauthenticated:
        return None


async def device_of(request: Request) -> Device:
    """What asks, as it describes itself, and from where."""
    name = "".join(filter(str.isprintable, request.headers.get("user-agent", "")))
    return Device(name, request.client.host if request.client else "")


async def database_of(request: Request) -> Database:
    """For the few routes whose refusal must be committed, or that must not hold a transaction while they hash."""
    database: Database = request.app.state.database
    return database


class SignInThrottle:
    """How often one address may try. Per account and address, so that nobody can lock somebody else out; and per
    address, against one password tried on many accounts. An IPv6 household owns a /64, which counts as one."""

    def __init__(self, request: Request, settings: SettingsDep) -> None:
        self._limits: Limits = request.app.state.limits
        self._address = _network_of(request.client.host if request.client else "")
        self._per_minute = settings.sign_ins_per_minute

    def sign_in(self, login: str) -> None:
        """Raises TooMany."""
        self._limits.hit("sign-in-address", self._address, times=self._per_minute, seconds=60)
        self._limits.hit("sign-in", f"{login}|{self._address}", times=WRONG_PASSWORDS, seconds=WRONG_WITHIN)

    def has_signed_in(self, login: str) -> None:
        """Only wrong passwords count against an account."""
        self._limits.clear("sign-in", f"{login}|{self._address}", seconds=WRONG_WITHIN)

    def sign_up(self) -> None:
        """Raises TooMany. Also bounds how fast somebody could find out which e-mail addresses are taken."""
        self._limits.hit("sign-up", self._address, times=self._per_minute, seconds=600)

    def renewal(self) -> None:
        """Raises TooMany."""
        self._limits.hit("renewal", self._address, times=10 * self._per_minute, seconds=60)


CurrentUser = Annotated[Principal, Depends(current_user)]
AdminUser = Annotated[Principal, Depends(admin_user)]
MaybeUser = Annotated[Principal | None, Depends(maybe_user)]
ClaimedSession = Annotated[uuid.UUID | None, Depends(claimed_session)]
DeviceDep = Annotated[Device, Depends(device_of)]
DatabaseDep = Annotated[Database, Depends(database_of)]
Throttle = Annotated[SignInThrottle, Depends()]


def set_refresh_cookie(response: Response, signed_in: SignedIn, settings: Settings) -> None:
    """Hand the refresh token to a browser where no script can read it."""
    response.set_cookie(
        REFRESH_COOKIE, signed_in.refresh_token, expires=signed_in.expires_at, **_cookie_flags(settings)
    )


def unset_refresh_cookie(response: Response, settings: Settings) -> None:
    """Make a browser forget its refresh token."""
    response.delete_cookie(REFRESH_COOKIE, **_cookie_flags(settings))


def _cookie_flags(settings: Settings) -> dict[str, Any]:
    is_secure = settings.public_url.startswith("https://")
    return {"path": REFRESH_PATH, "secure": is_secure, "httponly": True, "samesite": "lax"}


def _network_of(host: str) -> str:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(address) if address.version == 4 else str(ipaddress.ip_network((int(address), 64), strict=False))


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
