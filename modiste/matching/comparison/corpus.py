"""How rare each word is among products: a shared word that few products carry says more than a common one."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from modiste.matching.comparison.readings import Reading


@dataclass(frozen=True, slots=True)
class Corpus:
    """In how many of `size` records each word stands."""

    size: int
    counts: Mapping[str, int]
    _weights: dict[str, float] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Corpus":
        """Count the words of records."""
        counts: Counter[str] = Counter()
        size = 0
        for reading in readings:
            counts.update(reading.all_words)
            size += 1
        return cls(size, counts)

    def weight(self, word: str) -> float:
        """The word's inverse document frequency, between 0 and about 10."""
        known = self._weights.get(word)
        if known is None:
            known = math.log((self.size + 1) / (self.counts.get(word, 0) + 0.5))
            if len(self._weights) < 200_000:  # words come from the open web: the memory of them is bounded
                self._weights[word] = known
        return known
