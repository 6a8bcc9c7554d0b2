"""From bytes to a tree: an untrusted page is scanned, capped and parsed, or refused as unreadable."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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
_HIDDEN = {"script", "style", "noscript", "template", etree.Comment, etree.ProcessingInstruction}
_MARKED = ("script", "meta", "title", "h1", "input")
_MARKS = {"h1", "h2", "button", "input"}  # by which the rest of a page is placed
_UNSEEN = _HIDDEN | {"option", "textarea", "head", "meta", "link", "title", "path", "html"}


class Node(NamedTuple):
    """An element that may show something, its own text, and the text behind it."""

    element: etree._Element
    tag: str
    text: str
    tail: str


@dataclass(frozen=True)
class Document:
    """A page's elements as its readers need them: walked once, since every walk over a cold tree costs the same again.

    `elements` are those that a shopper may see, in the page's order, and `nodes` those of them that have a text of
    their own or place the rest of the page; `marked` holds the elements of a few tags, by tag.
    """

    root: etree._Element
    elements: list[etree._Element]
    nodes: list[Node]
    marked: dict[str, list[etree._Element]]

    @cached_property
    def names(self) -> list[str]:
        """Class and id of each of the elements; read late, as a page whose markup tells all does not need them."""
        return list(map(names_of, self.elements))


def parse_page(html: bytes) -> etree._Element:
    """The root element of a page; raises UnreadablePage when it is too large, empty, or made to choke a parser."""
    if len(html) > LARGEST_PAGE:
        raise UnreadablePage(f"the page has {len(html):,} bytes; at most {LARGEST_PAGE:,} are read")
    if any(map(_is_bomb, _long_pieces(html))):
        raise UnreadablePage(f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes")
    parser = etree.HTMLParser(
        encoding=_encoding_of(html),
        huge_tree=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # nothing asks for an element by its id
    )
    try:
        root = etree.fromstring(html.replace(b"\0", b""), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadablePage("the bytes are no HTML") from error
    if root is None:
        raise UnreadablePage("the page is empty")
    return root


def read_document(root: etree._Element) -> Document:
    """Walk the page once: what may show something, and the elements that single readers ask for."""
    elements: list[etree._Element] = []
    nodes: list[Node] = []
    marked: dict[str, list[etree._Element]] = {tag: [] for tag in _MARKED}
    for element in root.iter("*"):
        tag = element.tag
        if tag in marked:
            marked[tag].append(element)
        if tag in _UNSEEN:
            continue
        elements.append(element)
        text, tail = element.text, element.tail
        text, tail = text.strip() if text else "", "" if not tail or tail.isspace() else tail
        if text or tail or tag in _MARKS:
            nodes.append(Node(element, tag, text, tail))
    return Document(root, elements, nodes, marked)


def names_of(element: etree._Element) -> str:
    """The class and the id of an element in lower case, with a space between."""
    own, key = element.get("class"), element.get("id")
    return f"{own or ''} {key or ''}"[:200].lower() if own or key else ""


def find_lines(pattern: re.Pattern[str], lines: Sequence[str]) -> Iterator[int]:
    """The places of the lines in which, in lower case, a pattern is found: one scan over all is cheaper than many."""
    text = "\0".join(lines).lower()  # which no parsed page has
    place, last, start = 0, -1, 0
    for match in pattern.finditer(text):
        place, start = place + text.count("\0", start, match.start()), match.start()
        if place > last:
            yield place
        last = place


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
    if element.tag in _HIDDEN:
        return
    if (text := element.text) and not text.isspace():
        yield text
    open_elements = [element.iterchildren()]  # no recursion: pages nest as deep as they like
    parents: list[etree._Element] = []
    while open_elements:
        child = next(open_elements[-1], None)
        if child is None:
            open_elements.pop()
            ended = parents.pop() if parents else None
        elif child.tag in _HIDDEN:
            ended = child
        else:
            if (text := child.text) and not text.isspace():
                yield text
            if len(child):
                open_elements.append(child.iterchildren())
                parents.append(child)
                continue
            ended = child
        if ended is not None and (tail := ended.tail) and not tail.isspace():
            yield tail


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


def _long_pieces(html: bytes) -> Iterator[bytes]:
    """What stands between one "<" and the next where that is long enough to be a bomb; leaps instead of reading all."""
    longest = 2 * MOST_ATTRIBUTES
    start = 0
    while start + longest < len(html):
        last = html.rfind(b"<", start, start + longest + 1)
        if last < 0:
            end = html.find(b"<", start + longest)
            last = end if end >= 0 else len(html)
            yield html[start:last]
        start = last + 1


def _is_bomb(piece: bytes) -> bool:
    head = _HEAD.match(piece)
    if head is None or len(head[0]) <= 2 * MOST_ATTRIBUTES:
        return False  # long is the text behind the tag
    return len(_QUOTED.sub(b"", head[0]).split(maxsplit=MOST_ATTRIBUTES)) > MOST_ATTRIBUTES
