"""Putting things into a cart, changing what is in it, and taking them out."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.cart.additions import note_additions
from modiste.shop.cart.choices import Choice, Shelf, read_shelf
from modiste.shop.cart.models import CartLine
from modiste.shop.cart.owners import MOST_LINES, Owner, list_lines, take_turns
from modiste.shop.cart.schemas import MOST_PIECES, Fit, LineChangesIn, LineIn
from modiste.shop.catalogue.models import Variant
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.kit import clock
from modiste.shop.kit.errors import Conflict, Invalid, NotFound
from modiste.shop.prices.landed import same_size


class LineUnknown(NotFound):
    """There is no such line in the caller's cart."""

    title = "There is no such line in your cart"


class SizeUnknown(Invalid):
    """Nobody has the item in this size."""

    title = "Nobody sells this in the size you named"


class OfferUnfit(Conflict):
    """The offer is not for this item in this size, or it is gone."""

    title = "This offer is not for this item in this size, or it is gone: choose another"


class TooManyLines(Conflict):
    """The cart holds as much as one may."""

    title = f"A cart holds {MOST_LINES} lines, and yours is full: remove one first"


def add_line(session: Session, owner: Owner, wanted: LineIn) -> CartLine:
    """Put an item into the cart; a line with it in this size grows, and is bought where it was chosen last.

    Raises ItemUnknown, SizeUnknown, OfferUnfit, TooManyLines.
    """
    take_turns(session, owner)
    shelf = read_shelf(session, [wanted.item_id])
    if wanted.item_id not in shelf.items or not shelf.items[wanted.item_id].is_active:
        raise ItemUnknown
    offer_id = wanted.offer_id if isinstance(wanted.offer_id, int) else None
    line = CartLine(user_id=owner.user_id, guest_id=owner.guest_id, item_id=wanted.item_id, quantity=wanted.quantity)
    _set_size(shelf, line, wanted.size or _size_offered(shelf, line, offer_id), wanted.colour)
    choice = _choice_of(shelf, line, offer_id)
    lines = list_lines(session, owner)
    same = next((one for one in lines if _key(one) == _key(line)), None)
    if same is not None:
        same.quantity, same.is_saved = min(MOST_PIECES, same.quantity + wanted.quantity), False
        if wanted.offer_id is not None and (same.vendor, same.offer_id) != (choice.vendor, choice.offer_id):
            choose(same, choice)
        line = same
    elif len(lines) >= MOST_LINES:
        raise TooManyLines
    else:
        choose(line, choice)
        session.add(line)
    session.flush()
    if owner.user_id is not None:
        note_additions(session, owner.user_id, {line.item_id: clock.now()})
    return line


def change_line(session: Session, owner: Owner, line_id: uuid.UUID, changes: LineChangesIn) -> CartLine:
    """Change size, seller, quantity or place of a line. A line whose size becomes that of another joins it.

    Raises LineUnknown, SizeUnknown, OfferUnfit.
    """
    take_turns(session, owner)
    line = line_of(session, owner, line_id)
    if changes.quantity is not None:
        line.quantity = changes.quantity
    if changes.is_saved is not None:
        line.is_saved = changes.is_saved
    if changes.size is not None or changes.offer_id is not None:
        line = _move(session, owner, line, changes)
    session.flush()
    return line


def remove_line(session: Session, owner: Owner, line_id: uuid.UUID) -> None:
    """Take a line out of the cart. Raises LineUnknown."""
    take_turns(session, owner)
    session.delete(line_of(session, owner, line_id))
    session.flush()


def line_of(session: Session, owner: Owner, line_id: uuid.UUID) -> CartLine:
    """A line of the owner's cart. Raises LineUnknown."""
    found = session.scalar(select(CartLine).where(CartLine.id == line_id, owner.lines))
    if found is None:
        raise LineUnknown
    return found


def choose(line: CartLine, choice: Choice) -> None:
    """Buy a line from this seller, and remember what it says now."""
    line.offer_id, line.vendor, line.vendor_name = choice.offer_id, choice.vendor, choice.vendor_name[:120]
    line.price_at_adding, line.currency, line.delivery = choice.price, choice.currency, choice.delivery
    line.title, line.link = choice.title, choice.link


def _move(session: Session, owner: Owner, line: CartLine, changes: LineChangesIn) -> CartLine:
    """The line in another size or from another seller, or the line that it has joined."""
    shelf = read_shelf(session, [line.item_id], chosen=[] if line.offer_id is None else [line.offer_id])
    if changes.size is not None:
        moved = CartLine(item_id=line.item_id)
        _set_size(shelf, moved, changes.size, line.colour)
        same = next((one for one in list_lines(session, owner) if _key(one) == _key(moved)), None)
        if same is None:
            line.size, line.colour, line.variant_id = moved.size, moved.colour, moved.variant_id
            choose(line, _same_vendor(shelf, line))
        elif same.id != line.id:
            same.quantity = min(MOST_PIECES, same.quantity + line.quantity)
            session.delete(line)
            line = same
    if changes.offer_id is not None:
        choose(line, _choice_of(shelf, line, changes.offer_id if isinstance(changes.offer_id, int) else None))
    return line


def _same_vendor(shelf: Shelf, line: CartLine) -> Choice:
    """The seller of the line in its new size, or the boutique when that one has none."""
    fitting = (choice for choice in shelf.choices_of(line) if choice.fit is Fit.YES and choice.vendor == line.vendor)
    return next(fitting, shelf.own_choice(line))


def _set_size(shelf: Shelf, line: CartLine, size: str, colour: str) -> None:
    """Write the size, colour and variant into a line. Raises SizeUnknown."""
    variants = shelf.variants.get(line.item_id, [])
    line.size, line.colour, line.variant_id = "", "", None
    if not size and len({variant.size for variant in variants}) > 1:
        return  # to be chosen later
    fitting = [variant for variant in variants if not size or same_size(variant.size, size)]
    in_colour = [variant for variant in fitting if variant.colour.casefold() == colour.casefold()] or fitting
    best: Variant | None = max(in_colour, key=lambda variant: (variant.stock > 0, -variant.id), default=None)
    if best is not None:
        line.size, line.colour, line.variant_id = best.size, best.colour, best.id
    elif size:
        if not any(same_size(offer.size, size) for offer in shelf.offers.get(line.item_id, ())):
            sizes = ", ".join(dict.fromkeys(variant.size for variant in variants if variant.size))
            raise SizeUnknown(f"This comes in {sizes}" if sizes else "This comes in one size: leave the size out")
        line.size = size


def _size_offered(shelf: Shelf, line: CartLine, offer_id: int | None) -> str:
    """The size of the offer that was named, if one was and it says so."""
    return next((offer.size for offer in shelf.offers.get(line.item_id, ()) if offer.id == offer_id), "")


def _choice_of(shelf: Shelf, line: CartLine, offer_id: int | None) -> Choice:
    """The seller that was named. Raises OfferUnfit."""
    if offer_id is None:
        return shelf.own_choice(line)
    for choice in shelf.choices_of(line):
        if choice.offer_id == offer_id and choice.fit is not Fit.NO and choice.is_available:
            return choice
    raise OfferUnfit


def _key(line: CartLine) -> tuple[int, str, str]:
    return line.item_id, line.size, line.colour
