"""The HTTP routes of a boutique's money: what went back of its parcels, and nobody else's."""

from typing import Annotated

from fastapi import APIRouter, Query

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.payments import showing
from modiste.shop.payments.schemas import BoutiqueRefundsPage, RefundsQuery

router = APIRouter(prefix="/boutiques/me/refunds", tags=["payments"])


@router.get("", responses=problems(Unauthenticated, RoleMissing, NoBoutiqueYet, BadCursor))
def list_boutique_refunds(
    session: SessionDep, seller: SellerDep, asked: Annotated[RefundsQuery, Query()]
) -> BoutiqueRefundsPage:
    """What went back of the boutique's parcels or is on its way, with the reason; the newest first."""
    return showing.list_boutique_refunds(session, seller.boutique_id, asked)
