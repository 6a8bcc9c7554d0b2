"""What goes over the wire about recommendations, what was learnt of a shopper, and models."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit.web.fields import Body, Line
from modiste.shop.recommendations.models import ModelState, WordKind

MOST_CARDS = 50


class ReasonOut(BaseModel):
    """One cause of a card and the share of its score that it carried."""

    kind: Literal[
        "liked_item",
        "tag",
        "colour",
        "category",
        "brand",
        "pattern",
        "material",
        "preference",
        "popular",
        "new",
        "learning",
    ]
    text: str
    share: Annotated[float, Field(ge=0, le=1)]
    item_id: int | None = None
    value: str | None = Field(None, description="The word that speaks for the card, or the liked item's name.")


class ReasonsOut(BaseModel):
    """What speaks for one item, the strongest first."""

    items: list[ReasonOut]


class DeckCard(Card):
    """A card of the deck with its score and why it is shown."""

    score: float
    reasons: list[ReasonOut]


class WideningOut(BaseModel):
    """A wider wish and how many unseen cards in stock it opens.

    `value`: for price_max the next price that opens enough (minor units); for preferences the names of those that hide
    cards; for category null: all kinds.
    """

    kind: Literal["price_max", "category", "preferences"]
    new_count: int
    value: int | list[Literal["sizes", "price_ceiling"]] | None = None


class EndOut(BaseModel):
    """The end of the deck: how many of the wanted cards she has seen, and what would open more."""

    seen_in_filter: int
    widen: list[WideningOut]


class DeckOut(BaseModel):
    """The next cards. `diverse`: nothing is known of the shopper yet, so the cards are spread out on purpose."""

    items: list[DeckCard]
    model: str = Field(description="The trained model behind it; `none` before the first training.")
    strategy: Literal["personal", "diverse"]
    seen_count: int
    liked_count: int
    end: EndOut | None = Field(None, description="Given when fewer cards are left than were asked for.")
    explanation: str | None = Field(None, description="With explain=true: a sentence or two on why these.")
    behaviour: str | None = Field(None, description="With explain=true: what the shopper did lately.")


class SimilarOut(BaseModel):
    """Items like another, the most alike first."""

    items: list[Card]


WordValue = Annotated[Line, Field(max_length=120)]


class WordIn(Body):
    """A word of the catalogue; a category goes by its slug or its name."""

    kind: WordKind
    value: WordValue


class WordOut(BaseModel):
    """A word of the catalogue; `label` is how people write it."""

    kind: WordKind
    value: str
    label: str


class LearntOut(WordOut):
    """What swipes have taught about a word: whether she wants more or less of it, and how sure that is."""

    direction: Literal["more", "less"]
    strength: Annotated[float, Field(ge=0, le=1, description="How sure it is: 1 is beyond doubt.")]
    liked: int = Field(description="Liked items that have it.")
    skipped: int = Field(description="Skipped items that have it.")


class TasteOut(BaseModel):
    """What was learnt of a shopper, the surest first, and what she has taken out of it, in the order of removal."""

    swipe_count: int
    liked_count: int
    goal: int = Field(description="Swipes after which the deck is past its first guesses.")
    is_learning: bool
    learnt: list[LearntOut]
    removed: list[WordOut]


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
