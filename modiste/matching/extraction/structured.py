"""Markup made for machines: JSON-LD (repaired where it is broken), microdata and OpenGraph, all as plain dicts."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from modiste.matching.extraction.documents import text_of

LARGEST_BLOCK = 1_000_000
MOST_NODES = 20_000
MOST_PROPERTIES = 3_000
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,100}?\*/|<!\[CDATA\[)\s*|\s*(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.S
)
_TRAILING = re.compile(r",\s*([}\]])")
_MISSING = re.compile(r"([}\]\"])(\s*\n\s*)(\"[\w@]{1,40}\"\s*:)")
_FLAT = re.compile(
    r'"(name|sku|mpn|gtin\d{0,2}|brand|price|lowPrice|highPrice|priceCurrency|availability)"\s*:\s*'
    r'(?:"((?:[^"\\]|\\.){1,300})"|(\d{1,12}(?:\.\d{1,4})?)(?=\s*[,}\n]))'
)
_SCOPES = etree.XPath("descendant::*[@itemscope]")
_PROPERTIES = etree.XPath("descendant::*[@itemprop]")
Inner = dict[etree._Element | None, list[etree._Element]]  # a scope → its own properties; None → those outside any
_PRODUCTS = {"Product", "ProductGroup", "IndividualProduct", "SomeProducts", "ProductModel", "Vehicle", "Book", "Car"}


def json_ld_products(scripts: Iterable[etree._Element]) -> list[dict[str, Any]]:
    """Every Product of a page's JSON-LD, the outermost first; broken blocks are repaired or read piece by piece."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        if "ld+json" not in script.get("type", ""):
            continue
        text = (script.text or "")[:LARGEST_BLOCK]
        blocks = list(read_json(text))
        found += [node for block in blocks for node in walk_dicts(block) if is_product(node)]
        if not blocks and "Product" in text:
            found += [_flat_product(text)]
    return found


def read_json(text: str) -> Iterator[Any]:
    """The JSON values of a script, after the repairs that shops need; none where nothing can be read."""
    text = _COMMENT.sub("", text.strip())
    for attempt in (text, _MISSING.sub(r"\1,\2\3", _TRAILING.sub(r"\1", text)), unescape(text)):
        try:
            values: list[Any] = []
            rest = attempt
            decoder = json.JSONDecoder(strict=False)
            while rest and len(values) < 50:
                value, end = decoder.raw_decode(rest)
                values.append(value)
                rest = rest[end:].lstrip(" \t\r\n,;")
                if rest[:1] not in ("{", "["):
                    break
        except (ValueError, RecursionError):
            continue
        yield from values
        return


def walk_dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every dict inside a JSON value, breadth first and at most 20,000 nodes."""
    queue: list[Any] = [value]
    for node in queue:
        if isinstance(node, dict):
            yield node
            queue += [child for child in node.values() if isinstance(child, dict | list)]
        elif isinstance(node, list):
            queue += [child for child in node if isinstance(child, dict | list)]
        if len(queue) > MOST_NODES:
            return


def is_product(node: dict[str, Any]) -> bool:
    """Whether a JSON-LD node is a schema.org Product of some kind."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.rpartition("/")[2].rpartition(":")[2] in _PRODUCTS
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def microdata_products(root: etree._Element, url: str) -> list[dict[str, Any]]:
    """Every Product of the page's microdata in the shape of JSON-LD; properties outside any scope come as one more."""
    scopes = _SCOPES(root)
    is_scope = set(scopes)
    inner: Inner = {}
    for node in _PROPERTIES(root)[:MOST_PROPERTIES]:
        scope = next((ancestor for ancestor in node.iterancestors() if ancestor in is_scope), None)
        inner.setdefault(scope, []).append(node)
    outer = [scope for scope in scopes[:500] if not scope.get("itemprop") or "/Product" in scope.get("itemtype", "")]
    items = [_item_of(scope, inner, url) for scope in outer[:50]]
    loose = {"@type": "Product"} | _properties(inner.get(None, [])[:200], inner, url)
    products = [item for item in items if is_product(item)]
    return products + ([loose] if "price" in loose or "offers" in loose else [])


def open_graph(metas: Iterable[etree._Element]) -> dict[str, str]:
    """A page's meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in islice(metas, 500):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name and meta.get("content") is not None:
            found.setdefault(name, meta.get("content", "").strip()[:2000])
    return found


def _item_of(scope: etree._Element, inner: Inner, url: str, depth: int = 0) -> dict[str, Any]:
    kind = (scope.get("itemtype") or "").strip().rpartition("/")[2]
    return {"@type": kind} | _properties(inner.get(scope, [])[:300], inner, url, depth)


def _properties(nodes: list[etree._Element], inner: Inner, url: str, depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in nodes:
        value = _value_of(node, inner, url, depth)
        for name in (node.get("itemprop") or "").split()[:5]:
            if name not in found:
                found[name] = value
            elif isinstance(found[name], list):
                found[name].append(value)
            else:
                found[name] = [found[name], value]
    return found


def _value_of(node: etree._Element, inner: Inner, url: str, depth: int) -> Any:
    if node.get("itemscope") is not None and depth < 5:
        item = _item_of(node, inner, url, depth + 1)
        return item if len(item) > 1 else {**item, "name": text_of(node, 200)}
    content = node.get("content")
    if content is not None:
        return content.strip()
    if node.tag in {"link", "a", "area"} and node.get("href"):
        return urljoin(url, node.get("href")) if node.tag == "link" else text_of(node, 300) or node.get("href")
    if node.tag in {"img", "source", "embed"}:
        return node.get("src") or node.get("data-src") or ""
    return node.get("value") or node.get("datetime") or text_of(node, 1000)


def _flat_product(text: str) -> dict[str, Any]:
    """What can still be read from a block beyond repair: the first value of each name."""
    found: dict[str, Any] = {"@type": "Product"}
    for name, quoted, number in _FLAT.findall(text[:LARGEST_BLOCK])[:200]:
        found.setdefault(name, quoted or number)
    return found
