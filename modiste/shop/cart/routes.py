"""The HTTP routes of the cart; guests have one too, known by a cookie."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.accounts.dependencies import OPTIONAL_SIGN_IN
from modiste.shop.cart import baskets, contents, service
from modiste.shop.cart.baskets import BasketImpossible, CartChanged
from modiste.shop.cart.dependencies import VisitDep
from modiste.shop.cart.schemas import ApplyIn, BasketKind, BasketsOut, BasketsQuery, CartOut, LineChangesIn, LineIn
from modiste.shop.cart.service import LineUnknown, OfferUnfit, SizeUnknown, TooManyLines
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.web.context import SettingsDep
from modiste.shop.kit.web.idempotency import KeyReused, MaybeOnceDep, StillInWork
from modiste.shop.kit.web.origins import ForeignOrigin
from modiste.shop.kit.web.problems import problems

router = APIRouter(prefix="/cart", tags=["cart"])
GUARDS = (Unauthenticated, ForeignOrigin)


@router.get("", openapi_extra=OPTIONAL_SIGN_IN, responses=problems(Unauthenticated))
def read_cart(visit: VisitDep, settings: SettingsDep) -> CartOut:
    """The caller's cart: lines with the offers to choose from, what changed since, and a parcel for each shop.

    With `?user_id=` it answers in document 1's shape instead: `{"items": [{…, "price_comparison": […]}]}`.
    """
    return contents.cart_of(visit.session, visit.owner, estimate=settings.cart_unknown_delivery)


@router.post(
    "/lines",
    status_code=201,
    response_model=CartOut,
    openapi_extra=OPTIONAL_SIGN_IN,
    responses=problems(*GUARDS, TooMany, ItemUnknown, SizeUnknown, OfferUnfit, TooManyLines, KeyReused, StillInWork),
)
def add_line(
    visit: VisitDep, body: LineIn, once: MaybeOnceDep, settings: SettingsDep, response: Response
) -> CartOut | Response:
    """Put an item into the cart; with an Idempotency-Key, sending it again adds nothing."""

    def work() -> CartOut:
        service.add_line(visit.session, visit.owner, body)
        return contents.cart_of(visit.session, visit.owner, estimate=settings.cart_unknown_delivery)

    if once is None:
        return work()
    answer = once.answer(visit.session, visit.owner.principal, work, status=201)
    answer.headers.raw.extend(response.headers.raw)  # the guest's cookie
    return answer


@router.patch(
    "/lines/{line_id}",
    openapi_extra=OPTIONAL_SIGN_IN,
    responses=problems(*GUARDS, LineUnknown, SizeUnknown, OfferUnfit),
)
def change_line(visit: VisitDep, line_id: uuid.UUID, body: LineChangesIn, settings: SettingsDep) -> CartOut:
    """Change a line's seller, size or quantity, or save it for later."""
    service.change_line(visit.session, visit.owner, line_id, body)
    return contents.cart_of(visit.session, visit.owner, estimate=settings.cart_unknown_delivery)


@router.delete("/lines/{line_id}", openapi_extra=OPTIONAL_SIGN_IN, responses=problems(*GUARDS, LineUnknown))
def remove_line(visit: VisitDep, line_id: uuid.UUID, settings: SettingsDep) -> CartOut:
    """Take a line out of the cart."""
    service.remove_line(visit.session, visit.owner, line_id)
    return contents.cart_of(visit.session, visit.owner, estimate=settings.cart_unknown_delivery)


@router.get("/baskets", openapi_extra=OPTIONAL_SIGN_IN, responses=problems(Unauthenticated))
def list_baskets(visit: VisitDep, settings: SettingsDep, asked: Annotated[BasketsQuery, Query()]) -> BasketsOut:
    """The cheapest basket over all shops, beside the one with the fewest parcels and the fastest."""
    return baskets.baskets_of(visit.session, visit.owner, asked, estimate=settings.cart_unknown_delivery)


@router.post(
    "/baskets/{kind}/apply",
    openapi_extra=OPTIONAL_SIGN_IN,
    responses=problems(*GUARDS, TooMany, CartChanged, BasketImpossible),
)
def apply_basket(visit: VisitDep, kind: BasketKind, body: ApplyIn, settings: SettingsDep) -> CartOut:
    """Choose the shops of a basket, unless the cart or a price has changed since it was looked at."""
    return baskets.apply_basket(visit.session, visit.owner, kind, body, estimate=settings.cart_unknown_delivery)
