"""DEMO DATA: what the shopper account has kept: two collections, answers to the first questions, a word taken out."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from modiste.demo.interactions import DemoInteraction
from modiste.demo.item import DemoItem
from modiste.shop.accounts.models import User
from modiste.shop.accounts.schemas import Occasion, Preferences
from modiste.shop.kit.money import Money
from modiste.shop.recommendations.models import WordKind
from modiste.shop.recommendations.removals import remove_from_taste
from modiste.shop.recommendations.schemas import WordIn
from modiste.shop.swipes.collections import start_collection
from modiste.shop.swipes.favourites import put_into_collection

ANSWERS = Preferences(
    quiz_done=True,
    occasions=[Occasion.WEEKEND, Occasion.EVENING],
    budget=Money(amount=20_000, currency="EUR"),
)
TAKEN_OUT = WordIn(kind=WordKind.TAG, value="pockets")
FESTIVE = 0.55  # formality


def demo_collections(items: Iterable[DemoItem], acts: Iterable[DemoInteraction], shopper: str) -> dict[str, list[str]]:
    """The external ids in each of the shopper's collections, in the order in which she liked them."""
    liked = [act.external_id for act in acts if act.shopper == shopper and act.action == "right"]
    known = {item.external_id: item for item in items}
    return {
        "A week by the sea": [name for name in liked if _is_for_the_sea(known[name])],
        "Something to celebrate": [name for name in liked if known[name].formality >= FESTIVE],
    }


def _is_for_the_sea(item: DemoItem) -> bool:
    return "summer" in item.season and "winter" not in item.season and item.formality < FESTIVE


def add_keepsakes(
    session: Session, user_id: int, collections: Mapping[str, Sequence[str]], numbers: Mapping[str, int]
) -> None:
    """Keep all that for the account, through the shop's own services; `numbers` has the item ids."""
    for name, external_ids in collections.items():
        started = start_collection(session, user_id, name)
        for external_id in external_ids:
            put_into_collection(session, user_id, started.id, numbers[external_id])
    remove_from_taste(session, user_id, TAKEN_OUT)
    answers = ANSWERS.model_dump(mode="json", exclude_unset=True)
    session.execute(update(User).where(User.id == user_id).values(preferences=answers))
