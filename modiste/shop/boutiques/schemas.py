"""What boutiques look like over the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.shop.kit.money import Currency
from modiste.shop.kit.web.fields import PRINTED, Body, Line, SearchText, Text, Whole

Slug = Annotated[str, Field(min_length=2, max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["maison-lune"])]
BoutiqueName = Annotated[Line, Field(max_length=120)]
City = Annotated[SearchText, Field(max_length=80)]
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$", description="ISO 3166-1, or empty.", examples=["PT"])]

Fee = Annotated[int, Field(ge=0, le=10_000_000, description="Minor units of the boutique's currency."), Whole]
MethodCode = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["express"])]
MethodName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PRINTED)]
Days = Annotated[int, Field(ge=0, le=90), Whole]


class BoutiqueOut(BaseModel):
    """A boutique, as everybody sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    slug: str
    name: str
    city: str
    country: str
    story: str
    logo_url: str | None
    currency: Currency
    delivery_cost: Fee
    free_over: Fee | None
    delivery_days_min: Days
    delivery_days_max: Days
    created_at: datetime


class BoutiqueIn(Body):
    """A boutique to open."""

    name: BoutiqueName
    slug: Slug | None = Field(None, description="Its place in addresses; made from the name when absent.")
    city: City = ""
    country: Country = ""
    story: Text = ""
    currency: Currency = "EUR"


class BoutiqueChangesIn(Body):
    """What the owner may change; fields that are absent stay as they are."""

    name: BoutiqueName | None = None
    slug: Slug | None = None
    city: City | None = None
    country: Country | None = None
    story: Text | None = None
    delivery_cost: Fee | None = None
    free_over: Fee | None = Field(None, description="From which price of a parcel on delivery is free; null: never.")
    delivery_days_min: Days | None = None
    delivery_days_max: Days | None = None


class DeliveryMethodIn(Body):
    """A way of delivery as it shall be."""

    name: MethodName
    cost: Fee
    free_over: Fee | None = Field(None, description="From which price of a parcel on it costs nothing; null: never.")
    days_min: Days
    days_max: Days
    countries: Annotated[
        list[Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["DE"])]],
        Field(max_length=250, description="Where it goes to (ISO 3166-1); empty: everywhere."),
    ] = []
    is_active: bool = Field(True, description="Whether shoppers can choose it now.")


class DeliveryMethodOut(DeliveryMethodIn):
    """A way of delivery of a boutique."""

    model_config = ConfigDict(from_attributes=True)

    code: MethodCode
