"""From bytes to a tree: an untrusted page is scanned, capped and parsed, or refused as unreadable."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from lxml import etree
from lxml import html as markup

from modiste.matching.errors import UnreadablePage

LARGEST_PAGE = 4 * 1024 * 1024
MOST_ATTRIBUTES = 5_000  # of one tag; libxml2 looks each new one up among all before it
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_HEAD = re.compile(rb"(?:\"[^\"]*+\"|'[^']*+'|[^>])*+")  # of a tag, as far as the first ">" outside quotes
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_HIDDEN = {"script", "style", "noscript", "template"}
_MARKS = {"h1", "h2", "button", "input"}  # by which the rest of a page is placed
_UNSEEN = _HIDDEN | {"option", "textarea", "head", "meta", "link", "title", "path", "html"}


class Node(NamedTuple):
    """An element that may show something, its own text, the text behind it, and its class and id in lower case."""

    element: etree._Element
    tag: str
    text: str
    tail: str
    names: str


def parse_page(html: bytes) -> etree._Element:
    """The root element of a page; raises UnreadablePage when it is too large, empty, or made to choke a parser."""
    if len(html) > LARGEST_PAGE:
        raise UnreadablePage(f"the page has {len(html):,} bytes; at most {LARGEST_PAGE:,} are read")
    pieces = html.split(b"<")
    if any(map(_is_bomb, [piece for piece in pieces if len(piece) > 2 * MOST_ATTRIBUTES])):
        raise UnreadablePage(f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes")
    parser = etree.HTMLParser(
        encoding=_encoding_of(html), huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(html.replace(b"\0", b""), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadablePage("the bytes are no HTML") from error
    if root is None:
        raise UnreadablePage("the page is empty")
    return root


def list_nodes(root: etree._Element) -> list[Node]:
    """Every element of the page that may show something, in its order: walked once, read by every source."""
    nodes = []
    for element in root.iter("*"):
        tag = element.tag
        if tag in _UNSEEN:
            continue
        text, tail, names = element.text, element.tail, names_of(element)
        text, tail = text.strip() if text else "", "" if not tail or tail.isspace() else tail
        if text or tail or names or tag in _MARKS:
            nodes.append(Node(element, tag, text, tail, names))
    return nodes


def names_of(element: etree._Element) -> str:
    """The class and the id of an element in lower case, with a space between."""
    own, key = element.get("class"), element.get("id")
    return f"{own or ''} {key or ''}"[:200].lower() if own or key else ""


def text_of(element: etree._Element, longest: int = 400) -> str:
    """The visible text under an element, white space folded, cut where `longest` is reached."""
    pieces: list[str] = []
    length = 0
    for piece in visible_pieces(element):
        pieces.append(piece)
        length += len(piece)
        if length > longest:
            break
    return fold(" ".join(pieces))[:longest]


def visible_pieces(element: etree._Element) -> Iterator[str]:
    """The texts under an element in their order, without scripts and styles."""
    events: Iterable[tuple[str, etree._Element]] = etree.iterwalk(element, events=("start", "end"))
    hidden = 0
    for event, node in events:
        hidden += (1 if event == "start" else -1) if node.tag in _HIDDEN else 0
        text = node.text if event == "start" else (node.tail if node is not element else None)
        if text and not hidden and not text.isspace():
            yield text


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return _SPACES.sub(" ", text).strip()


def strip_markup(text: str) -> str:
    """A text without the tags and entities that a shop left in it; "<" and "&" that are text stay.

    >>> strip_markup("<p>Wool &amp;amp; silk</p><p>40 < 42</p>")
    'Wool & silk 40 < 42'
    """
    plain = unescape(unescape(text)) if "&" in text else text
    if not _TAG.search(plain):
        return fold(plain)
    try:
        return fold(" ".join(visible_pieces(markup.fragment_fromstring(plain, create_parent="div"))))
    except (etree.ParserError, ValueError):
        return fold(_TAG.sub(" ", plain))


def _encoding_of(html: bytes) -> str:
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(html[:4096])
        return named[1].decode() if named and _is_known(named[1].decode()) else "cp1252"
    return "utf-8"


def _is_known(encoding: str) -> bool:
    try:
        b"".decode(encoding)
    except LookupError:
        return False
    return encoding.lower() not in {"utf-8", "utf8"}


def _is_bomb(piece: bytes) -> bool:
    head = _HEAD.match(piece)
    if head is None or len(head[0]) <= 2 * MOST_ATTRIBUTES:
        return False  # long is the text behind the tag
    return len(_QUOTED.sub(b"", head[0]).split(maxsplit=MOST_ATTRIBUTES)) > MOST_ATTRIBUTES
