"""State that pages carry for their own scripts, as JSON in tags and assignments; read where markup has no price."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from rapidfuzz import fuzz

from modiste.matching.extraction.claims import Claim, read_amount
from modiste.matching.extraction.structured import walk_dicts

LARGEST_BLOCK = 2_000_000
_ASSIGNED = re.compile(r"(?:window\.|var |let |const |self\.)[\w.$\[\]'\"]{1,60}\s*=\s*(?=[{\[])")
_NAMES = ("name", "title", "productName", "product_name")
_PRICES = (
    "salePrice",
    "sale_price",
    "specialPrice",
    "finalPrice",
    "currentPrice",
    "sellingPrice",
    "price",
    "priceValue",
)
_AMOUNTS = ("value", "amount", "current", "price", "raw", "now")
_CODES = ("currency", "priceCurrency", "currencyCode", "currency_code")


def claim_state(scripts: Iterable[etree._Element], title: str) -> list[Claim]:
    """Prices of objects named like the page's product; the trust is low, since a state may count in cents."""
    claims: list[Claim] = []
    for block in _blocks(scripts):
        for node in walk_dicts(block):
            name = next((node[key] for key in _NAMES if isinstance(node.get(key), str)), "")
            if name and fuzz.token_set_ratio(name.casefold()[:200], title.casefold()[:200]) > 85:
                claims += _claim_node(node)
        if len(claims) > 10:
            break
    return claims[:10]


def _claim_node(node: dict[str, Any]) -> list[Claim]:
    for key in _PRICES:
        value = node.get(key)
        inner = value if isinstance(value, dict) else {}
        amount = read_amount(next((inner[name] for name in _AMOUNTS if name in inner), None) if inner else value)
        if amount:
            code = next((at[name] for at in (inner, node) for name in _CODES if isinstance(at.get(name), str)), "")
            price = Claim("price", amount, "state", str(value)[:100], key, 0.45)
            claims = [price, Claim("currency", code, "state", code, key, 0.4)] if code else [price]
            sku = node.get("sku")
            return [*claims, Claim("sku", sku, "state", sku, "sku", 0.52)] if isinstance(sku, str) and sku else claims
    return []


def _blocks(scripts: Iterable[etree._Element]) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    own = [script for script in scripts if script.get("src") is None]
    for script in own[:300]:
        text = (script.text or "")[:LARGEST_BLOCK]
        kind = script.get("type") or ""
        if "rice" not in text or "ld+json" in kind:
            continue
        starts = [0] if "json" in kind else [match.end() for match in _ASSIGNED.finditer(text)][:20]
        for start in starts:
            try:
                yield decoder.raw_decode(text[start:].lstrip())[0]
            except (ValueError, RecursionError):
                continue
