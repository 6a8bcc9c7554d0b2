"""What an order placed now would be: the lines that can be bought here, at today's prices, in a parcel per boutique."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.models import BOUTIQUE, CartLine
from modiste.shop.cart.owners import Owner, list_lines
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit.money import Money
from modiste.shop.orders.delivery import Way, delivering_of
from modiste.shop.orders.schemas import (
    CheckoutIn,
    CheckoutLineOut,
    CheckoutMethodOut,
    CheckoutOut,
    CheckoutParcelOut,
    LeftOutOut,
    LeftOutReason,
)
from modiste.shop.prices.rates import Rates, rates_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pieces that somebody wants to buy; `line_id` and `seen` (a piece's price then) where they lie in a cart."""

    item_id: int
    size: str
    colour: str
    quantity: int
    vendor: str = BOUTIQUE
    title: str = ""
    link: str = ""
    line_id: Any = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Pieces that can be bought now. `variant` None: the item comes in one size that nobody counts."""

    wanted: Wanted
    item: Item
    variant: Variant | None


@dataclass(frozen=True, slots=True)
class Package:
    """What one boutique will send in the way `way`, one of `ways`; money in minor units of the checkout's currency."""

    boutique: Boutique
    pieces: Sequence[Piece]
    way: Way
    ways: Sequence[Way]

    @property
    def goods(self) -> int:
        return _price_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Checkout:
    """The whole of it, as `place_order` takes it and `show_checkout` shows it."""

    currency: str
    packages: Sequence[Package]
    left_out: Sequence[LeftOutOut]

    @property
    def goods(self) -> int:
        return sum(package.goods for package in self.packages)

    @property
    def delivery(self) -> int:
        return sum(package.way.cost for package in self.packages)

    def version(self) -> str:
        """A name for everything that the shopper agrees to."""
        pieces = [
            [piece.item.id, piece.variant and piece.variant.id, piece.wanted.quantity, piece.item.price]
            for package in self.packages
            for piece in package.pieces
        ]
        ways = [[package.boutique.id, package.way.code, package.way.cost] for package in self.packages]
        what = [self.currency, pieces, ways]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]


def checkout_of(session: Session, user_id: int, asked: CheckoutIn) -> Checkout:
    """What can be bought here of what is asked for, or of the caller's cart; six queries at most."""
    wanted = _from_cart(session, user_id) if asked.lines is None else [_named(line) for line in asked.lines]
    ours = [one for one in wanted if one.vendor == BOUTIQUE]
    items = _items(session, ours)
    variants = _variants(session, items)
    left_out = [_left(one, LeftOutReason.VENDOR) for one in wanted if one.vendor != BOUTIQUE]
    pieces: list[Piece] = []
    currency = asked.currency
    for one in _summed(ours):
        found = _piece(one, items, variants)
        if isinstance(found, LeftOutOut):
            left_out.append(found)
            continue
        currency = currency or found.item.currency
        if found.item.currency == currency:
            pieces.append(found)
        else:
            left_out.append(_left(one, LeftOutReason.OTHER_CURRENCY, title=found.item.name))
    packages, undeliverable = _packages(session, pieces, currency or "EUR", asked)
    return Checkout(currency or "EUR", packages, [*left_out, *undeliverable])


def show_checkout(checkout: Checkout) -> CheckoutOut:
    """A checkout as it goes over the wire."""

    def money(amount: int) -> Money:
        return Money(amount=amount, currency=checkout.currency)

    return CheckoutOut(
        version=checkout.version(),
        currency=checkout.currency,
        parcels=[_parcel_out(package, money) for package in checkout.packages],
        left_out=list(checkout.left_out),
        goods=money(checkout.goods),
        delivery=money(checkout.delivery),
        total=money(checkout.goods + checkout.delivery),
    )


def _parcel_out(package: Package, money: Callable[[int], Money]) -> CheckoutParcelOut:
    way = package.way
    return CheckoutParcelOut(
        boutique_id=package.boutique.id,
        boutique_name=package.boutique.name,
        lines=[_line_out(piece) for piece in package.pieces],
        goods=money(package.goods),
        delivery=money(way.cost),
        free_over=None if way.free_over is None else money(way.free_over),
        days_min=way.days_min,
        days_max=way.days_max,
        method=way.code,
        methods=[
            CheckoutMethodOut(
                code=one.code,
                name=one.name,
                cost=money(one.cost),
                free_over=None if one.free_over is None else money(one.free_over),
                days_min=one.days_min,
                days_max=one.days_max,
            )
            for one in package.ways
        ],
    )


def _from_cart(session: Session, user_id: int) -> list[Wanted]:
    lines = [line for line in list_lines(session, Owner(user_id=user_id)) if not line.is_saved]
    return [_in_cart(line) for line in lines]


def _in_cart(line: CartLine) -> Wanted:
    return Wanted(
        item_id=line.item_id,
        size=line.size,
        colour=line.colour,
        quantity=line.quantity,
        vendor=line.vendor,
        title=line.title,
        link=line.link,
        line_id=line.id,
        seen=line.price_at_adding,
    )


def _named(line: Any) -> Wanted:
    return Wanted(item_id=line.item_id, size=line.size, colour=line.colour, quantity=line.quantity)


def _summed(wanted: Iterable[Wanted]) -> list[Wanted]:
    """Each item in each size and colour once."""
    found: dict[tuple[int, str, str], Wanted] = {}
    for one in wanted:
        key = (one.item_id, one.size.casefold(), one.colour.casefold())
        same = found.get(key)
        quantity = one.quantity + (same.quantity if same else 0)
        found[key] = Wanted(
            one.item_id,
            one.size,
            one.colour,
            quantity,
            line_id=one.line_id,
            seen=one.seen,
        )
    return list(found.values())


def _items(session: Session, wanted: Iterable[Wanted]) -> dict[int, Item]:
    ids = {one.item_id for one in wanted}
    return {item.id: item for item in session.scalars(select(Item).where(Item.id.in_(ids)))}


def _variants(session: Session, items: Iterable[int]) -> dict[int, list[Variant]]:
    found: dict[int, list[Variant]] = {}
    for variant in session.scalars(select(Variant).where(Variant.item_id.in_(list(items))).order_by(Variant.id)):
        found.setdefault(variant.item_id, []).append(variant)
    return found


def _piece(one: Wanted, items: Mapping[int, Item], variants: Mapping[int, list[Variant]]) -> Piece | LeftOutOut:
    """What can be bought, or why it cannot."""
    item = items.get(one.item_id)
    if item is None or not item.is_active:
        return _left(one, LeftOutReason.GONE, title=item.name if item else one.title)
    known = variants.get(item.id)
    if not known:
        gone = None if item.in_stock else _left(one, LeftOutReason.SOLD_OUT, title=item.name, left=0)
        return gone or Piece(one, item, None)
    fitting = [v for v in known if not one.size or v.size.casefold() == one.size.casefold()]
    in_colour = [v for v in fitting if v.colour.casefold() == one.colour.casefold()] or fitting
    if not one.size and len({variant.size for variant in known}) > 1:
        return _left(one, LeftOutReason.CHOOSE_SIZE, title=item.name)
    variant = max(in_colour, key=lambda v: (v.stock, -v.id), default=None)
    if variant is None or variant.stock == 0:
        return _left(one, LeftOutReason.SOLD_OUT, title=item.name, left=0)
    if variant.stock < one.quantity:
        return _left(one, LeftOutReason.TOO_FEW, title=item.name, left=variant.stock)
    return Piece(one, item, variant)


def _packages(
    session: Session, pieces: Sequence[Piece], currency: str, asked: CheckoutIn
) -> tuple[list[Package], list[LeftOutOut]]:
    """A package for each boutique, and what is left out because nobody knows what its delivery costs in `currency`."""
    by_boutique: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_boutique.setdefault(piece.item.boutique_id, []).append(piece)
    if not by_boutique:
        return [], []
    packages, left_out = [], []
    boutiques = session.scalars(select(Boutique).where(Boutique.id.in_(by_boutique)).order_by(Boutique.id)).all()
    is_foreign = any(boutique.currency != currency for boutique in boutiques)
    rates = rates_of(session) if is_foreign else Rates(None, {})
    delivering = delivering_of(session, list(by_boutique), rates, asked)
    for boutique in boutiques:
        own = by_boutique[boutique.id]
        ways = delivering.ways_of(boutique, _price_of(own), currency)
        if ways:
            packages.append(Package(boutique, own, delivering.chosen_of(boutique, ways), ways))
        else:
            other = LeftOutReason.OTHER_CURRENCY
            left_out += [_left(piece.wanted, other, title=piece.item.name) for piece in own]
    return packages, left_out


def _price_of(pieces: Iterable[Piece]) -> int:
    return sum(piece.item.price * piece.wanted.quantity for piece in pieces)


def _left(one: Wanted, reason: LeftOutReason, *, title: str = "", left: int | None = None) -> LeftOutOut:
    return LeftOutOut(item_id=one.item_id, title=title or one.title, reason=reason, left=left, link=one.link)


def _line_out(piece: Piece) -> CheckoutLineOut:
    item, wanted = piece.item, piece.wanted
    before = None if wanted.seen in (None, item.price) else wanted.seen
    return CheckoutLineOut(
        item_id=item.id,
        title=item.name,
        brand=item.brand,
        size=piece.variant.size if piece.variant else "",
        colour=piece.variant.colour if piece.variant else "",
        image_url=item.image_url or "",
        quantity=wanted.quantity,
        price=Money(amount=item.price, currency=item.currency),
        total=Money(amount=item.price * wanted.quantity, currency=item.currency),
        before=None if before is None else Money(amount=before, currency=item.currency),
    )
