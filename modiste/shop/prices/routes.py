"""The HTTP routes of prices: everybody may look, as often as vendors can bear."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from modiste.shop.accounts.dependencies import DatabaseDep
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit.errors import TooMany
from modiste.shop.kit.web.context import CacheDep, LimitsDep, SessionDep
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


def throttle_asking(request: Request, limits: LimitsDep) -> None:
    """Raises TooMany: an answer may cost other shops' time."""
    limits.hit("offers", request.client.host if request.client else "", times=ASKS, seconds=WITHIN)


ComparerDep = Annotated[Comparer, Depends(comparer_of)]
THROTTLED = [Depends(throttle_asking)]


@router.get("/items/{item_id}/offers", dependencies=THROTTLED, responses=problems(ItemUnknown, TooMany))
def list_offers(
    item_id: Id, database: DatabaseDep, comparer: ComparerDep, cache: CacheDep, asked: Annotated[OffersQuery, Query()]
) -> OffersOut:
    """What the same product costs elsewhere, delivered; what is remembered at once, and asked anew behind it."""
    found = service.offers_of(database, comparer, item_id, asked)
    if found.is_refreshing:
        jobs.ask_for_refresh(database, cache, item_id)
    return found


@router.get("/offers", dependencies=THROTTLED, responses=problems(TooMany))
def search_offers(database: DatabaseDep, comparer: ComparerDep, asked: Annotated[ProductQuery, Query()]) -> OffersOut:
    """A product by name at all vendors at once."""
    return searching.search_offers(database, comparer, asked)


@router.get("/items/{item_id}/price-history", responses=problems(ItemUnknown))
def read_price_history(session: SessionDep, item_id: Id, asked: Annotated[HistoryQuery, Query()]) -> PriceHistoryOut:
    """How the price moved, whether a reduction is one, and whether this is a real deal."""
    return history.history_of(session, item_id, asked)
