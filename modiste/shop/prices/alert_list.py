"""A shopper's alerts: setting, changing, listing and taking them back."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.kit.money import Money
from modiste.shop.prices.alert_schemas import AlertChange, AlertIn, AlertKind, AlertOut
from modiste.shop.prices.crossings import begin, is_met, limit_of
from modiste.shop.prices.models import Alert
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.standings import Standing, bids_of, standing_of

MOST = 200  # alerts of one shopper


class AlertUnknown(NotFound):
    """The shopper has no such alert."""

    title = "You have no such alert"


class TooManyAlerts(Conflict):
    """The shopper has as many alerts as one may have."""

    title = f"You have {MOST} alerts, and that is as many as there can be: delete one first"


class CurrencyUnknown(Invalid):
    """Prices cannot be compared in this currency: there is no rate between it and the item's."""

    title = "There is no exchange rate for this currency"


class OtherKind(Invalid):
    """The change belongs to an alert of another kind."""

    title = "Only a target has a target, and only a drop has a percentage"


def alert_of(session: Session, user_id: int, alert_id: int) -> Alert:
    """The shopper's alert, held until the transaction ends. Raises AlertUnknown."""
    mine = select(Alert).where(Alert.id == alert_id, Alert.user_id == user_id)
    found = session.scalar(mine.with_for_update())
    if found is None:
        raise AlertUnknown
    return found


def list_alerts(session: Session, user_id: int) -> list[AlertOut]:
    """The shopper's alerts with how things stand, the newest first."""
    mine = select(Alert).where(Alert.user_id == user_id).order_by(Alert.id.desc())
    return _described(session, session.scalars(mine).all())


def set_alert(session: Session, user_id: int, wanted: AlertIn) -> tuple[AlertOut, bool]:
    """Set an alert, or change the one of the same item, kind and size; returns it and whether it is new.

    Asking for what is set already changes nothing. Raises ItemUnknown, CurrencyUnknown, TooManyAlerts.
    """
    item = catalogue.item_of(session, wanted.item_id)
    currency = wanted.currency or item.currency
    if rates_of(session).convert(1, item.currency, currency) is None:
        raise CurrencyUnknown(f"There is no exchange rate between {currency} and {item.currency}")
    alert, is_new = _row_of(session, user_id, wanted, currency)
    asked = (wanted.target, wanted.percent, currency)
    if is_new or asked != (alert.target, alert.percent, alert.currency):
        alert.target, alert.percent, alert.currency = asked
        begin(alert, _standing(session, alert))
        session.flush()
    return _described(session, [alert])[0], is_new


def _row_of(session: Session, user_id: int, wanted: AlertIn, currency: str) -> tuple[Alert, bool]:
    same = (Alert.user_id == user_id, Alert.item_id == wanted.item_id)
    query = select(Alert).where(*same, Alert.kind == wanted.kind, Alert.size == wanted.size).with_for_update()
    known = session.scalar(query)
    if known is not None:
        return known, False
    if session.scalars(select(func.count(Alert.id)).where(Alert.user_id == user_id)).one() >= MOST:
        raise TooManyAlerts
    row = Alert(
        user_id=user_id,
        item_id=wanted.item_id,
        kind=wanted.kind,
        size=wanted.size,
        target=wanted.target,
        percent=wanted.percent,
        currency=currency,
        baseline=None,
        was_in_stock=None,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the shopper asked twice at the same moment
        return session.scalars(query).one(), False
    return row, True


def change_alert(session: Session, user_id: int, alert_id: int, change: AlertChange) -> AlertOut:
    """Change what an alert waits for, and let it wait anew. Raises AlertUnknown, OtherKind."""
    alert = alert_of(session, user_id, alert_id)
    for name, kind in (("target", AlertKind.TARGET), ("percent", AlertKind.DROP)):
        value = getattr(change, name)
        if value is None:
            continue
        if alert.kind != kind:
            raise OtherKind
        if value != getattr(alert, name):
            setattr(alert, name, value)
            begin(alert, _standing(session, alert))
    session.flush()
    return _described(session, [alert])[0]


def delete_alert(session: Session, user_id: int, alert_id: int) -> None:
    """Wait no more. Raises AlertUnknown."""
    session.delete(alert_of(session, user_id, alert_id))


def _standing(session: Session, alert: Alert) -> Standing:
    bids = bids_of(session, [alert.item_id], now=clock.now()).get(alert.item_id, [])
    return standing_of(bids, rates_of(session), size=alert.size, currency=alert.currency)


def _described(session: Session, alerts: Sequence[Alert]) -> list[AlertOut]:
    """Alerts as they go over the wire; as many queries for one as for all."""
    item_ids = [alert.item_id for alert in alerts]
    cards = {card.item_id: card for card in catalogue.list_cards(session, item_ids)}
    bids, rates = bids_of(session, item_ids, now=clock.now()), rates_of(session)
    shown = []
    for alert in alerts:
        stands = standing_of(bids.get(alert.item_id, []), rates, size=alert.size, currency=alert.currency)
        shown.append(
            AlertOut(
                id=alert.id,
                item_id=alert.item_id,
                item=cards.get(alert.item_id),
                kind=AlertKind(alert.kind),
                size=alert.size,
                target=_money(alert.target, alert),
                percent=alert.percent,
                limit=_money(limit_of(alert), alert),
                baseline=_money(alert.baseline, alert),
                total=_money(stands.total, alert),
                shop=stands.shop,
                is_in_stock=stands.is_in_stock,
                is_met=is_met(alert, stands),
                fired_count=alert.fired_count,
                last_fired_at=alert.last_fired_at,
                created_at=alert.created_at,
            )
        )
    return shown


def _money(amount: int | None, alert: Alert) -> Money | None:
    return None if amount is None else Money(amount=amount, currency=alert.currency)
