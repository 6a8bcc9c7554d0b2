"""When an alert speaks: the rule alone, on one alert and one standing, without a database.

    target        the total falls to the target or below
    drop          the total falls by so many per cent below the one at which the alert was set
    back_in_stock nobody had it, and now somebody has
    any_change    the total is not the one last told

A target or drop that has spoken is silent until the total was more than 1 % above its limit. A total that nobody knows
changes nothing. One item speaks to one person once a day: what comes sooner waits, and is told if it is still so.
"""

from datetime import datetime, timedelta

from modiste.shop.prices.alert_schemas import AlertKind
from modiste.shop.prices.models import Alert
from modiste.shop.prices.standings import Standing

MARGIN = 1  # per cent: a price that trembles at the limit is one crossing, and an exchange rate is no change
QUIET = timedelta(days=1)


def limit_of(alert: Alert) -> int | None:
    """The total at which a target or drop speaks; None for other kinds, and while a drop has nothing to start from."""
    if alert.kind == AlertKind.TARGET:
        return alert.target
    if alert.kind == AlertKind.DROP and alert.baseline is not None and alert.percent is not None:
        return alert.baseline * (100 - alert.percent) // 100
    return None


def is_met(alert: Alert, standing: Standing) -> bool:
    """Whether what the alert waits for is so now, armed or not."""
    if alert.kind == AlertKind.BACK_IN_STOCK:
        return standing.is_in_stock
    if standing.total is None:
        return False
    if alert.kind == AlertKind.ANY_CHANGE:
        noise = (alert.baseline or 0) * MARGIN // 100 if standing.is_converted else 0
        return alert.baseline is not None and abs(standing.total - alert.baseline) > noise
    limit = limit_of(alert)
    return limit is not None and standing.total <= limit


def begin(alert: Alert, standing: Standing) -> None:
    """Set an alert that is new or was changed: what is so already is no crossing."""
    alert.baseline = standing.total
    alert.was_in_stock = standing.is_in_stock
    alert.is_armed = not is_met(alert, standing)


def watch(alert: Alert, standing: Standing) -> bool:
    """Note how things stand; returns whether the alert has something to say."""
    if alert.kind == AlertKind.BACK_IN_STOCK:
        alert.was_in_stock = standing.is_in_stock
        alert.is_armed = alert.is_armed or not standing.is_in_stock
    elif standing.total is not None:
        if alert.baseline is None:
            alert.baseline = standing.total  # nobody had it when the alert was set: this is where it starts
        limit = limit_of(alert)
        alert.is_armed = alert.is_armed or limit is None or standing.total * 100 > limit * (100 + MARGIN)
    return alert.is_armed and is_met(alert, standing)


def is_quiet(last_fired_at: datetime | None, now: datetime) -> bool:
    """Whether it is too soon to speak of this item again."""
    return last_fired_at is not None and now < last_fired_at + QUIET


def spend(alert: Alert, standing: Standing, *, now: datetime) -> None:
    """Note that the alert has spoken."""
    alert.fired_count += 1
    alert.last_fired_at = now
    alert.is_armed = alert.kind == AlertKind.ANY_CHANGE
    if alert.kind == AlertKind.ANY_CHANGE:
        alert.baseline = standing.total
