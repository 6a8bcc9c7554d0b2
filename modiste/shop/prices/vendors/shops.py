"""What vendors' settings share, and what an operator says of one shop among several with the same interface."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from modiste.matching.currencies import ISO_CODES
from modiste.shop.kit.fetch.base import Answer, Policy, Request
from modiste.shop.prices.vendors.base import Delivery, Terms, Token, Unreadable
from modiste.shop.prices.vendors.guards import link_of, text_of, words_of

SIZES = frozenset("size größe grösse groesse taille talla taglia maat storlek størrelse koko rozmiar velikost".split())
COLOURS = frozenset("color colour farbe couleur colore kleur färg farve väri kolor barva cor".split())


def check_address(value: str) -> str:
    """A shop's address without the slash at its end; raises ValueError when it is none that may be asked."""
    if not link_of(value.replace("{", "").replace("}", "")):
        raise ValueError("must be an http or https address such as https://shop.example")
    return value.rstrip("/")


def check_currency(value: str) -> str:
    """An ISO 4217 code; raises ValueError for anything else."""
    if value not in ISO_CODES:
        raise ValueError("must be an ISO 4217 code such as EUR")
    return value


Address = Annotated[str, AfterValidator(check_address)]
CurrencyCode = Annotated[str, AfterValidator(check_currency)]


class VendorSettings(BaseSettings):
    """A vendor's own settings, named by its `env_prefix`; no error repeats what was set, for it may be a key."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True)


class Shop(BaseModel):
    """One shop; delivery is in minor units of its currency, and unknown unless it is set."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", description="Part of the vendor's name; never change it.")
    title: str = Field(min_length=1, max_length=120, description="What shoppers read.")
    url: Address
    delivery_cost: int | None = Field(None, ge=0)
    free_over: int | None = Field(None, ge=0)
    days_min: int | None = Field(None, ge=0, le=365)
    days_max: int | None = Field(None, ge=0, le=365)
    keep_history: bool = Field(True, description="Whether the shop lets us keep its prices as history.")
    longest_age: int = Field(24 * 3600, ge=60, description="Seconds that a price may be shown.")
    attribution: str = Field("", max_length=300)
    is_affiliate: bool = False
    per_second: float = Field(1.0, gt=0, le=100)
    per_day: int | None = Field(None, ge=1)

    @property
    def delivery(self) -> Delivery:
        return Delivery(self.delivery_cost, self.free_over, self.days_min, self.days_max)


class OpenToAll:
    """The part of a vendor that needs no token: everybody may ask, or the key stands in the settings."""

    parses_pages = False

    def token_request(self) -> Request | None:
        """None: there is nothing to ask for first."""
        return None

    def parse_token(self, answer: Answer) -> Token:
        """Raises Unreadable: this interface has no tokens."""
        raise Unreadable(f"This interface gives no tokens (status {answer.status})")


S = TypeVar("S", bound=Shop)


class ShopVendor(OpenToAll, Generic[S]):
    """The part of a vendor that one shop's settings say; its name is `kind`, a colon and the shop's own."""

    kind: ClassVar[str]
    seconds: ClassVar[float] = 5.0  # that one question may take

    def __init__(self, shop: S) -> None:
        self.shop = shop
        self.name = f"{self.kind}:{shop.name}"
        self.title = shop.title
        self.policy = Policy(self.name, per_second=shop.per_second, per_day=shop.per_day, seconds=self.seconds)
        self.terms = Terms(shop.longest_age, shop.keep_history, shop.attribution, shop.is_affiliate)


def size_in(options: Mapping[str, object]) -> str:
    """The size among a variant's options by the options' names, in the languages that shops use."""
    return _option_named(SIZES, options)


def colour_in(options: Mapping[str, object]) -> str:
    """The colour among a variant's options, likewise."""
    return _option_named(COLOURS, options)


def _option_named(names: frozenset[str], options: Mapping[str, object]) -> str:
    return next((text_of(value) for name, value in options.items() if words_of(name) & names), "")
