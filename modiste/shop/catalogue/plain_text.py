"""HTML as words: what a boutique's description says, without tags, scripts and styles."""

import re
from functools import lru_cache

from lxml import etree

MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
UNSEEN = tuple("script style template noscript iframe object embed svg math head title textarea select".split())
LINES = tuple("p div br li ul ol tr table section article header footer h1 h2 h3 h4 h5 h6 hr dd dt blockquote".split())
BREAK = "\u2028"  # stands for a line until white space has been folded


@lru_cache(maxsize=8)  # the sizes of one item say the same
def plain_text(text: str) -> str:
    """`text` as it is, unless it holds markup: then what a reader would see of it, a line for each paragraph."""
    if not MARKUP.search(text):
        return text
    parser = etree.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(f"<div>{text}</div>", parser)
    except etree.XMLSyntaxError:
        tree = None
    if tree is None:  # nothing but markup
        return ""
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    for element in tree.iter(*LINES):
        element.text = BREAK + ("• " if element.tag == "li" else "") + (element.text or "")
        element.tail = ("" if element.tag in {"br", "li"} else BREAK) + (element.tail or "")
    words = etree.tostring(tree, method="text", encoding="unicode")
    lines = (" ".join(line.split()) for line in words.split(BREAK))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
