"""Documents 1 and 2: register, login, swipe, recommendations (also as a job) and favorites; prices as numbers."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response, status
from pydantic import BaseModel, Field

from modiste.shop.accounts import service as accounts
from modiste.shop.accounts import sessions
from modiste.shop.accounts.dependencies import CurrentUser, DatabaseDep, DeviceDep, Throttle
from modiste.shop.accounts.passwords import TooManySignIns, WeakPassword
from modiste.shop.accounts.schemas import Email, NewPassword, Password, Username
from modiste.shop.aliases.callers import OtherUser, UserId, user_named
from modiste.shop.catalogue.schemas import Card
from modiste.shop.kit import money
from modiste.shop.kit.cache import session_key
from modiste.shop.kit.db import after_commit
from modiste.shop.kit.errors import TooMany, Unauthenticated
from modiste.shop.kit.paging import Limit
from modiste.shop.kit.tokens import new_id
from modiste.shop.kit.web.context import CacheDep, SessionDep, SettingsDep
from modiste.shop.kit.web.fields import Body, Id, ItemId
from modiste.shop.kit.web.problems import problems
from modiste.shop.recommendations import jobs as recommendation_jobs
from modiste.shop.recommendations.candidates import Wish
from modiste.shop.recommendations.deck import recommend_items
from modiste.shop.recommendations.routes import ServingDep
from modiste.shop.recommendations.schemas import ReasonOut
from modiste.shop.recommendations.serving import NotReady
from modiste.shop.swipes import favourites, service
from modiste.shop.swipes.events import UnknownItem
from modiste.shop.swipes.routes import WritingSession
from modiste.shop.swipes.schemas import Direction, FavouritesQuery, SwipeIn

router = APIRouter(tags=["swipe shop"])


class RegisterIn(Body):
    """Document 1's registration."""

    username: Username
    email: Email
    password: NewPassword


class Registered(BaseModel):
    """What registering answers."""

    message: str = "You are registered"
    user_id: int


class LoginIn(Body):
    """Document 1's login."""

    email: Email
    password: Password


class Token(BaseModel):
    """A JWT for `Authorization: Bearer …`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int


class Message(BaseModel):
    """A sentence that says it is done."""

    message: str


class ItemSwipeIn(Body):
    """Document 1's swipe; `user_id` must be the caller's."""

    user_id: Id | None = None
    item_id: ItemId
    swipe_direction: Direction


class Swiped(Message):
    """The acknowledgment of a swipe."""

    item_id: int
    swipe_direction: Direction


class PricedItem(BaseModel):
    """An item with its price as a number of major units."""

    item_id: int
    name: str
    brand: str
    category: str
    price: float
    currency: str
    image_url: str | None


class RecommendedItem(PricedItem):
    """An item, how strongly it is recommended, and why."""

    score: float
    reasons: list[ReasonOut]


class RecommendationsQuery(BaseModel):
    """For whom, how many, and whether to wait for the list."""

    user_id: int | None = Field(None, ge=1, le=2**31 - 1, description="The token's user; admins may name another.")
    mode: Literal["sync", "async"] = "sync"
    limit: int = Field(10, ge=1, le=50)


class RecommendedItems(BaseModel):
    """The recommendations, or with mode=async the job that makes them (GET /jobs/{id})."""

    items: list[RecommendedItem] = []
    job_id: str | None = Field(None, description="With mode=async: the list will be this job's result.")


class Favorites(BaseModel):
    """The caller's favourites, the latest first."""

    favorites: list[PricedItem]


@router.post(
    "/register", status_code=201, responses=problems(accounts.AccountTaken, WeakPassword, TooMany, TooManySignIns)
)
def register(session: SessionDep, body: RegisterIn, throttle: Throttle) -> Registered:
    """Open an account."""
    throttle.sign_up()
    user = accounts.sign_up(session, body.email, body.password, body.username, username=body.username)
    return Registered(user_id=user.id)


@router.post("/login", responses=problems(accounts.WrongCredentials, accounts.AccountClosed, TooMany, TooManySignIns))
def log_in(
    database: DatabaseDep, body: LoginIn, *, device: DeviceDep, settings: SettingsDep, throttle: Throttle
) -> Token:
    """Sign in."""
    throttle.sign_in(body.email)
    opened = accounts.sign_in(database, body.email, body.password, device, settings=settings)
    throttle.has_signed_in(body.email)
    token = sessions.access_token(opened.user.id, opened.session_id, settings=settings)
    return Token(access_token=token, expires_in=settings.access_token_seconds)


@router.post("/logout", responses=problems(Unauthenticated))
def log_out(session: SessionDep, user: CurrentUser, cache: CacheDep) -> Message:
    """End the session of this token, at once."""
    sessions.end_session(session, user.session_id, reason="signed out")
    after_commit(session, lambda: cache.delete(session_key(user.session_id)))
    return Message(message="You are signed out")


@router.post("/item/swipe", status_code=201, responses=problems(OtherUser, UnknownItem))
def swipe_item(session: WritingSession, user: CurrentUser, body: ItemSwipeIn) -> Swiped:
    """Swipe right (a favourite) or left (a dislike)."""
    if body.user_id not in (None, user.id):
        raise OtherUser  # not even an admin swipes for somebody else
    swipe = SwipeIn(item_id=body.item_id, direction=body.swipe_direction, client_id=new_id())
    service.record_swipe(session, user.id, swipe)
    words = "added to your favorites" if body.swipe_direction is Direction.RIGHT else "noted as disliked"
    return Swiped(message=f"The item was {words}", item_id=body.item_id, swipe_direction=body.swipe_direction)


@router.get(
    "/recommendations",
    responses={
        202: {"model": RecommendedItems, "description": "mode=async: the job was accepted"},
        **problems(OtherUser, accounts.AccountUnknown, NotReady),
    },
)
def recommend(
    session: SessionDep,
    user: CurrentUser,
    serving: ServingDep,
    database: DatabaseDep,
    response: Response,
    asked: Annotated[RecommendationsQuery, Query()],
) -> RecommendedItems:
    """Items for the user, with scores and reasons; with mode=async a job that makes the list (GET /jobs/{id})."""
    person = user_named(session, user, asked.user_id)
    if asked.mode == "async":
        with database.transaction() as writing:  # the request's own one only reads, as a GET should
            job = recommendation_jobs.ask_for_list(writing, person.id, owner=user.id, limit=asked.limit)
        response.status_code = status.HTTP_202_ACCEPTED
        return RecommendedItems(job_id=str(job.id))
    made = recommend_items(session, serving, person.id, Wish(limit=asked.limit))
    return RecommendedItems(
        items=[
            RecommendedItem(**priced(card).model_dump(), score=card.score, reasons=card.reasons) for card in made.items
        ]
    )


@router.get("/favorites", responses=problems(OtherUser, accounts.AccountUnknown))
def list_favorites(session: SessionDep, user: CurrentUser, user_id: UserId = None, limit: Limit = 100) -> Favorites:
    """What the user likes now."""
    person = user_named(session, user, user_id)
    page = favourites.list_favourites(session, person.id, FavouritesQuery(limit=limit))
    return Favorites(favorites=[priced(card) for card in page.items])


def priced(card: Card) -> PricedItem:
    """A card in the documents' shape."""
    return PricedItem(
        item_id=card.item_id,
        name=card.name,
        brand=card.brand,
        category=card.category,
        price=money.to_major(card.price.amount, card.price.currency),
        currency=card.price.currency,
        image_url=card.image_url,
    )
