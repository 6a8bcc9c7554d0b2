"""Amounts as each provider spells them, and as the book keeps them: integers of the ISO 4217 minor unit.

Sources: docs.stripe.com/currencies (zero-decimal list, special cases), Paystack's introduction ("XOF Subunit and
Fractions"), Flutterwave's Standard guide (major units).
"""

from decimal import Decimal

ZERO_DECIMAL = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
THREE_DECIMAL = frozenset("BHD IQD JOD KWD LYD OMR TND".split())

# Stripe spells these with two decimals that are always 00, for they once had some.
STRIPE_ALWAYS_00 = frozenset({"ISK", "UGX"})
# Stripe has no decimals for the ariary, ISO has two.
STRIPE_ZERO_DECIMAL = (ZERO_DECIMAL - STRIPE_ALWAYS_00) | {"MGA"}
STRIPE_THREE_DECIMAL = frozenset("BHD JOD KWD OMR TND".split())
STRIPE_CURRENCIES = STRIPE_ZERO_DECIMAL | STRIPE_THREE_DECIMAL | STRIPE_ALWAYS_00 | frozenset(
    "AED ALL AMD ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BRL BSD BWP BZD CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD"
    " EGP ETB EUR FJD GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LAK LBP LKR LRD"
    " LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD"
    " SAR SBD SCR SEK SGD SOS SRD SZL THB TJS TOP TRY TTD TWD TZS UAH USD UYU UZS WST XCD YER ZAR ZMW".split()
)  # fmt: skip
STRIPE_MOST = 99_999_999

PAYSTACK_LEAST = {"NGN": 5000, "USD": 200, "GHS": 10, "ZAR": 100, "KES": 300, "XOF": 100}  # in Paystack's own unit

FLUTTERWAVE_CURRENCIES = frozenset(
    "AED ARS AUD BHD BRL CAD CHF CZK EGP ETB EUR GBP GHS ILS INR JPY KES KRW KWD MAD MUR MWK MXN MYR NGN NOK NZD PEN"
    " PLN RUB RWF SAR SEK SGD SLE SLL TZS UGX USD XAF XOF ZAR ZMW".split()
)


class WrongAmount(ValueError):
    """An amount that the provider refuses in this currency; the message says why."""


def exponent_of(currency: str) -> int:
    """How many decimals ISO 4217 gives a currency."""
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def from_stripe(amount: int, currency: str) -> int:
    """Stripe's integer in ISO minor units. Raises WrongAmount."""
    if not 0 < amount <= STRIPE_MOST:
        raise WrongAmount(f"Amount must be between 1 and {STRIPE_MOST}: {amount}")
    if currency in STRIPE_ALWAYS_00:
        if amount % 100:
            raise WrongAmount(f"Amounts in {currency} must be divisible by 100: {amount}")
        return amount // 100
    if currency in STRIPE_THREE_DECIMAL and amount % 10:
        raise WrongAmount(f"Amounts in {currency} must be divisible by 10: {amount}")
    return amount * 100 if currency == "MGA" else amount


def to_stripe(amount: int, currency: str) -> int:
    """ISO minor units as Stripe spells them."""
    return amount * 100 if currency in STRIPE_ALWAYS_00 else amount // 100 if currency == "MGA" else amount


def from_paystack(amount: int, currency: str) -> int:
    """Paystack's subunits in ISO minor units: a hundredth in every currency; what XOF has of them is ignored."""
    return amount // 100 if exponent_of(currency) == 0 else amount


def to_paystack(amount: int, currency: str) -> int:
    """ISO minor units in Paystack's subunits."""
    return amount * 100 if exponent_of(currency) == 0 else amount


def from_flutterwave(amount: Decimal, currency: str) -> int:
    """Flutterwave's major units in ISO minor units. Raises WrongAmount."""
    minor = amount.scaleb(exponent_of(currency))
    if not minor.is_finite() or minor <= 0 or minor >= 10**15:
        raise WrongAmount(f"amount must be greater than zero: {amount}")
    if minor != minor.to_integral_value():
        raise WrongAmount(f"amount has more decimals than {currency}: {amount}")
    return int(minor)


def to_flutterwave(amount: int, currency: str) -> int | float:
    """ISO minor units in major units, as a JSON number: whole ones without a point."""
    major = Decimal(amount).scaleb(-exponent_of(currency))
    return int(major) if major == major.to_integral_value() else float(major)


def in_words(amount: int, currency: str) -> str:
    """An amount for people: `EUR 1,234.50`."""
    digits = exponent_of(currency)
    return f"{currency} {Decimal(amount).scaleb(-digits):,.{digits}f}"
