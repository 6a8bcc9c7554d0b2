"""The HTTP routes of a boutique's working day: the parcels of its paid orders, and nobody else's."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.problems import problems
from modiste.shop.orders import fulfilment
from modiste.shop.orders.boutique_schemas import BoutiqueParcelOut, BoutiqueParcelsPage, ParcelsQuery, ShipIn
from modiste.shop.orders.service import ParcelUnknown
from modiste.shop.orders.states import NotNow

router = APIRouter(prefix="/boutiques/me/parcels", tags=["orders"])
READ = problems(Unauthenticated, RoleMissing, NoBoutiqueYet, ParcelUnknown)
MOVED = problems(Unauthenticated, RoleMissing, NoBoutiqueYet, ParcelUnknown, NotNow)


@router.get("", responses=problems(Unauthenticated, RoleMissing, NoBoutiqueYet, BadCursor))
def list_boutique_parcels(
    session: SessionDep, seller: SellerDep, asked: Annotated[ParcelsQuery, Query()]
) -> BoutiqueParcelsPage:
    """What the boutique is to send, has sent, or takes back; the newest first."""
    return fulfilment.list_parcels(session, seller.boutique_id, asked)


@router.get("/{parcel_id}", responses=READ)
def read_boutique_parcel(session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """A parcel with its address, its lines and what happened to it."""
    return fulfilment.read_parcel(session, seller.boutique_id, parcel_id)


@router.post("/{parcel_id}/pack", responses=MOVED)
def pack_parcel(session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """The parcel is packed; its order cannot be cancelled any more."""
    return fulfilment.pack_parcel(session, seller.boutique_id, parcel_id)


@router.post("/{parcel_id}/ship", responses=MOVED)
def ship_parcel(session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID, body: ShipIn) -> BoutiqueParcelOut:
    """The parcel was sent; its shopper is told how to follow it."""
    return fulfilment.ship_parcel(session, seller.boutique_id, parcel_id, body)


@router.post("/{parcel_id}/deliver", responses=MOVED)
def deliver_parcel(session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """The parcel has arrived."""
    return fulfilment.deliver_parcel(session, seller.boutique_id, parcel_id)


@router.post("/{parcel_id}/returned", responses=MOVED)
def take_parcel_back(session: SessionDep, seller: SellerDep, parcel_id: uuid.UUID) -> BoutiqueParcelOut:
    """What the shopper sent back is there, and on the shelf again."""
    return fulfilment.take_parcel_back(session, seller.boutique_id, parcel_id)
