"""The HTTP routes of catalogue: everybody may look."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from modiste.shop.boutiques import service as boutiques
from modiste.shop.boutiques.schemas import City, Slug
from modiste.shop.catalogue import assortment, search, service
from modiste.shop.catalogue.schemas import BoutiquePageOut, CategoryOut, ItemOut, ItemPage, ItemQuery
from modiste.shop.kit.paging import BadCursor, Limit, Page
from modiste.shop.kit.web.context import SessionDep
from modiste.shop.kit.web.etag import ConditionsDep, tag_of
from modiste.shop.kit.web.fields import Id, SearchText
from modiste.shop.kit.web.problems import problems

router = APIRouter(tags=["catalogue"])
BoutiqueCursor = Annotated[str | None, Query(max_length=1500)]


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
    return service.list_categories(session)


@router.get("/boutiques", responses=problems(BadCursor))
def list_boutiques(
    session: SessionDep, q: SearchText = "", city: City = "", cursor: BoutiqueCursor = None, limit: Limit = 20
) -> Page[BoutiquePageOut]:
    """Boutiques by name; `q` finds words in name, city and story."""
    rows, following = boutiques.list_boutiques(session, q=q, city=city, cursor=cursor, limit=limit)
    return Page(items=assortment.describe_boutiques(session, rows), next_cursor=following)


@router.get("/boutiques/by-slug/{slug}", responses=problems(boutiques.BoutiqueUnknown))
def read_boutique_by_slug(session: SessionDep, slug: Slug) -> BoutiquePageOut:
    """A boutique by its place in addresses."""
    return assortment.describe_boutique(session, boutiques.boutique_by_slug(session, slug))


@router.get("/boutiques/{boutique_id}", responses=problems(boutiques.BoutiqueUnknown))
def read_boutique(session: SessionDep, boutique_id: Id) -> BoutiquePageOut:
    """A boutique."""
    return assortment.describe_boutique(session, boutiques.boutique_of(session, boutique_id))


@router.get("/boutiques/{boutique_id}/items", responses=problems(boutiques.BoutiqueUnknown, BadCursor))
def list_boutique_items(session: SessionDep, boutique_id: Id, query: Annotated[ItemQuery, Query()]) -> ItemPage:
    """One boutique's items; the same words and filters as /items."""
    boutiques.boutique_of(session, boutique_id)
    return search.search_items(session, query.model_copy(update={"boutique_id": boutique_id}))
