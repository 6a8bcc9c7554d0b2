"""What the same product costs elsewhere: from memory at once, and from the vendors when nothing is known yet."""

from contextlib import suppress

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database, DatabaseUnavailable
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.pictures import picture_of, state_of
from modiste.shop.prices.recent import Finished
from modiste.shop.prices.refreshing import ask_anew
from modiste.shop.prices.schemas import OffersQuery
from modiste.shop.prices.showing import show_picture

PATIENCE = 0.5  # seconds that somebody who joins an ask under way waits beyond its deadline


def offers_of(database: Database, comparer: Comparer, item_id: int, asked: OffersQuery) -> Finished:
    """The offers for an item, by what they cost delivered.

    What is known is answered at once, however old it is as long as its vendor's licence lets us show it;
    `is_refreshing` then asks the caller to have the vendors asked behind it. Only where nothing is known the shopper
    waits, no longer than the deadline. Raises ItemUnknown.
    """
    with database.reading() as session:
        state = state_of(session, item_id)
        known = comparer.recent.find(item_id, state, asked)
        if known is not None:
            return known
        picture = picture_of(session, comparer, item_id)
    if picture.as_of is None and comparer.vendors:
        seconds = comparer.settings.deadline_seconds
        with suppress(DatabaseUnavailable):  # what was found could not be written now; reading goes on all the same
            comparer.flights.join(
                f"item:{item_id}",
                lambda: ask_anew(database, comparer, item_id, seconds=seconds),
                seconds=seconds + PATIENCE,
            )
        with database.reading() as session:
            picture = picture_of(session, comparer, item_id)
    is_due = picture.due_at is not None and clock.is_past(picture.due_at)
    answer = show_picture(item_id, picture, asked, home=comparer.settings.country, is_refreshing=is_due)
    return comparer.recent.keep(item_id, picture.state, asked, answer)
