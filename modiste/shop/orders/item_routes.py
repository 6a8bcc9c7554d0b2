"""The HTTP routes by which a boutique takes items and photos back: only here is it known what was bought."""

from fastapi import APIRouter

from modiste.shop.accounts.dependencies import RoleMissing
from modiste.shop.boutiques.dependencies import SellerDep
from modiste.shop.boutiques.service import NoBoutiqueYet
from modiste.shop.catalogue.own_items import OwnItemUnknown
from modiste.shop.catalogue.photos import PhotoUnknown
from modiste.shop.kit.errors import Unauthenticated
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.problems import problems
from modiste.shop.orders import withdrawing
from modiste.shop.orders.boutique_schemas import WithdrawnOut

router = APIRouter(prefix="/boutiques/me/items", tags=["catalogue"])


@router.delete("/{item_id}", responses=problems(Unauthenticated, RoleMissing, NoBoutiqueYet, OwnItemUnknown))
def withdraw_item(session: SessionDep, seller: SellerDep, item_id: Id) -> WithdrawnOut:
    """Delete an item. What was ordered or lies in a cart only leaves the shop; the answer says which, and why."""
    return withdrawing.withdraw_item(session, seller.boutique_id, item_id)


@router.delete(
    "/{item_id}/photos/{photo_id}",
    status_code=204,
    responses=problems(Unauthenticated, RoleMissing, NoBoutiqueYet, OwnItemUnknown, PhotoUnknown),
)
def take_down_photo(session: SessionDep, seller: SellerDep, item_id: Id, photo_id: Id) -> None:
    """Take a photo down; the next one stands on cards then."""
    withdrawing.take_down_photo(session, seller.boutique_id, item_id, photo_id)
