"""The HTTP routes of recommendations."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.fields import Price, Word
from modiste.shop.kit.web.problems import problems
from modiste.shop.recommendations import deck
from modiste.shop.recommendations.candidates import Wish
from modiste.shop.recommendations.schemas import MOST_CARDS, DeckOut
from modiste.shop.recommendations.serving import NotReady, Serving

router = APIRouter(tags=["recommendations"])


async def serving_of(request: Request) -> Serving:
    """What this process serves recommendations with."""
    serving: Serving = request.app.state.serving
    return serving


ServingDep = Annotated[Serving, Depends(serving_of)]
CardCount = Annotated[int, Query(ge=1, le=MOST_CARDS)]
Held = Annotated[
    str,
    Query(
        pattern=r"^(\d{1,10}(,\d{1,10}){0,199})?$",
        max_length=2_200,
        description="Ids of the cards that the client still holds, such as 1,2,3; at most 200.",
    ),
]


@router.get("/recommendations/items", responses=problems(NotReady))
def recommend_items(
    user: CurrentUser,
    session: SessionDep,
    serving: ServingDep,
    limit: CardCount = 10,
    exclude: Held = "",
    category: Word | None = None,
    price_max: Price | None = None,
) -> DeckOut:
    """The next cards of the deck, made from the latest swipes; none that was swiped or that `exclude` names."""
    held = tuple(int(item_id) for item_id in exclude.split(",") if item_id)
    wish = Wish(limit=limit, exclude=held, category=category, price_max=price_max)
    return deck.recommend_items(session, serving.current(), user.id, wish)
