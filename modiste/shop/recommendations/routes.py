"""The HTTP routes of recommendations."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status

from modiste.shop.accounts.dependencies import AdminUser, CurrentUser, DatabaseDep
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.jobs.schemas import JobOut
from modiste.shop.kit.cache import recommendations_key
from modiste.shop.kit.db import after_commit
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.web.context import CacheDep, SessionDep, json_of
from modiste.shop.kit.web.fields import ItemId, Price, Word
from modiste.shop.kit.web.problems import problems
from modiste.shop.recommendations import deck, explanation, jobs, promotion, removals, similar, why
from modiste.shop.recommendations.candidates import Wish
from modiste.shop.recommendations.models import WordKind
from modiste.shop.recommendations.removals import TooManyRemovals
from modiste.shop.recommendations.schemas import (
    MOST_CARDS,
    DeckOut,
    ModelOut,
    ModelsOut,
    ReasonsOut,
    SimilarOut,
    TasteOut,
    WordIn,
)
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


async def wish_of(
    limit: CardCount = 10, exclude: Held = "", category: Word | None = None, price_max: Price | None = None
) -> Wish:
    """What the shopper asks for. A coroutine, as it needs no thread of its own."""
    held = tuple(int(item_id) for item_id in exclude.split(",") if item_id)
    return Wish(limit=limit, exclude=held, category=category, price_max=price_max)


@router.get("/recommendations/items", response_model=DeckOut, responses=problems(NotReady))
def recommend_items(
    user: CurrentUser,
    database: DatabaseDep,
    *,
    wish: Annotated[Wish, Depends(wish_of)],
    serving: ServingDep,
    cache: CacheDep,
    explain: bool = False,
) -> Response:
    """The next cards of the deck, made from the latest swipes; none that was swiped or that `exclude` names."""
    # The hot path: one hop into a thread instead of four (docs/decisions/0006).
    with database.reading() as session:
        made = deck.recommend_items(session, serving, user.id, wish, cache=cache)
        if explain:
            made = explanation.explained(session, serving, user.id, made)
    return json_of(made)


@router.get("/recommendations/items/{item_id}/reasons", responses=problems(ItemUnknown, NotReady))
def explain_item(item_id: ItemId, user: CurrentUser, session: SessionDep, serving: ServingDep) -> ReasonsOut:
    """What speaks for an item, by what is known of the shopper; nothing, when nothing does."""
    return ReasonsOut(items=why.explain_item(session, serving.current(), user.id, item_id))


@router.get("/recommendations/taste", responses=problems(NotReady))
def read_taste(user: CurrentUser, session: SessionDep, serving: ServingDep) -> TasteOut:
    """What was learnt from the shopper's swipes, and what she has taken out of it."""
    return removals.describe_taste(session, serving.current(), user.id)


@router.delete("/recommendations/taste", status_code=status.HTTP_204_NO_CONTENT)
def start_over(user: CurrentUser, session: SessionDep, cache: CacheDep) -> None:
    """Forget all of it: earlier swipes count no more, their cards may come again, favourites stay."""
    after_commit(session, partial(cache.delete, recommendations_key(user.id)))
    removals.start_over(session, user.id)


@router.post(
    "/recommendations/taste/removals", status_code=status.HTTP_201_CREATED, responses=problems(TooManyRemovals)
)
def remove_from_taste(user: CurrentUser, session: SessionDep, cache: CacheDep, word: WordIn) -> WordIn:
    """Let a word count no more, from the next card on; doing so again changes nothing."""
    after_commit(session, partial(cache.delete, recommendations_key(user.id)))
    return removals.remove_from_taste(session, user.id, word)


@router.delete("/recommendations/taste/removals/{kind}/{value:path}", status_code=status.HTTP_204_NO_CONTENT)
def give_back_to_taste(
    kind: WordKind,
    value: Annotated[str, Path(min_length=1, max_length=120)],
    user: CurrentUser,
    session: SessionDep,
    cache: CacheDep,
) -> None:
    """Let a removed word count again."""
    after_commit(session, partial(cache.delete, recommendations_key(user.id)))
    removals.give_back_to_taste(session, user.id, kind, value)


@router.get("/items/{item_id}/similar", responses=problems(ItemUnknown, NotReady))
def list_similar(item_id: ItemId, session: SessionDep, serving: ServingDep, limit: CardCount = 10) -> SimilarOut:
    """Items like this one: liked by the same shoppers, described by the same words."""
    return SimilarOut(items=similar.list_similar(session, serving.current(), item_id, limit=limit))


@router.post("/recommendations/items/jobs", status_code=status.HTTP_202_ACCEPTED)
def make_recommendations(user: CurrentUser, session: SessionDep, response: Response, limit: CardCount = 10) -> JobOut:
    """Have a list made in the background; its ids and scores are the job's result."""
    return _accepted(jobs.ask_for_list(session, user.id, owner=user.id, limit=limit), response)


@router.post("/recommendations/trainings", status_code=status.HTTP_202_ACCEPTED)
def train(user: AdminUser, session: SessionDep, response: Response) -> JobOut:
    """Train a model now; the training that is under way is answered when there is one."""
    return _accepted(later(session, jobs.train_recommendations, owner=user.id, only_once=jobs.TRAIN), response)


@router.get("/recommendations/models")
def list_models(user: AdminUser, session: SessionDep) -> ModelsOut:  # noqa: ARG001 - only admins pass
    """The latest trained models: which serves, how good each was on held-out likes, and why it was promoted or not."""
    return ModelsOut(items=[ModelOut.model_validate(row) for row in promotion.list_models(session)])


def _accepted(job: Job, response: Response) -> JobOut:
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.model_validate(job)
