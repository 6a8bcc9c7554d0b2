"""A row of a catalogue file as a listing: which columns say what, and which cells cannot be taken."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from modiste.shop.catalogue import cells
from modiste.shop.catalogue.feeds.base import Fault, Row, shown
from modiste.shop.catalogue.reading import Column, FoundColumns, ImportReport, required, text_of
from modiste.shop.catalogue.stocking import Listing, PictureOffer, VariantOffer

T = TypeVar("T")

# The names are Google Merchant's or the plain noun; a synonym further left is preferred.
COLUMNS = (
    Column("id", ("item_id", "product_id", "external_id", "sku", "movieId", "asin", "handle"), is_required=True),
    Column("group", ("item_group_id", "parent_id", "parent_sku")),
    Column("name", ("title", "productDisplayName", "product_name", "item_name", "product_title"), is_required=True),
    Column("price", ("amount", "list_price", "variant_price")),
    Column("currency", ("price_currency", "currency_code")),
    Column("brand", ("brand_name", "vendor", "manufacturer", "designer", "label")),
    Column("category", ("product_type", "articleType", "product_category", "type", "kind", "genres")),
    Column("description", ("body_html", "product_description", "long_description")),
    Column("colour", ("color", "baseColour", "main_colour", "colour_name", "color_name")),
    Column("colours", ("colors",)),
    Column("size", ("size_name",)),
    Column("stock", ("quantity", "inventory_quantity", "available_quantity", "qty", "inventory")),
    Column("availability", ("in_stock", "available")),
    Column("image", ("image_link", "image_url", "image_src", "picture", "photo")),
    Column("images", ("additional_image_link", "pictures")),
    Column("pattern"),
    Column("material", ("fabric",)),
    Column("formality"),
    Column("season", ("seasons",)),
    Column(
        "tags",
        ("tag", "labels", "keywords", "genres", "usage", "occasion", "style", "gender", "age_group")
        + ("masterCategory", "subCategory"),
        takes_many=True,
    ),
)
LENGTHS = {"brand": 120, "pattern": 40, "material": 80, "colour": 40}
LONGEST_TEXT = 20_000
LONGEST_TAG = 60
MOST_PICTURES = 20


class BadCell(ValueError):
    """A cell that cannot be taken; knows its column."""

    def __init__(self, column: str, value: object, message: str) -> None:
        super().__init__(message)
        self.column, self.value = column, value


class RowReader:
    """Turns rows into listings; remembers which it has seen."""

    def __init__(
        self,
        found: FoundColumns,
        report: ImportReport,
        currency: str,
        brand: str,
        default_price: tuple[int, str] | None,
    ) -> None:
        self._found = found
        self._report = report
        self._currency = currency
        self._brand = brand
        self._default_price = default_price
        self._lines: dict[int, int] = {}  # hash of (item, size, colour) → line
        self._items: set[int] = set()  # hashes of the items seen

    def listing_of(self, row: Row) -> Listing | None:
        """The row as a listing; None when it was rejected."""
        try:
            return self._listing(row)
        except BadCell as error:
            column = "/".join(self._found.sources.get(error.column, (error.column,)))
            self._report.reject(Fault(row.line, str(error), column, shown(error.value)))
        return None

    def _listing(self, row: Row) -> Listing:
        own_id = self._cell(row, "id", lambda text: cells.text_up_to(required(text, "id"), 120))
        key = self._cell(row, "group", lambda text: cells.text_up_to(text, 120)) or own_id
        values = self._values(row)
        variant = self._variant(row, values, is_grouped=key != own_id)
        tags = self._tags(row)
        category = self._cell(row, "category", lambda text: cells.text_up_to(_first_of(text), 80))
        pictures = self._pictures(row)
        is_first = self._is_first(row, key, variant)
        listing = Listing(key, variants=None if variant is None else [variant], adds_variants=not is_first)
        if is_first:
            listing.category = category if "category" in self._found else None
            listing.values, listing.tags, listing.pictures = values, tags, pictures
        elif "colours" in values:
            listing.values = {"colours": values["colours"]}
        return listing

    def _is_first(self, row: Row, key: str, variant: VariantOffer | None) -> bool:
        """Whether this is the first row of its item; raises BadCell when it says again what another row said."""
        size, colour = variant[:2] if variant else ("", "")
        mark = hash((key, size, colour))
        if mark in self._lines:
            what = f"{key} in size {size or '–'} and colour {colour or '–'}" if variant else key
            raise BadCell("id", key, f"{what} stands in line {self._lines[mark]} already: that one was taken")
        self._lines[mark] = row.line
        is_first = hash(key) not in self._items
        self._items.add(hash(key))
        return is_first

    def _cell(self, row: Row, name: str, convert: Callable[[str], T]) -> T:
        value = self._found.value(row, name)
        try:
            return convert(text_of(value))
        except ValueError as error:
            raise BadCell(name, value, str(error)) from error

    def _values(self, row: Row) -> dict[str, Any]:
        """The columns of `items` that this file has."""
        values: dict[str, Any] = {
            "name": self._cell(row, "name", lambda text: cells.text_up_to(required(text, "name"), 200)),
        }
        if "brand" in self._found:
            values["brand"] = self._short(row, "brand") or self._brand
        values["price"], values["currency"] = self._price(row)
        for name in ("pattern", "material", "colour"):
            if name in self._found:
                values[name] = self._short(row, name).lower() or None
        if "description" in self._found:
            values["description"] = self._cell(row, "description", _long_text)
        if "formality" in self._found:
            values["formality"] = self._cell(row, "formality", lambda text: cells.share_of(text) if text else None)
        if "season" in self._found:
            values["season"] = [entry.lower() for entry in self._list(row, "season", 40)]
        if "colours" in self._found:
            values["colours"] = [entry.lower() for entry in self._list(row, "colours", 40)]
        elif "colour" in self._found:
            values["colours"] = [values["colour"]] if values["colour"] else []
        if "availability" in self._found and self._cell(row, "availability", str):
            values["in_stock"] = self._cell(row, "availability", cells.availability_of)
        return values

    def _short(self, row: Row, name: str) -> str:
        return self._cell(row, name, lambda text: cells.text_up_to(text, LENGTHS[name]))

    def _price(self, row: Row) -> tuple[int, str]:
        value = self._found.value(row, "price")
        named = self._cell(row, "currency", lambda text: cells.currency_of(text) if text else self._currency)
        if not self._cell(row, "price", str):
            if self._default_price is None:
                raise BadCell("price", value, "is empty: every row needs one, or set --default-price")
            return self._default_price
        return self._cell(row, "price", lambda text: cells.price_of(value, text, named))

    def _variant(self, row: Row, values: Mapping[str, Any], *, is_grouped: bool) -> VariantOffer | None:
        """The size that this row offers. Without a number of pieces, one is taken to be there unless it is sold out."""
        size = self._cell(row, "size", lambda text: cells.text_up_to(text, 40))
        if not size and not is_grouped and "stock" not in self._found:
            return None
        unsaid = 1 if values.get("in_stock", True) else 0
        stock = self._cell(row, "stock", lambda text: cells.stock_of(text) if text else unsaid)
        return VariantOffer(size, values.get("colour") or "", stock)

    def _list(self, row: Row, name: str, longest: int) -> list[str]:
        """The entries of a column, without those that are too long: these are noted."""
        entries: list[str] = []
        for source, value in zip(self._found.sources[name], self._found.values(row, name), strict=True):
            try:
                parts = cells.list_of(value, "" if isinstance(value, list) else text_of(value))
                entries += [text_of(part) for part in parts]
            except ValueError as error:
                raise BadCell(source, value, str(error)) from error
        for entry in entries:
            if len(entry) > longest:
                message = f"longer than {longest} characters: left out"
                self._report.note(Fault(row.line, message, "/".join(self._found.sources[name]), shown(entry)))
        return list(dict.fromkeys(entry for entry in entries if len(entry) <= longest))

    def _tags(self, row: Row) -> list[str] | None:
        if "tags" not in self._found:
            return None
        return list(dict.fromkeys(entry.lower() for entry in self._list(row, "tags", LONGEST_TAG)))

    def _pictures(self, row: Row) -> list[PictureOffer] | None:
        """The addresses of pictures; one that is none is noted and left out."""
        names = [name for name in ("image", "images") if name in self._found]
        if not names:
            return None
        found: dict[str, PictureOffer] = {}
        for name in names:
            for address in self._list(row, name, 2_000):
                try:
                    found[cells.address_of(address)] = PictureOffer(address)
                except ValueError as error:
                    column = self._found.sources[name][0]
                    self._report.note(Fault(row.line, f"{error} (left out)", column, shown(address)))
        return list(found.values())[:MOST_PICTURES]


def _first_of(text: str) -> str:
    """`Dresses` of `Dresses|Summer`; the last step of a path like `Apparel > Women > Dresses`."""
    return text.split("|")[0].split(">")[-1].strip()


def _long_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"has {len(text)} characters where {LONGEST_TEXT} fit: shorten it")
    return text
