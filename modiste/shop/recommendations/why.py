"""What speaks for one item: the reasons of the deck's model for this shopper, be it in her deck or not."""

from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.catalogue.service import ItemUnknown
from modiste.shop.recommendations.candidates import Wish, find_candidates, history_of, may_be_shown
from modiste.shop.recommendations.ranking import rank
from modiste.shop.recommendations.reasons import Reason, reason_out, reasons_for
from modiste.shop.recommendations.schemas import ReasonOut
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.told import Told, told_by
from modiste.shop.swipes.taste import Taste, taste_of


def explain_item(session: Session, snapshot: Snapshot, user_id: int, item_id: int) -> list[ReasonOut]:
    """The reasons, the strongest first; none when nothing that is known of her speaks for it. Raises ItemUnknown."""
    if not catalogue.list_cards(session, [item_id]):
        raise ItemUnknown
    reasons = reasons_of(snapshot, taste_of(session, user_id), told_by(session, user_id), item_id)
    liked = [reason.item_id for reason in reasons if reason.item_id is not None]
    names = {card.item_id: card.name for card in catalogue.list_cards(session, liked)}
    return [reason_out(reason, names) for reason in reasons]


def reasons_of(snapshot: Snapshot, taste: Taste, told: Told, item_id: int) -> list[Reason]:
    """The same without SQL: the item is ranked among the deck's candidates, as scores are relative to each other."""
    [row], [is_known] = snapshot.shelf.rows_of([item_id])
    # What she did with the item itself is no reason for it.
    others = {other: weight for other, weight in taste.weights.items() if other != item_id}
    history = history_of(snapshot, replace(taste, weights=others), told.removed)
    if not is_known or not (len(history.rows) or told.preferences):
        return []
    candidates = find_candidates(snapshot, history, may_be_shown(snapshot, taste, Wish()), Wish())
    rows = np.unique(np.append(candidates, row))
    ranked = rank(snapshot, history, rows, told.preferences)
    [reasons] = reasons_for(snapshot, history, ranked.at(np.flatnonzero(rows == row)))
    return [reason for reason in reasons if reason.kind != "learning"]
