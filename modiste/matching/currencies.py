"""Currencies as shops print them: ISO 4217 codes, symbols and words, and which one a country means by `$` or `kr`."""

from urllib.parse import urlsplit

# ISO 4217, list one, without funds, metals and test codes (2026)
ISO_CODES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP"
    " CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG"
    " HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL"
    " MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR"
    " RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD"
    " TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split()
)
FORMER_CODES = frozenset("ANG BGN HRK SLL ZWL".split())  # withdrawn lately: pages that were kept still print them

# What means one currency wherever it is printed. Left lower-case; `iso_code` folds case unless the two cases differ.
SYMBOLS = {
    **{"€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "￡": "GBP", "pound": "GBP", "stg": "GBP"},
    **{"us$": "USD", "us $": "USD", "u$s": "USD", "au$": "AUD", "au $": "AUD", "a$": "AUD", "nz$": "NZD"},
    **{"c$": "CAD", "ca$": "CAD", "can$": "CAD", "cad$": "CAD", "cnd": "CAD", "hk$": "HKD", "nt$": "TWD", "nt": "TWD"},
    **{"s$": "SGD", "r$": "BRL", "mx$": "MXN", "mex$": "MXN", "ar$": "ARS", "cl$": "CLP", "co$": "COP", "rd$": "DOP"},
    **{"j$": "JMD", "n$": "NAD", "tt$": "TTD", "bz$": "BZD", "g$": "GYD", "gy$": "GYD", "$b": "BOB", "bs.": "BOB"},
    **{"$u": "UYU", "mop$": "MOP", "bn$": "BND", "z$": "ZWL", "t$": "TOP", "ws$": "WST", "bds$": "BBD", "cv$": "CVE"},
    **{"zł": "PLN", "zl": "PLN", "kč": "CZK", "ft": "HUF", "lei": "RON", "leu": "RON", "лв": "BGN", "лв.": "BGN"},
    **{"₽": "RUB", "руб": "RUB", "руб.": "RUB", "р.": "RUB", "р": "RUB", "rbl": "RUB", "₴": "UAH", "грн": "UAH"},
    **{"грн.": "UAH", "hrn": "UAH", "₸": "KZT", "тг": "KZT", "тңг": "KZT", "тңг.": "KZT", "₼": "AZN", "ман.": "AZN"},
    **{"₾": "GEL", "ლ": "GEL", "lari": "GEL", "ლარი": "GEL", "֏": "AMD", "դր": "AMD", "դր.": "AMD", "с": "KGS"},
    **{"so'm": "UZS", "sʻ": "UZS", "s'": "UZS", "som": "UZS", "br": "BYN", "км": "BAM", "km": "BAM", "ден": "MKD"},
    **{"дин": "RSD", "дин.": "RSD", "динар": "RSD", "din": "RSD", "dinara": "RSD", "₺": "TRY", "tl": "TRY"},
    **{"元": "CNY", "cn¥": "CNY", "人民币": "CNY", "圆": "CNY", "圓": "CNY", "yuan": "CNY", "円": "JPY", "yen": "JPY"},
    **{"₩": "KRW", "원": "KRW", "₹": "INR", "₨": "INR", "re": "INR", "ரூ": "LKR", "රු": "LKR", "৳": "BDT"},
    **{"টকা": "BDT", "नेरू": "NPR", "฿": "THB", "บาท": "THB", "₫": "VND", "vnđ": "VND", "đ": "VND", "₱": "PHP"},
    **{"rp": "IDR", "rm": "MYR", "₭": "LAK", "៛": "KHR", "ks": "MMK", "₮": "MNT", "nu": "BTN", "؋": "AFN"},
    **{"₪": "ILS", 'ש"ח': "ILS", "ש״ח": "ILS", "ש'ח": "ILS", "nis": "ILS", "ش.ج": "ILS", "ش.ص": "ILS"},
    **{"ر.س": "SAR", "sr": "SAR", "د.إ": "AED", "dh": "AED", "dhs": "AED", "درهم": "AED", "ج.م": "EGP", "e£": "EGP"},
    **{"جنيه": "EGP", "le": "EGP", "د.ك": "KWD", "دينار كويتي": "KWD", "kd": "KWD", ".د.ب": "BHD", "د.ب": "BHD"},
    **{"ر.ق": "QAR", "ر.ع": "OMR", "ر.ي": "YER", "د.أ": "JOD", "د.ا": "JOD", "jd": "JOD", "دينار أردني": "JOD"},
    **{"ع.د": "IQD", "د.ع": "IQD", "د.ل": "LYD", "ل.د": "LYD", "د.ت": "TND", "دج": "DZD", "د.ج": "DZD"},
    **{"د.م": "MAD", "ل.ل": "LBP", "ل.س": "SYP", "sy£": "SYP", "lb£": "LBP", "ج.س": "SDG", "ج.س.": "SDG"},
    **{"تومان": "IRR", "ናቕፋ": "ERN", "نافكا": "ERN", "ብር": "ETB", "₦": "NGN", "ksh": "KES", "kshs": "KES"},
    **{"₵": "GHS", "gh₵": "GHS", "gfr": "GNF", "frw": "RWF", "rf": "RWF", "r₣": "RWF", "fbu": "BIF", "ar": "MGA"},
    **{"mt": "MZN", "kwz": "AOA", "vt": "VUV", "sfr": "CHF", "fr.": "CHF", "esc": "CVE", "₡": "CRC", "₲": "PYG"},
    **{"s/": "PEN", "s/.": "PEN", "r": "ZAR", "q": "GTQ", "id": "IQD", "rur": "RUB", "ntd": "TWD"},
}
# Printed by shops, but no currency of one country (or of none in ISO 4217): the symbol is kept, the code stays empty.
NAMELESS = ("franc", "francs", "دينار", "ƀ", "btc", "¢", "د.", "kr", "kr.", "spl", "sl", "p", "k", "l", "d", "e", "g")
LOCAL = {  # ambiguous symbol → country → currency
    "$": (
        "us USD ca CAD au AUD nz NZD sg SGD hk HKD tw TWD mx MXN ar ARS cl CLP co COP br BRL jm JMD bb BBD bs BSD"
        " fj FJD tt TTD do DOP ec USD pr USD sv USD zw USD uy UYU"
    ),
    "kr": "se SEK no NOK dk DKK is ISK fo DKK",
    "rs": "in INR pk PKR lk LKR np NPR mu MUR",
    "¥": "jp JPY cn CNY",
    "￥": "jp JPY cn CNY",
    "ريال": "sa SAR qa QAR om OMR ye YER",
    "﷼": "sa SAR qa QAR om OMR ye YER ir IRR",
    "l": "hn HNL it EUR ro RON",
}
LOCAL_CODES = {symbol: dict(zip(*[iter(pairs.split())] * 2, strict=True)) for symbol, pairs in LOCAL.items()}
USUAL = {"$": "USD", "¥": "JPY", "￥": "JPY", "rs": "INR"}  # of a shop whose country nothing tells


def iso_code(printed: str, country: str = "", *, guess: bool = False) -> str:
    """The ISO 4217 code of a printed currency, or "" where it is ambiguous and `country` ("ca", "se") does not tell.

    With `guess`, `$` of a shop of no known country is USD and so on: the usual meaning instead of none.

    >>> iso_code("zł"), iso_code("$"), iso_code("$", "ca"), iso_code("$", guess=True)
    ('PLN', '', 'CAD', 'USD')
    """
    folded = printed.strip().strip("\u200f\u200e").casefold().removesuffix(".-")
    if (code := folded.upper()) in ISO_CODES or code in FORMER_CODES:
        return code
    code = SYMBOLS.get(folded) or SYMBOLS.get(folded.rstrip("."), "")
    if code:
        return code
    folded = folded.rstrip(".")
    return LOCAL_CODES.get(folded, {}).get(country) or (USUAL.get(folded, "") if guess else "")


def country_of(url: str, language: str = "") -> str:
    """The country a shop sells in, by its address (`.com.au`, `/en-ca/`), else by the page's language (`en-NZ`)."""
    parts = urlsplit(url)
    end = (parts.hostname or "").rpartition(".")[2]
    if len(end) == 2 and end not in {"co", "io", "me", "tv", "ai", "eu"}:
        return "gb" if end == "uk" else end
    for piece in parts.path.strip("/").split("/")[:2]:
        locale = piece.replace("_", "-").lower().split("-")
        if len(locale) == 2 and all(len(word) == 2 and word.isalpha() for word in locale):
            return locale[1]
    locale = language.replace("_", "-").lower().split("-")
    return locale[-1] if len(locale) > 1 and len(locale[-1]) == 2 else ""
