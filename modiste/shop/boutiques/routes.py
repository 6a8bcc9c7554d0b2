"""The HTTP routes of a boutique's owner; its public pages stand in the catalogue, as they say what is sold."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from modiste.shop.accounts.dependencies import BoutiqueUser, CurrentUser, RoleMissing
from modiste.shop.boutiques import delivery, service
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import (
    BoutiqueChangesIn,
    BoutiqueIn,
    BoutiqueOut,
    DeliveryMethodIn,
    DeliveryMethodOut,
    MethodCode,
)
from modiste.shop.kit.errors import Stale, Unauthenticated
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.problems import problems

CodeInPath = Annotated[MethodCode, Path()]

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


@router.get(
    "/me/delivery-methods",
    response_model=list[DeliveryMethodOut],
    responses=problems(Unauthenticated, RoleMissing, service.NoBoutiqueYet),
)
def list_delivery_methods(session: SessionDep, user: BoutiqueUser) -> object:
    """How the caller's boutique delivers beside its own rule."""
    return delivery.list_methods(session, service.own_boutique_of(session, user))


@router.get(
    "/me/delivery-methods/{code}",
    response_model=DeliveryMethodOut,
    responses=problems(Unauthenticated, RoleMissing, service.NoBoutiqueYet, delivery.MethodUnknown),
)
def read_delivery_method(session: SessionDep, user: BoutiqueUser, code: CodeInPath) -> object:
    """One of them."""
    return delivery.method_of(session, service.own_boutique_of(session, user), code)


@router.put(
    "/me/delivery-methods/{code}",
    response_model=DeliveryMethodOut,
    responses=problems(Unauthenticated, RoleMissing, service.NoBoutiqueYet, delivery.TooManyMethods),
)
def offer_delivery_method(session: SessionDep, user: BoutiqueUser, code: CodeInPath, body: DeliveryMethodIn) -> object:
    """Add a way of delivery, or write it anew."""
    return delivery.offer_method(session, service.own_boutique_of(session, user, to_change=True), code, body)


@router.delete(
    "/me/delivery-methods/{code}",
    status_code=204,
    responses=problems(Unauthenticated, RoleMissing, service.NoBoutiqueYet, delivery.MethodUnknown),
)
def withdraw_delivery_method(session: SessionDep, user: BoutiqueUser, code: CodeInPath) -> None:
    """Deliver in this way no more; orders keep what they were placed with."""
    delivery.withdraw_method(session, service.own_boutique_of(session, user), code)


def _answer(boutique: Boutique, response: Response) -> BoutiqueOut:
    response.headers["ETag"] = _tag(boutique)
    return BoutiqueOut.model_validate(boutique)


def _tag(boutique: Boutique) -> str:
    return tag_of("boutique", boutique.id, boutique.version)
