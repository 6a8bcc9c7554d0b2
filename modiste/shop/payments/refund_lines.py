"""Giving money back for some of a parcel's pieces: each piece once, at what it cost."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.kit.errors import Conflict, Invalid
from modiste.shop.orders.models import OrderLine, Parcel
from modiste.shop.payments.models import Refund, RefundLine, RefundState
from modiste.shop.payments.schemas import RefundLineIn


class NotInParcel(Invalid):
    """A line is named that the parcel does not have."""

    title = "This parcel has no such line"


class GivenBackAlready(Conflict):
    """More pieces are named than are left to give money back for."""

    title = "Money has gone back for these pieces already"


def price_of_lines(session: Session, parcel: Parcel, wanted: Sequence[RefundLineIn], *, but: str) -> int:
    """What these pieces cost, in minor units; the refund of the key `but` is not counted as given back.

    The payment is locked by the caller. Raises NotInParcel, GivenBackAlready.
    """
    given = _given_back(session, parcel, but)
    known: dict[uuid.UUID, OrderLine] = {line.id: line for line in parcel.lines}
    total = 0
    for one in wanted:
        line = known.get(one.line_id)
        if line is None:
            raise NotInParcel
        left = line.quantity - given.get(line.id, 0)
        if one.quantity > left:
            raise GivenBackAlready(line_id=str(line.id), left=left)
        total += line.price * one.quantity
    return total


def keep_lines(session: Session, refund: Refund, wanted: Sequence[RefundLineIn]) -> None:
    """Write down for which pieces a refund is, the first time that it is asked for."""
    if session.scalar(select(RefundLine.line_id).where(RefundLine.refund_id == refund.id).limit(1)) is None:
        session.add_all(RefundLine(refund_id=refund.id, **one.model_dump()) for one in wanted)
        session.flush()


def _given_back(session: Session, parcel: Parcel, but: str) -> dict[uuid.UUID, int]:
    theirs = (Refund.parcel_id == parcel.id, Refund.state != RefundState.FAILED, Refund.key != but)
    counted = select(RefundLine.line_id, func.sum(RefundLine.quantity)).join(Refund).where(*theirs)
    return {line_id: int(count) for line_id, count in session.execute(counted.group_by(RefundLine.line_id))}
