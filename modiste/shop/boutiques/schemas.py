"""What boutiques look like over the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.shop.accounts.schemas import Email, OpaqueToken
from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.kit.money import Currency
from modiste.shop.kit.web.fields import PRINTED, Body, Line, SearchText, Text, Whole

Slug = Annotated[str, Field(min_length=2, max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["maison-lune"])]
BoutiqueName = Annotated[Line, Field(max_length=120)]
City = Annotated[SearchText, Field(max_length=80)]
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$", description="ISO 3166-1, or empty.", examples=["PT"])]

Fee = Annotated[int, Field(ge=0, le=10_000_000, description="Minor units of the boutique's currency."), Whole]
MethodCode = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["express"])]
MethodName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PRINTED)]
TermsVersion = Annotated[
    str,
    Field(max_length=20, description="The version of the seller's terms that is agreed to.", examples=[TERMS_VERSION]),
]
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
    logo_small_url: str | None = None
    currency: Currency
    delivery_cost: Fee
    free_over: Fee | None
    delivery_days_min: Days
    delivery_days_max: Days
    created_at: datetime


class MyBoutiqueOut(BoutiqueOut):
    """A boutique, as those see it who work for it."""

    post: Literal["owner", "staff", "key"] = Field(description="As what the caller works for it.")
    terms_version: str | None = Field(description="The version of the seller's terms that its owner agreed to last.")
    terms_agreed_at: datetime | None
    terms_hold: bool = Field(description="Whether that version is the one that holds now.")


class TermsOut(BaseModel):
    """Which version of the seller's terms holds."""

    version: str


class TermsIn(Body):
    """That the owner agrees to the seller's terms."""

    terms_version: TermsVersion


class BoutiqueIn(Body):
    """A boutique to open."""

    name: BoutiqueName
    terms_version: TermsVersion
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


class ColleagueOut(BaseModel):
    """Somebody among a boutique's staff."""

    model_config = ConfigDict(from_attributes=True)

    user_id: int
    name: str
    email: str
    joined_at: datetime


class InvitationIn(Body):
    """An address to invite."""

    email: Email
    language: Literal["en", "fr", "de"] = Field("en", description="The language of the mail.")


class InvitationOut(BaseModel):
    """An open invitation, as the owner sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    email: str
    created_at: datetime
    expires_at: datetime
    sent_at: datetime | None = Field(description="When the mail went; null: it is on its way.")


class InvitationTokenIn(Body):
    """What the link of an invitation carries."""

    token: OpaqueToken


class InvitedOut(BaseModel):
    """What an invitation is to, for whoever holds its link."""

    boutique_name: str
    boutique_slug: str
    logo_url: str | None
    expires_at: datetime


class KeyIn(Body):
    """A key to make."""

    name: MethodName = Field(description="What it is for.", examples=["Stock system"])


class KeyOut(BaseModel):
    """An API key, as the owner sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    prefix: str = Field(description="What the key begins with.")
    created_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None


class MadeKeyOut(KeyOut):
    """A key that was made just now."""

    key: str = Field(description="Send it as `Authorization: Bearer …`; it is not shown again.")
