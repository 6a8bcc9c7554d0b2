"""The HTTP routes of a boutique's figures: its own, and nobody else's."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.sellers import boutique_of_seller
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.insights.home import read_home
from modiste.shop.insights.items import list_item_figures
from modiste.shop.insights.schemas import HomeOut, HomeQuery, ItemFiguresPage, ItemsQuery
from modiste.shop.insights.settings import InsightSettings
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.prices.comparing import Comparer

router = APIRouter(prefix="/boutiques/me/home", tags=["insights"])
OWN = (Unauthenticated, RoleMissing, NoBoutiqueYet)


async def insights_of(request: Request) -> InsightSettings:
    """What the operator set about figures."""
    settings: InsightSettings = request.app.state.insights
    return settings


async def comparer_of(request: Request) -> Comparer:
    """Who knows the vendors."""
    comparer: Comparer = request.app.state.comparer
    return comparer


InsightsDep = Annotated[InsightSettings, Depends(insights_of)]
ComparerDep = Annotated[Comparer, Depends(comparer_of)]


@router.get("", responses=problems(*OWN))
def read_boutique_home(
    session: SessionDep, seller: SellerDep, settings: InsightsDep, asked: Annotated[HomeQuery, Query()]
) -> HomeOut:
    """What the boutique is to do now, what it sold lately, and what runs out."""
    return read_home(session, boutique_of_seller(session, seller), days=asked.days, low_stock=settings.low_stock)


@router.get("/items", responses=problems(*OWN, BadCursor))
def list_boutique_figures(
    session: SessionDep, seller: SellerDep, comparer: ComparerDep, asked: Annotated[ItemsQuery, Query()]
) -> ItemFiguresPage:
    """How many saw each item, liked it, put it into the cart and bought it, and how its price stands elsewhere."""
    return list_item_figures(session, boutique_of_seller(session, seller), asked, vendors=comparer.vendors)
