"""The HTTP routes of money: paying an order, cancelling it, giving back; and the doors for providers' webhooks."""

import uuid
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.kit.errors import Forbidden, Unauthenticated
from modiste.shop.kit.web.context import SessionDep, SettingsDep
from modiste.shop.kit.web.idempotency import KeyReused, OnceDep, StillInWork
from modiste.shop.kit.web.problems import problems
from modiste.shop.orders.schemas import OrderOut
from modiste.shop.orders.service import OrderUnknown, ParcelUnknown, order_of, parcel_of
from modiste.shop.orders.showing import show_order
from modiste.shop.orders.states import NotNow
from modiste.shop.payments import (
    hearing,
    jobs,  # noqa: F401 - what a webhook or a refund asks for is done by these: their names must be known here
    paying,
    refunding,
    showing,
)
from modiste.shop.payments.hearing import NoSuchProvider
from modiste.shop.payments.paying import Asker, CannotTake, NotPayable, ProviderUnknown
from modiste.shop.payments.providers.base import (
    ForgedWebhook,
    Heard,
    PaymentProvider,
    ProviderDown,
    ProviderRefused,
)
from modiste.shop.payments.refund_lines import GivenBackAlready, NotInParcel
from modiste.shop.payments.refunding import NothingPaid, TooMuchBack
from modiste.shop.payments.schemas import (
    CancelIn,
    PaymentIn,
    PaymentOut,
    ProviderName,
    ProviderOut,
    RefundIn,
    RefundOut,
    WaysQuery,
)

router = APIRouter(tags=["payments"])


async def providers_of(request: Request) -> Mapping[str, PaymentProvider]:
    """The ways to pay that are switched on."""
    providers: Mapping[str, PaymentProvider] = request.app.state.providers
    return providers


async def heard_of(request: Request) -> Heard:
    """The webhook as it came: signatures are computed on the raw bytes."""
    return Heard(await request.body(), {name.lower(): value for name, value in request.headers.items()})


ProvidersDep = Annotated[Mapping[str, PaymentProvider], Depends(providers_of)]


@router.get("/payments/providers")
async def list_providers(providers: ProvidersDep, asked: Annotated[WaysQuery, Query()]) -> list[ProviderOut]:
    """The ways to pay here; of a sum, those that can take it."""
    return [ProviderOut(name=one.name, title=one.title) for one in providers.values() if _takes(one, asked)]


@router.post(
    "/orders/{order_id}/payments",
    status_code=201,
    response_model=PaymentOut,
    responses=problems(
        Unauthenticated,
        OrderUnknown,
        ProviderUnknown,
        CannotTake,
        NotPayable,
        ProviderDown,
        ProviderRefused,
        KeyReused,
        StillInWork,
    ),
)
def start_payment(
    database: DatabaseDep,
    providers: ProvidersDep,
    settings: SettingsDep,
    who: CurrentUser,
    *,
    order_id: uuid.UUID,
    body: PaymentIn,
    once: OnceDep,
) -> Response:
    """Begin to pay an order, or go on with the attempt that is open: then open its `url`."""
    with database.reading() as session:
        known = once.find_answer(session, str(who.id))
    if known is not None:
        return known
    asker = Asker(who.id, settings.public_url)
    payment_id = paying.start_payment(database, providers, asker, order_id, body.provider)

    with database.transaction() as session:

        def work() -> PaymentOut:
            order = order_of(session, who.id, order_id)
            return showing.show_payment(paying.payment_of(session, order, payment_id))

        return once.answer(session, str(who.id), work, status=201)


@router.get("/orders/{order_id}/payments", responses=problems(Unauthenticated, OrderUnknown))
def list_payments(session: SessionDep, who: CurrentUser, order_id: uuid.UUID) -> list[PaymentOut]:
    """The attempts to pay an order, the newest first."""
    order = order_of(session, who.id, order_id)
    return [showing.show_payment(one) for one in showing.list_payments(session, order.id)]


@router.get("/orders/{order_id}/refunds", responses=problems(Unauthenticated, OrderUnknown))
def list_refunds(session: SessionDep, who: CurrentUser, order_id: uuid.UUID) -> list[RefundOut]:
    """What goes back of an order, the newest first."""
    order = order_of(session, who.id, order_id)
    return [showing.show_refund(one) for one in showing.list_refunds(session, order.id)]


@router.post(
    "/orders/{order_id}/cancel",
    response_model=OrderOut,
    responses=problems(Unauthenticated, OrderUnknown, NotNow, TooMuchBack, NothingPaid, KeyReused, StillInWork),
)
def cancel_order(session: SessionDep, who: CurrentUser, order_id: uuid.UUID, body: CancelIn, once: OnceDep) -> Response:
    """Cancel an order as long as nothing of it is packed; what was paid goes back."""

    def work() -> OrderOut:
        order = order_of(session, who.id, order_id, to_change=True)
        refunding.cancel_order(session, order, note=body.reason)
        return show_order(session, order)

    return once.answer(session, str(who.id), work)


@router.post(
    "/boutiques/me/parcels/{parcel_id}/refunds",
    status_code=201,
    response_model=RefundOut,
    responses=problems(
        Unauthenticated,
        Forbidden,
        NoBoutiqueYet,
        ParcelUnknown,
        NothingPaid,
        TooMuchBack,
        NotInParcel,
        GivenBackAlready,
        KeyReused,
        StillInWork,
    ),
)
def refund_parcel(
    session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID, body: RefundIn, once: OnceDep
) -> Response:
    """Give back what a parcel or some of its pieces cost, or a sum, with a reason that the shopper reads."""
    parcel = parcel_of(session, seller.boutique_id, parcel_id)

    def work() -> RefundOut:
        why = {"key": f"{refunding.BY_BOUTIQUE}{once.key}"[:120], "reason": body.reason}
        if body.lines is None:
            made = refunding.refund_parcel(session, parcel, body.amount, **why)
        else:
            made = refunding.refund_lines(session, parcel, body.lines, **why)
        return showing.read_refund(session, made.id)

    return once.answer(session, seller.principal, work, status=201)


@router.post("/payments/webhooks/{provider}", status_code=204, responses=problems(NoSuchProvider, ForgedWebhook))
def hear_webhook(
    database: DatabaseDep,
    providers: ProvidersDep,
    provider: ProviderName,
    heard: Annotated[Heard, Depends(heard_of)],
) -> None:
    """A provider tells that something happened: it is written down, and the provider is asked."""
    hearing.hear_webhook(database, providers, provider, heard)


def _takes(provider: PaymentProvider, asked: WaysQuery) -> bool:
    return asked.currency is None or asked.amount is None or provider.takes(asked.amount, asked.currency)
