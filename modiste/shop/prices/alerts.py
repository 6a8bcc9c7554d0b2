"""Firing alerts in the transaction that changed a price: one notification for each crossing, whatever happens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import money
from modiste.shop.notifications.service import notify
from modiste.shop.prices.alert_schemas import AlertKind
from modiste.shop.prices.crossings import is_quiet, limit_of, spend, watch
from modiste.shop.prices.models import Alert
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.standings import Standing, bids_of, standing_of

PRICE_ALERT = "price_alert"
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
    sentences = list(_sentences(item, crossed))
    for alert, standing in crossed:
        spend(alert, standing, now=now)
    first = crossed[0][0]
    return notify(
        session,
        first.user_id,
        kind=PRICE_ALERT,
        key=f"alert:{first.id}:{first.fired_count}",
        title=_title(item, *crossed[0]),
        body="\n".join(sentences),
        link=f"/items/{item.id}",
    )


def _title(item: Item, alert: Alert, standing: Standing) -> str:
    if standing.total is None or alert.kind == AlertKind.BACK_IN_STOCK:
        return f"{item.name} is in stock again"
    return f"{item.name} now costs {money.as_text(standing.total, alert.currency)}"


def _sentences(item: Item, crossed: Iterable[Crossing]) -> Iterable[str]:
    for alert, standing in crossed:
        name = f"{item.name} in size {alert.size}" if alert.size else item.name
        if alert.kind == AlertKind.BACK_IN_STOCK or standing.total is None:
            yield f"{name} is in stock again at {standing.shop}."
            continue
        now = f"{name} now costs {money.as_text(standing.total, alert.currency)} at {standing.shop}"
        yield f"{now}, {_compared(alert, standing.total)}."


def _compared(alert: Alert, total: int) -> str:
    if alert.kind == AlertKind.TARGET:
        return f"and you waited for {money.as_text(limit_of(alert) or 0, alert.currency)}"
    before = alert.baseline or total
    was = money.as_text(before, alert.currency)
    if alert.kind == AlertKind.DROP:
        return f"{round(100 * (before - total) / before)} % less than the {was} when you set the alert"
    return f"{'more' if total > before else 'less'} than the {was} that you know"
