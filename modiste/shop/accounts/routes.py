"""The HTTP routes of accounts."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Body, Cookie, Depends, Query, Response

from modiste.shop.accounts import credentials, service, sessions
from modiste.shop.accounts.dependencies import (
    REFRESH_COOKIE,
    AdminUser,
    ClaimedSession,
    CurrentUser,
    DatabaseDep,
    DeviceDep,
    RoleMissing,
    Throttle,
    set_refresh_cookie,
    unset_refresh_cookie,
)
from modiste.shop.accounts.models import UserSession
from modiste.shop.accounts.passwords import TooManySignIns, WeakPassword
from modiste.shop.accounts.schemas import (
    AccountOut,
    AccountsOut,
    AccountsQuery,
    DeviceOut,
    LoginIn,
    PasswordIn,
    ProfileIn,
    RefreshIn,
    SessionOut,
    SignUpIn,
    StandingIn,
    TokenDelivery,
    UserOut,
)
from modiste.shop.kit.cache import session_key
from modiste.shop.kit.db import after_commit
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.paging import BadCursor, Limit, Page
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.web.context import CacheDep, SessionDep, SettingsDep
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.origins import ForeignOrigin, refuse_foreign_origin
from modiste.shop.kit.web.problems import problems

router = APIRouter(tags=["accounts"])
sign_in_router = APIRouter(
    prefix="/auth", dependencies=[Depends(refuse_foreign_origin)], responses=problems(ForeignOrigin)
)
RefreshCookie = Annotated[str | None, Cookie(alias=REFRESH_COOKIE, max_length=200, include_in_schema=False)]
Cursor = Annotated[str | None, Query(max_length=200)]


@sign_in_router.post(
    "/signup", status_code=201, responses=problems(service.AccountTaken, WeakPassword, TooMany, TooManySignIns)
)
def sign_up(
    session: SessionDep,
    body: SignUpIn,
    response: Response,
    *,
    device: DeviceDep,
    settings: SettingsDep,
    throttle: Throttle,
) -> SessionOut:
    """Open an account and sign in."""
    throttle.sign_up()
    user = service.sign_up(session, body.email, body.password, body.name, role=body.role, username=body.username)
    opened = sessions.open_session(session, user, device, settings=settings)
    return _answer(opened, response, settings, delivery=body.token_delivery)


@sign_in_router.post(
    "/login", responses=problems(service.WrongCredentials, service.AccountClosed, TooMany, TooManySignIns)
)
def sign_in(
    database: DatabaseDep,
    body: LoginIn,
    response: Response,
    *,
    device: DeviceDep,
    settings: SettingsDep,
    throttle: Throttle,
) -> SessionOut:
    """Sign in with e-mail address and password."""
    throttle.sign_in(body.email)
    opened = service.sign_in(database, body.email, body.password, device, settings=settings)
    throttle.has_signed_in(body.email)
    return _answer(opened, response, settings, delivery=body.token_delivery)


@sign_in_router.post("/refresh", responses=problems(sessions.RefreshRefused, TooMany))
def refresh(
    database: DatabaseDep,
    response: Response,
    settings: SettingsDep,
    throttle: Throttle,
    body: Annotated[RefreshIn | None, Body()] = None,
    cookie: RefreshCookie = None,
) -> SessionOut:
    """Renew a session: spends the refresh token of the body, or else of the cookie, and answers the same way."""
    given = body.refresh_token if body else None
    token = given or cookie
    if token is None:
        raise sessions.RefreshRefused("Send a refresh_token, or the cookie that signing in has set")
    throttle.renewal()
    renewed = sessions.renew_session(database, token, settings=settings)
    return _answer(renewed, response, settings, delivery="body" if given else "cookie")


@sign_in_router.post("/logout", status_code=204, responses=problems(Unauthenticated))
def log_out(
    session: SessionDep,
    response: Response,
    settings: SettingsDep,
    cache: CacheDep,
    claimed: ClaimedSession,
    body: Annotated[RefreshIn | None, Body()] = None,
    cookie: RefreshCookie = None,
) -> None:
    """End the session of the access token and of the refresh token in body or cookie; twice does no harm."""
    ended = {claimed}
    if claimed is not None:
        sessions.end_session(session, claimed, reason="signed out")
    for token in filter(None, (body.refresh_token if body else None, cookie)):
        ended.add(sessions.end_session_of_token(session, token))
    ended.discard(None)
    if not ended:
        raise Unauthenticated("Send the access token, the refresh token or the cookie of the session to end")
    after_commit(session, lambda: cache.delete(*map(session_key, ended)))
    unset_refresh_cookie(response, settings)


@router.get("/me", responses=problems(Unauthenticated))
def read_me(session: SessionDep, user: CurrentUser) -> UserOut:
    """The caller's account."""
    return UserOut.model_validate(service.account_of(session, user))


@router.patch("/me", responses=problems(Unauthenticated, service.AccountTaken, service.NothingToChange))
def change_me(session: SessionDep, user: CurrentUser, body: ProfileIn) -> UserOut:
    """Change name, username or single preferences."""
    changes: dict[str, Any] = body.model_dump(mode="json", exclude_unset=True)
    return UserOut.model_validate(service.change_profile(session, user, changes))


@router.post(
    "/me/password",
    status_code=204,
    responses=problems(Unauthenticated, credentials.WrongPassword, WeakPassword, TooMany, TooManySignIns),
)
def change_password(
    database: DatabaseDep, user: CurrentUser, body: PasswordIn, *, cache: CacheDep, throttle: Throttle
) -> None:
    """Change the caller's password; every other device is signed out."""
    throttle.sign_in(str(user.id))
    ended = credentials.change_password(database, user, body.current, body.new)
    throttle.has_signed_in(str(user.id))
    cache.delete(*map(session_key, ended))


@router.get("/me/sessions", responses=problems(Unauthenticated, BadCursor))
def list_my_sessions(
    session: SessionDep, user: CurrentUser, cursor: Cursor = None, limit: Limit = 20
) -> Page[DeviceOut]:
    """The devices that are signed in, the newest first."""
    rows, following = sessions.list_sessions(session, user, cursor=cursor, limit=limit)
    return Page(items=[_device(row, user.session_id) for row in rows], next_cursor=following)


@router.delete(
    "/me/sessions/{session_id}", status_code=204, responses=problems(Unauthenticated, sessions.SessionUnknown)
)
def end_my_session(session: SessionDep, user: CurrentUser, cache: CacheDep, session_id: uuid.UUID) -> None:
    """Sign one device out."""
    sessions.end_own_session(session, user, session_id)
    after_commit(session, lambda: cache.delete(session_key(session_id)))


@router.get("/users", responses=problems(Unauthenticated, RoleMissing, BadCursor))
def list_users(session: SessionDep, _: AdminUser, query: Annotated[AccountsQuery, Query()]) -> AccountsOut:
    """The accounts that match, for admins; all of them without filters."""
    rows, following = service.list_accounts(session, query)
    listed = [AccountOut.model_validate(row) for row in rows]
    return AccountsOut(count=service.count_accounts(session, query), users=listed, next_cursor=following)


@router.patch(
    "/users/{user_id}",
    responses=problems(
        Unauthenticated, RoleMissing, service.AccountUnknown, service.LastAdmin, service.NothingToChange
    ),
)
def change_user(session: SessionDep, _: AdminUser, user_id: Id, body: StandingIn) -> AccountOut:
    """Change an account's role, close it or open it again."""
    changed = service.change_standing(session, user_id, role=body.role, is_active=body.is_active)
    return AccountOut.model_validate(changed)


def _answer(
    signed_in: sessions.SignedIn, response: Response, settings: Settings, *, delivery: TokenDelivery
) -> SessionOut:
    if delivery == "cookie":
        set_refresh_cookie(response, signed_in, settings)
    response.headers["Cache-Control"] = "no-store"  # RFC 6749, section 5.1
    return SessionOut(
        access_token=sessions.access_token(signed_in.user.id, signed_in.session_id, settings=settings),
        expires_in=settings.access_token_seconds,
        refresh_token=None if delivery == "cookie" else signed_in.refresh_token,
        user=UserOut.model_validate(signed_in.user),
    )


def _device(row: UserSession, current: uuid.UUID) -> DeviceOut:
    return DeviceOut.model_validate(row).model_copy(update={"is_current": row.id == current})


router.include_router(sign_in_router)
