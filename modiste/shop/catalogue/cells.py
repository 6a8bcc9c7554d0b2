"""What the cells of a catalogue file say: prices, stock, lists, addresses; a ValueError says what to change."""

import math
import re

from modiste.shop.kit import money
from modiste.shop.kit.web.fields import INT4

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN"}
AVAILABLE = {
    **dict.fromkeys(("in stock", "instock", "available", "yes", "true", "1", "limited availability"), True),
    **dict.fromkeys(("out of stock", "outofstock", "sold out", "soldout", "discontinued", "no", "false", "0"), False),
    **dict.fromkeys(("preorder", "backorder", "pre order", "back order"), False),
}
LONGEST_PRICE = 40
_PRICE = re.compile(
    r"(?P<before>[A-Z]{3}|[€$£¥₹₦])?\s*(?P<number>[-+]?[\d.,'\s\u00a0\u202f]*\d)\s*(?P<after>[A-Z]{3}|[€$£¥₹₦])?"
)


def text_up_to(text: str, length: int) -> str:
    """`text` on one line, when it fits."""
    text = " ".join(text.split())
    if len(text) > length:
        raise ValueError(f"has {len(text)} characters where {length} fit: shorten it")
    return text


def price_of(value: object, text: str, currency: str) -> tuple[int, str]:
    """Minor units and currency of `49.90`, `49,90 EUR`, `$1,299.00` or a number; `currency` where none is named."""
    if isinstance(value, float) and math.isfinite(value):  # 49.900000000000006 is 49.90
        digits = money.exponent(currency)
        text = f"{value:.{digits}f}" if math.isclose(value, round(value, digits), abs_tol=1e-9) else repr(value)
    found = _PRICE.fullmatch(text.upper()) if len(text) <= LONGEST_PRICE else None
    if found is None:
        raise ValueError("is no price: write it like 49.90 or 49.90 EUR")
    named = {SYMBOLS.get(name, name) for name in (found["before"], found["after"]) if name}
    if len(named) > 1:
        raise ValueError("names two currencies")
    currency = named.pop() if named else currency
    amount = money.from_major(_decimal_of(found["number"]), currency)
    if amount < 0:
        raise ValueError("is negative: a price is 0 or more")
    if amount > INT4:
        raise ValueError(f"is more than the shop can hold ({money.to_major(INT4, currency):.2f} {currency})")
    return amount, currency


def currency_of(text: str) -> str:
    """An ISO 4217 code."""
    code = text.strip().upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise ValueError("is no currency: write a code like EUR")
    return code


def _decimal_of(number: str) -> str:
    """`1.299,00`, `1,299.00` and `1 299` in the one way that Decimal reads; the last mark is the decimal one."""
    number = re.sub(r"[\s'\u00a0\u202f]", "", number)
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number
    mark = number[last]
    if number.count(mark) > 1:  # 1,299,000: then it only groups
        return number.replace(mark, "")
    return number[:last].replace(".", "").replace(",", "") + "." + number[last + 1 :]


def stock_of(text: str) -> int:
    """How many there are."""
    if not re.fullmatch(r"[-+]?\d{1,10}", text):
        raise ValueError("is no number of pieces: write it like 12")
    if not 0 <= int(text) <= INT4:
        raise ValueError("is no possible number of pieces")
    return int(text)


def availability_of(text: str) -> bool:
    """Whether it can be bought now."""
    found = AVAILABLE.get(" ".join(re.split(r"[\s_-]+", text.casefold())))
    if found is None:
        raise ValueError("is no availability: write in_stock or out_of_stock")
    return found


def share_of(text: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError("is no number") from error
    if not 0 <= number <= 1:
        raise ValueError("is not between 0 and 1")
    return number


def list_of(value: object, text: str) -> list[str]:
    """The entries of a list, or of a text cut at commas, semicolons and bars; each once, without space around it."""
    parts = [str(part) for part in value if part is not None] if isinstance(value, list) else re.split(r"[,;|]", text)
    return list(dict.fromkeys(part for part in (" ".join(part.split()) for part in parts) if part))


def address_of(text: str) -> str:
    """The address of a picture, on the web or of this shop."""
    if not re.fullmatch(r"(https?://|/(?!/))[^\s\\<>\"]{1,1990}", text):
        raise ValueError("is no address of a picture: it must begin with https:// and hold no space")
    return text
