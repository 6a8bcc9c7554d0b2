"""A deck in words: what the shopper did lately, and a sentence or two on why these cards."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from modiste.shop.accounts.models import User
from modiste.shop.recommendations.behaviour import behaviour_of
from modiste.shop.recommendations.narrators.base import Facts, Narrator
from modiste.shop.recommendations.narrators.template import TemplateNarrator
from modiste.shop.recommendations.schemas import DeckOut
from modiste.shop.recommendations.serving import Serving


def explained(
    session: Session, serving: Serving, user_id: int, made: DeckOut, *, narrator: Narrator | None = None
) -> DeckOut:
    """The deck with its explanation and the behaviour it speaks of; the words are a narrator's, the facts ours."""
    behaviour = behaviour_of(session, serving.current(), user_id).summary()
    reasons = dict.fromkeys(card.reasons[0].text for card in made.items if card.reasons)
    facts = Facts(
        name=session.scalars(select(User.name).where(User.id == user_id)).one(),
        behaviour=behaviour,
        recommended=tuple(card.name for card in made.items),
        reasons=tuple(reasons),
    )
    words = (narrator or TemplateNarrator()).narrate(facts)
    return made.model_copy(update={"explanation": words, "behaviour": behaviour})
