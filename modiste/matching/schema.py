"""From a schema.org Product, as JSON-LD or microdata tell it, to claims, variants and delivery."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from modiste.matching.claims import Claim, read_amount
from modiste.matching.documents import fold
from modiste.matching.gtins import find_gtins
from modiste.matching.records import Availability, Delivery, PageVariant

AVAILABILITY = {
    **dict.fromkeys("instock instoreonly limitedavailability onlineonly available".split(), Availability.IN_STOCK),
    **dict.fromkeys("outofstock soldout discontinued backorder unavailable".split(), Availability.OUT_OF_STOCK),
    **dict.fromkeys("preorder presale madetoorder reserved".split(), Availability.PREORDER),
}
_USED = ("used", "refurbished", "damaged")
_STRUCK = ("strikethrough", "listprice", "srp", "msrp", "regularprice")
MOST_VARIANTS = 500


def choose_product(products: list[dict[str, Any]], title: str) -> dict[str, Any] | None:
    """The product that the page is about: the one named like its title; a priced one before one without."""
    if not products:
        return None
    return max(products[:100], key=lambda product: _likeness(product, title))


def read_availability(value: object) -> Availability:
    """What `https://schema.org/InStock`, `in stock` or `OUT_OF_STOCK` mean."""
    word = "".join(c for c in _text(value).rpartition("/")[2].casefold() if c.isalpha())
    return AVAILABILITY.get(word, Availability.UNKNOWN)


def claim_product(product: dict[str, Any], source: str) -> list[Claim]:
    """Every claim that a product node makes."""
    trust = 0.9 if source == "json-ld" else 0.88
    claims = [
        Claim(fact, value, source, value, fact, trust)
        for fact, names in {
            "name": ("name",),
            "sku": ("sku", "productID", "productId"),
            "mpn": ("mpn", "model"),
            "brand": ("brand", "manufacturer"),
            "description": ("description",),
            "category": ("category",),
            "colour": ("color",),
            "size": ("size",),
            "image": ("image",),
        }.items()
        if (value := next(filter(None, (_text(product.get(name)) for name in names)), ""))
    ]
    offers = list(list_offers(product))
    for node in (product, *offers[:1]):
        for name in ("gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "productID", "ean"):
            claims += [Claim("gtin", gtin, source, gtin, name, trust) for gtin in find_gtins(_text(node.get(name)))]
    if not any(claim.fact == "sku" for claim in claims) and offers and _text(offers[0].get("sku")):
        claims.append(Claim("sku", _text(offers[0]["sku"]), source, _text(offers[0]["sku"]), "offers.sku", trust))
    claims += [
        Claim("gtin", gtin, source, gtin, "sku", 0.5)
        for c in claims
        if c.fact == "sku"
        for gtin in find_gtins(c.value)
        if len(gtin) > 8
    ]
    return claims + _claim_offers(offers, source, trust)


def list_offers(product: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The offers of a product, of its variants, and of offers that hold offers; new ones before used ones."""
    found: list[dict[str, Any]] = []
    nodes = [product, *_dicts(product.get("hasVariant"))[:MOST_VARIANTS]]
    for node in nodes:
        for offer in _dicts(node.get("offers")):
            inner = _dicts(offer.get("offers"))
            found += [offer] if "price" in offer or "lowPrice" in offer or not inner else inner
    if not found and "price" in product:
        found = [product]
    yield from sorted(found[:MOST_VARIANTS], key=_is_used)


def read_variants(product: dict[str, Any]) -> tuple[PageVariant, ...]:
    """The sizes and colours of a product group, or of offers that name their own sku."""
    nodes = _dicts(product.get("hasVariant")) or [
        offer for offer in list_offers(product) if offer.get("sku") and offer is not product
    ]
    if len(nodes) < 2:
        return ()
    return tuple(_variant_of(node) for node in nodes[:MOST_VARIANTS])


def read_delivery(product: dict[str, Any]) -> Delivery:
    """OfferShippingDetails of the first offer that has them."""
    for offer in list_offers(product):
        for details in _dicts(offer.get("shippingDetails"))[:5]:
            rate = next(iter(_dicts(details.get("shippingRate"))), {})
            cost = read_amount(rate.get("value", rate.get("maxValue")))
            days = [_days(part) for part in _dicts(details.get("deliveryTime")) for part in _parts(part)]
            low, high = sum(d[0] for d in days), sum(d[1] for d in days)
            if cost is not None or days:
                return Delivery(cost=cost, days_min=low if days else None, days_max=high if days else None)
    return Delivery()


def _claim_offers(offers: list[dict[str, Any]], source: str, trust: float) -> list[Claim]:
    claims: list[Claim] = []
    new = [offer for offer in offers if not _is_used(offer)] or offers
    prices = {amount: offer for offer in reversed(new) if (amount := price_of(offer)[0]) is not None}
    for index, (amount, offer) in enumerate(reversed(prices.items())):
        text = _text(offer.get("price") or offer.get("lowPrice")) or str(amount)
        # of several prices none is sure: what stands visibly on the page decides
        weight = trust if len(prices) == 1 else trust * (0.6 if index == 0 else 0.55)
        claims.append(Claim("price", amount, source, text, "offers.price", weight))
    for offer in new[:1]:
        struck = price_of(offer)[1]
        if struck is not None:
            claims.append(Claim("list_price", struck, source, str(struck), "offers.priceSpecification", trust))
    currency = next((code for offer in new if (code := _currency_of(offer))), "")
    if currency:
        claims.append(Claim("currency", currency, source, currency, "offers.priceCurrency", trust))
    stated = [read_availability(offer.get("availability")) for offer in new]
    known = [state for state in stated if state != Availability.UNKNOWN]
    if known:
        best = Availability.IN_STOCK if Availability.IN_STOCK in known else known[0]
        claims.append(Claim("availability", best, source, best.value, "offers.availability", trust))
    return claims


def price_of(offer: dict[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """The price to pay and the crossed-out one, in major units; zero is no price."""
    price = read_amount(_text(offer.get("price"))) or read_amount(_text(offer.get("lowPrice")))
    struck = None
    for part in _dicts(offer.get("priceSpecification"))[:10]:
        amount = read_amount(_text(part.get("price")))
        kind = (_text(part.get("priceType")) + _text(part.get("@type"))).casefold()
        if any(word in kind for word in _STRUCK):
            struck = amount
        elif "referenceQuantity" not in part:  # else it is the price of a litre or a kilogram
            price = price or amount
    return price or None, struck or None


def _currency_of(offer: dict[str, Any]) -> str:
    parts = _dicts(offer.get("priceSpecification"))
    return next(filter(None, (_text(node.get("priceCurrency")) for node in (offer, *parts))), "")


def _variant_of(node: dict[str, Any]) -> PageVariant:
    offer = next(iter(_dicts(node.get("offers"))), node)
    gtins = [g for name in ("gtin13", "gtin", "gtin12", "gtin14", "gtin8") for g in find_gtins(_text(node.get(name)))]
    return PageVariant(
        sku=_text(node.get("sku") or offer.get("sku"))[:100],
        size=_text(node.get("size"))[:50],
        colour=_text(node.get("color"))[:50],
        gtin=gtins[0] if gtins else "",
        price=price_of(offer)[0],
        availability=read_availability(offer.get("availability")),
    )


def _likeness(product: dict[str, Any], title: str) -> float:
    has_price = any(price_of(offer)[0] is not None for offer in list_offers(product))
    return 60.0 * has_price + float(fuzz.token_set_ratio(_text(product.get("name"))[:300].casefold(), title.casefold()))


def _is_used(offer: dict[str, Any]) -> bool:
    return any(word in _text(offer.get("itemCondition")).casefold() for word in _USED)


def _parts(delivery_time: dict[str, Any]) -> list[dict[str, Any]]:
    return [*_dicts(delivery_time.get("handlingTime")), *_dicts(delivery_time.get("transitTime"))]


def _days(part: dict[str, Any]) -> tuple[int, int]:
    low, high = read_amount(part.get("minValue")) or Decimal(0), read_amount(part.get("maxValue")) or Decimal(0)
    return min(int(low), 365), min(int(max(low, high)), 365)


def _dicts(value: Any) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]


def _text(value: Any) -> str:
    """A property as text: the first of a list, the name of a thing."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url") or value.get("@id") or ""
        else:
            break
    return fold(str(value))[:5000] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
