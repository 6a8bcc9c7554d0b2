"""A boutique takes an item, or one of its photos, back: for good where nobody's order or cart names it.

The database would let an ordered item go (its lines keep title, price and picture, and forget the item), and would
empty carts of it without a word. So what was ordered, or lies in a cart, only leaves the shop: the books keep their
item, a parcel that comes back its shelf, and a cart says that it is gone.
"""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from modiste.shop.cart.models import CartLine
from modiste.shop.catalogue import own_items, photos
from modiste.shop.catalogue.models import Item
from modiste.shop.orders.boutique_schemas import KeptFor, WithdrawnOut
from modiste.shop.orders.models import OrderLine


def withdraw_item(session: Session, boutique_id: int, item_id: int) -> WithdrawnOut:
    """Delete an item of the boutique, or deactivate it where orders or carts name it. Raises OwnItemUnknown.

    The item is locked first, so no cart and no order can begin to name it while this looks.
    """
    item = own_items.own_item_of(session, boutique_id, item_id, to_delete=True)
    kept_for = _kept_for(session, item_id)
    if kept_for is not None:
        if item.is_active:
            item.is_active = False
            own_items.note_change(session, item)
        return WithdrawnOut(item_id=item_id, is_deleted=False, kept_for=kept_for)
    photos.ask_to_forget(session, boutique_id, photos.addresses_of(item.pictures))
    session.delete(item)
    session.flush()
    return WithdrawnOut(item_id=item_id, is_deleted=True, kept_for=None)


def take_down_photo(session: Session, boutique_id: int, item_id: int, photo_id: int) -> Item:
    """Take a photo down; its files go too, unless an order shows it. Raises OwnItemUnknown, PhotoUnknown."""
    item = own_items.own_item_of(session, boutique_id, item_id, to_change=True)
    addresses = photos.take_down_photo(session, item, photo_id)
    shown = select(OrderLine.id).where(OrderLine.item_id == item_id, OrderLine.image_url.in_(addresses))
    if not _is_any(session, shown):
        photos.ask_to_forget(session, boutique_id, addresses)
    return item


def _kept_for(session: Session, item_id: int) -> KeptFor | None:
    if _is_any(session, select(OrderLine.id).where(OrderLine.item_id == item_id)):
        return KeptFor.ORDERS
    return KeptFor.CARTS if _is_any(session, select(CartLine.id).where(CartLine.item_id == item_id)) else None


def _is_any(session: Session, found: Select[*tuple[object, ...]]) -> bool:
    return session.execute(found.limit(1)).first() is not None
