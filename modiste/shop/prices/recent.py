"""Answers that were made a moment ago, to be sent again: two hundred offers cost milliseconds to sort and to write."""

import threading
from dataclasses import dataclass

from cachetools import TTLCache

from modiste.shop.prices.schemas import OffersOut, OffersQuery

MOST = 256
SECONDS = 30  # what the clock changes (an offer grows old, an answer is due) is seen so much later

Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer, and the bytes that it is sent as."""

    answer: OffersOut
    body: bytes


class Recent:
    """Finished answers by item, what its tables say, and how it was asked for."""

    def __init__(self) -> None:
        self._held: TTLCache[Key, Finished] = TTLCache(MOST, SECONDS)
        self._lock = threading.Lock()

    def find(self, item_id: int, state: str, asked: OffersQuery) -> Finished | None:
        """The answer, if it was made lately and the tables say the same."""
        with self._lock:
            return self._held.get((item_id, state, asked.model_dump_json()))

    def keep(self, item_id: int, state: str, asked: OffersQuery, answer: OffersOut) -> Finished:
        """Remember an answer for a moment."""
        finished = Finished(answer, answer.model_dump_json().encode())
        with self._lock:
            self._held[item_id, state, asked.model_dump_json()] = finished
        return finished
