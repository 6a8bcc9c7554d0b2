"""Document 4: the service's greeting, products, and content-based recommendations with an explanation."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

import modiste
from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.dependencies import CurrentUser
from modiste.shop.aliases.callers import OtherUser, user_named
from modiste.shop.catalogue import service as catalogue
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.schemas import ItemQuery, Sort
from modiste.shop.catalogue.search import search_items
from modiste.shop.kit import money
from modiste.shop.kit.paging import BadCursor, Limit
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.fields import ItemId
from modiste.shop.kit.web.problems import problems
from modiste.shop.recommendations.behaviour import behaviour_of, recommend_by_content
from modiste.shop.recommendations.narrators.base import Facts
from modiste.shop.recommendations.narrators.template import TemplateNarrator
from modiste.shop.recommendations.routes import ServingDep
from modiste.shop.recommendations.serving import NotReady

router = APIRouter(tags=["content shop"])


class Greeting(BaseModel):
    """What the service says at its root."""

    message: str = "Modiste: a fashion shop that learns taste"
    status: str = "running"
    version: str = modiste.__version__


class Product(BaseModel):
    """An item in document 4's words; the price in major units."""

    id: int
    name: str
    category: str
    price: float
    currency: str
    description: str
    tags: list[str]


class Products(BaseModel):
    """One page of products."""

    count: int = Field(description="Products on this page.")
    products: list[Product]
    next_cursor: str | None


class RecommendedProduct(Product):
    """A product with its points: 10 for a top category, 3 for each top tag."""

    score: float


class Recommendation(BaseModel):
    """Products for one user, why, and what the user did lately."""

    user_id: int
    user_name: str
    recommended_products: list[RecommendedProduct]
    llm_explanation: str
    user_behavior_summary: str


@router.get("/")
async def greet() -> Greeting:
    """Say that the service runs."""
    return Greeting()


@router.get("/products", responses=problems(BadCursor))
def list_products(
    session: SessionDep, cursor: Annotated[str | None, Query(max_length=500)] = None, limit: Limit = 50
) -> Products:
    """Every product, the newest first, page by page."""
    page = search_items(session, ItemQuery(sort=Sort.NEWEST, cursor=cursor, limit=limit))
    listed = [product_of(item) for item in catalogue.list_described(session, [card.item_id for card in page.items])]
    return Products(count=len(listed), products=listed, next_cursor=page.next_cursor)


@router.get("/products/{product_id}", responses=problems(catalogue.ItemUnknown))
def read_product(session: SessionDep, product_id: ItemId) -> Product:
    """One product."""
    return product_of(catalogue.item_of(session, product_id))


@router.get("/recommend/{user_id}", responses=problems(OtherUser, accounts.AccountUnknown, NotReady))
def recommend_products(
    session: SessionDep,
    user: CurrentUser,
    serving: ServingDep,
    user_id: Annotated[int, Path(ge=1, le=2**31 - 1)],
    top_n: Annotated[int, Query(ge=1, le=50)] = 5,
) -> Recommendation:
    """Products by the content of what the user had to do with; popular ones when there is nothing to go on."""
    person = user_named(session, user, user_id)
    snapshot = serving.current()
    found = recommend_by_content(session, snapshot, person.id, limit=top_n)
    behaviour = behaviour_of(session, snapshot, person.id).summary()
    facts = Facts(name=person.name, behaviour=behaviour, recommended=tuple(card.name for card, _ in found))
    points = {card.item_id: score for card, score in found}
    items = catalogue.list_described(session, list(points))
    return Recommendation(
        user_id=person.id,
        user_name=person.name,
        recommended_products=[
            RecommendedProduct(**product_of(item).model_dump(), score=points[item.id]) for item in items
        ],
        llm_explanation=TemplateNarrator().narrate(facts),
        user_behavior_summary=behaviour,
    )


def product_of(item: Item) -> Product:
    """An item in document 4's shape."""
    return Product(
        id=item.id,
        name=item.name,
        category=item.category.name,
        price=money.to_major(item.price, item.currency),
        currency=item.currency,
        description=item.description,
        tags=[entry.tag for entry in item.tags],
    )
