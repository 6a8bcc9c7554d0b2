"""A product export of Shopify, with the column names of before 2025 and of today.

One product is several lines of one handle: the first says everything, the next ones another variant each, or only one
more picture (https://help.shopify.com/en/manual/products/import-export/using-csv).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from modiste.shop.catalogue.feeds.base import Fault, Feed, Row, plain_name, shown

LABEL = "Shopify"
SIZE, COLOUR, PICTURES = "Option: size", "Option: colour", "Pictures"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("Handle", "URL handle"),
    "item_group_id": (),
    "title": ("Title",),
    "description": ("Body (HTML)", "Description"),
    "brand": ("Vendor",),
    "price": ("Variant Price", "Price"),
    "sale_price": (),
    "currency": (),
    "product_type": ("Type", "Custom Product Type", "Product Category", "Standard Product Type"),
    "color": (COLOUR,),
    "size": (SIZE,),
    "quantity": ("Variant Inventory Qty", "Inventory quantity"),
    "availability": (),
    "image_link": (PICTURES,),
    "additional_image_link": (),
    "pattern": (),
    "material": (),
    "gtin": ("Variant Barcode", "Barcode"),
    "season": (),
    "formality": (),
    "tags": ("Tags",),
    "status": ("Status", "Published", "Published on online store"),
}
SIGNS = frozenset(
    "handle urlhandle bodyhtml vendor option1name option1value variantsku variantprice variantinventoryqty imagesrc "
    "imageposition productimageurl variantimageurl publishedononlinestore inventorytracker giftcard compareatprice "
    "inventoryquantity variantinventorypolicy chargetax continuesellingwhenoutofstock".split()
)
ENOUGH = 4
SIZES = {"size", "größe", "grösse", "taille", "talla", "taglia", "maat", "rozmiar", "tamanho", "shoe size"}
COLOURS = {"color", "colour", "farbe", "couleur", "colore", "kleur", "kolor", "cor"}
OPTIONS = (1, 2, 3)
NO_OPTION = "default title"
MOST_LINES = 5_000  # of one product


def fits(columns: Sequence[str]) -> int:
    """Counts the names that Shopify alone uses."""
    names = {plain_name(column) for column in columns}
    found = len(SIGNS & names)
    return found if "title" in names and found >= ENOUGH else 0


def plain(feed: Feed) -> Feed:
    """One row for each variant, with what its product's first line says and all of the product's pictures."""
    return Feed((*feed.columns, SIZE, COLOUR, PICTURES), _rows(feed))


class _Names:
    """Where this export keeps what this file has to know of."""

    def __init__(self, columns: Sequence[str]) -> None:
        named = {plain_name(column): column for column in reversed(columns)}

        def first(*names: str) -> str:
            return next((named[name] for name in names if name in named), "")

        self.handle, self.title = first("handle", "urlhandle"), first("title")
        self.price, self.sku = first("variantprice", "price"), first("variantsku", "sku")
        self.quantity = first("variantinventoryqty", "inventoryquantity")
        self.tracker = first("variantinventorytracker", "inventorytracker")
        self.picture, self.position = first("imagesrc", "productimageurl"), first("imageposition")
        self.kind, self.category = first("type", "customproducttype"), first("productcategory", "standardproducttype")
        self.own_picture = first("variantimage", "variantimageurl")
        self.options = [(first(f"option{number}name"), first(f"option{number}value")) for number in OPTIONS]
        of_variants = {self.price, self.sku, self.quantity, self.tracker, self.picture, self.position, self.own_picture}
        of_variants |= {value for _, value in self.options} | {first("variantbarcode", "barcode")}
        self.of_products = [
            column for column in columns if column not in of_variants and not plain_name(column).startswith("variant")
        ]


class _Product:
    """The lines of one handle that follow each other."""

    def __init__(self, handle: str, head: Row, names: _Names) -> None:
        self.handle, self.head, self.names = handle, head, names
        self.variants: list[Row] = []
        self.pictures: list[tuple[float, str]] = []

    def take(self, row: Row) -> None:
        names = self.names
        picture = _text(row, names.picture)
        if picture:
            position = _text(row, names.position)
            self.pictures.append((float(position) if position.isdecimal() else 1e9, picture))
        says_variant = any(_text(row, column) for column in (names.sku, names.price, *(v for _, v in names.options)))
        if says_variant or (row is self.head and (_text(row, names.title) or not picture)):
            self.variants.append(row)

    def rows(self) -> Iterator[Row | Fault]:
        """The product's variants."""
        if not self.variants:
            yield Fault(self.head.line, f"The line has a picture alone, and no product {shown(self.handle)} above it")
        pictures = [url for _, url in sorted(self.pictures, key=lambda entry: entry[0])]
        pictures += [own for row in self.variants if (own := _text(row, self.names.own_picture))]
        unique = list(dict.fromkeys(pictures))
        for row in self.variants:
            yield Row(row.line, self._whole(row) | {PICTURES: unique})

    def _whole(self, row: Row) -> dict[str, object]:
        names = self.names
        values = dict(row.values)
        if row is not self.head:
            for column in names.of_products:
                values[column] = values.get(column) or self.head.values.get(column)
        if names.handle:
            values[names.handle] = self.handle
        if names.kind and not values.get(names.kind) and names.category:
            values[names.kind] = values.get(names.category)
        is_uncounted = names.tracker and not _text(row, names.tracker) and _text(row, names.quantity) in {"", "0"}
        if is_uncounted and names.quantity:
            values[names.quantity] = ""  # nobody counts it: it is there
        return values | self._options(row)

    def _options(self, row: Row) -> dict[str, object]:
        """Size and colour by what the product calls its options; any other option is part of the size."""
        sizes: list[tuple[bool, str]] = []
        colours: list[tuple[bool, str]] = []
        for name, value in self.names.options:
            said, kind = _text(row, value), (_text(row, name) or _text(self.head, name)).casefold()
            if not said or said.casefold() == NO_OPTION:
                continue
            (colours if kind in COLOURS else sizes).append((kind not in SIZES, said))
        ordered = [said for _, said in sorted(sizes, key=lambda entry: entry[0])]
        return {SIZE: " / ".join(ordered), COLOUR: " / ".join(said for _, said in colours)}


def _rows(feed: Feed) -> Iterator[Row | Fault]:
    names = _Names(feed.columns)
    product: _Product | None = None
    lines = 0
    for row in feed.rows:
        if isinstance(row, Fault):
            yield row
            continue
        handle, title = _text(row, names.handle), _text(row, names.title)
        is_next = (handle and (product is None or handle != product.handle)) or (title and not handle)
        if is_next or lines >= MOST_LINES:
            if product is not None:
                yield from product.rows()
            head = row if is_next or product is None else product.head
            product, lines = _Product(handle or _handle_of(title), head, names), 0
        if product is None:
            yield Fault(row.line, "The line names no product: its handle and title are empty")
            continue
        product.take(row)
        lines += 1
    if product is not None:
        yield from product.rows()


def _text(row: Row, column: str) -> str:
    return str(row.values.get(column) or "").strip() if column else ""


def _handle_of(title: str) -> str:
    """The handle that Shopify makes of a title."""
    return re.sub(r"[\W_]+", "-", title.casefold()).strip("-")[:120]
