"""What happened to a line since it was chosen: prices that moved, few left, sold out, gone; with their figures."""

from modiste.shop.cart.choices import Choice, Shelf
from modiste.shop.cart.models import CartLine
from modiste.shop.cart.schemas import ChangeKind, ChangeOut
from modiste.shop.kit.money import Money

FEW = 3


def changes_of(line: CartLine, choice: Choice | None, shelf: Shelf) -> list[ChangeOut]:
    """The changes of a line, what keeps it from being bought first; `choice` is its seller as it is now."""
    found = []
    if choice is None or choice.is_gone:
        return [ChangeOut(kind=ChangeKind.GONE)]
    if not choice.is_available:
        found.append(ChangeOut(kind=ChangeKind.SOLD_OUT, left=choice.stock))
    elif shelf.needs_size(line):  # how many there are depends on it
        found.append(ChangeOut(kind=ChangeKind.CHOOSE_SIZE))
    elif choice.stock is not None and choice.stock < line.quantity:
        found.append(ChangeOut(kind=ChangeKind.TOO_FEW, left=choice.stock))
    elif choice.stock is not None and choice.stock <= FEW:
        found.append(ChangeOut(kind=ChangeKind.FEW_LEFT, left=choice.stock))
    return found + _moved_prices(line, choice)


def _moved_prices(line: CartLine, choice: Choice) -> list[ChangeOut]:
    if choice.currency != line.currency:
        return []  # what one costs in another currency says nothing of a rise or a fall
    found = []
    before, now = line.price_at_adding, choice.price
    if now != before:
        kind = ChangeKind.PRICE_UP if now > before else ChangeKind.PRICE_DOWN
        found.append(_moved(kind, before, now, choice.currency))
    if line.delivery is not None and choice.delivery is not None and line.delivery != choice.delivery:
        found.append(_moved(ChangeKind.DELIVERY, line.delivery, choice.delivery, choice.currency))
    return found


def _moved(kind: ChangeKind, before: int, now: int, currency: str) -> ChangeOut:
    return ChangeOut(
        kind=kind,
        before=Money(amount=before, currency=currency),
        now=Money(amount=now, currency=currency),
    )
