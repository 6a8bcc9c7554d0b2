"""The HTTP routes of a boutique's owner; its public pages stand in the catalogue, as they say what is sold."""

from fastapi import APIRouter, Response

from modiste.shop.accounts.dependencies import BoutiqueUser, CurrentUser, RoleMissing
from modiste.shop.boutiques import service
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import BoutiqueChangesIn, BoutiqueIn, BoutiqueOut
from modiste.shop.kit.errors import Stale, Unauthenticated
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.problems import problems

router = APIRouter(prefix="/boutiques", tags=["boutiques"])


@router.post("", status_code=201, responses=problems(Unauthenticated, RoleMissing, service.BoutiqueExists))
def open_boutique(session: SessionDep, user: BoutiqueUser, body: BoutiqueIn, response: Response) -> BoutiqueOut:
    """Open the caller's one boutique."""
    opened = service.open_boutique(session, user, body.model_dump(exclude={"slug"}), slug=body.slug)
    return _answer(opened, response)


@router.get("/me", response_model=BoutiqueOut, responses=problems(Unauthenticated, service.NoBoutiqueYet))
def read_my_boutique(
    session: SessionDep, user: CurrentUser, response: Response, when: ConditionsDep
) -> BoutiqueOut | Response:
    """The caller's own boutique, with the ETag that changing it asks for."""
    mine = service.own_boutique_of(session, user)
    return when.known(_tag(mine)) or _answer(mine, response)


@router.patch("/me", responses=problems(Unauthenticated, RoleMissing, service.NoBoutiqueYet, service.SlugTaken, Stale))
def change_my_boutique(
    session: SessionDep, user: BoutiqueUser, body: BoutiqueChangesIn, response: Response, when: ConditionsDep
) -> BoutiqueOut:
    """Change the caller's boutique; with If-Match only when nobody changed it since."""
    mine = service.own_boutique_of(session, user, to_change=True)
    when.require(_tag(mine))
    return _answer(service.change_boutique(session, mine, body.model_dump(exclude_unset=True)), response)


def _answer(boutique: Boutique, response: Response) -> BoutiqueOut:
    response.headers["ETag"] = _tag(boutique)
    return BoutiqueOut.model_validate(boutique)


def _tag(boutique: Boutique) -> str:
    return tag_of("boutique", boutique.id, boutique.version)
