"""What the library takes and gives: a product as one shop describes it, a page's facts, a match and its reasons."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Availability(StrEnum):
    """Whether a shop says that it has the product; `unknown` is not `in_stock`."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product as one shop describes it; what is unknown is empty or None.

    `price` is in major units of `currency` (ISO 4217); `gtins` are GTIN-8 to GTIN-14 as digits.
    """

    title: str
    brand: str = ""
    description: str = ""
    category: str = ""
    gtins: tuple[str, ...] = ()
    mpn: str = ""
    colour: str = ""
    size: str = ""
    price: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read: the fact's name, the source (`json-ld`, `microdata`, `opengraph`, `state`, `visible`),
    the text as it stands on the page, a path to it, and how far it is trusted (0 to 1)."""

    fact: str
    source: str
    text: str
    path: str = ""
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a page says of delivery, in major units of the page's currency; None is unknown, never free."""

    cost: Decimal | None = None
    free_over: Decimal | None = None
    days_min: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, slots=True)
class PageVariant:
    """One size or colour of a page's product."""

    sku: str = ""
    size: str = ""
    colour: str = ""
    gtin: str = ""
    price: Decimal | None = None
    availability: Availability = Availability.UNKNOWN


@dataclass(frozen=True, slots=True)
class ProductPage:
    """The facts of one product page; `record` is what the matcher compares. No price on the page means no price."""

    url: str
    record: ProductRecord
    sku: str = ""
    list_price: Decimal | None = None
    availability: Availability = Availability.UNKNOWN
    image_url: str = ""
    delivery: Delivery = Delivery()
    variants: tuple[PageVariant, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)


class ReasonKind(StrEnum):
    """What two records say of each other; all but the titles and prices is about a `Subject` or lists words."""

    SAME = "same"
    DIFFERS = "differs"
    SAME_TITLE = "same_title"
    BOTH_SAY = "both_say"
    ONE_SAYS = "one_says"
    NEAR_PRICE = "near_price"
    FAR_PRICE = "far_price"


class Subject(StrEnum):
    """What is the same, or differs; a measure's values name their unit (`46 inch`)."""

    GTIN = "gtin"
    MODEL_NUMBER = "model_number"
    BRAND = "brand"
    KIND = "kind"
    MAKE = "make"
    COLOUR = "colour"
    WEARER = "wearer"
    SIZE = "size"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a match, as a fact to be put into any language; `str` is English.

    `ours` are the values or words of the left record, `theirs` those of the right one, where they differ.

    >>> str(Reason(ReasonKind.DIFFERS, Subject.COLOUR, ("black",), ("white",)))
    'colour differs: black / white'
    """

    kind: ReasonKind
    about: Subject | None = None
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()

    def __str__(self) -> str:
        ours, theirs = ", ".join(self.ours), ", ".join(self.theirs)
        about = "GTIN" if self.about is Subject.GTIN else (self.about or "").replace("_", " ")
        return {
            ReasonKind.SAME: f"same {about}: {ours}",
            ReasonKind.DIFFERS: f"{about} differs: {ours} / {theirs}",
            ReasonKind.SAME_TITLE: "same title",
            ReasonKind.BOTH_SAY: f"both say {ours}",
            ReasonKind.ONE_SAYS: f"only one says {ours or theirs}",
            ReasonKind.NEAR_PRICE: "nearly the same price",
            ReasonKind.FAR_PRICE: "one costs more than twice the other",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two records are the same product: a calibrated probability, the decision, and why."""

    probability: float
    is_same: bool
    reasons: tuple[Reason, ...] = ()
