"""The cart as it is shown: lines with their sellers and changes, and the parcels as the shops are chosen now."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from modiste.shop.cart.basket import Basket, Offer, Parcel, Problem, pack_parcels
from modiste.shop.cart.changes import changes_of
from modiste.shop.cart.choices import Choice, Shelf, chosen_of, shelf_of
from modiste.shop.cart.models import BOUTIQUE, CartLine
from modiste.shop.cart.owners import Owner, list_lines
from modiste.shop.cart.schemas import CartOut, ChoiceOut, LineOut, ParcelOut, SizeOut
from modiste.shop.catalogue.service import card_of
from modiste.shop.kit import clock
from modiste.shop.kit.money import Money

MOST_DAYS = 365  # whoever says more says nothing


@dataclass(frozen=True, slots=True)
class Contents:
    """An owner's lines with their sellers; `estimate` (in euro cents) stands for deliveries that nobody states."""

    lines: list[CartLine]
    shelf: Shelf
    choices: Mapping[Any, list[Choice]]
    estimate: int

    @property
    def bought(self) -> list[CartLine]:
        """The lines that are not saved for later."""
        return [line for line in self.lines if not line.is_saved]

    def chosen(self, line: CartLine) -> Choice | None:
        """The line's seller as it is now."""
        return chosen_of(line, self.choices[line.id])

    def as_offer(self, number: int, line: CartLine, choice: Choice) -> Offer | None:
        """Buying a line there, for the arithmetic of baskets; None where no rate is known."""
        counted = choice.price * line.quantity
        price = self.shelf.converted(counted, choice.currency)
        known = None if choice.delivery is None else self.shelf.converted(choice.delivery, choice.currency)
        delivery = known if known is not None else self.shelf.converted(self.estimate, "EUR")
        if price is None or delivery is None:
            return None
        days = choice.days_max if choice.days_max is not None and choice.days_max <= MOST_DAYS else None
        return Offer(number, choice.shop, price, counted, delivery, days, known is None, choice.offer_id)

    def present(self) -> list[Offer]:
        """What is chosen now and can be bought; the numbers are places in `bought`."""
        found = []
        for number, line in enumerate(self.bought):
            choice = self.chosen(line)
            offer = self.as_offer(number, line, choice) if choice is not None and choice.is_available else None
            found += [offer] if offer is not None else []
        return found

    def problem(self) -> Problem:
        """All that baskets may be made of; the numbers are places in `bought`."""
        offers = []
        for number, line in enumerate(self.bought):
            for choice in self.choices[line.id]:
                is_enough = choice.stock is None or choice.stock >= line.quantity
                offer = self.as_offer(number, line, choice) if choice.is_sound and is_enough else None
                if offer is not None and (self.estimate or not offer.is_estimate):
                    offers.append(offer)
        return Problem(tuple(range(len(self.bought))), tuple(offers), self.free_over())

    def free_over(self) -> dict[str, int]:
        """From which price on each shop delivers free, where all its offers that cost delivery say so."""
        said: dict[str, list[int | None]] = {}
        for choice in (choice for line in self.bought for choice in self.choices[line.id]):
            if choice.delivery != 0:
                said.setdefault(choice.shop, []).append(choice.free_over)
        known = {shop: [amount for amount in amounts if amount is not None] for shop, amounts in said.items()}
        return {shop: max(amounts) for shop, amounts in known.items() if amounts and None not in said[shop]}

    def version(self) -> str:
        """A name for the cart and everything that its baskets depend on."""
        lines = [[str(line.id), line.quantity, line.size, line.is_saved, line.offer_id] for line in self.lines]
        problem = self.problem()
        what = [lines, [astuple(offer) for offer in problem.offers], sorted(problem.free_over.items())]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]

    def money(self, amount: int) -> Money:
        """An amount in the cart's currency."""
        return Money(amount=amount, currency=self.shelf.currency)


def contents_of(session: Session, owner: Owner, *, estimate: int) -> Contents:
    """The owner's cart; six queries, however much is in it."""
    lines = list_lines(session, owner)
    shelf = shelf_of(session, lines)
    return Contents(lines, shelf, {line.id: shelf.choices_of(line) for line in lines}, estimate)


def cart_of(session: Session, owner: Owner, *, estimate: int) -> CartOut:
    """The owner's cart as it goes over the wire."""
    contents = contents_of(session, owner, estimate=estimate)
    present = Basket(pack_parcels(contents.present(), contents.free_over()))
    shown = {line.id: _line_out(contents, line) for line in contents.lines}
    return CartOut(
        version=contents.version(),
        currency=contents.shelf.currency,
        rates_of=rates_day(contents),
        piece_count=sum(line.quantity for line in contents.bought),
        lines=[shown[line.id] for line in contents.bought],
        saved=[shown[line.id] for line in contents.lines if line.is_saved],
        parcels=parcels_out(contents, present.parcels),
        goods=contents.money(present.goods),
        delivery=contents.money(present.delivery),
        total=contents.money(present.total),
        is_estimate=any(parcel.is_estimate for parcel in present.parcels),
    )


def rates_day(contents: Contents) -> Any:
    """The day of the rates, when something in the cart is sold in another currency."""
    used = {choice.currency for choices in contents.choices.values() for choice in choices}
    return contents.shelf.rates.day if used - {contents.shelf.currency} else None


def parcels_out(contents: Contents, parcels: Iterable[Parcel]) -> list[ParcelOut]:
    """Parcels as they go over the wire."""
    return [_parcel_out(contents, parcel) for parcel in parcels]


def choice_in(contents: Contents, offer: Offer) -> Choice:
    """The seller behind an offer of a basket."""
    line = contents.bought[offer.line]
    found = (one for one in contents.choices[line.id] if (one.shop, one.offer_id) == (offer.shop, offer.key))
    return next(found)


def _parcel_out(contents: Contents, parcel: Parcel) -> ParcelOut:
    first = choice_in(contents, parcel.offers[0])
    delivery = contents.money(parcel.delivery)
    missing = None if parcel.missing is None else contents.shelf.converted(parcel.missing, first.currency)
    return ParcelOut(
        shop=parcel.shop,
        shop_name=first.vendor_name,
        is_boutique=first.vendor == BOUTIQUE,
        line_ids=[contents.bought[offer.line].id for offer in parcel.offers],
        goods=contents.money(parcel.goods),
        delivery=None if parcel.is_estimate else delivery,
        delivery_estimate=delivery if parcel.is_estimate else None,
        missing_to_free=None if missing is None else contents.money(missing),
        arrives_by=None if parcel.days is None else clock.now().date() + timedelta(days=parcel.days),
    )


def _line_out(contents: Contents, line: CartLine) -> LineOut:
    choice, item = contents.chosen(line), contents.shelf.items[line.item_id]
    price, currency = (line.price_at_adding, line.currency) if choice is None else (choice.price, choice.currency)
    is_available = choice is not None and choice.is_available
    total = contents.shelf.converted(price * line.quantity, currency) if is_available else None
    return LineOut(
        id=line.id,
        item=card_of(item),
        size=line.size,
        colour=line.colour,
        sizes=_sizes(contents.shelf, line),
        quantity=line.quantity,
        is_saved=line.is_saved,
        vendor=line.vendor,
        vendor_name=line.vendor_name,
        offer_id=line.offer_id,
        price=Money(amount=price, currency=currency),
        price_at_adding=Money(amount=line.price_at_adding, currency=line.currency),
        total=None if total is None else contents.money(total),
        link=line.link,
        is_available=is_available,
        changes=changes_of(line, choice, contents.shelf),
        choices=[_choice_out(contents, one, is_chosen=one is choice) for one in contents.choices[line.id]],
        added_at=line.added_at,
    )


def _sizes(shelf: Shelf, line: CartLine) -> Sequence[SizeOut]:
    variants = shelf.variants.get(line.item_id, ())
    return [SizeOut(size=variant.size, colour=variant.colour, stock=variant.stock) for variant in variants]


def _choice_out(contents: Contents, choice: Choice, *, is_chosen: bool) -> ChoiceOut:
    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount=amount, currency=choice.currency)

    shown = contents.shelf.converted(choice.price, choice.currency)
    return ChoiceOut(
        offer_id=choice.offer_id,
        vendor=choice.vendor,
        vendor_name=choice.vendor_name,
        title=choice.title,
        size=choice.size,
        fit=choice.fit,
        price=Money(amount=choice.price, currency=choice.currency),
        shown=None if shown is None else contents.money(shown),
        delivery=money(choice.delivery),
        free_over=money(choice.free_over),
        days_min=choice.days_min,
        days_max=choice.days_max,
        stock=choice.stock,
        is_available=choice.is_available,
        is_chosen=is_chosen,
        condition=choice.condition,
        link=choice.link,
        seen_at=choice.seen_at,
        is_stale=choice.is_stale,
        match_probability=choice.match_probability,
    )
