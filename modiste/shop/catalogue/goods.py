"""One row of a file of items: which columns there may be, and what their cells mean."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from stdnum import ean

from modiste.shop.catalogue.feeds.base import Row
from modiste.shop.catalogue.plain_text import plain_text
from modiste.shop.catalogue.reading import Column, FoundColumns, required, text_of
from modiste.shop.catalogue.stocking import Goods, Photo, Stock
from modiste.shop.kit import money

# Google Merchant's attribute names first, then what shops and data sets call the same thing.
COLUMNS = (
    Column(
        "id", ("item_id", "sku", "product_id", "movie_id", "article_id", "external_id", "asin", "variant_sku"), True
    ),
    Column("item_group_id", ("handle", "url_handle", "parent_id", "parent_sku", "style_id")),
    Column("title", ("name", "product_name", "product_title", "product_display_name", "item_name"), True),
    Column("brand", ("vendor", "manufacturer", "designer", "label")),
    Column("description", ("product_description", "body_html", "body", "details")),
    Column("price", ("variant_price", "product_price", "unit_price", "amount", "list_price")),
    Column("sale_price", ("reduced_price", "special_price")),
    Column("currency", ("price_currency", "currency_code")),
    Column("product_type", ("category", "article_type", "category_name", "sub_category", "type", "kind", "genres")),
    Column("color", ("colour", "base_colour", "base_color", "colour_name", "option_color")),
    Column("size", ("option_size", "sizes")),
    Column("quantity", ("stock", "inventory_quantity", "variant_inventory_qty", "inventory", "qty")),
    Column("availability", ("available", "in_stock", "stock_status")),
    Column("image_link", ("image", "image_url", "image_src", "picture", "img", "photo")),
    Column("additional_image_link", ("additional_images", "more_images"), takes_many=True),
    Column("pattern", ("print",)),
    Column("material", ("fabric",)),
    Column("gtin", ("barcode", "variant_barcode", "ean", "ean13", "upc", "isbn13")),
    Column("season", ("seasons",)),
    Column("formality", ()),
    Column("tags", ("labels", "keywords", "genres", "gender", "usage", "occasion", "style"), takes_many=True),
    Column("status", ("published",), takes_many=True),
)
LONGEST = {"id": 120, "item_group_id": 120, "title": 200, "brand": 120}
LONGEST |= {"color": 40, "size": 40, "pattern": 40, "material": 80}
GTIN_LENGTHS = (8, 12, 13, 14)
LONGEST_TAG, MOST_TAGS, LONGEST_URL, LONGEST_TEXT = 60, 40, 2_000, 20_000
MOST_STOCK = 1_000_000
MOST_PHOTOS = 50
AWAY = frozenset(
    "out of stock,out_of_stock,outofstock,no,false,0,sold out,unavailable,discontinued,"
    "preorder,pre-order,backorder,back-order".split(",")
)
HIDDEN = frozenset("draft,archived,unlisted,inactive,hidden,false,no,0".split(","))
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₦": "NGN", "₹": "INR"}
BETWEEN_LINKS = re.compile(r"\s*[,|]\s*(?=https?://)|\s+(?=https?://)")
AMOUNT = re.compile(r"^([^\d\s.,+-]*)\s*([+-]?[\d.,\u00a0' ]*\d)\s*([^\d\s.,+-]*)$")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an import says where the file is silent."""

    currency: str
    default_price: str | None = None

    def columns(self, wanted: Iterable[Column]) -> tuple[Column, ...]:
        """The wanted columns; a price column is needed unless there is a default. Raises ValueError for a bad one."""
        if self.default_price is not None:
            money.from_major(self.default_price, self.currency)
        is_needed = self.default_price is None
        return tuple(replace(c, is_required=is_needed) if c.name == "price" else c for c in wanted)


def read_goods(columns: FoundColumns, row: Row, terms: Terms) -> Goods:
    """Understand one row; raises ValueError with words that say what to change."""
    own_id = required(_short(columns, row, "id"), "id")
    group = _short(columns, row, "item_group_id")
    currency, price = _price(columns, row, terms)
    colour, size = _short(columns, row, "color").lower(), _short(columns, row, "size")
    kinds = _parts(columns.text(row, "product_type"))
    has_sizes = {"size", "quantity", "availability"} & set(columns.sources)
    return Goods(
        external_id=group or own_id,
        name=required(_short(columns, row, "title"), "title"),
        category=(kinds[-1] if ">" in columns.text(row, "product_type") else kinds[0])[:80] if kinds else "Other",
        price=price,
        currency=currency,
        brand=_short(columns, row, "brand") or None,
        description=_description(columns, row),
        colours=[colour] if colour else None,
        pattern=_short(columns, row, "pattern") or None,
        material=_short(columns, row, "material") or None,
        gtin=_gtin(columns.text(row, "gtin")),
        formality=_formality(columns.text(row, "formality")),
        season=[part.lower()[:20] for part in _parts(columns.text(row, "season"))] or None,
        tags=_tags(columns, row),
        stocks=[Stock(size, colour, _amount(columns, row))] if has_sizes else None,
        photos=_photos(columns, row),
        is_active=_is_active(columns, row),
        line=row.line,
    )


def amount_of(text: str, currency: str) -> tuple[str, int]:
    """The currency and minor units of a price such as `49.90`, `€1.299,00` or `49.90 EUR`; raises ValueError."""
    found = AMOUNT.match(text)
    if found is None:
        raise ValueError(f"price {text!r} is not an amount: write it like 49.90 or 49.90 EUR")
    sign = found[1] or found[3]
    code = SYMBOLS.get(sign, sign.upper()) or currency
    if not re.fullmatch("[A-Z]{3}", code):
        raise ValueError(f"price {text!r} names the currency {sign!r}: use its ISO 4217 code, such as EUR")
    minor = money.from_major(_plain(found[2]), code)
    if minor < 0:
        raise ValueError(f"price {text!r} is negative")
    if minor > 2**31 - 1:
        raise ValueError(f"price {text!r} is too large")
    return code, minor


def _plain(number: str) -> str:
    """`1.299,00`, `1,299.00` and `1 299` as `1299.00`; a lone point is a decimal point, however many digits follow."""
    digits = re.sub(r"[\s\u00a0']", "", number)
    point = re.search(r"[.,](\d{1,2})$", digits)
    if point is not None:
        return re.sub(r"[.,]", "", digits[: point.start()]) + "." + point[1]
    return digits if digits.count(".") == 1 and "," not in digits else re.sub(r"[.,](?=\d{3}(\D|$))", "", digits)


def _price(columns: FoundColumns, row: Row, terms: Terms) -> tuple[str, int]:
    currency = columns.text(row, "currency").upper() or terms.currency
    if not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError(f"currency {currency!r} is no ISO 4217 code, such as EUR")
    text = columns.text(row, "price") or terms.default_price or ""
    if not text:
        raise ValueError("price is empty: give one, or name a default price for such rows")
    full = _read_price(columns.value(row, "price"), text, currency)
    reduced = columns.text(row, "sale_price")
    if not reduced:
        return full
    found = _read_price(columns.value(row, "sale_price"), reduced, full[0])
    return found if found[0] == full[0] and 0 < found[1] < full[1] else full


def _read_price(value: object, text: str, currency: str) -> tuple[str, int]:
    if isinstance(value, float) and math.isfinite(value):  # 49.9 in 32 bits is 49.900001525878906
        digits = money.exponent(currency)
        if math.isclose(value, round(value, digits), rel_tol=1e-7):
            text = f"{value:.{digits}f}"
    return amount_of(text, currency)


def _amount(columns: FoundColumns, row: Row) -> int:
    """How many there are: the quantity, or 1 unless the availability says that there are none."""
    text = columns.text(row, "quantity")
    if text:
        if not re.fullmatch(r"[+-]?\d{1,9}", text):
            raise ValueError(f"quantity {text!r} is not a whole number")
        amount = int(text)
        if not 0 <= amount <= MOST_STOCK:
            raise ValueError(f"quantity {text} must lie between 0 and {MOST_STOCK}")
        return amount
    return 0 if columns.text(row, "availability").lower() in AWAY else 1


def _gtin(text: str) -> str | None:
    """The GTIN in a cell; what shops keep in such a column instead, as a shelf mark, is none and is left out."""
    digits = re.sub(r"[\s'-]", "", text)
    return digits if len(digits) in GTIN_LENGTHS and digits.isascii() and ean.is_valid(digits) else None


def _formality(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"formality {text!r} must be a number between 0 (casual) and 1 (formal)")
    return value


def _tags(columns: FoundColumns, row: Row) -> list[str] | None:
    if "tags" not in columns:
        return None
    cells = [text_of(value) for value in columns.values(row, "tags") if not isinstance(value, list)]
    cells += [text_of(part) for value in columns.values(row, "tags") if isinstance(value, list) for part in value]
    words = [part.lower()[:LONGEST_TAG] for cell in cells for part in _parts(cell)]
    return list(dict.fromkeys(words))[:MOST_TAGS]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|>,;/]", text) if part.strip()]


def _description(columns: FoundColumns, row: Row) -> str | None:
    text = plain_text(columns.text(row, "description"))
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"description has {len(text)} characters; at most {LONGEST_TEXT} fit")
    return text or None


def _is_active(columns: FoundColumns, row: Row) -> bool | None:
    """Whether shoppers may see it; None where the file says nothing."""
    said = [word for value in columns.values(row, "status") if (word := text_of(value).lower())]
    return not any(word in HIDDEN for word in said) if said else None


def _photos(columns: FoundColumns, row: Row) -> list[Photo] | None:
    """Every picture once: the main one, then the further ones, as a list or with commas between."""
    cells = [columns.value(row, "image_link"), *columns.values(row, "additional_image_link")]
    parts = [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]
    links = [link for part in parts if (text := text_of(part)) for link in BETWEEN_LINKS.split(text)]
    return [Photo(_link(link)) for link in dict.fromkeys(links)][:MOST_PHOTOS] or None


def _short(columns: FoundColumns, row: Row, name: str) -> str:
    text = columns.text(row, name)
    if len(text) > LONGEST[name]:
        raise ValueError(f"{name} has {len(text)} characters; at most {LONGEST[name]} fit")
    return text


def _link(text: str) -> str:
    if len(text) > LONGEST_URL or not re.match(r"^(https?://|/)[^\s<>\"]+$", text):
        raise ValueError(f"image_link {text[:80]!r} is not an address: it begins with https://")
    return text
