"""Exchange rates: how many units of a currency one euro is, with the day on which the source says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from lxml import etree
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from modiste.shop.kit import clock
from modiste.shop.kit.errors import Unavailable
from modiste.shop.kit.fetch.base import Policy, Request
from modiste.shop.kit.money import exponent
from modiste.shop.prices.models import ExchangeRate

EURO = "EUR"
LARGEST = 256 * 1024  # bytes; the daily file has 2 KB
POLICY = Policy(name="exchange-rates", per_second=1.0, burst=2, per_day=100, concurrency=1)
RENEWED_EVERY = timedelta(hours=20)  # the central bank publishes once on each working day


class RatesUnreadable(Unavailable):
    """The source's answer holds no rates."""

    title = "The exchange rates could not be read"


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one day; without any, only amounts of the same currency can be compared."""

    day: date | None
    per_euro: Mapping[str, float]

    def convert(self, amount: int, currency: str, into: str) -> int | None:
        """`amount` minor units of `currency` in minor units of `into`; None where there is no rate."""
        if currency == into:
            return amount
        one, other = self._of(currency), self._of(into)
        if one is None or other is None:
            return None
        major = Decimal(amount).scaleb(-exponent(currency)) / one * other
        return int(major.scaleb(exponent(into)).to_integral_value(ROUND_HALF_EVEN))

    def _of(self, currency: str) -> Decimal | None:
        if currency == EURO:
            return Decimal(1)
        known = self.per_euro.get(currency)
        return None if known is None else Decimal(str(known))


def rates_of(session: Session) -> Rates:
    """The rates that we have."""
    rows = session.execute(select(ExchangeRate.currency, ExchangeRate.per_euro, ExchangeRate.day)).all()
    return Rates(min((row.day for row in rows), default=None), {row.currency: row.per_euro for row in rows})


def are_rates_old(session: Session) -> bool:
    """Whether the source may have newer ones."""
    newest = session.scalar(select(func.max(ExchangeRate.day)))
    return newest is None or newest < (clock.now() - RENEWED_EVERY).date()


def request_rates(url: str) -> Request:
    """What to ask the source."""
    return Request(url, accepts=("text/xml", "application/xml"), largest=LARGEST)


def parse_rates(body: bytes) -> Rates:
    """The rates in a document of the European Central Bank's shape. Raises RatesUnreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise RatesUnreadable(f"This is no XML: {error}") from error
    for dated in root.iterfind(".//{*}Cube[@time]"):
        try:
            day = date.fromisoformat(dated.get("time", ""))
            found = {cube.get("currency", ""): float(cube.get("rate", "")) for cube in dated.iterfind("{*}Cube")}
        except ValueError as error:
            raise RatesUnreadable(str(error)) from error
        rates = {name: rate for name, rate in found.items() if len(name) == 3 and 0 < rate < 1e9}
        if rates:
            return Rates(day, rates)
    raise RatesUnreadable("No day with rates stands in it")


def keep_rates(session: Session, rates: Rates) -> int:
    """Put new rates in place of the old ones; older ones than ours are left. Returns how many."""
    newest = session.scalar(select(func.max(ExchangeRate.day)))
    if rates.day is None or (newest is not None and rates.day < newest):
        return 0
    session.execute(delete(ExchangeRate))
    rows = [{"currency": name, "per_euro": rate, "day": rates.day} for name, rate in rates.per_euro.items()]
    session.execute(insert(ExchangeRate), rows)
    return len(rows)
