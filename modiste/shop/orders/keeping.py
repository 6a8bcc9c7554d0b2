"""What a parcel brings belongs to its shopper's wardrobe from then on, in the transaction in which it arrives."""

from sqlalchemy.orm import Session

from modiste.shop.orders.models import Order, Parcel
from modiste.shop.wardrobe.arrivals import Bought, keep_bought, let_returned_go


def put_into_wardrobe(session: Session, order: Order, parcel: Parcel) -> None:
    """A parcel has arrived: its pieces are garments, each line once, with the prices and the day of the order."""
    if order.user_id is None:
        return
    bought = [
        Bought(
            order_line_id=line.id,
            item_id=line.item_id,
            name=line.title,
            brand=line.brand,
            size=line.size,
            colour=line.colour,
            picture_url=line.image_url,
            quantity=line.quantity,
            price=line.price,
            currency=order.currency,
            bought_on=order.placed_at.date(),
        )
        for line in parcel.lines
    ]
    keep_bought(session, order.user_id, bought)


def take_out_of_wardrobe(session: Session, parcel: Parcel) -> None:
    """A parcel went back: its pieces are no longer the shopper's."""
    let_returned_go(session, [line.id for line in parcel.lines])
