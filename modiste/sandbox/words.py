"""How shops word what they sell: brand first or last, other colour names, abbreviations."""

import re
import unicodedata

from modiste.sandbox.catalogue import Product
from modiste.sandbox.chance import draw, pick
from modiste.sandbox.street import Shop

COLOUR_WORDS = {
    "white": ("white", "optic white"), "ecru": ("off-white", "ecru", "cream"),
    "pearl grey": ("light grey", "pearl grey"),
    "sand": ("beige", "sand"), "camel": ("camel", "light brown"), "cognac": ("cognac", "tan brown"),
    "chocolate": ("dark brown", "chocolate"), "stone": ("stone", "greige"), "charcoal": ("dark grey", "charcoal"),
    "black": ("black", "jet black"), "navy": ("navy blue", "navy", "dark blue"), "indigo": ("indigo", "dark denim"),
    "washed blue": ("light blue", "washed blue"), "sky": ("sky blue", "pale blue"), "cobalt": ("cobalt blue", "cobalt"),
    "teal": ("petrol", "teal"), "sage": ("sage green", "sage"), "olive": ("olive green", "khaki", "olive"),
    "forest": ("dark green", "forest green"), "butter": ("pale yellow", "butter"), "ochre": ("mustard", "ochre"),
    "terracotta": ("rust", "terracotta"), "poppy": ("red", "poppy red"),
    "burgundy": ("bordeaux", "wine red", "burgundy"),
    "blush": ("powder pink", "blush"), "rose": ("dusty pink", "rose"), "lilac": ("lavender", "lilac"),
    "plum": ("aubergine", "plum"),
}  # fmt: skip
SHORT = {"long-sleeved": "LS", "with": "w/", "cotton": "ctn", "trousers": "pants", "jumper": "sweater"}
KINDS = {"t-shirt": "tee", "jumper": "pullover", "trousers": "pants", "trainers": "sneakers"}


def colour_word(shop: Shop, product: Product) -> str:
    """What this shop calls the product's colour."""
    return pick(COLOUR_WORDS.get(product.colour, (product.colour,)), shop.name, product.colour)


def title_of(shop: Shop, product: Product) -> str:
    """The title that this shop gives the product."""
    name, brand, colour = product.name, product.brand, colour_word(shop, product)
    own = "" if product.colour and product.colour in name.lower() else colour
    key = (shop.name, product.id)
    match shop.kind:
        case "ebay":
            loud = brand.upper() if draw(*key, "loud") < 0.4 else brand
            return " ".join(filter(None, (loud, _replaced(name, SHORT), colour.title(), pick(_TAILS, *key, "tail"))))
        case "amazon":
            return f"{brand} Women's {_capitals(name)}" + (f", {colour.title()}" if own else "")
        case "shopify" if shop.currency == "GBP":
            return f"{brand} {name}"
        case "shopify":
            return f"{_capitals(name)} – {colour.capitalize()}" if own else _capitals(name)
        case "woocommerce":
            return f"{name} ({brand})" + (f", {own}" if own else "")
    return _page_title(shop, name, brand, own)


def _page_title(shop: Shop, name: str, brand: str, colour: str) -> str:
    if shop.name == "galerie-mode":
        return f"{brand} {name}" + (f" in {colour}" if colour else "")
    if shop.name == "casa-bruna":
        return f"{_capitals(name)} {colour.title()}".strip()
    return f"{brand.upper()} {_replaced(name, KINDS)}" + (f" - {colour}" if colour else "")


def slug_of(title: str) -> str:
    """A title as part of an address."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, without case and accents."""
    return frozenset(slug_of(text).split("-")) - {""}


_TAILS = ("", "NEW", "BNWT", "new with tags", "Designer", "*NEW*")


def _capitals(name: str) -> str:
    return " ".join(w if w in ("in", "with", "and", "of") else w[:1].upper() + w[1:] for w in name.split())


def _replaced(name: str, words: dict[str, str]) -> str:
    return " ".join(words.get(word.lower(), word) for word in name.split())
