"""What people and their sessions look like over the wire."""

import unicodedata
import uuid
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, StringConstraints

from modiste.shop.accounts.models import Role
from modiste.shop.accounts.passwords import LONGEST, SHORTEST
from modiste.shop.kit.money import Money
from modiste.shop.kit.paging import Limit
from modiste.shop.kit.web.fields import Body, Line, SearchText


def _normalised_email(email: str) -> str:
    return unicodedata.normalize("NFC", email).lower()


def _encodable(password: str) -> str:
    """Refuse what UTF-8 cannot hold; the same letters typed on another system are the same password."""
    try:
        password.encode()
    except UnicodeEncodeError as error:
        raise ValueError("this holds half a character (a lone surrogate)") from error
    return unicodedata.normalize("NFC", password)


Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(_normalised_email)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_encodable)]
NewPassword = Annotated[Password, StringConstraints(min_length=SHORTEST)]
Name = Annotated[Line, Field(max_length=120)]
Username = Annotated[
    str,
    StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,62}[A-Za-z0-9]$"),
    Field(examples=["anna.k"]),
]
Taste = Annotated[Line, Field(max_length=40)]
Size = Annotated[Line, Field(max_length=16)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", examples=["de-AT"])]
OpaqueToken = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.\-]+$")]
TokenDelivery = Annotated[
    Literal["body", "cookie"],
    Field(description="Where the refresh token goes: `cookie` (HttpOnly) for browsers, `body` for other clients."),
]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BackgroundPreference(StrEnum):
    """What becomes of the background of a shopper's garment photos."""

    CLEAN = "clean"
    ORIGINAL = "original"


class Fit(StrEnum):
    """How close to the body clothes shall be."""

    SLIM = "slim"
    REGULAR = "regular"
    RELAXED = "relaxed"


class Occasion(StrEnum):
    """What clothes are wanted for."""

    EVERYDAY = "everyday"
    OFFICE = "office"
    EVENING = "evening"
    WEEKEND = "weekend"
    FESTIVE = "festive"


class Theme(StrEnum):
    """The app's light: as the device has it, or always the one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(Body):
    """What a shopper told us about their taste and how the app shall be; everything is optional."""

    background_preference: BackgroundPreference = BackgroundPreference.CLEAN
    favourite_styles: list[Taste] = Field(default=[], max_length=20)
    preferred_colours: list[Taste] = Field(default=[], max_length=20)
    sizes: dict[Taste, Annotated[list[Size], Field(max_length=10)]] = Field(
        default={}, max_length=20, description="Sizes that fit, by kind of garment.", examples=[{"dress": ["36", "S"]}]
    )
    price_ceiling: Money | None = Field(None, description="Nothing dearer is shown.")
    budget: Money | None = Field(None, description="What is dearer comes later, and is not hidden.")
    fit: Fit | None = None
    occasions: list[Occasion] = Field(default=[], max_length=5)
    quiz_done: bool = Field(False, description="Whether the first-run questions were answered or passed over.")
    languages: list[Language] = Field(default=[], max_length=8, description="Languages the person reads.")
    language: Literal["en", "fr", "de"] | None = Field(None, description="The app's language; null: the device's.")
    theme: Theme = Theme.SYSTEM
    haptics: bool = Field(True, description="Whether the device may tremble at a swipe.")


class SignUpIn(Body):
    """A new account."""

    email: Email
    password: NewPassword
    name: Name
    username: Username | None = Field(None, description="Made from the e-mail address when absent.")
    role: Literal[Role.USER, Role.BOUTIQUE] = Role.USER
    token_delivery: TokenDelivery = "body"


class LoginIn(Body):
    """E-mail address and password."""

    email: Email
    password: Password
    token_delivery: TokenDelivery = "body"


class RefreshIn(Body):
    """The refresh token, for clients that do not keep it in the cookie."""

    refresh_token: OpaqueToken | None = None


class UserOut(_Out):
    """An account, as its owner sees it."""

    id: int
    email: str
    username: str
    name: str
    role: Role
    preferences: Preferences
    created_at: datetime


class AccountOut(UserOut):
    """An account, as an admin sees it."""

    is_active: bool
    last_login_at: datetime | None


class AccountsQuery(BaseModel):
    """Which accounts to list."""

    q: SearchText = Field("", description="Words in e-mail address, username or name.")
    role: Role | None = None
    is_active: bool | None = None
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Limit = 20


class AccountsOut(BaseModel):
    """One page of accounts, in the shape that document 4 names; `count` is how many match on all pages."""

    count: int
    users: list[AccountOut]
    next_cursor: str | None = None


class SessionOut(BaseModel):
    """The answer to signing in or renewing."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int = Field(description="Seconds the access token lives.")
    refresh_token: str | None = Field(description="null when it was sent as the cookie `modiste_refresh`.")
    user: UserOut


class DeviceOut(_Out):
    """A signed-in device."""

    id: uuid.UUID
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    is_current: bool = Field(False, description="Whether this request came from it.")


class ProfileIn(Body):
    """What the owner of an account may change; fields that are absent stay as they are."""

    name: Name | None = None
    username: Username | None = None
    preferences: Preferences | None = Field(None, description="Those that are absent stay as they are.")


class PasswordIn(Body):
    """The password that was, and the one that shall be."""

    current: Password
    new: NewPassword


class StandingIn(Body):
    """What an admin may change about an account."""

    role: Role | None = None
    is_active: bool | None = None
