"""The HTTP routes of a boutique itself, for those who work for it; its public pages stand in the catalogue, as they
say what is sold."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep, RoleMissing
from modiste.shop.boutiques import (
    delivery,
    jobs,  # noqa: F401 - mails of invitations and files of logos are done by these: their names must be known here
    logos,
    service,
    terms,
)
from modiste.shop.boutiques.dependencies import OwnerDep, OwnerOnly, SellerDep
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import (
    BoutiqueChangesIn,
    BoutiqueIn,
    DeliveryMethodIn,
    DeliveryMethodOut,
    MethodCode,
    MyBoutiqueOut,
    TermsIn,
    TermsOut,
)
from modiste.shop.boutiques.sellers import Post, boutique_of_seller
from modiste.shop.kit.errors import Stale, Unauthenticated
from modiste.shop.kit.storage.base import StorageUnavailable
from modiste.shop.kit.web.bodies import takes_up_to
from modiste.shop.kit.web.context import SessionDep, StoreDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.photos import PHOTO_BODY, PhotoBytes
from modiste.shop.kit.web.problems import problems

CodeInPath = Annotated[MethodCode, Path()]
SELLER = (Unauthenticated, RoleMissing, service.NoBoutiqueYet)
OWNER = (*SELLER, OwnerOnly)

router = APIRouter(prefix="/boutiques", tags=["boutiques"])


@router.get("/terms")
async def read_terms() -> TermsOut:
    """Which version of the seller's terms holds; their words stand on the page /boutique/terms."""
    return TermsOut(version=terms.TERMS_VERSION)


@router.post(
    "",
    status_code=201,
    responses=problems(
        Unauthenticated, service.AdminsDoNotSell, service.BoutiqueExists, service.SellsElsewhere, terms.TermsOutdated
    ),
)
def open_boutique(session: SessionDep, user: CurrentUser, body: BoutiqueIn, response: Response) -> MyBoutiqueOut:
    """Open the caller's one boutique; a shopper's account becomes a boutique's with it."""
    facts = body.model_dump(exclude={"slug", "terms_version"})
    opened = service.open_boutique(session, user, facts, terms=body.terms_version, slug=body.slug)
    return _answer(opened, Post.OWNER, response)


@router.get("/me", response_model=MyBoutiqueOut, responses=problems(*SELLER))
def read_my_boutique(
    session: SessionDep, seller: SellerDep, response: Response, when: ConditionsDep
) -> MyBoutiqueOut | Response:
    """The boutique that the caller works for, with the ETag that changing it asks for."""
    mine = boutique_of_seller(session, seller)
    return when.known(_tag(mine)) or _answer(mine, seller.post, response)


@router.patch("/me", responses=problems(*OWNER, service.SlugTaken, Stale))
def change_my_boutique(
    session: SessionDep, seller: OwnerDep, body: BoutiqueChangesIn, response: Response, when: ConditionsDep
) -> MyBoutiqueOut:
    """Change the caller's boutique; with If-Match only when nobody changed it since."""
    mine = boutique_of_seller(session, seller, to_change=True)
    when.require(_tag(mine))
    changed = service.change_boutique(session, mine, body.model_dump(exclude_unset=True))
    return _answer(changed, seller.post, response)


@router.post("/me/terms", responses=problems(*OWNER, terms.TermsOutdated))
def agree_to_terms(session: SessionDep, seller: OwnerDep, body: TermsIn, response: Response) -> MyBoutiqueOut:
    """Agree to the seller's terms as they are now."""
    mine = boutique_of_seller(session, seller, to_change=True)
    return _answer(terms.agree_to_terms(session, mine, body.terms_version), seller.post, response)


@router.put("/me/logo", openapi_extra=PHOTO_BODY, responses=problems(*OWNER, logos.BadPicture, StorageUnavailable))
@takes_up_to(logos.LARGEST_FILE)
def hang_logo(
    database: DatabaseDep,
    store: StoreDep,
    seller: OwnerDep,
    picture: PhotoBytes,
    response: Response,
) -> MyBoutiqueOut:
    """Make a picture the logo of the caller's boutique.

    It is a JPEG, PNG, WebP, HEIC or AVIF of at most 8 MiB and 25 million pixels.
    """
    return _answer(logos.hang_logo(database, store, seller, picture), seller.post, response)


@router.delete("/me/logo", responses=problems(*OWNER))
def take_logo_down(session: SessionDep, seller: OwnerDep, response: Response) -> MyBoutiqueOut:
    """The caller's boutique has no logo any more."""
    return _answer(logos.take_logo_down(session, seller), seller.post, response)


@router.get(
    "/me/delivery-methods",
    response_model=list[DeliveryMethodOut],
    responses=problems(*SELLER),
)
def list_delivery_methods(session: SessionDep, seller: SellerDep) -> object:
    """How the caller's boutique delivers beside its own rule."""
    return delivery.list_methods(session, boutique_of_seller(session, seller))


@router.get(
    "/me/delivery-methods/{code}",
    response_model=DeliveryMethodOut,
    responses=problems(*SELLER, delivery.MethodUnknown),
)
def read_delivery_method(session: SessionDep, seller: SellerDep, code: CodeInPath) -> object:
    """One of them."""
    return delivery.method_of(session, boutique_of_seller(session, seller), code)


@router.put(
    "/me/delivery-methods/{code}",
    response_model=DeliveryMethodOut,
    responses=problems(*OWNER, delivery.TooManyMethods),
)
def offer_delivery_method(session: SessionDep, seller: OwnerDep, code: CodeInPath, body: DeliveryMethodIn) -> object:
    """Add a way of delivery, or write it anew."""
    return delivery.offer_method(session, boutique_of_seller(session, seller, to_change=True), code, body)


@router.delete(
    "/me/delivery-methods/{code}",
    status_code=204,
    responses=problems(*OWNER, delivery.MethodUnknown),
)
def withdraw_delivery_method(session: SessionDep, seller: OwnerDep, code: CodeInPath) -> None:
    """Deliver in this way no more; orders keep what they were placed with."""
    delivery.withdraw_method(session, boutique_of_seller(session, seller), code)


def _answer(boutique: Boutique, post: Post, response: Response) -> MyBoutiqueOut:
    response.headers["ETag"] = _tag(boutique)
    boutique_as_seen = {name: getattr(boutique, name) for name in MyBoutiqueOut.model_fields if hasattr(boutique, name)}
    holds = boutique.terms_version == terms.TERMS_VERSION
    return MyBoutiqueOut.model_validate(boutique_as_seen | {"post": post, "terms_hold": holds})


def _tag(boutique: Boutique) -> str:
    return tag_of("boutique", boutique.id, boutique.version)
