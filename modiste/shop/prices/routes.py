"""The HTTP routes of prices: everybody may look, as often as vendors can bear."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from modiste.shop.accounts.dependencies import DatabaseDep
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit.db import DatabaseUnavailable
from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.limits import Limits
from modiste.shop.kit.web.context import LimitsDep, SessionDep, json_of
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.problems import problems
from modiste.shop.prices import history, jobs, searching, service
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.schemas import HistoryQuery, OffersOut, OffersQuery, PriceHistoryOut, ProductQuery

router = APIRouter(tags=["prices"])
ASKS, WITHIN = 120, 60  # of one address; what is remembered counts too, which keeps the rule simple


async def comparer_of(request: Request) -> Comparer:
    """What asks the vendors."""
    comparer: Comparer = request.app.state.comparer
    return comparer


async def caller_of(request: Request) -> str:
    """The address that asks."""
    return request.client.host if request.client else ""


def count_ask(limits: Limits, caller: str) -> None:
    """Raises TooMany: an answer may cost other shops' time."""
    limits.hit("offers", caller, times=ASKS, seconds=WITHIN)


ComparerDep = Annotated[Comparer, Depends(comparer_of)]
CallerDep = Annotated[str, Depends(caller_of)]


@router.get("/items/{item_id}/offers", response_model=OffersOut, responses=problems(ItemUnknown, TooMany))
def list_offers(
    item_id: Id,
    database: DatabaseDep,
    comparer: ComparerDep,
    limits: LimitsDep,
    caller: CallerDep,
    asked: Annotated[OffersQuery, Query()],
) -> Response:
    """What the same product costs elsewhere, delivered; what is remembered at once, and asked anew behind it."""
    count_ask(limits, caller)
    found = service.offers_of(database, comparer, item_id, asked)
    if found.answer.is_refreshing:
        with suppress(DatabaseUnavailable):  # somebody writes for long: the next who looks asks again
            jobs.ask_for_refresh(database, comparer.cache, item_id)
    return Response(found.body, media_type="application/json")


@router.get("/offers", response_model=OffersOut, responses=problems(TooMany))
def search_offers(
    database: DatabaseDep,
    comparer: ComparerDep,
    limits: LimitsDep,
    caller: CallerDep,
    asked: Annotated[ProductQuery, Query()],
) -> Response:
    """A product by name at all vendors at once."""
    count_ask(limits, caller)
    return json_of(searching.search_offers(database, comparer, asked))


@router.get("/items/{item_id}/price-history", responses=problems(ItemUnknown))
def read_price_history(session: SessionDep, item_id: Id, asked: Annotated[HistoryQuery, Query()]) -> PriceHistoryOut:
    """How the price moved, whether a reduction is one, and whether this is a real deal."""
    return history.history_of(session, item_id, asked)
