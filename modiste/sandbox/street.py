"""The eight shops of the street: who they are, how they price and deliver, and on which port each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

PER_EURO = {"EUR": 1.0, "GBP": 0.87, "USD": 1.16}  # the street's own bank
CLIENT_ID, CLIENT_SECRET = "street", "only-good-on-this-street"  # what the two interfaces with sign-in accept
HOST = "127.0.0.1"


class Mood(StrEnum):
    """How a shop goes about its prices."""

    STEADY = "steady"  # seldom a change, seldom a promotion
    RESTLESS = "restless"  # changes every few days
    PREMIUM = "premium"  # dear, and never on sale
    SEASONAL = "seasonal"  # clears its shelves in January and July
    ALWAYS_ON_SALE = "always_on_sale"  # raises a price before it "reduces" it


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a parcel costs in minor units of the shop's currency, from which total on nothing, and its days."""

    cost: int
    free_over: int | None
    days_min: int
    days_max: int


@dataclass(frozen=True, slots=True, eq=False)  # each is one of its kind, and looked up by the hundred thousand
class Shop:
    """One shop. `level` times the maker's price is its usual price, give or take `spread`; `share` is how much of the
    catalogue it carries, `gtin_share` for how much of that it knows the GTIN; its prices end in `ending` hundredths."""

    name: str
    title: str
    kind: str
    offset: int
    currency: str
    mood: Mood
    level: float
    delivery: Delivery
    spread: float = 0.06
    share: float = 0.6
    gtin_share: float = 0.5
    ending: int = 90
    per_day: int | None = None  # the quota of the interface
    per_second: float | None = None  # its throttle

    @property
    def vendor(self) -> str:
        """The name under which a price comparison knows the shop."""
        return self.name if self.kind == self.name else f"{self.kind}:{self.name}"


SHOPS = (
    Shop("ebay", "eBay", "ebay", 0, "EUR", Mood.RESTLESS, 0.93, Delivery(549, None, 3, 6), 0.1, 0.7, 0.35, 99, 5000),
    Shop(
        "amazon", "Amazon", "amazon", 1, "EUR", Mood.RESTLESS, 0.97, Delivery(499, 3900, 1, 2), 0.08, 0.65, 0.8, 95,
        per_day=8640, per_second=10.0,
    ),
    Shop("atelier-nord", "Atelier Nord", "shopify", 2, "EUR", Mood.PREMIUM, 1.06, Delivery(690, 15000, 1, 2), ending=0),
    Shop(
        "thread-and-thimble", "Thread & Thimble", "shopify", 3, "GBP", Mood.SEASONAL, 0.99, Delivery(850, 18000, 4, 7)
    ),
    Shop(
        "lindenhof", "Lindenhof Moden", "woocommerce", 4, "EUR", Mood.STEADY, 0.9, Delivery(590, 9900, 6, 10),
        gtin_share=0.3, ending=95,
    ),
    Shop(
        "galerie-mode", "Galerie Mode", "page", 5, "EUR", Mood.ALWAYS_ON_SALE, 1.0, Delivery(495, 7900, 2, 4), ending=99
    ),
    Shop("casa-bruna", "Casa Bruna", "page", 6, "EUR", Mood.SEASONAL, 0.98, Delivery(790, 12000, 3, 5), gtin_share=0.6),
    Shop(
        "fifth-and-dry", "Fifth & Dry", "page", 7, "USD", Mood.STEADY, 0.95, Delivery(1495, 25000, 7, 12), 0.09, 0.5,
        gtin_share=0.0,
    ),
)  # fmt: skip


def shop_of(name: str) -> Shop:
    """The shop of that name; raises KeyError."""
    return {shop.name: shop for shop in SHOPS}[name]


def addresses_of(port: int, shops: Sequence[Shop] = SHOPS) -> dict[str, str]:
    """The address of each shop, by name, when the first one stands on `port`."""
    return {shop.name: f"http://{HOST}:{port + shop.offset}" for shop in shops}
