"""Document 1's cart: add an item, and see the cart with a price comparison for each item; prices as numbers."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.datastructures import QueryParams
from starlette.routing import Match
from starlette.types import Scope

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.aliases.callers import OtherUser, user_named
from modiste.shop.aliases.swipe_shop import Message, PricedItem, priced
from modiste.shop.cart import contents, service
from modiste.shop.cart.owners import Owner
from modiste.shop.cart.schemas import ChoiceOut, LineIn, LineOut
from modiste.shop.cart.service import TooManyLines
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit import money
from modiste.shop.kit.web.context import SessionDep, SettingsDep
from modiste.shop.kit.web.fields import Body, Id, ItemId
from modiste.shop.kit.web.problems import problems


class NamedUserRoute(APIRoute):
    """A route for requests with a `user_id`: without one, the path is the canonical route's."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        named = scope["type"] == "http" and "user_id" in QueryParams(scope.get("query_string", b""))
        return super().matches(scope) if named else (Match.NONE, {})


router = APIRouter(tags=["swipe shop"])
named = APIRouter(route_class=NamedUserRoute)


class CartAddIn(Body):
    """Document 1's adding; `user_id` must be the caller's."""

    user_id: Id | None = None
    item_id: ItemId


class VendorPrice(BaseModel):
    """What a vendor asks for an item, in major units of the currency."""

    vendor: str
    price: float
    currency: str
    link: str


class CartItem(PricedItem):
    """An item in the cart, and what it costs elsewhere, the cheapest first."""

    quantity: int
    price_comparison: list[VendorPrice]


class CartItems(BaseModel):
    """The user's cart."""

    items: list[CartItem]


@router.post("/cart/add", status_code=201, responses=problems(OtherUser, ItemUnknown, TooManyLines))
def add_to_cart(session: SessionDep, user: CurrentUser, body: CartAddIn) -> Message:
    """Put an item into the cart; the size is chosen later."""
    if body.user_id not in (None, user.id):
        raise OtherUser  # not even an admin buys for somebody else
    service.add_line(session, Owner(user_id=user.id), LineIn(item_id=body.item_id))
    return Message(message="The item was added to your cart")


@named.get("/cart", include_in_schema=False, responses=problems(OtherUser, accounts.AccountUnknown))
def read_named_cart(
    session: SessionDep, user: CurrentUser, settings: SettingsDep, user_id: Annotated[int, Query(ge=1, le=2**31 - 1)]
) -> CartItems:
    """The user's cart with a price comparison for each item."""
    person = user_named(session, user, user_id)
    found = contents.cart_of(session, Owner(user_id=person.id), estimate=settings.cart_unknown_delivery)
    base = settings.public_url.rstrip("/")
    return CartItems(items=[_item_of(line, base) for line in found.lines])


router.include_router(named)


def _item_of(line: LineOut, base: str) -> CartItem:
    compared = [_compared(choice, base) for choice in line.choices if choice.is_available]
    return CartItem(**priced(line.item).model_dump(), quantity=line.quantity, price_comparison=compared)


def _compared(choice: ChoiceOut, base: str) -> VendorPrice:
    return VendorPrice(
        vendor=choice.vendor_name,
        price=money.to_major(choice.price.amount, choice.price.currency),
        currency=choice.price.currency,
        link=f"{base}{choice.link}" if choice.link.startswith("/") else choice.link,
    )
