"""What no vendor may slip past us: prices that are none, links that run code, markup in names, codes that do not exist.

Every vendor reads its values with these functions and passes its offers through `keep_sound`, the last gate.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

from stdnum import ean

from modiste.matching.currencies import ISO_CODES
from modiste.shop.kit.money import from_major
from modiste.shop.prices.vendors.base import Delivery, Evidence, Found, Question

DEAREST = 10**12  # minor units: 10,000,000,000.00 IDR; sums of such prices are still exact in every JSON client
LONGEST_LINK = 2000
LONGEST_NUMBER = 40  # characters; a longer one is an attack on the parser, not a price
LONGEST_RAW = 2000  # characters of a text that are looked at at all
MARKUP = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<[a-zA-Z/!][^<>]*>", re.S | re.I)
BAD_IN_LINK = re.compile(r"[\x00-\x20\x7f\\<>\"]")
LIKELY = 0.5  # the share of the asked words that a name must have
WORD = re.compile(r"\w+")
CONDITIONS = ("new", "used", "refurbished", "unknown")
AVAILABILITIES = ("in_stock", "out_of_stock", "preorder", "unknown")


def minor_units(value: object, currency: str) -> int | None:
    """Minor units of a number of major units (`"49.90"`, Decimal, int); None when it is no amount of `currency`."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal) or currency not in ISO_CODES:
        return None
    text = value.strip() if isinstance(value, str) else str(value)
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        amount = from_major(text, currency)
    except ValueError:
        return None
    return amount if 0 <= amount <= DEAREST else None


def scaled_units(value: object, currency: str, *, decimals: int) -> int | None:
    """Minor units of an integer (or its digits) that counts units of 10^-`decimals`, whatever ISO 4217 says.

    A shop that shows no cents sends 49 with `decimals` 0 for 49.00 EUR, and Shopify counts cents of yen.
    """
    if isinstance(value, bool) or not isinstance(value, str | int) or not 0 <= decimals <= 6:
        return None
    digits = str(value) if isinstance(value, str) or abs(value) <= DEAREST * 100 else ""
    if len(digits) > LONGEST_NUMBER or not re.fullmatch(r"[0-9]+", digits):
        return None
    return minor_units(Decimal(digits).scaleb(-decimals), currency)


def currency_of(value: object) -> str:
    """The ISO 4217 code in `value`; empty when there is no such currency."""
    code = value.strip().upper() if isinstance(value, str) else ""
    return code if code in ISO_CODES else ""


def text_of(value: object, *, longest: int = 300) -> str:
    """A text as one line without markup, cut to `longest` characters."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    raw = str(value)[:LONGEST_RAW] if isinstance(value, str) or abs(value) < 10**LONGEST_NUMBER else ""
    for _ in range(2):  # markup may be written as entities
        raw = html.unescape(MARKUP.sub(" ", raw))
    printable = "".join(letter if letter.isprintable() else " " for letter in MARKUP.sub(" ", raw))
    return " ".join(printable.split())[:longest].strip()


def link_of(value: object, *, base: str = "") -> str:
    """An absolute http or https address without credentials; empty for everything else (`javascript:`, `data:`)."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_LINK:
        return ""
    try:
        link = urljoin(base, value.strip())
        parts = urlsplit(link)
        is_sound = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port  # raises ValueError when it is no port
    except ValueError:
        return ""
    return link if is_sound and len(link) <= LONGEST_LINK and not BAD_IN_LINK.search(link) else ""


def gtins_of(*values: object) -> tuple[str, ...]:
    """The GTINs among `values` whose check digit holds, each once."""
    found: dict[str, None] = {}
    for value in values:
        digits = text_of(value, longest=40).replace(" ", "").replace("-", "")
        if digits.isascii() and digits.isdigit() and len(digits) in (8, 12, 13, 14) and ean.is_valid(digits):
            found[digits] = None
    return tuple(found)


def stock_of(value: object) -> str:
    """Availability as yes or no; anything else is unknown."""
    return "in_stock" if value is True else "out_of_stock" if value is False else "unknown"


def cost_of(cost: int | None, currency: str) -> int | None:
    """A delivery cost that can be true, or None for unknown."""
    return cost if cost is not None and currency in ISO_CODES and 0 <= cost <= DEAREST else None


def keep_sound(offers: Iterable[Found]) -> tuple[Found, ...]:
    """The offers that can be true, cleaned: no price, no name or no safe link is no offer; each variant once."""
    kept: dict[tuple[str, str, str], Found] = {}
    for offer in offers:
        cleaned = _cleaned(offer)
        if cleaned.title and cleaned.url and cleaned.vendor_item_id and _is_price(cleaned):
            key = (cleaned.vendor_item_id, cleaned.size, cleaned.colour)
            if key not in kept or cleaned.price < kept[key].price:
                kept[key] = cleaned
    return tuple(kept.values())


def pick_likely(offers: Iterable[Found], question: Question) -> tuple[Found, ...]:
    """The offers of a whole assortment that may be meant: the same GTIN, else at least half of the words in the name,
    the likeliest first."""
    offers = tuple(offers)
    same = tuple(offer for offer in offers if question.gtin and question.gtin in offer.gtins)
    if same:
        return same[: question.limit]
    asked = words_of(f"{question.brand} {question.text}")
    shares = [(share_of(asked, f"{offer.brand} {offer.title} {offer.colour}"), offer) for offer in offers]
    likely = sorted((pair for pair in shares if pair[0] >= LIKELY), key=lambda pair: -pair[0])
    return tuple(offer for _, offer in likely[: question.limit])


def search_text(question: Question, *, longest: int = 100) -> str:
    """The words to search for, led by the brand unless they name it."""
    text = text_of(question.text, longest=longest)
    brand = text_of(question.brand, longest=60)
    return text if words_of(brand) <= words_of(text) else f"{brand} {text}"[:longest]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, without case."""
    return frozenset(WORD.findall(text.casefold()))


def share_of(asked: frozenset[str], text: str) -> float:
    """How many of the asked words (0 to 1) stand in `text`."""
    return len(asked & words_of(text)) / len(asked) if asked else 0.0


def _is_price(offer: Found) -> bool:
    return offer.currency in ISO_CODES and 0 < offer.price <= DEAREST


def _cleaned(offer: Found) -> Found:
    has_list_price = offer.list_price is not None and offer.price < offer.list_price <= DEAREST
    return replace(
        offer,
        vendor_item_id=text_of(offer.vendor_item_id, longest=200),
        title=text_of(offer.title),
        url=link_of(offer.url),
        list_price=offer.list_price if has_list_price else None,
        brand=text_of(offer.brand, longest=120),
        gtins=gtins_of(*offer.gtins),
        mpn=text_of(offer.mpn, longest=70),
        size=text_of(offer.size, longest=40),
        colour=text_of(offer.colour, longest=40),
        condition=offer.condition if offer.condition in CONDITIONS else "unknown",
        availability=offer.availability if offer.availability in AVAILABILITIES else "unknown",
        delivery=_sound_delivery(offer.delivery, offer.currency),
        image_url=link_of(offer.image_url),
        seller=text_of(offer.seller, longest=120),
        evidence=tuple(Evidence(part.fact, part.source, text_of(part.text, longest=120)) for part in offer.evidence),
    )


def _sound_delivery(delivery: Delivery, currency: str) -> Delivery:
    days = (delivery.days_min, delivery.days_max)
    has_days = all(day is None or 0 <= day <= 365 for day in days) and (None in days or days[0] <= days[1])  # type: ignore[operator]  # neither is None here
    return Delivery(
        cost=cost_of(delivery.cost, currency),
        free_over=cost_of(delivery.free_over, currency),
        days_min=delivery.days_min if has_days else None,
        days_max=delivery.days_max if has_days else None,
    )
