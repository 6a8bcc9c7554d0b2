"""What each boutique sells: its public page says how many items, and of which kinds."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.schemas import BoutiqueOut
from modiste.shop.catalogue.models import Category, Item
from modiste.shop.catalogue.schemas import BoutiquePageOut, SoldCategory


def describe_boutiques(session: Session, boutiques: Sequence[Boutique]) -> list[BoutiquePageOut]:
    """The boutiques' public pages, in their order; one query for what all of them sell, the kinds with most first."""
    number = func.count(Item.id)
    query = (
        select(Item.boutique_id, Category.slug, Category.name, number)
        .join(Category, Category.id == Item.category_id)
        .where(Item.boutique_id.in_([boutique.id for boutique in boutiques]), Item.is_active)
        .group_by(Item.boutique_id, Category.slug, Category.name)
        .order_by(number.desc(), Category.slug)
    )
    sold: dict[int, list[SoldCategory]] = {boutique.id: [] for boutique in boutiques}
    counts = dict.fromkeys(sold, 0)
    for boutique_id, slug, name, items in session.execute(query):
        sold[boutique_id].append(SoldCategory(slug=slug, name=name))
        counts[boutique_id] += items
    return [
        BoutiquePageOut(
            **dict(BoutiqueOut.model_validate(boutique)),
            item_count=counts[boutique.id],
            categories=sold[boutique.id],
        )
        for boutique in boutiques
    ]


def describe_boutique(session: Session, boutique: Boutique) -> BoutiquePageOut:
    """One boutique's public page."""
    return describe_boutiques(session, [boutique])[0]
