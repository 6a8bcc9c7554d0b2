"""The HTTP routes of price alerts."""

from fastapi import APIRouter, Response, status

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.problems import problems
from modiste.shop.prices import alert_list
from modiste.shop.prices.alert_list import AlertUnknown, CurrencyUnknown, OtherKind, TooManyAlerts
from modiste.shop.prices.alert_schemas import AlertChange, AlertIn, AlertOut, AlertsOut

router = APIRouter(tags=["prices"])


@router.get("/alerts")
def list_alerts(user: CurrentUser, session: SessionDep) -> AlertsOut:
    """What the shopper waits for, and how things stand."""
    return AlertsOut(items=alert_list.list_alerts(session, user.id))


@router.post(
    "/alerts",
    status_code=status.HTTP_201_CREATED,
    responses={
        200: {"description": "There was such an alert: it waits for this now.", "model": AlertOut},
        **problems(ItemUnknown, CurrencyUnknown, TooManyAlerts),
    },
)
def set_alert(user: CurrentUser, session: SessionDep, body: AlertIn, response: Response) -> AlertOut:
    """Wait for a price, a drop, stock, or any change of an item."""
    alert, is_new = alert_list.set_alert(session, user.id, body)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return alert


@router.patch("/alerts/{alert_id}", responses=problems(AlertUnknown, OtherKind))
def change_alert(alert_id: Id, user: CurrentUser, session: SessionDep, body: AlertChange) -> AlertOut:
    """Wait for another price or drop."""
    return alert_list.change_alert(session, user.id, alert_id, body)


@router.delete("/alerts/{alert_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(AlertUnknown))
def delete_alert(alert_id: Id, user: CurrentUser, session: SessionDep) -> None:
    """Wait no more."""
    alert_list.delete_alert(session, user.id, alert_id)
