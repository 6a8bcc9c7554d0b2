"""Brands: from the fragment of a page that shows one (a link, a logo, a line of text), and from a page's own labels."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html

from modiste.matching.errors import UnreadablePage
from modiste.matching.extraction.claims import Claim
from modiste.matching.extraction.documents import Node, fold, text_of, visible_pieces

LONGEST = 80
_MARKED = re.compile(r"brand(?!s|ing|-?bar)|manufacturer|bylineinfo")
_SITE = re.compile(r"nav|menu|header|footer|logo")  # the brand of the shop itself
_LABEL_TAGS = {"th", "dt", "td", "span", "strong", "b", "label", "p", "div", "li"}
_NO_BRAND = re.compile(r"(?:all |our |shop by |more |other )*brands?\b|.*[|]", re.I)
_LABEL = re.compile(
    r"^(?:brand|brand name|marke|marque|marca|märke|merk|"
    r"marka|značka|бренд|מותג|hersteller|manufacturer|fabricante)\s*:?$",
    re.I,
)
_PREFIX = re.compile(
    r"^(?:ver mais artigos da |visit the |besuchen sie den |visita lo store di "
    r"|visite[rz] la boutique |by |von |shop )?"
    r"(?:(?:brand|marke|marque|marca|märke|merk|značka|бренд)\s*:\s*)?",
    re.I,
)
_SUFFIX = re.compile(r"(?:[-\s]+(?:store|shop|logo))$", re.I)


def read_brand(fragment: str) -> str:
    """The brand that an HTML fragment shows: its text, else the name of its picture; "" where it names none.

    >>> read_brand('<a href="/b/zoom"><img src="zoom.png" alt="Zoom"></a>')
    'Zoom'
    """
    text = fragment[:50_000].strip()
    if "<" not in text:
        return fold(text)
    try:
        element = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError) as error:
        raise UnreadablePage("the fragment is no HTML") from error
    return name_in(element)


def name_in(element: etree._Element) -> str:
    """The name that an element shows, as text or as the words for its picture."""
    shown = fold(" ".join(visible_pieces(element)))
    if shown:
        return shown
    return next(_named(element), "")


def claim_brands(nodes: Sequence[Node]) -> list[Claim]:
    """Brands that the page shows under a label or in an element named after them."""
    claims: list[Claim] = []
    for node in nodes:
        element = node.element
        if node.tag in _LABEL_TAGS and 1 < len(node.text) < 30 and _LABEL.match(node.text):
            value = element.getnext()
            if value is None and (parent := element.getparent()) is not None:
                value = parent.getnext()
            if value is not None:
                claims.append(_claim(text_of(value, LONGEST + 1), "label", 0.6))
        elif _MARKED.search(node.names) and not _SITE.search(node.names):
            claims.append(_claim(name_in(element)[: LONGEST + 1], f"{node.tag}.{node.names}", 0.5))
        if len(claims) > 8:
            break
    return [claim for claim in claims if 1 < len(claim.value) <= LONGEST and not _NO_BRAND.match(claim.value)]


def tidy_brand(text: str) -> str:
    """A brand without the words that shops put around it ("Visit the Tefal Store")."""
    return _SUFFIX.sub("", _PREFIX.sub("", fold(text))).strip(" :")


def _claim(text: str, path: str, trust: float) -> Claim:
    return Claim("brand", tidy_brand(text), "visible", text, path[:80], trust)


def _named(element: etree._Element) -> Iterator[str]:
    for name in ("alt", "title", "aria-label", "content", "value", "data-brand"):
        for node in element.iter(etree.Element):
            if value := fold(node.get(name) or ""):
                yield value
