"""Brands: from the fragment of a page that shows one (a link, a logo, a line of text), and from a page's own labels."""

import re
from collections.abc import Iterator

from lxml import etree, html

from modiste.matching.errors import UnreadablePage
from modiste.matching.extraction.claims import Claim
from modiste.matching.extraction.documents import Document, find_lines, fold, text_of, visible_pieces

LONGEST = 80
MOST = 9  # claims of a page
_MARKED = re.compile(r"brand(?<!cobrand)(?!s|ed|ing|-?bar)|manufacturer|bylineinfo")
_SITE = re.compile(r"nav|menu|header|footer|logo")  # the brand of the shop itself
_LABEL_TAGS = {"th", "dt", "td", "span", "strong", "b", "label", "p", "div", "li"}
_NO_BRAND = re.compile(r"(?:all |our |shop by |more |other )*brands?\b", re.I)
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


def claim_brands(page: Document) -> list[Claim]:
    """Brands that the page shows under a label, else in an element named after them."""
    return _labelled(page) or _marked(page)


def _labelled(page: Document) -> list[Claim]:
    claims: list[Claim] = []
    for node in page.nodes:
        if node.tag in _LABEL_TAGS and 1 < len(node.text) < 30 and _LABEL.match(node.text):
            value = node.element.getnext()
            if value is None and (parent := node.element.getparent()) is not None:
                value = parent.getnext()
            claims += _claim(text_of(value, LONGEST + 1), "label", 0.6) if value is not None else []
    return claims[:MOST]


def _marked(page: Document) -> list[Claim]:
    """What elements show whose class or id tells of a brand; where those of one look differ, they list brands."""
    claims: list[Claim] = []
    for index in find_lines(_MARKED, page.names):
        element, names = page.elements[index], page.names[index]
        if not _SITE.search(names):
            claims += _claim(name_in(element)[: LONGEST + 1], f"{element.tag}.{names}"[:80], 0.5)
        if len(claims) == MOST:
            break
    of_look: dict[str, set[str]] = {}
    for claim in claims:
        of_look.setdefault(claim.path, set()).add(claim.value.casefold())
    return [claim for claim in claims if len(of_look[claim.path]) == 1]


def tidy_brand(text: str) -> str:
    """A brand without the words that shops put around it ("Visit the Tefal Store"); "" for what is a page's title."""
    return "" if "|" in text else _SUFFIX.sub("", _PREFIX.sub("", fold(text))).strip(" :")


def _claim(text: str, path: str, trust: float) -> list[Claim]:
    value = tidy_brand(text)
    is_brand = 1 < len(value) <= LONGEST and not _NO_BRAND.match(value)
    return [Claim("brand", value, "visible", text, path, trust)] if is_brand else []


def _named(element: etree._Element) -> Iterator[str]:
    for name in ("alt", "title", "aria-label", "content", "value", "data-brand"):
        for node in element.iter(etree.Element):
            if value := fold(node.get(name) or ""):
                yield value
