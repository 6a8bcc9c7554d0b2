"""Firing alerts in the transaction that changed a price: one notification for each crossing, whatever happens."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit.money import Money
from modiste.shop.notifications.facts import News, NewsKind, PriceNews
from modiste.shop.notifications.service import notify
from modiste.shop.prices.alert_schemas import AlertKind
from modiste.shop.prices.crossings import is_quiet, limit_of, spend, watch
from modiste.shop.prices.models import Alert
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.standings import Standing, bids_of, standing_of

Crossing = tuple[Alert, Standing]


def fire_alerts(session: Session, item_id: int, *, now: datetime) -> int:
    """Tell whoever waits for this item what has come true; returns how many people were told.

    To be called after the item's offers were written, in the same transaction: then an alert is lost with the change
    that caused it or not at all, and told again with it or not at all. The item's alerts are locked first and the
    offers read after that, so that of two refreshes at once the later one sees what the earlier one wrote.
    """
    waiting = select(Alert).where(Alert.item_id == item_id).order_by(Alert.user_id, Alert.id).with_for_update()
    alerts = session.scalars(waiting, execution_options={"populate_existing": True}).all()
    bids = bids_of(session, [item_id], now=now).get(item_id) if alerts else None
    if bids is None:
        return 0
    item, rates = session.get_one(Item, item_id), rates_of(session)
    told = 0
    for _, theirs in groupby(alerts, key=lambda alert: alert.user_id):
        standings = [(alert, standing_of(bids, rates, size=alert.size, currency=alert.currency)) for alert in theirs]
        told += _fire(session, item, standings, now=now)
    session.flush()
    return told


def _fire(session: Session, item: Item, standings: Sequence[Crossing], *, now: datetime) -> bool:
    """Tell one person in one notification; whatever one item has to say today is in it."""
    crossed = [(alert, standing) for alert, standing in standings if watch(alert, standing)]
    last = max((alert.last_fired_at for alert, _ in standings if alert.last_fired_at is not None), default=None)
    if not crossed or is_quiet(last, now):
        return False
    told = PriceNews(kind="price_alert", item_name=item.name, news=[_news_of(*crossing) for crossing in crossed])
    for alert, standing in crossed:
        spend(alert, standing, now=now)
    first = crossed[0][0]
    return notify(
        session,
        first.user_id,
        told,
        key=f"alert:{first.id}:{first.fired_count}",
        link=f"/items/{item.id}",
    )


def _news_of(alert: Alert, standing: Standing) -> News:
    """What has come true, with the total that it is measured against."""
    if standing.total is None or alert.kind == AlertKind.BACK_IN_STOCK:
        return News(kind=NewsKind.IN_STOCK, size=alert.size, shop=standing.shop, total=None, before=None)
    before = (limit_of(alert) if alert.kind == AlertKind.TARGET else alert.baseline) or standing.total
    if alert.kind == AlertKind.TARGET:
        kind = NewsKind.TARGET_REACHED
    elif alert.kind == AlertKind.DROP:
        kind = NewsKind.FELL
    else:
        kind = NewsKind.DEARER if standing.total > before else NewsKind.CHEAPER
    return News(
        kind=kind,
        size=alert.size,
        shop=standing.shop,
        total=Money(amount=standing.total, currency=alert.currency),
        before=Money(amount=before, currency=alert.currency),
    )
