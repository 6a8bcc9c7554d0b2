"""What the street's shops could sell: products from a JSON file that somebody else wrote."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the outside world; `price` is its maker's usual one in minor units of `currency` (ISO 4217)."""

    id: str
    name: str
    brand: str
    category: str
    colour: str
    sizes: tuple[str, ...]
    price: int
    currency: str = "EUR"
    gtin: str = ""
    material: str = ""
    description: str = ""
    image_url: str = ""


def read_catalogue(file: Path, *, pictures: str = "") -> tuple[Product, ...]:
    """The products in `file`, their pictures' addresses seen from the page `pictures`; raises ValueError, KeyError or
    TypeError when it is no catalogue."""
    rows = json.loads(file.read_text("utf-8"))["products"]
    return tuple(
        Product(**row | {"sizes": tuple(row["sizes"]), "image_url": urljoin(pictures, row.get("image_url", ""))})
        for row in rows
    )


def write_catalogue(file: Path, products: Iterable[Product]) -> None:
    """Put the products into `file`, whole or not at all."""
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps({"products": [asdict(product) for product in products]}, ensure_ascii=False), "utf-8")
    draft.replace(file)
