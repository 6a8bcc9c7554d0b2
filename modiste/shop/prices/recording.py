"""Writing down what a vendor said: once for each item, vendor and hour; prices as change points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from modiste.shop.catalogue.models import Item
from modiste.shop.prices.comparing import Heard
from modiste.shop.prices.matching_offers import Judged, reason_out
from modiste.shop.prices.models import Offer, PriceCheck, PricePoint
from modiste.shop.prices.plausibility import HELD, confirms, held_price, in_currency_of, is_plausible
from modiste.shop.prices.rates import Rates
from modiste.shop.prices.spans import GAP
from modiste.shop.prices.vendors.base import Found

SLOT = 3600  # seconds
GONE_AFTER = timedelta(hours=24)  # a search leaves an offer out now and then; for so long it is only getting old
REMEMBERED = timedelta(days=90)  # what the usual price is made of
SOLD_OUT = "out_of_stock"


@dataclass(frozen=True, slots=True)
class Told:
    """What one vendor said about one item: how it ended, and which of its offers are the item."""

    heard: Heard
    judged: Sequence[Judged]


def slot_of(at: datetime) -> int:
    """The hour since 1970 that `at` lies in."""
    return int(at.timestamp()) // SLOT


def record_told(session: Session, item: Item, told: Told, *, at: datetime, rates: Rates) -> int | None:
    """Write down what a vendor said about an item; returns how many offers changed, None when this hour's was written.

    An hour that only failed may be written again.
    """
    vendor, failure = told.heard.vendor, told.heard.failure
    check = _take_slot(session, item.id, vendor.name, at)
    if check is None:
        return None
    check.failure = failure.kind.value if failure else ""
    check.checked_at = at
    book = _Book(session, item, told, at=at, rates=rates)
    changes = sum(book.write(judged) for judged in told.judged)
    if failure is None:
        changes += book.let_go()
    check.changes += changes
    session.flush()
    return changes


def _take_slot(session: Session, item_id: int, vendor: str, at: datetime) -> PriceCheck | None:
    """This hour's row, if nobody has written it, or only that it failed; others wait here until we are through."""
    values = {"item_id": item_id, "vendor": vendor, "slot": slot_of(at), "checked_at": at, "failure": "", "changes": 0}
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(PriceCheck).values(**values)
    taken = session.scalar(statement.on_conflict_do_nothing().returning(PriceCheck.id))
    if taken is not None:
        return session.get_one(PriceCheck, taken)
    mine = (PriceCheck.item_id == item_id, PriceCheck.vendor == vendor, PriceCheck.slot == values["slot"])
    return session.scalar(select(PriceCheck).where(*mine, PriceCheck.failure != "").with_for_update())


class _Book:
    """The offers of one vendor for one item while an answer is written into them."""

    def __init__(self, session: Session, item: Item, told: Told, *, at: datetime, rates: Rates) -> None:
        self._session, self._item, self._vendor = session, item, told.heard.vendor
        self._at, self._rates = at, rates
        mine = select(Offer).where(Offer.item_id == item.id, Offer.vendor == self._vendor.name)
        self._offers = {(row.vendor_item_id, row.size, row.colour): row for row in session.scalars(mine)}
        self._seen: set[int] = set()
        self._points: dict[int, list[PricePoint]] = {row.id: [] for row in self._offers.values()}
        points = select(PricePoint).where(
            PricePoint.offer_id.in_(self._points), PricePoint.last_seen_at >= at - REMEMBERED
        )
        for point in session.scalars(points.order_by(PricePoint.began_at)):
            self._points[point.offer_id].append(point)

    def write(self, judged: Judged) -> bool:
        """Write one finding; returns whether something changed that a shopper would notice."""
        found = judged.found
        key = (found.vendor_item_id, _clip(found.size, 40), _clip(found.colour, 40))
        offer = self._offers.get(key)
        if not self._is_believed(offer, found):
            self._hold(key, judged)
            return False
        before = None if offer is None or not offer.is_match else _noticed(offer)
        if offer is None:
            offer = self._offers[key] = self._begin(key, judged)
        else:
            _copy(offer, judged, self._at)
        self._session.flush()
        self._seen.add(offer.id)
        has_changed = before != _noticed(offer)
        self._extend_history(offer)
        return has_changed

    def let_go(self) -> int:
        """Mark what a whole answer has not named for long as gone; returns how many."""
        gone = 0
        for offer in self._offers.values():
            if offer.id in self._seen or offer.is_gone or offer.seen_at > self._at - GONE_AFTER:
                continue
            offer.is_gone, offer.availability = True, SOLD_OUT
            self._extend_history(offer)
            gone += 1
        return gone

    def _is_believed(self, offer: Offer | None, found: Found) -> bool:
        if confirms(offer, found):
            return True
        if offer is None or not offer.is_match:
            # Nothing of its own to compare it with yet: what the item costs here says which size a price has.
            own = in_currency_of(found, self._item.price, self._item.currency, self._rates)
            return is_plausible(found.price, before=own, usual=[] if own is None else [own])
        before = in_currency_of(found, offer.price, offer.currency, self._rates)
        if before is None:
            return False
        usual = [point.price for point in self._points.get(offer.id, ()) if point.price is not None]
        return is_plausible(found.price, before=before, usual=usual if offer.currency == found.currency else ())

    def _hold(self, key: tuple[str, str, str], judged: Judged) -> None:
        """Remember a price that is not believed; the offer keeps the one that was, or is not shown at all."""
        offer = self._offers.get(key)
        if offer is None:
            offer = self._offers[key] = self._begin(key, judged)
            offer.is_match = False
        offer.evidence = {**offer.evidence, HELD: held_price(judged.found, self._at)}
        self._session.flush()
        self._seen.add(offer.id)

    def _begin(self, key: tuple[str, str, str], judged: Judged) -> Offer:
        vendor_item_id, size, colour = key
        offer = Offer(
            item_id=self._item.id,
            vendor=self._vendor.name,
            vendor_name=_clip(self._vendor.title, 120),
            vendor_item_id=vendor_item_id,
            size=size,
            colour=colour,
        )
        _copy(offer, judged, self._at)
        self._session.add(offer)
        return offer

    def _extend_history(self, offer: Offer) -> None:
        if not self._vendor.terms.may_keep_history:
            return
        points = self._points.setdefault(offer.id, [])
        last = points[-1] if points else None
        price = None if offer.availability == SOLD_OUT else offer.price
        now = (price, offer.delivery, offer.availability)
        if last is not None and last.last_seen_at > self._at:
            return  # somebody with a later answer was quicker
        is_same = last is not None and now == (last.price, last.delivery, last.availability)
        if last is not None and is_same and last.last_seen_at >= self._at - GAP:
            last.last_seen_at = self._at
            return
        point = PricePoint(
            offer_id=offer.id,
            began_at=self._at,
            last_seen_at=self._at,
            price=price,
            delivery=offer.delivery,
            availability=offer.availability,
        )
        self._session.add(point)
        points.append(point)


def _copy(offer: Offer, judged: Judged, at: datetime) -> None:
    """Make an offer say what the finding says."""
    found, match = judged.found, judged.match
    offer.title, offer.brand = _clip(found.title, 300), _clip(found.brand, 120)
    offer.gtin = next((gtin for gtin in found.gtins if len(gtin) <= 14), "")
    offer.seller = _clip(found.seller, 120)
    offer.price, offer.list_price, offer.currency = found.price, found.list_price, found.currency
    offer.delivery, offer.free_over = found.delivery.cost, found.delivery.free_over
    offer.days_min, offer.days_max = found.delivery.days_min, found.delivery.days_max
    offer.condition, offer.availability = found.condition, found.availability
    offer.link, offer.image_url = found.url, found.image_url if len(found.image_url) <= 2000 else ""
    offer.match_probability, offer.is_match = match.probability, match.is_same
    offer.match_reasons = [reason_out(one).model_dump(mode="json") for one in match.reasons]
    read = [{"fact": one.fact, "source": one.source, "text": _clip(one.text, 200)} for one in found.evidence]
    offer.evidence = {"read": read}
    offer.is_gone, offer.seen_at = False, at


def _noticed(offer: Offer) -> tuple[object, ...]:
    return offer.price, offer.currency, offer.delivery, offer.availability, offer.is_gone


def _clip(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest]
