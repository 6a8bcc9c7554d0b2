"""Letting time pass: what was seen is moved into the past."""

from datetime import datetime, timedelta

from sqlalchemy import update

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.prices.models import Offer, PriceCheck, PricePoint


def wait_hours(hours: float, database: Database | None = None) -> datetime:
    """Make everything that was seen so many hours older; returns the present moment."""
    if database is not None:
        passed = timedelta(hours=hours)
        with database.transaction() as session:
            for offer in session.query(Offer):
                offer.seen_at -= passed
            for check in session.query(PriceCheck):
                check.checked_at -= passed
                check.slot -= int(hours)
            for point in session.query(PricePoint):
                session.execute(
                    update(PricePoint)
                    .where(PricePoint.id == point.id)
                    .values(began_at=point.began_at - passed, last_seen_at=point.last_seen_at - passed)
                )
    return clock.now()
