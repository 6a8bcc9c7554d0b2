"""An item's sizes with their stock, written by its owner while shoppers buy.

An owner counts what lies on the shelf and types that number, so the number is what is sent, not a difference; but it is
right only for the moment that the owner looked at. So each number comes with the one it replaces: where pieces were
sold in between, nothing at all is written and the owner is told what is left. Nothing is ever sold twice that way, and
no sale is undone.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from modiste.shop.catalogue.boutique_schemas import VariantChangeIn
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit.errors import Conflict


class StockMoved(Conflict):
    """Pieces were sold, or came back, since the owner looked; `variants` says what there is now."""

    title = "Pieces were sold or came back since you looked: see what is left, then write the stock again"


def set_sizes(session: Session, item: Item, wanted: Sequence[VariantChangeIn]) -> bool:
    """Make these the item's sizes, locked in this transaction; whether anything changed. Raises StockMoved.

    A size that is not among them is deleted: carts and orders keep its name, and its pieces are not for sale any more.
    """
    present = {(one.size, one.colour): one for one in item.variants}
    moved = [one for one in wanted if not _is_seen(one, present.get((one.size, one.colour)))]
    if moved:
        raise StockMoved(variants=[_left(one, present.get((one.size, one.colour))) for one in moved])
    kept: list[Variant] = []
    is_changed = False
    for one in wanted:
        variant = present.pop((one.size, one.colour), None)
        if variant is None:
            variant = Variant(size=one.size, colour=one.colour, stock=one.stock)
            is_changed = True
        elif one.stock != one.was:
            variant.stock = one.stock
            is_changed = True
        kept.append(variant)
    is_changed = is_changed or bool(present)
    if is_changed:
        item.variants = kept
        item.in_stock = any(one.stock > 0 for one in kept) or not kept
        session.flush()
    return is_changed


def _is_seen(wanted: VariantChangeIn, present: Variant | None) -> bool:
    """Whether the owner knew what is there now, or leaves it as it is."""
    if present is None:
        return wanted.was is None
    return wanted.stock == wanted.was or present.stock == wanted.was


def _left(wanted: VariantChangeIn, present: Variant | None) -> dict[str, str | int | None]:
    """What there is now of a size; None where it was deleted."""
    return {"size": wanted.size, "colour": wanted.colour, "stock": None if present is None else present.stock}
