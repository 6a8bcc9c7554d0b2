"""Who sells what is in a cart: each item's boutique and the vendors' offers for it, one query for each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.models import BOUTIQUE, CartLine
from modiste.shop.cart.schemas import Fit
from modiste.shop.catalogue.models import Category, Item, Variant
from modiste.shop.catalogue.service import CARD_COLUMNS
from modiste.shop.kit import clock
from modiste.shop.prices.landed import same_size
from modiste.shop.prices.models import Offer
from modiste.shop.prices.rates import Rates, rates_of
from modiste.shop.prices.showing import STALE_AFTER
from modiste.shop.prices.standings import OLDEST

ONE_SIZE = frozenset({"", "one size", "onesize", "os", "one-size"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One seller of one line. Money in minor units of `currency`; `shop` names the parcel that it would come in."""

    offer_id: int | None
    shop: str
    vendor: str
    vendor_name: str
    title: str
    size: str
    fit: Fit
    price: int
    currency: str
    delivery: int | None
    free_over: int | None
    days_min: int | None
    days_max: int | None
    stock: int | None
    is_gone: bool
    is_available: bool
    is_preorder: bool
    condition: str
    link: str
    seen_at: datetime | None
    match_probability: float | None

    @property
    def is_stale(self) -> bool:
        return self.seen_at is not None and clock.now() - self.seen_at > STALE_AFTER

    @property
    def is_sound(self) -> bool:
        """Whether a basket may count on it: in the size, new, to be had, and seen lately."""
        is_recent = self.seen_at is None or clock.now() - self.seen_at <= OLDEST
        is_there = self.is_available and not self.is_preorder and is_recent
        return is_there and self.fit is Fit.YES and self.condition in ("new", "unknown")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items of a cart with all who sell them; `currency` is the one that sums are shown in."""

    items: dict[int, Row[Any]]
    variants: dict[int, list[Variant]]
    offers: dict[int, list[Offer]]
    rates: Rates
    currency: str

    def choices_of(self, line: CartLine) -> list[Choice]:
        """The sellers of a line: those in the size, cheapest first, then for every other shop one in another size."""
        offers = [_of_vendor(offer, self._fit(line, offer.size)) for offer in self.offers.get(line.item_id, ())]
        listed: list[Choice] = []
        for choice in sorted([self.own_choice(line), *offers], key=self._rank):
            is_needed = choice.fit is Fit.YES or choice.offer_id == line.offer_id
            if is_needed or all(other.shop != choice.shop for other in listed):
                listed.append(choice)
        return listed

    def own_choice(self, line: CartLine) -> Choice:
        """The item's boutique as a seller of the line."""
        item = self.items[line.item_id]
        stock = self.own_stock(line)
        cost, free = (self._of_boutique(item, amount) for amount in (item.delivery_cost, item.free_over))
        return Choice(
            offer_id=None,
            shop=f"{BOUTIQUE}:{item.boutique_id}|{item.currency}",
            vendor=BOUTIQUE,
            vendor_name=item.boutique_name,
            title=item.name,
            size=line.size,
            fit=Fit.UNKNOWN if self.needs_size(line) else Fit.YES,
            price=item.price,
            currency=item.currency,
            delivery=cost,
            free_over=free,
            days_min=item.delivery_days_min,
            days_max=item.delivery_days_max,
            stock=stock,
            is_gone=not item.is_active,
            is_available=bool(item.is_active and stock != 0),
            is_preorder=False,
            condition="new",
            link=f"/items/{item.id}",
            seen_at=None,
            match_probability=None,
        )

    def own_stock(self, line: CartLine) -> int | None:
        """How many the boutique has of the line's size; None where it does not count them."""
        variants = self.variants.get(line.item_id, [])
        if not variants:
            return None if self.items[line.item_id].in_stock else 0
        fitting = [v.stock for v in variants if not line.size or (v.size, v.colour) == (line.size, line.colour)]
        return max(fitting, default=0)

    def needs_size(self, line: CartLine) -> bool:
        """Whether the item comes in several sizes and none is chosen."""
        return not line.size and len({variant.size for variant in self.variants.get(line.item_id, ())}) > 1

    def converted(self, amount: int, currency: str) -> int | None:
        """An amount in the cart's currency; None where no rate is known."""
        return self.rates.convert(amount, currency, self.currency)

    def _fit(self, line: CartLine, size: str) -> Fit:
        if self.needs_size(line):
            return Fit.UNKNOWN
        if same_size(size, line.size) or (line.size.casefold() in ONE_SIZE and size.casefold() in ONE_SIZE):
            return Fit.YES
        return Fit.NO if size else Fit.UNKNOWN

    def _rank(self, choice: Choice) -> tuple[bool, bool, bool, int, int]:
        price, delivery = (self.converted(amount or 0, choice.currency) for amount in (choice.price, choice.delivery))
        is_known = choice.delivery is not None and price is not None and delivery is not None
        total = (price or 0) + (delivery or 0)  # an unknown delivery is not nothing: those come after the others
        return (choice.fit is Fit.NO, not choice.is_available, not is_known, total, choice.offer_id or 0)

    def _of_boutique(self, item: Row[Any], amount: int | None) -> int | None:
        """What a boutique takes, which stands in its own currency, in the item's."""
        return None if amount is None else self.rates.convert(amount, item.boutique_currency, item.currency)


def read_shelf(session: Session, item_ids: Iterable[int], *, chosen: Sequence[int] = ()) -> Shelf:
    """The items with their sellers; of the offers that are gone or no match only those `chosen` before."""
    ids = list(dict.fromkeys(item_ids))
    about = (
        Item.is_active,
        Boutique.name.label("boutique_name"),
        Boutique.currency.label("boutique_currency"),
        Boutique.delivery_cost,
        Boutique.free_over,
        Boutique.delivery_days_min,
        Boutique.delivery_days_max,
    )
    tables = Item.__table__.join(Boutique.__table__).join(Category.__table__)
    rows = session.execute(select(*CARD_COLUMNS, *about).select_from(tables).where(Item.id.in_(ids)))
    items: dict[int, Any] = {row.id: row for row in rows}
    variants: dict[int, list[Variant]] = {}
    for variant in session.scalars(select(Variant).where(Variant.item_id.in_(ids)).order_by(Variant.id)):
        variants.setdefault(variant.item_id, []).append(variant)
    is_offered = or_(Offer.is_match & ~Offer.is_gone, Offer.id.in_(chosen))
    offers: dict[int, list[Offer]] = {}
    for offer in session.scalars(select(Offer).where(Offer.item_id.in_(ids), is_offered).order_by(Offer.id)):
        offers.setdefault(offer.item_id, []).append(offer)
    currency = next((items[item_id].currency for item_id in ids if item_id in items), "EUR")
    return Shelf(items, variants, offers, rates_of(session), currency)


def shelf_of(session: Session, lines: Sequence[CartLine]) -> Shelf:
    """The items of these lines with their sellers."""
    chosen = [line.offer_id for line in lines if line.offer_id is not None]
    return read_shelf(session, (line.item_id for line in lines), chosen=chosen)


def chosen_of(line: CartLine, choices: Iterable[Choice]) -> Choice | None:
    """The seller that the line has chosen; None when the vendor's offer does not exist any more."""
    return next((one for one in choices if (one.vendor, one.offer_id) == (line.vendor, line.offer_id)), None)


def _of_vendor(offer: Offer, fit: Fit) -> Choice:
    is_gone = offer.is_gone or not offer.is_match
    return Choice(
        offer_id=offer.id,
        shop=f"{offer.vendor}|{offer.seller}|{offer.currency}",
        vendor=offer.vendor,
        vendor_name=f"{offer.vendor_name} · {offer.seller}" if offer.seller else offer.vendor_name,
        title=offer.title,
        size=offer.size,
        fit=fit,
        price=offer.price,
        currency=offer.currency,
        delivery=offer.delivery,
        free_over=offer.free_over,
        days_min=offer.days_min,
        days_max=offer.days_max,
        stock=None,
        is_gone=is_gone,
        is_available=not is_gone and offer.availability != "out_of_stock",
        is_preorder=offer.availability == "preorder",
        condition=offer.condition,
        link=offer.link,
        seen_at=offer.seen_at,
        match_probability=offer.match_probability,
    )
