"""What happened to a line since it was chosen: prices that moved, few left, sold out, gone; in words and figures."""

from modiste.shop.cart.choices import Choice, Shelf
from modiste.shop.cart.models import CartLine
from modiste.shop.cart.schemas import ChangeKind, ChangeOut
from modiste.shop.kit.money import Money, written

FEW = 3


def changes_of(line: CartLine, choice: Choice | None, shelf: Shelf) -> list[ChangeOut]:
    """The changes of a line, what keeps it from being bought first; `choice` is its seller as it is now."""
    found = []
    if choice is None or choice.is_gone:
        return [ChangeOut(kind=ChangeKind.GONE, text=f"{line.vendor_name} does not sell this any more")]
    if not choice.is_available:
        found.append(ChangeOut(kind=ChangeKind.SOLD_OUT, text=f"Sold out at {choice.vendor_name}", left=choice.stock))
    elif shelf.needs_size(line):  # how many there are depends on it
        found.append(ChangeOut(kind=ChangeKind.CHOOSE_SIZE, text="Choose a size"))
    elif choice.stock is not None and choice.stock < line.quantity:
        found.append(ChangeOut(kind=ChangeKind.TOO_FEW, text=f"Only {choice.stock} left", left=choice.stock))
    elif choice.stock is not None and choice.stock <= FEW:
        found.append(ChangeOut(kind=ChangeKind.FEW_LEFT, text=f"Only {choice.stock} left", left=choice.stock))
    return found + _moved_prices(line, choice)


def _moved_prices(line: CartLine, choice: Choice) -> list[ChangeOut]:
    if choice.currency != line.currency:
        return []  # what one costs in another currency says nothing of a rise or a fall
    found = []
    before, now = line.price_at_adding, choice.price
    if now != before:
        kind = ChangeKind.PRICE_UP if now > before else ChangeKind.PRICE_DOWN
        found.append(_moved(kind, "Was {}, now {}", before, now, choice.currency))
    if line.delivery is not None and choice.delivery is not None and line.delivery != choice.delivery:
        text = "Delivery was {}, now {}"
        found.append(_moved(ChangeKind.DELIVERY, text, line.delivery, choice.delivery, choice.currency))
    return found


def _moved(kind: ChangeKind, text: str, before: int, now: int, currency: str) -> ChangeOut:
    return ChangeOut(
        kind=kind,
        text=text.format(written(before, currency), written(now, currency)),
        before=Money(amount=before, currency=currency),
        now=Money(amount=now, currency=currency),
    )
