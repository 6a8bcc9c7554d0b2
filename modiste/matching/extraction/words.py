"""The words by which a page tells one price from another: in the names of its classes, and in the text beside."""

import re


def compile_words(pattern: str) -> re.Pattern[str]:
    r"""A pattern for texts in lower case, `\bword` in it written as `w(?<!\ww)ord`, which means the same.

    An alternation whose every branch begins with a letter is found by a scan for those letters, ten times as fast.
    """
    return re.compile(re.sub(r"(?<![^|(])\\b(\w)", r"\1(?<!\\w\1)", pattern))


WORDS: dict[str, re.Pattern[str]] = {
    name: compile_words(pattern)
    for name, pattern in {
        "price": r"price|preis|prix|prezzo|precio|preco|pris|cena|cost|amount",
        "now": r"\bour|now|sale|special|current|final|deal|actual|sell|promo|offer|today",
        "old": r"\bwas|\bold|-old|old-?price|list-?price|price-?list|_old|strike"
        r"|regular|rrp|msrp|retail|before|original"
        r"|cross-?ed|previous|uvp|line-?through|oldamount|compare-?at",
        "delivery": r"ship|deliver|freight|versand|livr|spedi|postage|dispatch",
        "others": r"\brelated|similar|recommend|carousel|\balso|sponsor|upsell|cross-?sell"
        r"|recently|slider|swiper|suggest"
        r"|\bads?\b|bundle|accessor|compari|teaser|\btile",
        "unit": r"unit|\bper\b|/kg|measure",
        "instalment": r"instal|month|financ|rate|credit|klarna|lease|parcel",
        "saving": r"sav(e|ing)|discount|coupon|voucher|rebate|cashback|points|reward|gift",
        "basket": r"basket|minicart|mini-cart|total|subtotal|checkout",
        "main": r"buybox|buy-?box|product|detail|main|pdp|summary|center|info|item",
        "swatch": r"swatch|variation|option|variant|format",
        "used": r"\bused|refurb|open-?box|pre-?owned",
        "frame": r"header|nav|footer|menu|filter|facet|search|bread",
        "review": r"review|rating|comment|star|answer|question",
        "block": r"block|value|display|\bbig|large|\bxl|primary|bold",
    }.items()
}
LABELS: dict[str, re.Pattern[str]] = {
    name: compile_words(pattern)
    for name, pattern in {
        "price": r"\bprice|\bpreis|\bprix|\bprezzo|\bprecio|\bpreço|\bpris|\bcena|\bцена|מחיר|價|价",
        "old": r"\bwas|\brrp|\br\.r\.p|\blist|\buvp|\bstatt|\bbefore|\boriginal|\bregular|\bconseill|\bconsigliato"
        r"|\binstead|\blistino",
        "saving": r"save|spar|econom|risparm|ahorr|off\b|discount|rabatt|coupon|voucher|gutschein|\bcode\b|cup[oó][nm]",
        "delivery": r"deliver|shipping|versand|livraison|spedizione|envío|entrega|postage|\bover\b|ab einem|minim",
        "from": r"from|ab\b|da\b|à partir|desde|used|new\s*\(|neu|usato|occasion|\(\d+\)",
        "per": r"/\s?(?:kg|g\b|100|l\b|ml|m²|unit|mo|stk|st\b|st[üu]ck)|\bper\b|\bpro\b"
        r"|month|monat|\bmois|\bmes\b|平均|每|payments? of|instal+ment|\braten\b|cuotas|parcelas|mensualit",
        "start": r"start(?:ing|preis|gebot)|(?:opening|minimum|first) bid|mise à prix|base d'asta|precio de salida"
        r"|estimate",
        "size": r"\bcm|\bmm|\bkg|\bpack|\bpcs|\bgb|\bmah|\bwatt|\binch|\byear|\bday|\bstar"
        r"|\breview|\brating|\bsold|\bview",
    }.items()
}
_CODES = (
    "EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|RON|HUF|INR|BRL|TRY|RUB|AED|SAR|ZAR|AUD|CAD"
    "|Kč|zł|kr|Rs|lei|Lei|LEI|Ft|руб|грн|лв|NT|RM|Rp|SR"
).split("|")
_CODE = "|".join(f"{code[0]}(?<![a-zA-Z]{code[0]}){code[1:]}" for code in _CODES)  # first letters as in `compile_words`
MONEY = re.compile(rf"[$€£¥￥₽₹₺₩₪₴₫฿₦₱元円원]|(?:{_CODE})\.?(?![a-zA-Z])")
SHOWN = re.compile(rf"(?:{MONEY.pattern})\s?\d|\d\s?(?:{MONEY.pattern})")
# "4 payments of $38.22", "or 12x R$ 49,90": a text that begins with the number of its instalments
INSTALMENTS = re.compile(
    r"^\D{0,30}\b\d{1,2}\s?(?:[x×]\s?(?:de\s|à\s)?(?=\D{0,4}\d)"
    r"|(?:[^\W\d]+[-\s]+){0,3}(?:payments?|instal+ments?|raten|cuotas|parcelas|mensualités|rate)\b)",
    re.I,
)
