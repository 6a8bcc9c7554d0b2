"""What a narrator is told, and what it gives back."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Facts:
    """All that may be said: the shopper's name, what she did, and what is recommended for which reasons."""

    name: str
    behaviour: str
    recommended: tuple[str, ...]
    reasons: tuple[str, ...] = ()


class Narrator(Protocol):
    """Puts facts into words for the shopper."""

    def narrate(self, facts: Facts) -> str:
        """A short explanation."""
        ...
