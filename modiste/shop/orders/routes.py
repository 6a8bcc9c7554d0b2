"""The HTTP routes of checkout, orders and the address book: a shopper's own, and nobody else's."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep
from modiste.shop.catalogue.stock import SoldOut
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep, SettingsDep
from modiste.shop.kit.web.idempotency import KeyReused, OnceDep, StillInWork
from modiste.shop.kit.web.problems import problems
from modiste.shop.orders import addresses, checkout, fulfilment, placing, service, showing
from modiste.shop.orders.addresses import AddressUnknown, TooManyAddresses
from modiste.shop.orders.fulfilment import NotInOrder, ReturnTooLate
from modiste.shop.orders.placing import CheckoutChanged, NothingToBuy
from modiste.shop.orders.schemas import (
    AddressChangesIn,
    AddressOut,
    CheckoutIn,
    CheckoutOut,
    OrderIn,
    OrderOut,
    OrdersPage,
    OrdersQuery,
    ReceivedIn,
    ReturnIn,
)
from modiste.shop.orders.service import OrderUnknown
from modiste.shop.orders.states import NotNow

router = APIRouter(tags=["orders"])


@router.post("/checkout", responses=problems(Unauthenticated))
def look_at_checkout(database: DatabaseDep, who: CurrentUser, body: CheckoutIn) -> CheckoutOut:
    """What an order placed now would be: what can be bought here, what cannot and why, and what it costs delivered."""
    with database.reading() as session:  # a POST that writes nothing: on SQLite it need not wait for who does
        return checkout.show_checkout(checkout.checkout_of(session, who.id, body))


@router.post(
    "/orders",
    status_code=201,
    response_model=OrderOut,
    responses=problems(Unauthenticated, NothingToBuy, CheckoutChanged, SoldOut, AddressUnknown, KeyReused, StillInWork),
)
def place_order(
    database: DatabaseDep, settings: SettingsDep, who: CurrentUser, body: OrderIn, once: OnceDep
) -> Response:
    """Place an order at the prices that were shown; its pieces are held while it is paid."""
    # One hop into a thread instead of three (docs/decisions/0006).
    with database.transaction() as session:

        def work() -> OrderOut:
            order = placing.place_order(session, who.id, body, return_days=settings.return_days)
            return showing.show_order(session, order)

        return once.answer(session, str(who.id), work, status=201)


@router.get("/orders", responses=problems(Unauthenticated, BadCursor))
def list_orders(session: SessionDep, who: CurrentUser, asked: Annotated[OrdersQuery, Query()]) -> OrdersPage:
    """The caller's orders, the newest first."""
    return showing.list_orders(session, who.id, asked)


@router.get("/orders/{order_id}", responses=problems(Unauthenticated, OrderUnknown))
def read_order(session: SessionDep, who: CurrentUser, order_id: uuid.UUID) -> OrderOut:
    """An order with its parcels and its story."""
    return showing.show_order(session, service.order_of(session, who.id, order_id))


@router.post("/orders/{order_id}/received", responses=problems(Unauthenticated, OrderUnknown, NotInOrder, NotNow))
def receive_parcels(session: SessionDep, who: CurrentUser, order_id: uuid.UUID, body: ReceivedIn) -> OrderOut:
    """Say that a parcel has arrived, or all that are on their way."""
    order = fulfilment.receive_parcels(session, who.id, order_id, body.parcel_id)
    return showing.show_order(session, order)


@router.post(
    "/orders/{order_id}/parcels/{parcel_id}/return",
    responses=problems(Unauthenticated, OrderUnknown, NotInOrder, ReturnTooLate, NotNow),
)
def ask_return(
    session: SessionDep, who: CurrentUser, order_id: uuid.UUID, parcel_id: uuid.UUID, body: ReturnIn
) -> OrderOut:
    """Ask to send a parcel back; the boutique is told why."""
    order = fulfilment.ask_return(session, who.id, order_id, parcel_id, reason=body.reason)
    return showing.show_order(session, order)


@router.get("/me/addresses", response_model=list[AddressOut], responses=problems(Unauthenticated))
def list_addresses(session: SessionDep, who: CurrentUser) -> object:
    """The caller's address book, the default first."""
    return addresses.list_addresses(session, who.id)


@router.post(
    "/me/addresses",
    status_code=201,
    response_model=AddressOut,
    responses=problems(Unauthenticated, TooManyAddresses),
)
def keep_address(session: SessionDep, who: CurrentUser, body: AddressChangesIn) -> object:
    """Add an address; the first one is the default."""
    return addresses.keep_address(session, who.id, body)


@router.put(
    "/me/addresses/{address_id}", response_model=AddressOut, responses=problems(Unauthenticated, AddressUnknown)
)
def change_address(session: SessionDep, who: CurrentUser, address_id: uuid.UUID, body: AddressChangesIn) -> object:
    """Write an address anew."""
    return addresses.change_address(session, who.id, address_id, body)


@router.delete("/me/addresses/{address_id}", status_code=204, responses=problems(Unauthenticated, AddressUnknown))
def delete_address(session: SessionDep, who: CurrentUser, address_id: uuid.UUID) -> None:
    """Delete an address; orders keep their own copy."""
    addresses.delete_address(session, who.id, address_id)
