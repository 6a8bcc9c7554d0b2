"""What the generator yields: plain frozen values that know no database."""

import hashlib
from dataclasses import dataclass

from stdnum import ean

from modiste.demo.palette import Colour


@dataclass(frozen=True, slots=True)
class Silhouette:
    """What a drawing needs to know about the shape; `cut` names one entry of `modiste.demo.cuts`."""

    cut: str
    neckline: str
    sleeve: str
    length: str
    fit: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoVariant:
    """One size of one item; `stock` 0 means sold out."""

    sku: str
    size: str
    colour: str
    stock: int


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One thing to buy; `price_minor` is in cents (or the like), `listed_days_ago` counts back from today."""

    external_id: str
    boutique: str
    name: str
    brand: str
    description: str
    category: str
    colours: tuple[Colour, ...]
    pattern: str
    material: str
    variants: tuple[DemoVariant, ...]
    styles: tuple[str, ...]
    features: tuple[str, ...]
    formality: float
    season: tuple[str, ...]
    price_minor: int
    currency: str
    listed_days_ago: int
    silhouette: Silhouette

    @property
    def gtin(self) -> str:
        """A GTIN-13 of the range that shops may number their own goods in (200 to 299): nobody else's."""
        digest = hashlib.blake2b(self.external_id.encode(), digest_size=8).digest()
        digits = f"2{int.from_bytes(digest, 'big') % 10**11:011d}"
        return digits + str(ean.calc_check_digit(digits))

    @property
    def tags(self) -> tuple[str, ...]:
        """Styles first, then features: what the shop shows and the content model reads."""
        return self.styles + self.features
