"""What we know of an item's offers at one moment: read from the tables, or remembered under the key of document 1."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pydantic import BaseModel, ValidationError
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import ITEMS
from modiste.shop.catalogue.service import ItemUnknown, item_of
from modiste.shop.kit import clock
from modiste.shop.kit.cache import Cache, price_comparisons_key
from modiste.shop.kit.fetch.base import FailureKind
from modiste.shop.kit.money import Money
from modiste.shop.prices.checks import due_at, last_checks
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.landed import delivered_for
from modiste.shop.prices.models import Offer, PriceCheck
from modiste.shop.prices.own import own_offers
from modiste.shop.prices.rates import rates_of
from modiste.shop.prices.schemas import DeliveryOut, EvidenceOut, MatchOut, OfferOut, ReasonOut, VendorFailure
from modiste.shop.prices.vendors.base import Found, Vendor


class Picture(BaseModel):
    """An item's offers, not yet converted or chosen from; `state` tells whether it still shows the tables."""

    state: str
    currency: str
    offers: list[OfferOut]
    failures: list[VendorFailure]
    as_of: datetime | None
    due_at: datetime | None
    rate_day: str | None
    per_euro: dict[str, float]


def picture_of(session: Session, comparer: Comparer, item_id: int) -> Picture:
    """The offers for an item. Raises ItemUnknown."""
    state = state_of(session, item_id)
    remembered = _remembered(comparer.cache, item_id)
    if remembered is not None and remembered.state == state:
        return remembered
    made = _read(session, comparer, item_id, state)
    seconds = min([comparer.settings.fresh_seconds, *_seconds_left(made, comparer)])
    if seconds >= 1:
        comparer.cache.set(price_comparisons_key(item_id), made.model_dump(mode="json"), seconds=int(seconds))
    return made


def _remembered(cache: Cache, item_id: int) -> Picture | None:
    held = cache.get(price_comparisons_key(item_id))
    try:
        return None if held is None else Picture.model_validate(held)
    except ValidationError:  # an earlier release remembered it in another shape
        return None


def _seconds_left(made: Picture, comparer: Comparer) -> list[float]:
    """For how long each offer may still be shown: no memory outlasts a vendor's licence."""
    now = clock.now()
    return [
        comparer.vendors[offer.vendor].terms.longest_age - (now - offer.seen_at).total_seconds()
        for offer in made.offers
        if offer.vendor in comparer.vendors
    ]


# Core columns and one prepared statement, on the path of every remembered answer.
_CHECKS = PriceCheck.__table__.c
_NEWEST = select(func.max(_CHECKS.checked_at)).where(_CHECKS.item_id == bindparam("item_id")).scalar_subquery()
_STATE = select(ITEMS.version, _NEWEST).where(ITEMS.id == bindparam("item_id"), ITEMS.is_active)


def state_of(session: Session, item_id: int) -> str:
    """What changes with the item and with each answer of a vendor; one query, because another process may write.

    Raises ItemUnknown.
    """
    row = session.connection().execute(_STATE, {"item_id": item_id}).one_or_none()
    if row is None:
        raise ItemUnknown
    return f"{row[0]} {row[1]}"


def _read(session: Session, comparer: Comparer, item_id: int, state: str) -> Picture:
    item, now = item_of(session, item_id), clock.now()
    shown = select(Offer).where(
        Offer.item_id == item_id, Offer.vendor.in_(list(comparer.vendors)), Offer.is_match, Offer.is_gone.is_(False)
    )
    offers = [
        _remembered_offer(row, comparer.vendors[row.vendor])
        for row in session.scalars(shown)
        if now - row.seen_at <= timedelta(seconds=comparer.vendors[row.vendor].terms.longest_age)
    ]
    last, fresh = last_checks(session, item_id), comparer.settings.fresh_seconds
    rates = rates_of(session)
    return Picture(
        state=state,
        currency=item.currency,
        offers=[*own_offers(item, session.get_one(Boutique, item.boutique_id), now), *offers],
        failures=[
            failure_out(vendor, FailureKind(last[name].failure))
            for name, vendor in comparer.vendors.items()
            if name in last and last[name].failure
        ],
        as_of=max((check.checked_at for check in last.values()), default=None),
        due_at=min((due_at(last.get(name), fresh_seconds=fresh) for name in comparer.vendors), default=None),
        rate_day=None if rates.day is None else rates.day.isoformat(),
        per_euro=dict(rates.per_euro),
    )


def failure_out(vendor: Vendor, kind: FailureKind) -> VendorFailure:
    """A failure as it goes over the wire."""
    return VendorFailure(vendor=vendor.name, vendor_title=vendor.title, kind=kind)


def offer_out(
    one: Offer | Found,
    vendor: Vendor,
    delivery: DeliveryOut,
    *,
    link: str,
    seen_at: datetime,
    match: MatchOut,
    evidence: Iterable[EvidenceOut],
) -> OfferOut:
    """What a vendor offers, remembered or just found, as it goes over the wire."""
    return OfferOut(
        key=f"{vendor.name}/{one.vendor_item_id}/{one.size}/{one.colour}",
        offer_id=one.id if isinstance(one, Offer) else None,
        item_id=one.item_id if isinstance(one, Offer) else None,
        vendor=vendor.name,
        vendor_title=vendor.title,
        seller=one.seller,
        title=one.title,
        price=Money(amount=one.price, currency=one.currency),
        list_price=None if one.list_price is None else Money(amount=one.list_price, currency=one.currency),
        delivery=delivery,
        total=delivered_for(one.price, delivery.cost, delivery.free_over),
        converted=None,
        condition=one.condition,
        availability=one.availability,
        size=one.size,
        colour=one.colour,
        link=link,
        image_url=one.image_url,
        attribution=vendor.terms.attribution,
        is_affiliate=vendor.terms.is_affiliate,
        seen_at=seen_at,
        is_stale=False,
        match=match,
        evidence=list(evidence),
    )


def _remembered_offer(row: Offer, vendor: Vendor) -> OfferOut:
    reasons = [ReasonOut.model_validate(one) for one in row.match_reasons]
    return offer_out(
        row,
        vendor,
        DeliveryOut(cost=row.delivery, free_over=row.free_over, days_min=row.days_min, days_max=row.days_max),
        link=row.link,
        seen_at=row.seen_at,
        match=MatchOut(probability=row.match_probability, reasons=reasons),
        evidence=[EvidenceOut(**one) for one in row.evidence.get("read", ())],
    )
