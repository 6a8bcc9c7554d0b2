"""What goes over the wire about recommendations and models."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from modiste.shop.catalogue.schemas import Card
from modiste.shop.recommendations.models import ModelState

MOST_CARDS = 50


class ReasonOut(BaseModel):
    """One cause of a card and the share of its score that it carried."""

    kind: Literal["liked_item", "tag", "colour", "category", "brand", "popular", "new"]
    text: str
    share: Annotated[float, Field(ge=0, le=1)]
    item_id: int | None = None
    value: str | None = None


class DeckCard(Card):
    """A card of the deck with its score and why it is shown."""

    score: float
    reasons: list[ReasonOut]


class DeckOut(BaseModel):
    """The next cards. `diverse`: nothing is known of the shopper yet, so the cards are spread out on purpose."""

    items: list[DeckCard]
    model: str = Field(description="The trained model behind it; `none` before the first training.")
    strategy: Literal["personal", "diverse"]
    seen_count: int
    liked_count: int
    explanation: str | None = Field(None, description="With explain=true: a sentence or two on why these.")
    behaviour: str | None = Field(None, description="With explain=true: what the shopper did lately.")


class SimilarOut(BaseModel):
    """Items like another, the most alike first."""

    items: list[Card]


class ModelOut(BaseModel):
    """A trained model in the book."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    kind: str
    state: ModelState
    metrics: dict[str, Any]
    parameters: dict[str, Any]
    reason: str
    created_at: datetime
    promoted_at: datetime | None


class ModelsOut(BaseModel):
    """The trained models, newest first."""

    items: list[ModelOut]
