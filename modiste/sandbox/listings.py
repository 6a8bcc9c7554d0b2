"""What stands on a shop's shelves: its own listings of products, lookalikes beside them, and worn things on eBay."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modiste.sandbox.catalogue import Product
from modiste.sandbox.chance import draw, number_of, pick
from modiste.sandbox.prices import Quote, is_there, prices_of, quote_of
from modiste.sandbox.street import Shop
from modiste.sandbox.words import COLOUR_WORDS, colour_word, slug_of, title_of, words_of

LOOKALIKES = 0.3  # of the listings have one beside them
DEAR, SURCHARGE = 0.3, 500  # of the listings ask so much more, in minor units, for the largest size
WORN = 0.25  # of eBay's products are there second-hand too
MATERIALS = ("cotton", "linen", "silk", "wool", "viscose", "cashmere", "leather", "suede", "merino", "tencel", "canvas")
OTHER_BRANDS = ("Marlowe", "Ferrant", "Isla Vane", "Brunn")
SELLERS = ("kleiderkammer24", "second-spring", "modehaus_ost", "la.garderobe", "threads4less")


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing of one product; `number` is the shop's own and `product` may be a lookalike that only it sells."""

    shop: Shop
    product: Product
    number: int
    title: str
    gtin: str = ""
    condition: str = "new"
    share: float = 1.0  # of the new price
    seller: str = ""
    sizes: tuple[str, ...] = ()
    lookalike_of: str = ""

    @property
    def colour(self) -> str:
        return colour_word(self.shop, self.product)

    @property
    def slug(self) -> str:
        return f"{slug_of(self.title)}-{self.number % 10_000}"

    def variant_number(self, size: str) -> int:
        """The shop's own number of one size."""
        return number_of(self.number, size, digits=12)

    @property
    def dear_size(self) -> str:
        """The size that costs more than the others, where there is one."""
        has_one = self.shop.kind in ("ebay", "woocommerce") and len(self.sizes) > 1
        return self.sizes[-1] if has_one and draw(self.number, "dear size") < DEAR else ""

    def quote(self, day: date, size: str = "") -> Quote:
        """What a size costs on that day, or the cheapest one."""
        whole = quote_of(self.shop, self.product, day)
        if self.share < 1:
            return Quote(round(whole.price * self.share / 50) * 50)
        more = SURCHARGE if size and size == self.dear_size else 0
        return Quote(whole.price + more, whole.list_price + more if whole.list_price else None)

    def prices(self, first: date, days: int) -> Iterator[int]:
        """What the cheapest size costs, new, on `first` and on each of so many days."""
        return prices_of(self.shop, self.product, first, days)

    def has(self, size: str, day: date) -> bool:
        """Whether this size is there on that day."""
        return self.condition == "used" or is_there(self.shop, self.product, size, day)

    def is_available(self, day: date) -> bool:
        """Whether any size is there on that day."""
        return any(self.has(size, day) for size in self.sizes)


class Shelves:
    """All listings of one shop, and the search over them."""

    def __init__(self, shop: Shop, products: Sequence[Product]) -> None:
        self.listings = tuple(listing for product in products for listing in listings_of(shop, product))
        self.by_number = {listing.number: listing for listing in self.listings}
        self.by_slug = {listing.slug: listing for listing in self.listings}
        # A shop's search reads the description too, where the maker's own words stand.
        self._words = [
            words_of(
                f"{each.title} {each.product.name} {each.product.brand} {each.product.colour} {each.product.category}"
            )
            for each in self.listings
        ]
        self._counts = Counter(word for words in self._words for word in words)

    def search(self, query: str) -> list[Listing]:
        """The listings that hold most of what is asked for, best first; a number is looked up as a GTIN."""
        if (digits := query.strip()).isdigit() and len(digits) >= 8:
            return [each for each in self.listings if each.gtin and each.gtin == digits.zfill(len(each.gtin))]
        asked = words_of(query)
        weights = {word: math.log(1 + len(self.listings) / (1 + self._counts[word])) for word in asked}
        enough = sum(weights.values()) / 2
        scored = [
            (sum(weights[word] for word in words & asked), -position)
            for position, words in enumerate(self._words)
            if words & asked
        ]
        return [self.listings[-place] for score, place in sorted(scored, reverse=True) if score >= enough]


def listings_of(shop: Shop, product: Product) -> Iterator[Listing]:
    """What the shop sells of `product`: nothing, or the new thing, perhaps with a lookalike and a worn one beside."""
    if draw(shop.name, product.id, "carries") >= shop.share:
        return
    yield _listing(shop, product)
    if draw(shop.name, product.id, "lookalike") < LOOKALIKES:
        yield replace(_listing(shop, _lookalike(shop, product)), lookalike_of=product.id)
    if shop.kind == "ebay" and draw(shop.name, product.id, "worn") < WORN:
        yield _worn(shop, product)


def _listing(shop: Shop, product: Product) -> Listing:
    key = (shop.name, product.id)
    return Listing(
        shop=shop,
        product=product,
        number=number_of(*key, digits=12),
        title=title_of(shop, product),
        gtin=product.gtin if draw(*key, "gtin") < shop.gtin_share else "",
        seller=pick(SELLERS, *key) if shop.kind == "ebay" else shop.title,
        sizes=product.sizes,
    )


def _worn(shop: Shop, product: Product) -> Listing:
    new = _listing(shop, product)
    size, key = pick(product.sizes, product.id, "worn size"), (shop.name, product.id, "worn")
    return replace(
        new,
        number=number_of(*key, digits=12),
        title=f"{product.brand} {product.name} {new.colour}, size {size}, worn twice",
        gtin="",
        condition="used",
        share=pick((0.4, 0.5, 0.6), *key, "share"),
        seller=pick(SELLERS, *key),
        sizes=(size,),
    )


def _lookalike(shop: Shop, product: Product) -> Product:
    """A product that is nearly the same: another colour, another cloth, or another maker's copy."""
    key = (shop.name, product.id, "lookalike")
    other = replace(product, id=f"{product.id}~{shop.name}", gtin="")
    cloth = next((word for word in product.name.lower().split() if word in MATERIALS), "")
    if (way := draw(*key, "way")) < 0.5 or not cloth:
        colour = pick([name for name in COLOUR_WORDS if name != product.colour], *key, "colour")
        name = product.name.replace(product.colour, colour).replace(product.colour.capitalize(), colour.capitalize())
        return replace(other, colour=colour, name=name)
    if way < 0.8:
        new = pick([word for word in MATERIALS if word != cloth], *key, "cloth")
        name = product.name.lower().replace(cloth, new).capitalize()
        return replace(other, name=name, price=round(product.price * 0.85))
    return replace(other, brand=pick(OTHER_BRANDS, *key, "brand"), price=round(product.price * 0.6))
