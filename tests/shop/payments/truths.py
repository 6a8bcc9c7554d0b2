"""What must be true of a shop at any moment, whatever was done to it."""

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.catalogue.models import Variant
from modiste.shop.orders import states
from modiste.shop.orders.models import Order, OrderEvent, OrderState, Parcel, ParcelState, StockHold
from modiste.shop.payments import ledger
from modiste.shop.payments.models import LedgerEntry, Payment, PaymentState, Refund, RefundState
from modiste.shop.payments.states import PAYMENT, REFUND
from tests.shop.payments.bench import Bench

PAID = {OrderState.PAID, OrderState.COMPLETED}


def faults_in_shop(bench: Bench) -> list[str]:
    """What must be true after every step, and is not."""
    if not bench.is_open:
        return []
    with bench.database.reading() as session:
        total = func.sum(LedgerEntry.amount)
        unbalanced = session.execute(
            select(LedgerEntry.currency, total).group_by(LedgerEntry.currency).having(total != 0)
        )
        found = [f"the ledger sums to {amount} {currency}" for currency, amount in unbalanced]
        found += [f"{one.about}: {one.what}" for one in ledger.check_ledger(session)]
        found += _about_stock(session, bench)
        found += _about_orders(session)
        found += _about_money(session)
        found += _about_steps(session, bench)
    return found


def _about_stock(session: Session, bench: Bench) -> Iterator[str]:
    gone: Counter[int] = Counter()
    kept = select(StockHold.variant_id, StockHold.quantity).where(StockHold.state.in_(["held", "sold"]))
    for variant, quantity in session.execute(kept):
        gone[variant or 0] += quantity
    for variant, stock in session.execute(select(Variant.id, Variant.stock)):
        if stock + gone[variant] != bench.pieces[variant]:
            yield f"variant {variant}: {stock} on the shelf and {gone[variant]} of orders, of {bench.pieces[variant]}"


def _about_orders(session: Session) -> Iterator[str]:
    held: dict[uuid.UUID, set[str]] = {}
    for order_id, state in session.execute(select(StockHold.order_id, StockHold.state)):
        held.setdefault(order_id, set()).add(state)
    for order in session.scalars(select(Order).options(selectinload(Order.parcels))):
        parcels, state, holds = {p.state for p in order.parcels}, OrderState(order.state), held.get(order.id, set())
        fits = {
            OrderState.AWAITING_PAYMENT: parcels == {"waiting"} and holds == {"held"},
            OrderState.EXPIRED: parcels == {"waiting"} and holds == {"released"},
            OrderState.CANCELLED: parcels == {"cancelled"} and holds == {"released"},
        }.get(state, not parcels & {"waiting", "cancelled"} and "held" not in holds)
        back = parcels == {"returned"}
        if not fits or (state in PAID and back != ("sold" not in holds)):
            yield f"order {order.number} is {state}, its parcels {sorted(parcels)}, its pieces {sorted(holds)}"
        if (order.paid_at is not None) != (state in PAID) and state is not OrderState.CANCELLED:
            yield f"order {order.number} is {state}, and paid at {order.paid_at}"


def _about_money(session: Session) -> Iterator[str]:
    """No order is paid twice, and no parcel gives back more than it cost."""
    paid = Counter(session.scalars(select(Payment.settles).where(Payment.settles.is_not(None))))
    yield from (f"order {key} is paid {times} times" for key, times in paid.items() if times > 1)
    back: Counter[uuid.UUID | None] = Counter()
    claimed: Counter[uuid.UUID] = Counter()
    for refund in session.scalars(select(Refund).where(Refund.state != RefundState.FAILED)):
        back[refund.parcel_id] += refund.amount
        claimed[refund.payment_id] += refund.amount
    for parcel in session.scalars(select(Parcel)):
        if back[parcel.id] > parcel.goods + parcel.delivery:
            yield f"{back[parcel.id]} went back for parcel {parcel.id} that cost {parcel.goods + parcel.delivery}"
    for payment in session.scalars(select(Payment)):
        noted = payment.claimed
        if noted != claimed[payment.id] or noted > payment.captured:
            yield f"payment {payment.id}: refunds claim {claimed[payment.id]}, noted {noted} of {payment.captured}"


def _about_steps(session: Session, bench: Bench) -> Iterator[str]:
    """States move along the tables: as the orders' stories tell it, and as it was seen from outside."""
    for event in session.scalars(select(OrderEvent).where(OrderEvent.before != "")):
        table: Any = states.ORDER if event.parcel_id is None else states.PARCEL
        kind: Any = OrderState if event.parcel_id is None else ParcelState
        if kind(event.after) not in table[kind(event.before)]:
            yield f"a story goes from {event.before} to {event.after}"
    machines: list[tuple[Any, Any, Any]] = [
        (Order, OrderState, states.ORDER),
        (Parcel, ParcelState, states.PARCEL),
        (Payment, PaymentState, PAYMENT),
        (Refund, RefundState, REFUND),
    ]
    for row, kind, table in machines:
        for key, state in session.execute(select(row.id, row.state)):
            before = bench.seen.get(key)
            if before is not None and before != state and kind(state) not in _reachable(table, kind(before)):
                yield f"{row.__name__} went from {before} to {state}"
            bench.seen[key] = state


def _reachable(table: Any, start: Any) -> set[Any]:
    found, open_ = set(), [start]
    while open_:
        new = [state for state in table[open_.pop()] if state not in found]
        found.update(new)
        open_ += new
    return found
