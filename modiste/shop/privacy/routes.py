"""The HTTP routes of privacy: taking one's data away, and leaving."""

from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from modiste.shop.accounts.credentials import WrongPassword
from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep, Throttle, unset_refresh_cookie
from modiste.shop.accounts.passwords import TooManySignIns
from modiste.shop.accounts.service import LastAdmin
from modiste.shop.kit import clock
from modiste.shop.kit.cache import recommendations_key, session_key
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.web.context import CacheDep, LimitsDep, SessionDep, SettingsDep, StoreDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.orders.forgetting import ParcelExpected
from modiste.shop.privacy import export, service
from modiste.shop.privacy.schemas import ExportOut, LeaveIn, PhotosForgottenOut
from modiste.shop.wardrobe.forgetting import forget_all_photos

router = APIRouter(tags=["privacy"])
EXPORTS_AN_HOUR = 10
CHUNK = 64 * 1024


@router.get("/me/export", response_model=ExportOut, responses=problems(Unauthenticated, TooMany))
def export_me(user: CurrentUser, session: SessionDep, store: StoreDep, limits: LimitsDep) -> Response:
    """Everything that the shop knows about the caller, as a file; photos as addresses that hold for five minutes."""
    limits.hit("export", user.id, times=EXPORTS_AN_HOUR, seconds=3600)
    name = f"modiste-{clock.now().date().isoformat()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    made = export.export_person(session, store, user.id)
    return StreamingResponse(_chunks(made), headers=headers, media_type="application/json")


@router.delete(
    "/me",
    status_code=204,
    responses=problems(
        Unauthenticated, WrongPassword, service.BoutiqueInUse, ParcelExpected, LastAdmin, TooMany, TooManySignIns
    ),
)
def erase_me(
    database: DatabaseDep,
    user: CurrentUser,
    body: LeaveIn,
    response: Response,
    *,
    settings: SettingsDep,
    cache: CacheDep,
    throttle: Throttle,
) -> None:
    """Erase the caller's account and all that is the caller's; this cannot be undone."""
    throttle.sign_in(str(user.id))
    ended = service.erase_person(database, user, body.password)
    throttle.has_signed_in(str(user.id))
    cache.delete(recommendations_key(user.id), *map(session_key, ended))
    unset_refresh_cookie(response, settings)


@router.delete("/me/photos", responses=problems(Unauthenticated))
def forget_my_photos(user: CurrentUser, session: SessionDep) -> PhotosForgottenOut:
    """Delete every photo that the caller took, originals and all that was made of them; garments stay, without."""
    return PhotosForgottenOut(photos=forget_all_photos(session, user.id))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
