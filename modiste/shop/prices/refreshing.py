"""Asking vendors anew about an item, and finding out which items are due."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.service import item_of
from modiste.shop.kit import clock
from modiste.shop.kit.cache import price_comparisons_key
from modiste.shop.kit.db import Database, after_commit
from modiste.shop.prices.alerts import fire_alerts
from modiste.shop.prices.checks import due_vendors, last_checks
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.matching_offers import question_about, same_products
from modiste.shop.prices.models import Alert, Offer, PriceCheck, PricePoint
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.recording import Told, record_told

WATCHED_EVERY = timedelta(hours=3)
MOVING_EVERY = timedelta(hours=6)
QUIET_EVERY = timedelta(hours=24)
MOVING = timedelta(days=7)  # a price that changed within so long may change again
COST = 3  # questions that one look at a vendor with a quota is taken to cost
KEPT_CHECKS = timedelta(days=30)

Transaction = Callable[[], AbstractContextManager[Session]]


def ask_anew(
    database: Database,
    comparer: Comparer,
    item_id: int,
    *,
    seconds: float,
    names: Collection[str] | None = None,
    transaction: Transaction | None = None,
) -> int:
    """Ask the vendors that are due (of `names`) about an item and write down what they say; returns what changed.

    No transaction is open while vendors are asked. What changed is written in one transaction with the alerts that it
    fires, so that a process that dies loses or doubles none. Raises ItemUnknown, ReferenceGone.
    """
    with database.reading() as session:
        item = item_of(session, item_id)
        rates, checks = rates_of(session), last_checks(session, item_id)
    wanted = comparer.vendors.keys() if names is None else comparer.vendors.keys() & set(names)
    due = due_vendors(checks, wanted, at=clock.now(), fresh_seconds=comparer.settings.fresh_seconds)
    if not due:
        return 0
    settings = comparer.settings
    question = question_about(item, country=settings.country, postcode=settings.postcode)
    heard = comparer.ask(question, names=due, seconds=seconds)
    told = [Told(one, same_products(comparer.judge, item, one.found)) for one in heard]
    at = clock.now()
    with (transaction or database.transaction)() as session:
        changes = sum(record_told(session, item, one, at=at, rates=rates) or 0 for one in told)
        fire_alerts(session, item_id, now=at)  # each time: what was told today waits, and our own price moves too
        after_commit(session, partial(comparer.cache.delete, price_comparisons_key(item_id)))
    return changes


def due_items(session: Session, *, at: datetime, limit: int) -> Sequence[int]:
    """Items that somebody has compared or watches, and whose prices are old: watched ones soon, quiet ones daily."""
    last = select(PriceCheck.item_id, func.max(PriceCheck.checked_at).label("at")).group_by(PriceCheck.item_id)
    checked = last.subquery()
    watched = select(Alert.item_id).distinct().subquery()
    offered = select(Offer.item_id).distinct()
    moved = (
        select(Offer.item_id)
        .join(PricePoint, PricePoint.offer_id == Offer.id)
        .where(PricePoint.began_at > at - MOVING)
        .distinct()
        .subquery()
    )
    is_old = or_(
        checked.c.at.is_(None),
        checked.c.at <= at - QUIET_EVERY,
        and_(moved.c.item_id.is_not(None), checked.c.at <= at - MOVING_EVERY),
        and_(watched.c.item_id.is_not(None), checked.c.at <= at - WATCHED_EVERY),
    )
    query = (
        select(Item.id)
        .outerjoin(checked, checked.c.item_id == Item.id)
        .outerjoin(watched, watched.c.item_id == Item.id)
        .outerjoin(moved, moved.c.item_id == Item.id)
        .where(Item.is_active, is_old, or_(watched.c.item_id.is_not(None), Item.id.in_(offered)))
        .order_by(watched.c.item_id.is_(None), checked.c.at.is_not(None), checked.c.at, Item.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def vendors_with_quota(session: Session, comparer: Comparer, *, at: datetime) -> list[str]:
    """The vendors that a refresh may still ask today: the rest of their quota is for shoppers who wait."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    counted = select(PriceCheck.vendor, func.count()).where(PriceCheck.checked_at >= midnight)
    spent = {vendor: number * COST for vendor, number in session.execute(counted.group_by(PriceCheck.vendor))}
    share = comparer.settings.quota_share
    return [
        name
        for name, vendor in comparer.vendors.items()
        if vendor.policy.per_day is None or spent.get(name, 0) < vendor.policy.per_day * share
    ]


def forget_what_may_not_be_kept(session: Session, comparer: Comparer, *, at: datetime) -> None:
    """Delete offers older than their vendor's licence lets us keep them, and the book of who was asked long ago."""
    for name, vendor in comparer.vendors.items():
        if not vendor.terms.may_keep_history:
            oldest = at - timedelta(seconds=vendor.terms.longest_age)
            session.execute(delete(Offer).where(Offer.vendor == name, Offer.seen_at < oldest))
    session.execute(delete(PriceCheck).where(PriceCheck.checked_at < at - KEPT_CHECKS))
