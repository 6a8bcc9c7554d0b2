"""Prices that a shopper would see: every node that shows one, described by numbers for the scorer."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from lxml import etree

from modiste.matching.extraction.delivery import is_about_delivery
from modiste.matching.extraction.documents import Node, fold, names_of, visible_pieces
from modiste.matching.extraction.words import INSTALMENTS, LABELS, WORDS
from modiste.matching.price_text import PriceText, parse_price

MOST_CANDIDATES = 120
MOST_READ = 1000
DEPTH = 7  # how many ancestors' names are read
_LONE = re.compile(r"[^\d]{0,14}\d[\d.,' ]*[^\d%]{0,14}")
_MONEY = re.compile(
    r"[$€£¥￥₽₹₺₩₪₴₫฿₦₱元円원]|(?<![a-zA-Z])(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|RON|HUF|INR|BRL|TRY|RUB|AED|SAR|ZAR|AUD|CAD"
    r"|Kč|zł|kr|Rs|lei|Lei|LEI|Ft|руб|грн|лв|NT|RM|Rp|SR)\.?(?![a-zA-Z])"
)
_SHOWN = re.compile(rf"(?:{_MONEY.pattern})\s?\d|\d\s?(?:{_MONEY.pattern})")
_TWO_NUMBERS = re.compile(r"\d\s\d(?!\d\d(?!\d))")  # "$200 2 bids"; "1 299" is one
_CENTS = re.compile(r"\d[.,]\d\d\D*$")
_DIGIT = re.compile(r"\d")
_BEFORE = {"from"}  # "from €70.50" is a price, "from" in the line before it often tells of other sellers
Styles = dict[etree._Element, frozenset[str]]
NAMES = (
    [f"word_{name}" for name in WORDS]
    + [f"near_{name}" for name in WORDS]
    + [f"label_{name}" for name in LABELS]
    + ["money", "cents", "lone", "struck", "link", "hidden", "strong", "heading", "cell", "listed"]
    + ["order", "since_heading", "before_heading", "to_button", "same_amount", "same_look", "of_most"]
    + ["first_of_look", "above_a_lower", "below_a_higher"]
)


@dataclass(slots=True)
class Shown:
    """A node that shows a price: the element, what it says, and where it stands among the page's marks."""

    element: etree._Element
    text: str
    price: PriceText
    rank: int
    button: int = 0
    look: str = ""
    features: list[float] = field(default_factory=list)

    @property
    def is_struck(self) -> bool:
        """Whether the price is crossed out, by its tag, its style, or the name of its class."""
        return bool(self.features and (self.features[NAMES.index("struck")] or self.features[NAMES.index("word_old")]))

    @property
    def is_foreign(self) -> bool:
        """Whether the page itself says that this is no price to pay now: crossed out, or where bids start."""
        return bool(
            self.features and (self.features[NAMES.index("struck")] or self.features[NAMES.index("label_start")])
        )

    @property
    def amount(self) -> Decimal:
        """The amount shown; candidates without one are never made."""
        return self.price.amount or Decimal(0)


def find_shown(nodes: Sequence[Node], currency_hint: str = "") -> list[Shown]:
    """Every node of the page that shows something like a price, in the page's order, with its features."""
    found: list[Shown] = []
    seen: set[Any] = set()
    heading = 0
    heading_tag = "h1" if any(node.tag == "h1" for node in nodes) else "h2"
    for node in nodes:
        if node.tag == heading_tag and not heading:
            heading = len(found) + 1
        if node.tag == "button" or (node.tag == "input" and node.element.get("type") == "submit"):
            _mark_button(found)
        text, tail = node.text, node.tail
        priced = [node.element] if text and len(text) < 150 and _DIGIT.search(text) else []
        if tail and len(tail) < 150 and _DIGIT.search(tail):  # the text behind an element is its parent's
            priced += [parent] if (parent := node.element.getparent()) is not None else []
        for element in priced:
            element = _whole(element)
            if element not in seen and len(found) < MOST_READ:
                seen.add(element)
                if read := _read(element, currency_hint):
                    found.append(Shown(element, *read, rank=len(found)))
    found = _likeliest(found, heading)
    _describe_all(found, heading)
    return found


def _mark_button(found: list[Shown]) -> None:
    for shown in reversed(found):
        if shown.button:
            break
        shown.button = len(found)


def as_matrix(shown: Sequence[Shown]) -> npt.NDArray[np.float64]:
    """The features as a matrix, shape (candidates, len(NAMES))."""
    return np.array([one.features for one in shown], dtype=np.float64).reshape(len(shown), len(NAMES))


def _whole(element: etree._Element) -> etree._Element:
    """The smallest ancestor that shows the whole price: "€", "19" and "99" often stand in nodes of their own."""
    for _ in range(3):
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "tr", "ul", "table"} or len(parent) > 6:
            break
        pieces = _pieces(parent)
        joined = " ".join(pieces)
        whole = _joined(pieces) if len(joined) <= 24 else ""
        if not _LONE.fullmatch(whole) or _TWO_NUMBERS.search(whole) or len(_MONEY.findall(joined)) > 1:
            break
        element = parent
    return element


def _pieces(element: etree._Element) -> list[str]:
    if not len(element):
        return [text] if (text := fold(element.text or "")) else []
    pieces: list[str] = []
    for piece in visible_pieces(element):
        pieces.append(fold(piece))
        if len(pieces) > 6:
            break
    return [piece for piece in pieces if piece]


def _joined(pieces: list[str]) -> str:
    """Pieces as one text; two digits in a node of their own behind a whole number are its decimals."""
    text = ""
    for piece in pieces:
        is_decimals = re.fullmatch(r"\d\d", piece) and re.search(r"\d$", text) and not re.search(r"[.,]\d\d$", text)
        text += f".{piece}" if is_decimals else ("" if re.match(r"[.,]\d", piece) else " ") + piece
    return text.strip()


def _read(element: etree._Element, hint: str) -> tuple[str, PriceText] | None:
    text = _joined(_pieces(element))
    if not text or len(text) > 120 or len(_DIGIT.findall(text)) > 12:
        return None
    is_lone = bool(_LONE.fullmatch(text))
    money = _MONEY.search(text)
    if not money and not (is_lone and WORDS["price"].search(_names(element) + _names(element.getparent()))):
        return None
    if is_about_delivery(text) or INSTALMENTS.match(text):
        return None
    price = parse_price(text, currency_hint=hint)
    return (text, price) if price.amount else None


def _names(element: etree._Element | None) -> str:
    return "" if element is None else names_of(element)


def _likeliest(found: list[Shown], heading: int) -> list[Shown]:
    """At most 120 of the candidates: those that stand nearest behind the heading."""
    if len(found) <= MOST_CANDIDATES:
        return found
    nearest = sorted(found, key=lambda shown: (shown.rank < heading - 1, shown.rank))[:MOST_CANDIDATES]
    return sorted(nearest, key=lambda shown: shown.rank)


def _describe_all(found: list[Shown], heading: int) -> None:
    names = [_ancestors(shown) for shown in found]
    amounts = Counter(shown.amount for shown in found)
    looks = Counter(shown.look for shown in found)
    seen: Counter[str] = Counter()
    styles: Styles = {}
    for index, (shown, (own, near, tags)) in enumerate(zip(found, names, strict=True)):
        around = found[max(0, index - 2) : index] + found[index + 1 : index + 3]
        label = _label(shown.element)
        whole = f"{label} {shown.text[:60]}"
        seen[shown.look] += 1
        shown.features = [
            *(float(own >> bit & 1) for bit in range(len(WORDS))),
            *(float(near >> bit & 1) for bit in range(len(WORDS))),
            *(float(bool(word.search(label if name in _BEFORE else whole))) for name, word in LABELS.items()),
            float(bool(_MONEY.search(shown.text))),
            float(bool(_CENTS.search(shown.text))),
            float(bool(_LONE.fullmatch(shown.text))),
            float(_is_struck(shown.element, tags, styles)),
            float("a" in tags),
            float("hidden" in _styles_of(shown.element, styles)),
            float(bool(tags & {"b", "strong", "big", "em"})),
            float(bool(tags & {"h1", "h2", "h3", "h4"})),
            float("td" in tags or "dd" in tags),
            float("li" in tags),
            math.log1p(shown.rank),
            math.log1p(max(0, shown.rank - heading)) if shown.rank >= heading - 1 else 6.0,
            float(bool(heading) and shown.rank < heading - 1),
            math.log1p(shown.button - shown.rank) if shown.button else 6.0,
            float(min(amounts[shown.amount], 10)),
            float(min(looks[shown.look], 20)),
            amounts[shown.amount] / max(amounts.values()),
            float(seen[shown.look] == 1),
            float(any(is_beside(shown, other) and other.amount < shown.amount for other in around)),
            float(any(is_beside(shown, other) and other.amount > shown.amount for other in around)),
        ]


@lru_cache(maxsize=4096)  # the candidates of a page share most of their ancestors
def _words_in(names: str) -> int:
    """Which WORDS a class or id has, as bits."""
    return sum(1 << bit for bit, word in enumerate(WORDS.values()) if word.search(names))


def _ancestors(shown: Shown) -> tuple[int, int, set[str]]:
    """The words in the names of the node and its parent; those of farther ancestors; the tags of all."""
    own, near, tags = _words_in(_names(shown.element)), 0, {str(shown.element.tag)}
    look = [f"{shown.element.tag}.{shown.element.get('class', '')}"]
    for index, ancestor in enumerate(shown.element.iterancestors()):
        if index >= DEPTH or ancestor.tag == "body":
            break
        if index == 0:
            own |= _words_in(_names(ancestor))
            look.append(f"{ancestor.tag}.{ancestor.get('class', '')}")
        else:
            near |= _words_in(_names(ancestor))
        tags.add(str(ancestor.tag))
    shown.look = ">".join(look)
    return own, near, tags


def _label(element: etree._Element) -> str:
    """The words before, in and right behind a price, on its own line or in the cell before."""
    words: list[str] = []
    node = element
    for _ in range(3):
        before, parent = node.getprevious(), node.getparent()
        if parent is None or parent.tag == "body":
            break
        if before is not None:
            said = " ".join(_pieces(before))
            # what stands beside another price is that one's label, not this one's
            words.append(("" if _SHOWN.search(said) else said[-50:]) + " " + (before.tail or "")[:50])
            if _SHOWN.search(said):
                break
        elif parent.text:
            words.append(parent.text[-50:])
        if len("".join(words).strip()) > 3:
            break
        node = parent
    return fold(" ".join(words) + " " + (element.tail or "")[:30] + " " + (element.text or "")[:40])


def is_beside(one: Shown, other: Shown) -> bool:
    """Whether two prices stand together as a reduction does: near relatives, neither below a fifth of the other."""
    low, high = sorted((one.amount, other.amount))
    if low * 5 < high:
        return False
    relatives = set(_relatives(one.element))
    return any(ancestor in relatives for ancestor in _relatives(other.element))


def _relatives(element: etree._Element) -> list[etree._Element]:
    """The next three ancestors; that two nodes stand on the same page makes no relatives of them."""
    return [node for node in itertools.islice(element.iterancestors(), 3) if node.tag not in {"body", "html"}]


def _is_struck(element: etree._Element, tags: set[str], styles: Styles) -> bool:
    is_named = tags & {"del", "s", "strike"} or re.search(r"line-?through|strike|crossed", _names(element))
    return bool(is_named) or "line-through" in _styles_of(element, styles)


def _styles_of(element: etree._Element, known: Styles) -> frozenset[str]:
    """Which of "line-through" and "hidden" an element has, of its own or from an ancestor; `known` is filled."""
    path = []
    node: etree._Element | None = element
    while node is not None and node not in known:
        path.append(node)
        node = node.getparent()
    marks = known[node] if node is not None else frozenset[str]()
    for node in reversed(path):
        style = node.get("style") or ""
        if "line-through" in style:
            marks |= {"line-through"}
        if "display:none" in style.replace(" ", "") or node.get("hidden") is not None:
            marks |= {"hidden"}
        known[node] = marks
    return marks
