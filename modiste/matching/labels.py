"""Facts under a label or in a known place: sku, GTIN, brand and availability as a page shows or addresses them."""

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from modiste.matching.brands import claim_brands
from modiste.matching.claims import Claim
from modiste.matching.gtins import find_gtins
from modiste.matching.records import Availability
from modiste.matching.documents import fold, text_of

_IN_PATH = re.compile(r"/(?:dp|itm|item|gp/product)/(?:[\w-]+/)?([A-Z0-9]{8,14})(?:[/?]|$)")
_HIDDEN = etree.XPath(
    "//input[@value and (translate(@name,'SKU','sku')='sku' or @name='ASIN' or @name='product_id' or @name='productId'"
    " or @name='product' or @name='item_id')]"
)
_LABELS = etree.XPath("//th | //dt | //td | //li | //label | //span | //p[string-length(.) < 80]")
_LABEL = re.compile(
    r"^(?P<name>sku|art(?:icle|ikel|\.)?[-\s]?(?:nr|no|nummer|number)?\.?|item (?:no|number|#)|ean|gtin|isbn(?:-13)?|upc"
    r"|mpn|modell?(?:nummer| number)?|ref(?:erence)?|kód|cod(?:ice)? prodotto|model)\s*[.:#]*\s*(?P<value>.{0,60})$",
    re.IGNORECASE,
)
_STOCK = etree.XPath(
    "//*[not(self::script or self::style or self::option)][contains(@id, 'vailab') or contains(@class, 'vailab')"
    " or contains(@id, 'stock') or contains(@class, 'stock') or contains(@id, 'outOfStock')]"
)
_OUT = re.compile(
    r"out of stock|sold out|currently unavailable|not available|no longer|unavailable|ausverkauft|nicht (?:verfügbar|lieferbar)"
    r"|derzeit nicht|non disponibile|indisponible|esgotado|agotado|vypredan|niet (?:beschikbaar|leverbaar)|brak|wyprzedan"
    r"|épuisé|esaurito|нет в наличии|אזל",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\bin stock|available now|auf lager|en stock|disponibilità immediata|disponib|sofort lieferbar|skladom|lieferbar|verfügbar"
    r"|op voorraad|dostępn|in magazzino|left in|în stoc|в наличии|במלאי",
    re.IGNORECASE,
)


def claim_labels(root: etree._Element, url: str) -> list[Claim]:
    """Every claim of labels, hidden fields, stock notices and the address itself."""
    return [*claim_brands(root), *_claim_rows(root), *_claim_stock(root), *_claim_address(root, url)]


def _claim_rows(root: etree._Element) -> list[Claim]:
    claims: list[Claim] = []
    for node in _LABELS(root)[:3000]:
        own = (node.text or "").strip()
        match = _LABEL.match(own) if 2 <= len(own) < 80 else None
        if not match or len(claims) > 10:
            continue
        value = match["value"].strip() or _beside(node)
        name = match["name"].casefold()
        if name.startswith(("ean", "gtin", "isbn", "upc")):
            claims += [Claim("gtin", gtin, "visible", value, name, 0.6) for gtin in find_gtins(value)]
        elif name.startswith(("mpn", "model")) and 1 < len(value) < 40:
            claims.append(Claim("mpn", value, "visible", value, name, 0.4))
        elif re.fullmatch(r"[\w./-]{3,30}", value) and re.search(r"\d", value):
            claims.append(Claim("sku", value, "visible", value, name, 0.5 if name == "sku" else 0.45))
    return claims


def _beside(node: etree._Element) -> str:
    after = node.getnext()
    inner = fold(" ".join(text_of(child, 60) for child in node[:2]))
    return inner or (fold(node.tail or "") or text_of(after, 60) if after is not None else "")


def _claim_stock(root: etree._Element) -> list[Claim]:
    for node in _STOCK(root)[:30]:
        text = text_of(node, 300)
        if _OUT.search(text):
            return [Claim("availability", Availability.OUT_OF_STOCK, "visible", text, str(node.tag), 0.5)]
        if _IN.search(text):
            return [Claim("availability", Availability.IN_STOCK, "visible", text, str(node.tag), 0.5)]
    return []


def _claim_address(root: etree._Element, url: str) -> list[Claim]:
    claims: list[Claim] = []
    parts = urlsplit(url)
    if found := _IN_PATH.search(parts.path):
        claims.append(Claim("sku", found[1], "address", parts.path, "path", 0.55))
    for name in ("sku", "pid", "product_id"):
        for value in parse_qs(parts.query).get(name, [])[:1]:
            claims.append(Claim("sku", value[:100], "address", parts.query[:100], name, 0.5))
    for field in _HIDDEN(root)[:3]:
        claims.append(Claim("sku", field.get("value")[:100], "visible", field.get("value"), field.get("name"), 0.4))
    return [claim for claim in claims if re.fullmatch(r"[\w./-]{2,100}", claim.value)]
