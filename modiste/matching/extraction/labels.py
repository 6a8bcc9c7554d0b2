"""Facts under a label or in a known place: sku, GTIN, brand and availability as a page shows or addresses them."""

import re
from collections.abc import Container, Sequence
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from modiste.matching.extraction.brands import claim_brands
from modiste.matching.extraction.claims import Claim
from modiste.matching.extraction.documents import Document, Node, find_lines, fold, text_of
from modiste.matching.gtins import find_gtins
from modiste.matching.records import Availability

_IN_PATH = re.compile(r"/(?:dp|itm|item|gp/product)/(?:[\w-]+/)?([A-Z0-9]{8,14})(?:[/?]|$)")
_FIELDS = {"sku", "SKU", "ASIN", "product_id", "productId", "product", "item_id"}
_LABEL_TAGS = {"th", "dt", "td", "li", "label", "span", "p", "div", "b", "strong"}
_LABEL = re.compile(
    r"^(?P<name>sku|art(?:icle|ikel|\.)?[-\s]?(?:nr|no|nummer|number)?\.?"
    r"|item (?:no|number|#)|(?:product|item|style|order|bestell|artikel|produkt)[-\s]?(?:code|id|nummer|nr|no)\.?"
    r"|cod(?:igo|e|ice)? (?:produs|(?:del? )?produ(?:c?to|it))|ean|gtin|isbn(?:-13)?|upc"
    r"|mpn|modell?(?:nummer| number)?|ref(?:erence)?|kód|cod(?:ice)? prodotto|model)\s*[.:#]*\s*(?P<value>.{0,60})$",
    re.IGNORECASE,
)
# Under these a shop prints its own number for its customers; its markup often holds one of its database.
_SHOPS_OWN = re.compile(r"(?:product|order|bestell|produkt|cod)", re.IGNORECASE)
_STOCK = re.compile(r"v(?<!unav)ailab|stock|verfuegb|disponib")
_OUT = re.compile(
    r"out of stock|sold out|currently unavailable|not available|no longer|unavailable|ausverkauft"
    r"|nicht (?:verfügbar|lieferbar)"
    r"|derzeit nicht|non disponibile|indisponible|esgotado|agotado|vypredan"
    r"|niet (?:beschikbaar|leverbaar)|brak|wyprzedan"
    r"|épuisé|esaurito|нет в наличии|אזל",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\bin stock|available now|auf lager|en stock|disponibilità immediata|disponib"
    r"|sofort lieferbar|skladom|lieferbar|verfügbar"
    r"|op voorraad|dostępn|in magazzino|left in|în stoc|в наличии|במלאי",
    re.IGNORECASE,
)


def claim_labels(page: Document, url: str, known: Container[str]) -> list[Claim]:
    """Claims of labels, hidden fields, stock notices and the address, for the facts that are not known yet."""
    claims = [] if "sku" in known and "gtin" in known else _claim_rows(page.nodes)
    if "brand" not in known:
        claims += claim_brands(page)
    if "availability" not in known:
        claims += _claim_stock(page)
    return [*claims, *_claim_address(page.marked["input"], url)]


def _claim_rows(nodes: Sequence[Node]) -> list[Claim]:
    claims: list[Claim] = []
    for node in nodes:
        match = _LABEL.match(node.text) if node.tag in _LABEL_TAGS and 2 <= len(node.text) < 80 else None
        if not match or len(claims) > 10:
            continue
        value = match["value"].strip() or _beside(node.element)
        name = match["name"].casefold()
        if name.startswith(("ean", "gtin", "isbn", "upc")):
            claims += [Claim("gtin", gtin, "visible", value, name, 0.6) for gtin in find_gtins(value)]
        elif name.startswith(("mpn", "model")) and 1 < len(value) < 40:
            claims.append(Claim("mpn", value, "visible", value, name, 0.4))
        elif re.fullmatch(r"[\w./-]{3,30}", value) and re.search(r"\d", value):
            is_code = bool(_SHOPS_OWN.match(name))
            trust = 0.91 if is_code else 0.5 if name == "sku" else 0.45
            claims.append(Claim("sku", value, "visible", value, name, trust))
            gtins = [] if is_code else find_gtins(value)
            claims += [Claim("gtin", gtin, "visible", value, name, 0.4) for gtin in gtins if len(gtin) > 8]
    return claims


def _beside(node: etree._Element) -> str:
    after = node.getnext()
    inner = fold(" ".join(text_of(child, 60) for child in node[:2]))
    return inner or fold(node.tail or "") or (text_of(after, 60) if after is not None else "")


def _claim_stock(page: Document) -> list[Claim]:
    """What the notices on stock say; one that says "in stock" outweighs one on another size being sold out."""
    found: dict[Availability, Claim] = {}
    for index in islice(find_lines(_STOCK, page.names), 20):
        text, names = text_of(page.elements[index], 200), page.names[index]
        is_out = bool(_OUT.search(text))
        if is_out or _IN.search(text):
            state = Availability.OUT_OF_STOCK if is_out else Availability.IN_STOCK
            trust = (0.5 if "vailab" in names else 0.4) - (0.2 if len(text) > 100 else 0)
            found.setdefault(state, Claim("availability", state, "visible", text, names[:60], trust))
    return list(found.values())


def _claim_address(inputs: Sequence[etree._Element], url: str) -> list[Claim]:
    claims: list[Claim] = []
    parts = urlsplit(url)
    if found := _IN_PATH.search(parts.path):
        claims.append(Claim("sku", found[1], "address", parts.path, "path", 0.55))
    for name in ("sku", "pid", "product_id"):
        for value in parse_qs(parts.query).get(name, [])[:1]:
            claims.append(Claim("sku", value[:100], "address", parts.query[:100], name, 0.5))
    fields = [field for field in inputs if field.get("name") in _FIELDS and field.get("value") is not None]
    for field in fields[:3]:
        claims.append(
            Claim("sku", field.get("value", "")[:100], "visible", field.get("value", ""), field.get("name", ""), 0.3)
        )
    numbers = re.findall(r"(?<![\d])\d{5,14}(?!\d)", parts.path)
    if numbers:
        claims.append(Claim("sku", numbers[-1], "address", parts.path[-100:], "path", 0.35))
    return [claim for claim in claims if re.fullmatch(r"[\w./-]{2,100}", claim.value)]
