"""The HTTP routes of catalogue: everybody may look."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.boutiques import service as boutiques
from modiste.shop.catalogue import search, service
from modiste.shop.catalogue.schemas import CategoryOut, ItemOut, ItemPage, ItemQuery
from modiste.shop.kit.paging import BadCursor
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.fields import Id
from modiste.shop.kit.web.problems import problems

router = APIRouter(tags=["catalogue"])


@router.get("/items", responses=problems(BadCursor))
def search_items(session: SessionDep, query: Annotated[ItemQuery, Query()]) -> ItemPage:
    """Items by words and filters. A filter that is given several times means any of these."""
    return search.search_items(session, query)


@router.get("/items/{item_id}", response_model=ItemOut, responses=problems(service.ItemUnknown))
def read_item(session: SessionDep, item_id: Id, when: ConditionsDep) -> ItemOut | Response:
    """Everything about one item."""
    item, version = service.item_out_of(session, item_id)
    return when.known(tag_of("item", item_id, version, item.model_dump_json())) or item


@router.get("/categories")
def list_categories(session: SessionDep) -> list[CategoryOut]:
    """Every kind of clothes there is."""
    return [CategoryOut.model_validate(category) for category in service.list_categories(session)]


@router.get("/boutiques/{boutique_id}/items", responses=problems(boutiques.BoutiqueUnknown, BadCursor))
def list_boutique_items(session: SessionDep, boutique_id: Id, query: Annotated[ItemQuery, Query()]) -> ItemPage:
    """One boutique's items; the same words and filters as /items."""
    boutiques.boutique_of(session, boutique_id)
    return search.search_items(session, query.model_copy(update={"boutique_id": boutique_id}))
