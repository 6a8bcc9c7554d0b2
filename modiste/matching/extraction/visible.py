"""Prices that a shopper would see: every node that shows one, described by numbers for the scorer."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from lxml import etree

from modiste.matching.extraction.delivery import is_about_delivery
from modiste.matching.extraction.documents import Document, fold, names_of, visible_pieces
from modiste.matching.extraction.words import INSTALMENTS, LABELS, MONEY, SHOWN, WORDS
from modiste.matching.price_text import PriceText, parse_price

MOST_CANDIDATES = 120
MOST_READ = 1000
LONGEST_LONE = 24  # letters of a price that stands alone
LONGEST_READ = 120  # letters of a text that may be a price
DEPTH = 7  # how many ancestors' names are read
_LONE = re.compile(r"[^\d]{0,14}\d[\d.,' ]*[^\d%]{0,14}")
_TWO_NUMBERS = re.compile(r"\d\s\d(?!\d\d(?!\d))")  # "$200 2 bids"; "1 299" is one
_TWO_DIGITS = re.compile(r"\d\d")
_WHOLE_NUMBER = re.compile(r"\d(?<![.,]\d\d)$")
_DECIMALS = re.compile(r"[.,]\d")
_STRUCK = re.compile(r"line-?through|strike|crossed")
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
    relatives: frozenset[etree._Element] = frozenset()
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


def find_shown(document: Document, currency_hint: str = "") -> list[Shown]:
    """Every node of the page that shows something like a price, in the page's order, with its features."""
    found: list[Shown] = []
    seen: set[etree._Element] = set()
    heading = 0
    heading_tag = "h1" if document.marked["h1"] else "h2"
    for element, tag, text, tail in document.nodes:
        if tag == heading_tag and not heading:
            heading = len(found) + 1
        if tag == "button" or (tag == "input" and element.get("type") == "submit"):
            _mark_button(found)
        priced = [(element, text)] if text and len(text) < 150 and _DIGIT.search(text) else []
        if tail and len(tail) < 150 and _DIGIT.search(tail):  # the text behind an element is its parent's
            priced += [(parent, tail)] if (parent := element.getparent()) is not None else []
        for own, part in priced:
            whole, words = _whole(own, fold(part))
            if whole not in seen and len(found) < MOST_READ:
                seen.add(whole)
                if read := _read(whole, words, currency_hint):
                    found.append(Shown(whole, *read, rank=len(found)))
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


def _whole(element: etree._Element, part: str) -> tuple[etree._Element, str]:
    """The smallest ancestor that shows the whole price, and its text; `part` is the text of the element itself.

    "€", "19" and "99" often stand in nodes of their own.
    """
    text = part if not len(element) else ""
    for _ in range(3 if _LONE.fullmatch(part) else 0):  # no part of a lone price has words
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "tr", "ul", "table"} or len(parent) > 6:
            break
        pieces = _pieces(parent, LONGEST_LONE + 1)
        joined = " ".join(pieces)
        whole = _joined(pieces) if len(joined) <= LONGEST_LONE else ""
        if not _LONE.fullmatch(whole) or _TWO_NUMBERS.search(whole) or len(MONEY.findall(joined)) > 1:
            break
        element, text = parent, whole
    return element, text or _joined(_pieces(element, LONGEST_READ + 1))


def _pieces(element: etree._Element, enough: float = math.inf) -> list[str]:
    """The first seven pieces of an element's text; no more of them once they have `enough` letters together."""
    pieces: list[str] = []
    length = 0
    for piece in visible_pieces(element):
        pieces.append(fold(piece))
        length += len(pieces[-1])
        if len(pieces) > 6 or length >= enough:
            break
    return [piece for piece in pieces if piece]


def _joined(pieces: list[str]) -> str:
    """Pieces as one text; two digits in a node of their own behind a whole number are its decimals."""
    text = ""
    for piece in pieces:
        is_decimals = _TWO_DIGITS.fullmatch(piece) and _WHOLE_NUMBER.search(text)
        text += f".{piece}" if is_decimals else ("" if _DECIMALS.match(piece) else " ") + piece
    return text.strip()


def _read(element: etree._Element, text: str, hint: str) -> tuple[str, PriceText] | None:
    if not text or len(text) > LONGEST_READ or len(_DIGIT.findall(text)) > 12:
        return None
    if not MONEY.search(text) and not (_LONE.fullmatch(text) and _is_named_price(element)):
        return None
    if is_about_delivery(text) or INSTALMENTS.match(text):
        return None
    price = parse_price(text, currency_hint=hint)
    return (text, price) if price.amount else None


def _is_named_price(element: etree._Element) -> bool:
    nodes = itertools.chain([element], itertools.islice(element.iterancestors(), 1))
    return any(WORDS["price"].search(names_of(node)) for node in nodes)


def _likeliest(found: list[Shown], heading: int) -> list[Shown]:
    """At most 120 of the candidates: those that stand nearest behind the heading."""
    if len(found) <= MOST_CANDIDATES:
        return found
    nearest = sorted(found, key=lambda shown: (shown.rank < heading - 1, shown.rank))[:MOST_CANDIDATES]
    return sorted(nearest, key=lambda shown: shown.rank)


def _describe_all(found: list[Shown], heading: int) -> None:
    names = [_ancestors(shown) for shown in found]
    amounts = Counter(shown.amount for shown in found)
    most = max(amounts.values(), default=1)
    looks = Counter(shown.look for shown in found)
    seen: Counter[str] = Counter()
    styles: Styles = {}
    for index, (shown, (own, near, tags)) in enumerate(zip(found, names, strict=True)):
        around = found[max(0, index - 2) : index] + found[index + 1 : index + 3]
        beside = [other.amount for other in around if is_beside(shown, other)]
        amount, text, marks = shown.amount, shown.text, _styles_of(shown.element, styles)
        label = _label(shown.element).lower()
        whole = f"{label} {text[:60].lower()}"
        seen[shown.look] += 1
        shown.features = [
            *(own >> bit & 1 for bit in range(len(WORDS))),
            *(near >> bit & 1 for bit in range(len(WORDS))),
            *(bool(word.search(label if name in _BEFORE else whole)) for name, word in LABELS.items()),
            bool(MONEY.search(text)),
            bool(_CENTS.search(text)),
            bool(_LONE.fullmatch(text)),
            _is_struck(shown.element, tags, marks),
            "a" in tags,
            "hidden" in marks,
            bool(tags & {"b", "strong", "big", "em"}),
            bool(tags & {"h1", "h2", "h3", "h4"}),
            "td" in tags or "dd" in tags,
            "li" in tags,
            math.log1p(shown.rank),
            math.log1p(max(0, shown.rank - heading)) if shown.rank >= heading - 1 else 6.0,
            bool(heading) and shown.rank < heading - 1,
            math.log1p(shown.button - shown.rank) if shown.button else 6.0,
            min(amounts[amount], 10),
            min(looks[shown.look], 20),
            amounts[amount] / most,
            seen[shown.look] == 1,
            any(other < amount for other in beside),
            any(other > amount for other in beside),
        ]


@lru_cache(maxsize=4096)  # the candidates of a page share most of their ancestors
def _words_in(names: str) -> int:
    """Which WORDS a class or id has, as bits."""
    return sum(1 << bit for bit, word in enumerate(WORDS.values()) if word.search(names))


def _ancestors(shown: Shown) -> tuple[int, int, set[str]]:
    """The words in the names of the node and its parent; those of farther ancestors; the tags of all."""
    own, near, tags = _words_in(names_of(shown.element)), 0, {str(shown.element.tag)}
    look = [f"{shown.element.tag}.{shown.element.get('class', '')}"]
    for index, ancestor in enumerate(shown.element.iterancestors()):
        if index >= DEPTH or ancestor.tag == "body":
            break
        if index == 0:
            own |= _words_in(names_of(ancestor))
            look.append(f"{ancestor.tag}.{ancestor.get('class', '')}")
        else:
            near |= _words_in(names_of(ancestor))
        tags.add(str(ancestor.tag))
    shown.look, shown.relatives = ">".join(look), _relatives(shown.element)
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
            shows_price = SHOWN.search(said)  # then what it says is the label of that price, not of this one
            words.append(("" if shows_price else said[-50:]) + " " + (before.tail or "")[:50])
            if shows_price:
                break
        elif parent.text:
            words.append(parent.text[-50:])
        if len("".join(words).strip()) > 3:
            break
        node = parent
    return fold(" ".join(words) + " " + (element.tail or "")[:30] + " " + (element.text or "")[:40])


def is_beside(one: Shown, other: Shown) -> bool:
    """Whether two prices stand together as a reduction does: near relatives, neither below a fifth of the other."""
    if one.relatives.isdisjoint(other.relatives):
        return False
    low, high = sorted((one.amount, other.amount))
    return low * 5 >= high


def _relatives(element: etree._Element) -> frozenset[etree._Element]:
    """The next three ancestors; that two nodes stand on the same page makes no relatives of them."""
    near = itertools.islice(element.iterancestors(), 3)
    return frozenset(node for node in near if node.tag not in {"body", "html"})


def _is_struck(element: etree._Element, tags: set[str], marks: frozenset[str]) -> bool:
    return bool(tags & {"del", "s", "strike"} or "line-through" in marks or _STRUCK.search(names_of(element)))


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
