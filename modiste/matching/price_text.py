"""Price texts: the amount and the currency that a text like "Was £120 Now £60" means, in linear time on any input."""

import re
from dataclasses import dataclass
from decimal import Decimal

from price_parser.parser import extract_currency_symbol, extract_price_text, parse_number

from modiste.matching.currencies import NAMELESS, SYMBOLS, iso_code

LONGEST = 200  # price-parser is quadratic in the length of its text; no price needs more
LARGEST = Decimal(10) ** 12
_NUMBER = r"\d[\d.,'’\s]*(?:,?-)?"
_CURRENCY = "|".join(map(re.escape, sorted({*SYMBOLS, *NAMELESS}, key=len, reverse=True))) + "|[a-z]{3}"
_ALONE = re.compile(  # the whole text is a number and a currency that price-parser does not know, or not so well
    rf"\s*(?:(?P<before>{_CURRENCY})\s*{_NUMBER}|{_NUMBER}\s*(?P<after>{_CURRENCY})(?:/\w+)?)\s*",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?:\bAU|\bUS|\bCAN|\bCAD|\bGY|\bG)\s?\$(?=\s?\d)")
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|\d{1,2}-0\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:19|20)\d\d",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|jetzt|nur|adesso|maintenant|ahora|nu)\b[\s:]*(?=\D{0,6}(?!0[.,]00)\d)", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|rrp|statt|vorher|ausgaben)\b", re.IGNORECASE)
_PACK = re.compile(r"^\s*\d{1,3}\s*(?:for|für|pour|per|voor)\s+(?=\D{0,4}\d)", re.IGNORECASE)
_ROUBLE = re.compile(r"(?<![а-я])р(?:уб(?:л[а-я]*)?)?(?![а-я])", re.IGNORECASE)  # price-parser finds it inside words
_STEPS = re.compile(r"^\s*\d[\d,]*\s+-\s+(?=[$£€]\s?\d)")
_FREE_OVER = re.compile(r"\bfree\b.{0,20}\b(?:shipping|delivery|postage)\b.*\d", re.IGNORECASE)
_ORDER_LEAST = re.compile(r"\((?:мин|min)[^)]{0,40}\)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*\d+[.,]\d+\s?(?:ft|cm|mm|kg|ml)\s*$")
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}(?:,\d{3})+)\.0{3}(?!\d)")
_NO_PRICE = re.compile(
    r"(?<![\d.,])\d{16,}|\d{40,}|\d[eE][+-]?\d"
)  # a number that runs away, or one in a programmer's notation


@dataclass(frozen=True, slots=True)
class PriceText:
    """What a text says: the amount in major units, the currency as printed, and its ISO 4217 code where it is sure."""

    amount: Decimal | None
    currency: str
    symbol: str = ""


NOTHING = PriceText(None, "")


def parse_price(text: str, *, currency_hint: str = "", decimal_separator: str = "") -> PriceText:
    """Read the price that `text` shows; the hint is a text or code that may name the currency.

    Text is cut after 200 characters; negative, endless and absurd (over 10¹²) amounts are none. Of "was … now …" the
    present price counts, of "3 for £10" the money. Free delivery over an amount is no price.

    >>> parse_price("Was $1,299.00 Now $999.00", currency_hint="USD")
    PriceText(amount=Decimal('999.00'), currency='USD', symbol='$')
    """
    cut, hint = text[:LONGEST], currency_hint[:LONGEST]
    symbol = _symbol_of(cut, hint)
    code = iso_code(symbol) or iso_code(hint)
    return PriceText(_amount_of(cut, decimal_separator), code, symbol)


def _amount_of(text: str, decimal_separator: str) -> Decimal | None:
    text = _present_price(text)
    if not text or _NO_PRICE.search(text):
        return None
    grouped = _THOUSANDS.search(text)  # "1,299.000": a machine's three decimals behind grouped thousands
    if grouped and not decimal_separator:
        text = text.replace(grouped[0], grouped[1])
    alone = _ALONE.fullmatch(text)
    if alone and alone["after"]:  # "16.00 ft" and "1 S'" would confuse it: the number is all that it needs
        text = text[: alone.start("after")]
    number = extract_price_text(text)
    amount = parse_number(number, decimal_separator or None) if number is not None else None
    if amount is None or not amount.is_finite() or not 0 <= amount < LARGEST or _is_negative(text):
        return None
    return amount


def _present_price(text: str) -> str:
    """The part of the text that is the price to pay; empty where no number in it is a price."""
    if _DATE.fullmatch(text.strip()) or _LENGTH.match(text) or _FREE_OVER.search(text):
        return ""
    was = _WAS.search(text)
    if was and (now := _NOW.search(text, was.end())):
        text = text[now.end() :]
    text = _ORDER_LEAST.sub("", text)
    text = _PACK.sub("", text)
    steps = _STEPS.match(text)  # "50 - $2.00 100 - $2.75": the price of the smallest quantity
    return text[steps.end() :].partition(" ")[0] if steps else text


def _is_negative(text: str) -> bool:
    return bool(re.match(r"\s*[-−][$£€]?\d", text))


def _symbol_of(text: str, hint: str) -> str:
    if prefixed := _PREFIXED.search(text):
        return prefixed[0]
    if _LENGTH.match(text):
        return ""
    known = (extract_currency_symbol(text, hint or None) or "").strip()
    if known in {"р", "Р", "руб"} and not _ROUBLE.search(f"{text} {hint}"):
        known = ""
    alone = _ALONE.fullmatch(text)
    printed = (alone["before"] or alone["after"]) if alone else ""
    return printed if printed and (len(printed) > len(known) or known not in printed) else known
