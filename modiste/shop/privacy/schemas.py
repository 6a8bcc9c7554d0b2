"""The document with everything about one person, and what leaving asks for."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from modiste.shop.accounts.models import Role
from modiste.shop.accounts.schemas import Password
from modiste.shop.kit.queue.models import JobState
from modiste.shop.kit.web.fields import Body
from modiste.shop.privacy.order_schemas import ExportedAddress, ExportedOrder, ExportedPayment, ExportedRefund
from modiste.shop.privacy.wardrobe_schemas import (
    ExportedFolder,
    ExportedGarment,
    ExportedGarmentPhoto,
    ExportedWear,
)
from modiste.shop.recommendations.models import WordKind
from modiste.shop.swipes.models import Action


class LeaveIn(Body):
    """The password, once more, of an account to erase."""

    password: Password


class PhotosForgottenOut(BaseModel):
    """How many photos were deleted; their files follow at once."""

    photos: int


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ExportedAccount(_Row):
    """The account itself; its password is kept as a hash, which is nobody's to have."""

    id: int
    email: str
    username: str
    name: str
    role: Role
    preferences: dict[str, Any]
    created_at: datetime
    last_login_at: datetime | None


class ExportedDevice(_Row):
    """A device that signed in, open or ended."""

    id: uuid.UUID
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    end_reason: str | None


class ExportedInteraction(_Row):
    """One event of the log; `is_undone` was taken back."""

    id: int
    item_id: int
    item_name: str
    interaction: Action
    client_id: uuid.UUID
    undoes_id: int | None
    is_undone: bool
    created_at: datetime


class ExportedFavourite(_Row):
    """An item that the person likes."""

    item_id: int
    item_name: str
    added_at: datetime


class ExportedPlace(_Row):
    """An item in a collection."""

    item_id: int
    item_name: str
    added_at: datetime


class ExportedCollection(_Row):
    """A collection with its items."""

    id: uuid.UUID
    name: str
    created_at: datetime
    updated_at: datetime
    items: list[ExportedPlace] = []


class ExportedCartLine(_Row):
    """Something in the person's cart, with what they chose and what it cost then."""

    item_id: int
    item_name: str
    size: str
    colour: str
    quantity: int
    is_saved: bool
    vendor: str
    vendor_name: str
    price_at_adding: int
    currency: str
    link: str
    added_at: datetime


class ExportedCartAddition(_Row):
    """That the person put something into the cart in the last three months, and when last."""

    item_id: int
    item_name: str
    added_at: datetime


class ExportedRemoval(_Row):
    """A word that the person took out of what we learnt."""

    kind: WordKind
    value: str
    created_at: datetime


class ExportedFreshStart(_Row):
    """When the person started over; what the log holds up to `after_id` says nothing of their taste."""

    after_id: int
    started_at: datetime


class ExportedAlert(_Row):
    """What the person waits for; money in minor units of `currency`."""

    id: int
    item_id: int
    item_name: str
    kind: str
    size: str
    target: int | None
    percent: int | None
    currency: str
    baseline: int | None
    fired_count: int
    last_fired_at: datetime | None
    created_at: datetime


class ExportedNotification(_Row):
    """What the person was told, and by how many mails and pushes; of a deleted one only that it was."""

    id: uuid.UUID
    kind: str
    key: str
    title: str
    body: str
    facts: dict[str, Any] | None
    link: str
    created_at: datetime
    read_at: datetime | None
    deleted_at: datetime | None
    times_sent: int


class ExportedChannels(_Row):
    """How the person wants to be told."""

    mail: bool
    push: bool
    updated_at: datetime


class ExportedBrowser(_Row):
    """A browser that is pushed to; its keys could only harm."""

    id: uuid.UUID
    endpoint: str
    created_at: datetime


class ExportedJob(_Row):
    """Work that the person asked for."""

    id: uuid.UUID
    name: str
    arguments: dict[str, Any]
    state: JobState
    note: str
    result: dict[str, Any] | None
    error: str | None
    created_at: datetime
    finished_at: datetime | None


class ExportedBoutique(_Row):
    """The boutique that the person owns; what it sells is the catalogue's."""

    id: int
    slug: str
    name: str
    city: str
    country: str
    story: str
    logo_url: str | None
    currency: str
    delivery_cost: int
    free_over: int | None
    delivery_days_min: int
    delivery_days_max: int
    terms_version: str | None
    terms_agreed_at: datetime | None
    created_at: datetime


class ExportedPost(_Row):
    """The boutique that the person works in without owning it."""

    boutique_id: int
    boutique_name: str
    joined_at: datetime


class ExportedInvitation(_Row):
    """A boutique that has invited the person's address; the secret of its link is nobody's to have."""

    boutique_name: str
    email: str
    language: str
    created_at: datetime
    expires_at: datetime
    sent_at: datetime | None


class ExportedKey(_Row):
    """An API key that the person has made; of the key itself only the beginning is known."""

    id: uuid.UUID
    boutique_id: int
    name: str
    prefix: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class ExportOut(BaseModel):
    """Everything that the shop knows about one person."""

    made_at: datetime
    account: ExportedAccount
    devices: list[ExportedDevice]
    interactions: list[ExportedInteraction]
    favourites: list[ExportedFavourite]
    collections: list[ExportedCollection]
    cart: list[ExportedCartLine]
    cart_additions: list[ExportedCartAddition]
    addresses: list[ExportedAddress]
    orders: list[ExportedOrder]
    payments: list[ExportedPayment]
    refunds: list[ExportedRefund]
    garment_folders: list[ExportedFolder]
    garments: list[ExportedGarment]
    garment_photos: list[ExportedGarmentPhoto]
    garment_wears: list[ExportedWear]
    taste_removals: list[ExportedRemoval]
    fresh_start: ExportedFreshStart | None
    price_alerts: list[ExportedAlert]
    notifications: list[ExportedNotification]
    notification_settings: ExportedChannels | None
    push_subscriptions: list[ExportedBrowser]
    jobs: list[ExportedJob]
    boutique: ExportedBoutique | None
    boutique_post: ExportedPost | None
    boutique_invitations: list[ExportedInvitation]
    boutique_keys: list[ExportedKey]
