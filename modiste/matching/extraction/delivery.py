"""Delivery as a page tells it in words: "free delivery over £50", "+ £4.99 delivery"; silence is unknown, not free."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from modiste.matching.extraction.documents import Node, find_lines, text_of
from modiste.matching.price_text import parse_price
from modiste.matching.records import Delivery

_WORDS = (
    r"(?:shipping|delivery|postage|p&p|versand(?:kosten)?|lieferung|livraison|spedizione|envío|envio|entrega|verzending"
    r"|dostawa|frakt)"
)
_MONEY = r"(?:[a-z]{3}|[$€£])?\s?\d(?:[\d.,]{0,8}\d)?\s?(?:[a-z]{3}\b|[$€£]|zł|kr\b|lei\b)?"
_FREE = r"(?:free|gratis|kostenlos\w*|versandkostenfrei\w*|gratuite?|gratuita|grátis)"
_OVER = re.compile(  # this and the others read lower case: a scan for first letters, ten times as fast
    rf"(?:{_FREE}\b.{{0,30}}?{_WORDS}|{_WORDS}.{{0,20}}?{_FREE}).{{0,30}}?"
    rf"(?:over|above|from|on orders|ab|dès|oltre|desde|sopra|spend)\D{{0,25}}?(?P<over>{_MONEY})"
)
_FREE_NOW = re.compile(rf"^\W*(?:{_FREE}\W{{0,3}}(?:\w+\s)?{_WORDS}|{_WORDS}\W{{0,3}}{_FREE})\W*$")
_COST = re.compile(
    rf"\+\s?(?P<plus>{_MONEY})\s?(?:\w+\s)?{_WORDS}|{_WORDS}(?:\s(?:cost|fee|costs|charge)s?)?\s?[:+]\s?(?P<named>{_MONEY})"
)
_DAYS = re.compile(
    rf"{_WORDS}.{{0,30}}?\b(?P<low>\d{{1,2}})\s?(?:-|–|to|bis|à|a)\s?"
    rf"(?P<high>\d{{1,2}})\s(?:working |business )?(?:days|tage|jours|giorni)"
)
_IS_ABOUT_DELIVERY = re.compile(_WORDS)
_DIGIT = re.compile(r"\d")


def is_about_delivery(text: str) -> bool:
    """Whether a text tells of delivery at all."""
    return bool(_IS_ABOUT_DELIVERY.search(text.lower()))


def read_delivery_text(text: str) -> Delivery:
    """Cost, threshold and days as far as one line of text states them.

    >>> read_delivery_text("+ £4.99 delivery").cost, read_delivery_text("Free delivery over £50").free_over
    (Decimal('4.99'), Decimal('50'))
    """
    line = text[:300].lower()
    if not _DIGIT.search(line):
        return Delivery(cost=Decimal(0) if _FREE_NOW.match(line) else None)
    over, cost, days = _OVER.search(line), _COST.search(line), _DAYS.search(line)
    stated = _amount(cost["plus"] or cost["named"]) if cost else None
    return Delivery(
        cost=Decimal(0) if stated is None and _FREE_NOW.match(line) else stated,
        free_over=_amount(over["over"]) if over else None,
        days_min=int(days["low"]) if days else None,
        days_max=int(days["high"]) if days else None,
    )


def find_delivery(nodes: Sequence[Node]) -> Delivery:
    """What the page's lines on delivery state together; of several costs the first on the page counts."""
    found = Delivery()
    read: set[str] = set()
    short = [node for node in nodes if 0 < len(node.text) <= 300]
    for index in islice(find_lines(_IS_ABOUT_DELIVERY, [node.text for node in short]), 30):
        node = short[index]
        parent = node.element.getparent()
        for text in (node.text, text_of(node.element, 300), text_of(parent, 300) if parent is not None else ""):
            if text not in read:
                read.add(text)
                found = fill_delivery(found, read_delivery_text(text))
    return found


def fill_delivery(known: Delivery, more: Delivery) -> Delivery:
    """What is known, and what it leaves open from `more`."""
    return Delivery(
        cost=more.cost if known.cost is None else known.cost,
        free_over=more.free_over if known.free_over is None else known.free_over,
        days_min=more.days_min if known.days_min is None else known.days_min,
        days_max=more.days_max if known.days_max is None else known.days_max,
    )


def _amount(text: str) -> Decimal | None:
    return parse_price(text).amount
