"""What a boutique sold, by currency and day: amounts of different currencies are never added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from modiste.shop.insights.periods import Period, day_of
from modiste.shop.insights.schemas import SalesDayOut, SalesOut, SalesSumOut
from modiste.shop.kit.money import Money
from modiste.shop.orders.models import Order, OrderLine, Parcel, ParcelState
from modiste.shop.payments.models import Refund, RefundState


@dataclass(frozen=True, slots=True)
class Sold:
    """What was sold on a day, or on several; money in minor units of one currency."""

    orders: int = 0
    pieces: int = 0
    gross: int = 0
    refunded: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(
            self.orders + other.orders,
            self.pieces + other.pieces,
            self.gross + other.gross,
            self.refunded + other.refunded,
        )

    @property
    def net(self) -> int:
        return self.gross - self.refunded


Days = Mapping[date, Sold]


def sales_of(session: Session, boutique_id: int, period: Period, *, currency: str) -> list[SalesOut]:
    """What was sold in each currency, that of the boutique first; one query."""
    found: dict[str, dict[date, Sold]] = {currency: {}}
    for row in session.execute(_by_day(session, boutique_id, period)):
        sold = Sold(row.orders, int(row.pieces), int(row.gross), int(row.refunded))
        found.setdefault(row.currency, {})[date.fromisoformat(row.day)] = sold
    others = sorted(found.keys() - {currency})
    return [_shown(name, found[name], period) for name in (currency, *others)]


def _by_day(session: Session, boutique_id: int, period: Period):  # type: ignore[no-untyped-def]
    """Both periods by day: which of the two a day belongs to is plain from its date."""
    parcels = _parcels(session, boutique_id, period)
    # What goes back beyond the price of the goods is delivery.
    back = case((parcels.c.back > parcels.c.goods, parcels.c.goods), else_=parcels.c.back)
    return select(
        parcels.c.currency,
        parcels.c.day,
        func.count().label("orders"),
        func.sum(parcels.c.pieces).label("pieces"),
        func.sum(parcels.c.goods).label("gross"),
        func.sum(back).label("refunded"),
    ).group_by(parcels.c.currency, parcels.c.day)


def _parcels(session: Session, boutique_id: int, period: Period) -> Subquery:
    lines = select(func.coalesce(func.sum(OrderLine.quantity), 0)).where(OrderLine.parcel_id == Parcel.id)
    given = select(func.coalesce(func.sum(Refund.amount), 0)).where(
        Refund.parcel_id == Parcel.id, Refund.state != RefundState.FAILED
    )
    now = and_(Order.paid_at >= period.since, Order.paid_at <= period.until)
    before = and_(Order.paid_at >= period.before_since, Order.paid_at <= period.before_until)
    return (
        select(
            Order.currency,
            day_of(session, Order.paid_at).label("day"),
            Parcel.goods,
            lines.scalar_subquery().label("pieces"),
            given.scalar_subquery().label("back"),
        )
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.boutique_id == boutique_id, Parcel.state != ParcelState.CANCELLED, or_(now, before))
        .subquery()
    )


def _shown(currency: str, days: Days, period: Period) -> SalesOut:
    first = period.since.date()
    return SalesOut(
        currency=currency,
        now=_summed(currency, (sold for day, sold in days.items() if day >= first)),
        before=_summed(currency, (sold for day, sold in days.items() if day < first)),
        days=[_on(day, days.get(day, Sold())) for day in period.dates()],
    )


def _on(day: date, sold: Sold) -> SalesDayOut:
    return SalesDayOut(day=day, orders=sold.orders, pieces=sold.pieces, net=sold.net)


def _summed(currency: str, days: Iterable[Sold]) -> SalesSumOut:
    whole = sum(days, Sold())

    def money(amount: int) -> Money:
        return Money(amount=amount, currency=currency)

    return SalesSumOut(
        orders=whole.orders,
        pieces=whole.pieces,
        gross=money(whole.gross),
        refunded=money(whole.refunded),
        net=money(whole.net),
        average=money(round(whole.net / whole.orders)) if whole.orders else None,
    )
