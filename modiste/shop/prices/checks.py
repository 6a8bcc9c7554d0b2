"""Who was asked when, and so who is due: what is fresh is not asked again, what failed is tried again soon."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.prices.models import PriceCheck

TRIED_AGAIN_AFTER = timedelta(minutes=5)  # a vendor that failed
AT_ONCE = datetime.min.replace(tzinfo=UTC)

Checks = Mapping[str, PriceCheck]


def last_checks(session: Session, item_id: int) -> Checks:
    """The last look at each vendor for an item."""
    newest = select(PriceCheck.vendor, func.max(PriceCheck.slot).label("slot")).where(PriceCheck.item_id == item_id)
    last = newest.group_by(PriceCheck.vendor).subquery()
    rows = select(PriceCheck).join(last, (PriceCheck.vendor == last.c.vendor) & (PriceCheck.slot == last.c.slot))
    return {check.vendor: check for check in session.scalars(rows.where(PriceCheck.item_id == item_id))}


def due_at(check: PriceCheck | None, *, fresh_seconds: int) -> datetime:
    """When a vendor may be asked again."""
    if check is None:
        return AT_ONCE
    return check.checked_at + (TRIED_AGAIN_AFTER if check.failure else timedelta(seconds=fresh_seconds))


def due_vendors(checks: Checks, names: Iterable[str], *, at: datetime, fresh_seconds: int) -> list[str]:
    """Those of `names` whose answer is no longer fresh, in one order for all who write it down."""
    return sorted(name for name in names if due_at(checks.get(name), fresh_seconds=fresh_seconds) <= at)
