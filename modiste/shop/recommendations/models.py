"""Tables of trained models and of what shoppers do not want to be judged by."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class ModelState(StrEnum):
    """A trained model waits as a candidate, serves, was retired by a better one, or was refused."""

    CANDIDATE = "candidate"
    SERVING = "serving"
    RETIRED = "retired"
    REFUSED = "refused"


class TrainedModel(Base):
    """A model's entry in the book: its artifact lies under `folder` in the data folder's `models/`."""

    __tablename__ = "trained_models"
    __table_args__ = (
        CheckConstraint("state IN ('candidate','serving','retired','refused')", name="state"),
        # At most one model serves: the database says so, not the code.
        Index(
            "uq_trained_models_serving",
            "state",
            unique=True,
            sqlite_where=text("state = 'serving'"),
            postgresql_where=text("state = 'serving'"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(40))
    folder: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(16), default=ModelState.CANDIDATE)
    fingerprint: Mapped[str] = mapped_column(String(64))
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    metrics: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    promoted_at: Mapped[datetime | None]


class WordKind(StrEnum):
    """What a word is about; each is one column of an item, or its tags."""

    CATEGORY = "category"
    COLOUR = "colour"
    TAG = "tag"
    BRAND = "brand"
    PATTERN = "pattern"
    MATERIAL = "material"


class TasteRemoval(Base):
    """A word that shall not count for a shopper, whatever she swipes: she took it back from what we learnt."""

    __tablename__ = "taste_removals"
    __table_args__ = (CheckConstraint("kind IN ('category','colour','tag','brand','pattern','material')", name="kind"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
