"""A product page's facts: every source is read, the sources vote, and the evidence is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin, urlsplit

from modiste.matching.currencies import country_of, iso_code
from modiste.matching.extraction.brands import tidy_brand
from modiste.matching.extraction.claims import Claim, read_amount
from modiste.matching.extraction.delivery import fill_delivery, find_delivery
from modiste.matching.extraction.documents import Document, fold, parse_page, read_document, strip_markup, text_of
from modiste.matching.extraction.labels import claim_labels
from modiste.matching.extraction.schema import (
    choose_product,
    claim_product,
    read_availability,
    read_delivery,
    read_variants,
)
from modiste.matching.extraction.scoring import PriceScorer
from modiste.matching.extraction.state import claim_state
from modiste.matching.extraction.structured import json_ld_products, microdata_products, open_graph
from modiste.matching.extraction.visible import Shown, find_shown
from modiste.matching.extraction.voting import claim_visible, doubt_foreign, elect, elect_price, find_list_price
from modiste.matching.gtins import find_gtins
from modiste.matching.records import Availability, Delivery, PageVariant, ProductPage, ProductRecord

_META = {  # fact → meta tags that state it, and how far they are trusted: many shops leave old or net prices there
    "price": ("product:price:amount", "og:price:amount", "product:sale_price:amount"),
    "currency": ("product:price:currency", "og:price:currency"),
    "brand": ("product:brand", "og:brand", "brand"),
    "availability": ("product:availability", "og:availability"),
    "sku": ("product:retailer_item_id", "product:sku"),
    "name": ("og:title",),
    "description": ("og:description", "description"),
    "image": ("og:image",),
}


@dataclass(slots=True)
class Reading:
    """A page half read: its claims so far, and what else the markup gives."""

    url: str
    title: str
    claims: list[Claim] = field(default_factory=list)
    variants: tuple[PageVariant, ...] = ()
    delivery: Delivery = Delivery()


def extract_product(html: bytes, url: str, *, scorer: PriceScorer | None = None) -> ProductPage:
    """Read a saved or fetched product page; pure CPU, no network, the same answer every time.

    Raises UnreadablePage for bytes that are too large or no page. `scorer` replaces the one that ships.

    >>> page = extract_product(b'<h1>Coat</h1><p class="price">89,00 &euro;</p><button>Kaufen</button>', "https://a.de/1")
    >>> page.record.price, page.record.currency
    (Decimal('89.00'), 'EUR')
    """
    root = parse_page(html)
    document = read_document(root)
    reading = _read_markup(document, url, has_microdata=b"itemprop" in html.lower())
    country = country_of(url, root.get("lang") or "")
    shown = find_shown(document, elect(reading.claims, "currency") or "")
    reading.claims += claim_visible(shown, (scorer or PriceScorer.load()).score(shown))
    stated = {claim.fact for claim in reading.claims if claim.source in {"json-ld", "microdata"}}
    if not {"price", "sku"} <= stated:
        reading.claims += [
            claim for claim in claim_state(document.marked["script"], reading.title) if claim.fact not in stated
        ]
    reading.claims += claim_labels(document, url, {claim.fact for claim in reading.claims})
    reading.delivery = fill_delivery(reading.delivery, find_delivery(document.nodes))
    return _decide(reading, shown, country)


def _read_markup(document: Document, url: str, has_microdata: bool) -> Reading:
    marked = document.marked
    heading = next((text for h1 in marked["h1"] if (text := text_of(h1, 300))), "")
    meta = open_graph(marked["meta"])
    title = heading or next((fold(title.text or "")[:300] for title in marked["title"]), "")
    reading = Reading(url, title)
    about = f"{title} {meta.get('og:title', '')}"
    microdata = microdata_products(document.root, url) if has_microdata else []
    for source, products in (("json-ld", json_ld_products(marked["script"])), ("microdata", microdata)):
        product = choose_product(products, about)
        if product is not None:
            reading.claims += claim_product(product, source)
            reading.variants = reading.variants or read_variants(product)
            reading.delivery = fill_delivery(reading.delivery, read_delivery(product))
    reading.claims += _claim_meta(meta)
    if title:
        reading.claims.append(Claim("name", title, "visible", title, "h1" if heading else "title", 0.5))
    return reading


def _claim_meta(meta: dict[str, str]) -> list[Claim]:
    claims = []
    for fact, names in _META.items():
        name = next((name for name in names if meta.get(name)), "")
        value: Any = meta.get(name, "")
        if fact == "price":
            value = read_amount(value)
        elif fact == "availability":
            state = read_availability(value)
            value = state if state != Availability.UNKNOWN else None
        if value:
            claims.append(Claim(fact, value, "opengraph", meta[name], name, 0.55))
        if fact == "sku":
            gtins = [gtin for gtin in find_gtins(value) if len(gtin) > 8]  # eight digits are often the shop's own
            claims += [Claim("gtin", gtin, "opengraph", meta[name], name, 0.5) for gtin in gtins]
    return claims


def _decide(reading: Reading, shown: Sequence[Shown], country: str) -> ProductPage:
    claims = reading.claims
    price, _ = elect_price(doubt_foreign(claims, shown))
    listed = find_list_price(price, shown, claims) if price is not None else None
    if listed:
        claims.append(listed)
    facts = {
        fact: strip_markup(elect(claims, fact) or "") for fact in ("name", "brand", "description", "category", "mpn")
    }
    facts["brand"] = tidy_brand(facts["brand"])
    record = ProductRecord(
        title=facts["name"][:500],
        brand=facts["brand"][:100] if is_name(facts["brand"]) else "",
        description=facts["description"],
        category=facts["category"],
        gtins=tuple(dict.fromkeys(claim.value for claim in claims if claim.fact == "gtin")),
        mpn=facts["mpn"][:100],
        colour=(elect(claims, "colour") or "")[:50],
        size=(elect(claims, "size") or "")[:50],
        price=price,
        currency=_currency_of(price, claims, shown, country) if price is not None else "",
    )
    return ProductPage(
        url=reading.url,
        record=record,
        sku=(elect(claims, "sku") or "")[:100],
        list_price=listed.value if listed else None,
        availability=elect(claims, "availability") or Availability.UNKNOWN,
        image_url=_web_address(elect(claims, "image") or "", reading.url),
        delivery=reading.delivery,
        variants=reading.variants,
        evidence=tuple(claim.as_evidence() for claim in claims),
    )


def _currency_of(price: Decimal, claims: Sequence[Claim], shown: Sequence[Shown], country: str) -> str:
    """The markup's code, else what is printed with the price, "$" being read by the shop's country."""
    stated = iso_code(elect(claims, "currency") or "", country, guess=True)
    printed = [one.price.symbol for one in shown if one.price.symbol]
    beside = [one.price.symbol for one in shown if one.amount == price and one.price.symbol]
    named = (iso_code(symbol, country, guess=True) for symbol in [*beside, *printed])
    return stated or next(filter(None, named), "")


def is_name(text: str) -> bool:
    """Whether a text can be a name: it has letters, and is no placeholder that a template left behind."""
    return bool(re.search(r"\w", text)) and not re.match(r"\$\w|\{|%|null$|undefined$|n/?a$|none$", text, re.IGNORECASE)


def _web_address(link: str, url: str) -> str:
    full = urljoin(url, link.strip()) if link else ""
    return full[:2000] if urlsplit(full).scheme in {"http", "https"} else ""
