"""Items that go through every turn of a price, with shoppers who wait for them, and what a refresh leaves behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, insert, literal, select
from stdnum import ean

from modiste.shop.catalogue.models import Item
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.notifications.models import Notification
from modiste.shop.prices.crossings import begin
from modiste.shop.prices.models import Alert, Offer, PriceCheck, PricePoint
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.standings import bids_of, standing_of
from tests.shop.catalogue.shop import goods, open_boutique, sell
from tests.shop.prices.street import Street
from tests.shop.swipes.shop import make_shopper

SHOPPERS = 4
DAYS_AGO = timedelta(days=2)
BEFORE = 4000


Story = dict[int, list[list[list[Any]]]]  # by the item's number, for each table its rows


@dataclass(frozen=True)
class Turn:
    """What happens to an item, what is waited for, and whether that comes true."""

    price: int
    alert: dict[str, Any] | None = None
    crosses: bool = False
    was_sold_out: bool = False


TURNS = (
    Turn(3500, {"kind": "target", "target": 3600}, crosses=True),
    Turn(3700, {"kind": "target", "target": 3600}),
    Turn(3200, {"kind": "drop", "percent": 20}, crosses=True),
    Turn(3201, {"kind": "drop", "percent": 20}),
    Turn(BEFORE, {"kind": "back_in_stock"}, crosses=True, was_sold_out=True),
    Turn(BEFORE, {"kind": "back_in_stock"}),
    Turn(4100, {"kind": "any_change"}, crosses=True),
    Turn(BEFORE, {"kind": "any_change"}),
    Turn(3900),
    Turn(BEFORE),
)


PERIOD = len(TURNS) * SHOPPERS  # items so far apart go through the same, with the same shopper waiting


def turn_of(number: int) -> Turn:
    return TURNS[number % len(TURNS)]


def watchers_of(number: int) -> set[int]:
    """The places of the shoppers who wait for this item: one, or two for the first turn."""
    place = number // len(TURNS) % SHOPPERS
    if turn_of(number).alert is None:
        return set()
    return {place, (place + 1) % SHOPPERS} if turn_of(number) is TURNS[0] else {place}


def gtin_of(number: int) -> str:
    digits = f"{400_638_000_000 + number}"
    return digits + ean.calc_check_digit(digits)


def furnish(database: Database, items: int) -> None:
    """Items that a vendor offered two days ago, and the alerts on them."""
    boutique = open_boutique(database)
    sell(
        database,
        boutique,
        *(
            goods(f"A{n}", f"Linen shirt {n:03}", gtin=gtin_of(n), sizes=[("", 0)] if turn_of(n).was_sold_out else None)
            for n in range(items)
        ),
    )
    with database.transaction() as session:
        numbers = {int(name[-3:]): item_id for name, item_id in session.execute(select(Item.name, Item.id))}
        session.execute(insert(Offer), [_offer_before(number, item_id) for number, item_id in numbers.items()])
        offered = session.execute(select(Offer.id, Offer.price, Offer.availability, Offer.seen_at)).all()
        points = [
            {
                "offer_id": offer_id,
                "began_at": seen_at,
                "last_seen_at": seen_at,
                "price": price if availability == "in_stock" else None,
                "delivery": 0,
                "availability": availability,
            }
            for offer_id, price, availability, seen_at in offered
        ]
        session.execute(insert(PricePoint), points)
    shoppers = [make_shopper(database, f"shopper{place}") for place in range(SHOPPERS)]
    with database.transaction() as session:
        bids, rates = bids_of(session, list(numbers.values()), now=clock.now()), rates_of(session)
        for number, item_id in sorted(numbers.items()):
            stands = standing_of(bids[item_id], rates, size="", currency="EUR")
            for place in sorted(watchers_of(number)):
                alert = Alert(user_id=shoppers[place], item_id=item_id, currency="EUR", size="", fired_count=0)
                for name, value in (turn_of(number).alert or {}).items():
                    setattr(alert, name, value)
                begin(alert, stands)
                session.add(alert)


def _offer_before(number: int, item_id: int) -> dict[str, Any]:
    return {
        "item_id": item_id,
        "vendor": "json:one",
        "vendor_name": "One",
        "vendor_item_id": str(number),
        "title": f"Linen shirt {number:03}",
        "price": BEFORE,
        "currency": "EUR",
        "delivery": 0,
        "availability": "out_of_stock" if turn_of(number).was_sold_out else "in_stock",
        "link": f"https://shop.example/{number}",
        "seen_at": clock.now() - DAYS_AGO,
    }


def shop_in(street: Street) -> dict[str, Any]:
    """The settings of the vendor: a shop of the street that answers in JSON."""
    fields = {name: name for name in ("id", "title", "url", "price", "currency", "gtin", "availability")}
    url = f"http://127.0.0.1:{street.port}/one/{{text}}"
    said = {"name": "one", "title": "One", "url": url, "list": "offers[]", "unit": "minor", "delivery_cost": 0}
    return said | {"fields": fields, "per_second": 100}


def offer_after(number: int) -> dict[str, Any]:
    """What the vendor says of the item now."""
    return {
        "id": str(number),
        "title": f"Linen shirt {number:03}",
        "url": f"https://shop.example/{number}",
        "price": turn_of(number).price,
        "currency": "EUR",
        "gtin": gtin_of(number),
        "availability": "in_stock",
    }


def story(database: Database, *, since: datetime) -> Story:
    """All that a refresh leaves behind of each item, without what differs between two of a kind: names, ids, times.

    Of the times it says whether they lie in this refresh.
    """
    queries = (
        select(Offer.item_id, PricePoint.price, PricePoint.delivery, PricePoint.availability)
        .add_columns(PricePoint.began_at >= since, PricePoint.last_seen_at >= since)
        .join(PricePoint, PricePoint.offer_id == Offer.id)
        .order_by(PricePoint.began_at),
        select(Offer.item_id, Offer.vendor, Offer.price, Offer.availability, Offer.is_gone, Offer.seen_at >= since),
        select(PriceCheck.item_id, PriceCheck.vendor, PriceCheck.failure, PriceCheck.changes),
        select(Alert.item_id, Alert.user_id, Alert.kind, Alert.baseline, Alert.was_in_stock, Alert.is_armed)
        .add_columns(Alert.fired_count, Alert.last_fired_at >= since)
        .order_by(Alert.user_id),
        select(Item.id, Notification.user_id, Notification.title, Notification.body)
        .join(Item, Notification.link == literal("/items/") + cast(Item.id, String))
        .order_by(Notification.user_id),
    )
    with database.reading() as session:
        numbers = {item_id: int(name[-3:]) for item_id, name in session.execute(select(Item.id, Item.name))}
        found: Story = {number: [[] for _ in queries] for number in numbers.values()}
        for place, query in enumerate(queries):
            for item_id, *row in session.execute(query):
                number = numbers[item_id]
                found[number][place].append([_nameless(value, number) for value in row])
    return found


def _nameless(value: Any, number: int) -> Any:
    return value.replace(f"Linen shirt {number:03}", "Linen shirt") if isinstance(value, str) else value
