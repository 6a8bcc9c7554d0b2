"""What shoppers and boutiques are told as an order goes its way, in the transaction in which it happens."""

from sqlalchemy.orm import Session

from modiste.shop.boutiques.sellers import people_of
from modiste.shop.kit.money import Money
from modiste.shop.notifications.facts import OrderNews, OrderNewsKind, ParcelFacts
from modiste.shop.notifications.service import notify
from modiste.shop.orders.models import Order, Parcel


def tell_of_order(session: Session, order: Order, kind: OrderNewsKind) -> None:
    """Tell an order's shopper of a step, once; nobody where the account is gone."""
    news = OrderNews(
        kind=kind,
        number=order.number,
        total=Money(amount=order.total, currency=order.currency),
        minutes=round((order.held_until - order.placed_at).total_seconds() / 60),
        parcel=None,
    )
    _tell_shopper(session, order, news, key=f"order:{order.id}:{kind}")


def tell_of_parcel(session: Session, order: Order, parcel: Parcel, kind: OrderNewsKind) -> None:
    """Tell the shopper of a parcel's step, once; nobody where the account is gone."""
    _tell_shopper(session, order, _news_of(order, parcel, kind), key=f"parcel:{parcel.id}:{kind}")


def tell_boutique(session: Session, order: Order, parcel: Parcel, kind: OrderNewsKind) -> None:
    """Tell the owner and the staff of a parcel's boutique of a step, each once; nobody where it has none."""
    if parcel.boutique_id is None:
        return
    news = _news_of(order, parcel, kind)
    for user_id in people_of(session, parcel.boutique_id):
        notify(session, user_id, news, key=f"parcel:{parcel.id}:{kind}", link=f"/boutique/parcels/{parcel.id}")


def _tell_shopper(session: Session, order: Order, news: OrderNews, *, key: str) -> None:
    if order.user_id is not None:
        notify(session, order.user_id, news, key=key, link=f"/orders/{order.id}", mail_to=order.email)


def _news_of(order: Order, parcel: Parcel, kind: OrderNewsKind) -> OrderNews:
    return OrderNews(
        kind=kind,
        number=order.number,
        total=Money(amount=parcel.goods + parcel.delivery, currency=order.currency),
        minutes=0,
        parcel=ParcelFacts(
            boutique=parcel.boutique_name,
            pieces=sum(line.quantity for line in parcel.lines),
            method=parcel.method,
            carrier=parcel.carrier,
            tracking=parcel.tracking,
            tracking_url=parcel.tracking_url,
        ),
    )
